package library

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"graphguest/graphquery"
)

func TestValuesAreWrittenForTheirPlace(t *testing.T) {
	v := Variables{"id": "a/b?c#d&e", "name": "O'Neill & Co", "phrase": `say "a\b"`, "n": "5", "yes": "true", "graph": "https://evil.example"}
	for _, tt := range []struct{ path, want string }{
		{"/users/{{id}}/manager", "/users/a%2Fb%3Fc%23d%26e/manager"},
		{"/users/{{ id }}", "/users/a%2Fb%3Fc%23d%26e"},
		{"/users?$filter=a eq '{{name}}'&$top={{n}}", "/users?$filter=a%20eq%20'O%27%27Neill%20%26%20Co'&$top=5"},
		{"/users?$top={{id}}", "/users?$top=a%2Fb%3Fc%23d%26e"},
		{`/users?$search="displayName:{{phrase}}"`, "/users?$search=%22displayName:say%20%5C%22a%5C%5Cb%5C%22%22"},
		{"/search(q='{{name}}')", "/search(q='O%27%27Neill%20%26%20Co')"},
	} {
		q, err := Expand(graphquery.Query{Path: tt.path}, v)
		if err != nil {
			t.Errorf("%s: %v", tt.path, err)
			continue
		}
		if u, err := q.URL("https://graph.microsoft.com"); err != nil || u.RequestURI() != "/v1.0"+tt.want {
			t.Errorf("%s sends %v (%v), want %s", tt.path, u, err, tt.want)
		}
	}
}

func TestValuesThatWouldMakeAnotherQueryAreRefused(t *testing.T) {
	for name, tt := range map[string]struct {
		q    graphquery.Query
		says string
	}{
		"unknown":                {graphquery.Query{Path: "/users/{{who}}"}, "{{who}} has no value"},
		"unknown in a header":    {graphquery.Query{Path: "/x", Header: []graphquery.Header{{Name: "A", Value: "{{who}}"}}}, "{{who}} has no value"},
		"unknown in the body":    {graphquery.Query{Path: "/x", Body: []byte(`{"a":"{{who}}"}`)}, "{{who}} has no value"},
		"empty segment":          {graphquery.Query{Path: "/users/{{empty}}/x"}, "{{empty}}"},
		"up":                     {graphquery.Query{Path: "/users/{{up}}/x"}, "{{up}}"},
		"line break in a header": {graphquery.Query{Path: "/x", Header: []graphquery.Header{{Name: "A", Value: "b {{lines}}"}}}, "line break"},
	} {
		_, err := Expand(tt.q, Variables{"empty": "", "up": "..", "lines": "a\r\nX: y"})
		if err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v, want it to say %q", name, err, tt.says)
		}
	}
}

func TestABodyStaysTheJSONItWas(t *testing.T) {
	v := Variables{"text": "a \"b\"\n\\ <&>", "n": "12345678901234567890", "yes": "true", "object": `{"x":1}`}
	for _, tt := range []struct{ body, want string }{
		{`{"a":"x {{text}} y"}`, `{"a":"x a \"b\"\n\\ <&> y"}`},
		{`{"a":{{text}},"b":{{n}},"c":{{yes}}}`, `{"a":"a \"b\"\n\\ <&>","b":12345678901234567890,"c":true}`},
		{`{"a":"{{n}}","b\"{{yes}}":{{object}}}`, `{"a":"12345678901234567890","b\"true":"{\"x\":1}"}`},
		{`{"a":1}`, `{"a":1}`},
	} {
		q, err := Expand(graphquery.Query{Path: "/x", Body: []byte(tt.body)}, v)
		if err != nil || string(q.Body) != tt.want || !json.Valid(q.Body) {
			t.Errorf("%s became %s (%v), want %s", tt.body, q.Body, err, tt.want)
		}
	}
	q, _ := Expand(graphquery.Query{Path: "/x", Body: []byte("[{{text}}"), Header: []graphquery.Header{{Name: "content-type", Value: "text/plain"}}}, v)
	if string(q.Body) != "["+v["text"] {
		t.Errorf("a plain text became %q", q.Body)
	}
}

func TestExpandLeavesTheSavedQueryAlone(t *testing.T) {
	q := graphquery.Query{Path: "/x", Header: []graphquery.Header{{Name: "A", Value: "{{n}}"}}}
	if e, err := Expand(q, Variables{"n": "5"}); err != nil || e.Header[0].Value != "5" || q.Header[0].Value != "{{n}}" {
		t.Errorf("%v, %v, %v", e, q, err)
	}
}

func FuzzAValueStaysOneValue(f *testing.F) {
	f.Add("O'Neill & Co?/#%2e{{x}}")
	f.Fuzz(func(t *testing.T, value string) {
		q, err := Expand(graphquery.Query{Path: "/users/{{v}}/x?$search=\"{{v}}\"&$filter=a eq '{{v}}'&$top={{v}}"}, Variables{"v": value})
		if err != nil {
			return
		}
		u, err := q.URL("https://graph.microsoft.com")
		if err != nil {
			if len(value) < 1000 { // longer ones may be too long for an address
				t.Fatalf("%q: %v", value, err)
			}
			return
		}
		options, err := url.ParseQuery(u.RawQuery)
		if err != nil || strings.Count(u.EscapedPath(), "/") != 4 || u.Fragment != "" || len(options) != 3 || options.Get("$top") != value ||
			options.Get("$search") != `"`+strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value)+`"` ||
			options.Get("$filter") != "a eq '"+strings.ReplaceAll(value, "'", "''")+"'" {
			t.Errorf("%q gave %s", value, u)
		}
	})
}

func TestVariablesComeFromTheFileOfOtherTools(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "fabrikam")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "http-client.env.json")
	if v, err := ReadVariables(path); err != nil || len(v) != 0 {
		t.Errorf("no file: %v, %v", v, err)
	}
	for name, tt := range map[string]struct {
		text string
		want Variables
	}{
		"shared below the environment": {`{"$shared":{"a":"1","b":"1","c":"1"},"graphguest":{"b":"2","c":"2"},"fabrikam":{"c":"3"},"other":{"a":"9"}}`, Variables{"a": "1", "b": "2", "c": "3"}},
		"the only one":                 {`{"dev":{"a":"1"},"$shared":{"a":"0"}}`, Variables{"a": "1"}},
		"one of several others":        {`{"dev":{"a":"1"},"prod":{"a":"2"}}`, Variables{}},
		"numbers, truth, secrets":      {"\ufeff" + `{"graphguest":{"n":12345678901234567890,"b":true,"s":{"provider":"x"},"z":null}}`, Variables{"n": "12345678901234567890", "b": "true"}},
		"without environments":         {`{"a":"1"}`, Variables{"a": "1"}},
	} {
		os.WriteFile(path, []byte(tt.text), 0o600)
		v, err := ReadVariables(path)
		if err != nil || len(v) != len(tt.want) {
			t.Errorf("%s: %v, %v, want %v", name, v, err, tt.want)
		}
		for k := range tt.want {
			if v[k] != tt.want[k] {
				t.Errorf("%s: %v, want %v", name, v, tt.want)
			}
		}
	}
	os.WriteFile(path, []byte("{\n\"a\": oops}"), 0o600)
	if _, err := ReadVariables(path); err == nil || !strings.Contains(err.Error(), path+":2: ") {
		t.Errorf("a damaged file: %v", err)
	}
	if v := (Variables{"a": "1", "b": "1"}).With(Variables{"b": "2"}); v["a"] != "1" || v["b"] != "2" {
		t.Errorf("With: %v", v)
	}
}
