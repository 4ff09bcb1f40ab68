package graphquery

import (
	"strings"
	"testing"
)

func TestCountRowsAndLinkAreFoundAtTheTop(t *testing.T) {
	for _, tt := range []struct {
		body  string
		rows  int
		count int64
		next  string
	}{
		{`{"@odata.count":1940,"value":[{"value":[1,2]},{"@odata.nextLink":"no"},null],"@odata.nextLink":"n"}`, 3, 1940, "n"},
		{` {"@odata.nextLink":"a\u0026b","value":[]}`, 0, -1, "a&b"},
		{`{"id":"1"}`, -1, -1, ""},
		{`{"value":"text"}`, -1, -1, ""},
		{`{"value":null,"@odata.count":"5"}`, -1, -1, ""},
		{`{"@odata.count":-5}`, -1, -1, ""},
		{`{"@odata.count":1e400}`, -1, -1, ""},
		{`{"@odata.nextLink":{"a":1},"value":[1]}`, 1, -1, ""},
		{`{"value":[1,2`, -1, -1, ""},
		{`{"value":[1],"@odata.nextLink":"x"`, -1, -1, ""},
		{`[1,2]`, 2, -1, ""},
		{``, -1, -1, ""},
		{`<html>`, -1, -1, ""},
		{`{"value":[1],"value":[1,2]}`, 1, -1, ""},
		{"{\"a\":\"\xff\",\"value\":[1]}", 1, -1, ""},
	} {
		r := &Result{Body: []byte(tt.body)}
		r.scan()
		if r.Rows != tt.rows || r.Count != tt.count || r.NextLink != tt.next {
			t.Errorf("%s: %d rows, count %d, next %q; want %d, %d, %q", tt.body, r.Rows, r.Count, r.NextLink, tt.rows, tt.count, tt.next)
		}
	}
}

func TestRowsComeOutAsTheyStand(t *testing.T) {
	for _, tt := range []struct{ body, want string }{
		{`{"@odata.context":"x","value":[{"b":1,"a":2}, 3 ,"x"],"z":1}`, `{"b":1,"a":2}|3|"x"`},
		{`{"value":[]}`, ``},
		{` {"id":"1", "n":12345678901234567890} `, `{"id":"1", "n":12345678901234567890}`},
		{`[1,[2]]`, `1|[2]`},
		{`"x"`, `"x"`},
		{`{"value":"v"}`, `{"value":"v"}`},
		{`{"value":[1,2`, `1|2`},
		{`{"value":[1,}`, `1`},
		{``, ``},
		{`<html>`, ``},
	} {
		var rows []string
		for row := range Rows([]byte(tt.body)) {
			rows = append(rows, string(row))
		}
		if got := strings.Join(rows, "|"); got != tt.want {
			t.Errorf("Rows(%s) = %s, want %s", tt.body, got, tt.want)
		}
	}
	for range Rows([]byte(`[1,2]`)) {
		break // leaving early is allowed
	}
}

func FuzzAnyBodyCanBeLookedAt(f *testing.F) {
	f.Add([]byte(`{"value":[1,{"a":[]}],"@odata.nextLink":"x","@odata.count":1}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		r := &Result{Body: body}
		r.scan()
		n := 0
		for range Rows(body) {
			n++
		}
		if r.Rows >= 0 && n < r.Rows && strings.Count(string(body), `"value"`) == 1 {
			t.Errorf("%q: %d rows counted, %d found", body, r.Rows, n)
		}
	})
}
