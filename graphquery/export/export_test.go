package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"graphguest/graphquery"
	"graphguest/graphquery/jsonrows"
)

// answered is a page as the client hands it on, in pieces of about n bytes; n 0 = in one.
func answered(t testing.TB, body string, number, n int) []*graphquery.Part {
	t.Helper()
	page := &graphquery.Result{Status: 200, Header: http.Header{"Content-Type": {"application/json"}}, Rows: -1, Count: -1}
	if n == 0 {
		n = len(body)
	}
	var parts []*graphquery.Part
	var s jsonrows.Scanner
	var buf []byte
	for from := 0; ; from += n {
		end := from+n >= len(body)
		buf = append(buf, body[min(from, len(body)):min(from+n, len(body))]...)
		err := s.Scan(buf, end)
		part := &graphquery.Part{Page: page, Number: number}
		for _, r := range s.Rows() {
			part.Rows = append(part.Rows, graphquery.Row(r))
		}
		if len(part.Rows) > 0 {
			part.Data = slices.Clone(buf[:part.Rows[len(part.Rows)-1].To])
			parts = append(parts, part)
		}
		if err != nil && s.Shape() == jsonrows.Collection {
			return parts // the client would say so
		}
		if !end && err == nil {
			buf = slices.Clone(buf[s.Drop():])
			continue
		}
		last := &graphquery.Part{Page: page, Number: number, Last: true}
		if s.Shape() == jsonrows.Collection {
			page.Rows, _ = s.Counted()
		} else if err != nil || s.Shape() == jsonrows.Single {
			last.Data = []byte(body)
		}
		return append(parts, last)
	}
}

// written is what a format makes of pages, in one piece or in many.
func written(t *testing.T, format string, opt Options, pages ...string) string {
	t.Helper()
	whole := writtenIn(t, 0, format, opt, pages...)
	for _, n := range []int{1, 7, 40} {
		if opt.Tell != nil || len(strings.Join(pages, "")) > 4<<10 {
			break // told once is enough, and long pages take for ever
		}
		if in := writtenIn(t, n, format, opt, pages...); in != whole {
			t.Errorf("%s in pieces of %d:\n%s\nin one:\n%s", format, n, in, whole)
		}
	}
	return whole
}

func writtenIn(t *testing.T, n int, format string, opt Options, pages ...string) string {
	t.Helper()
	var out bytes.Buffer
	w, err := New(format, &out, opt)
	if err != nil {
		t.Fatal(err)
	}
	if err := feed(t, w, n, pages...); err != nil && !errors.Is(err, ErrLimit) {
		t.Fatalf("%s: %v", format, err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// feed hands pages to a writer until it refuses one.
func feed(t *testing.T, w Writer, n int, pages ...string) error {
	t.Helper()
	for i, body := range pages {
		parts := answered(t, body, i+1, n)
		if _, isRaw := w.(*raw); isRaw {
			page := &graphquery.Result{Rows: -1}
			if len(parts) > 0 {
				page = parts[0].Page
			}
			parts = []*graphquery.Part{{Page: page, Number: i + 1, Data: []byte(body)}, {Page: page, Number: i + 1, Last: true}}
		}
		for _, p := range parts {
			if err := w.Part(p); err != nil {
				return err
			}
		}
	}
	return nil
}

const (
	page1 = `{"@odata.count":3,"value":[{"z":"Ann","a":12345678901234567890,"n":null},{"z":"Bob, Jr","a":1.0,"x":{"k": [1, 2]}}]}`
	page2 = `{"value":[{"z":"Zoë \"Z\"","a":-5,"late":true}]}`
	one   = `{"b":1.50,"a":{"c":[]},"t":"x\u0026y"}`
)

func TestEveryFormatWritesPagesAndSingleThings(t *testing.T) {
	for _, tt := range []struct {
		format string
		opt    Options
		pages  []string
		want   string
	}{
		{"json", Options{}, []string{page1, page2}, `[
  {
    "z": "Ann",
    "a": 12345678901234567890,
    "n": null
  },
  {
    "z": "Bob, Jr",
    "a": 1.0,
    "x": {
      "k": [
        1,
        2
      ]
    }
  },
  {
    "z": "Zoë \"Z\"",
    "a": -5,
    "late": true
  }
]
`},
		{"json", Options{}, []string{one}, "{\n  \"b\": 1.50,\n  \"a\": {\n    \"c\": []\n  },\n  \"t\": \"x\\u0026y\"\n}\n"},
		{"json", Options{}, []string{`{"value":[]}`}, "[]\n"},
		{"json", Options{}, []string{`{"value":[]}`, `{"value":[1]}`}, "[\n  1\n]\n"},
		{"json", Options{}, []string{``}, ""},
		{"ndjson", Options{}, []string{page1, page2}, "{\"z\":\"Ann\",\"a\":12345678901234567890,\"n\":null}\n{\"z\":\"Bob, Jr\",\"a\":1.0,\"x\":{\"k\": [1, 2]}}\n{\"z\":\"Zoë \\\"Z\\\"\",\"a\":-5,\"late\":true}\n"},
		{"ndjson", Options{}, []string{one}, "{\"b\":1.50,\"a\":{\"c\":[]},\"t\":\"x\\u0026y\"}\n"},
		{"csv", Options{}, []string{page1, page2}, "z,a,n,x\r\nAnn,12345678901234567890,,\r\n\"Bob, Jr\",1.0,,\"{\"\"k\"\":[1,2]}\"\r\n\"Zoë \"\"Z\"\"\",-5,,\r\n"},
		{"csv", Options{Columns: []string{"A", "nope"}}, []string{page1}, "A,nope\r\n12345678901234567890,\r\n1.0,\r\n"},
		{"csv", Options{Columns: []string{"id"}}, []string{`{"value":[]}`}, "id\r\n"},
		{"csv", Options{}, []string{one}, "b,a,t\r\n1.50,\"{\"\"c\"\":[]}\",x&y\r\n"},
		{"csv", Options{}, []string{`{"value":[1,"=x"]}`}, "value\r\n1\r\n'=x\r\n"},
		{"table", Options{}, []string{page1, page2}, "z        a                     n  x\nAnn      12345678901234567890\nBob, Jr  1.0                      {\"k\":[1,2]}\nZoë \"Z\"  -5\n"},
		{"table", Options{}, []string{one}, "b  1.50\na  {\"c\":[]}\nt  x&y\n"},
		{"markdown", Options{}, []string{page1, page2}, "| z | a | n | x |\n| --- | --- | --- | --- |\n| Ann | 12345678901234567890 |  |  |\n| Bob, Jr | 1.0 |  | {\"k\":\\[1,2\\]} |\n| Zoë \"Z\" | -5 |  |  |\n"},
		{"markdown", Options{}, []string{one}, "| name | value |\n| --- | --- |\n| b | 1.50 |\n| a | {\"c\":\\[\\]} |\n| t | x&amp;y |\n"},
		{"raw", Options{}, []string{"<html>", "x"}, "<html>x"},
		{"json", Options{Limit: 1}, []string{page1, page2}, "[\n  {\n    \"z\": \"Ann\",\n    \"a\": 12345678901234567890,\n    \"n\": null\n  }\n]\n"},
		{"csv", Options{Limit: 2, Columns: []string{"z"}}, []string{page1, page2}, "z\r\nAnn\r\n\"Bob, Jr\"\r\n"},
		{"raw", Options{Limit: 2}, []string{page1, page2}, page1},
	} {
		if got := written(t, tt.format, tt.opt, tt.pages...); got != tt.want {
			t.Errorf("%s %+v of %q:\n%s\nwant\n%s", tt.format, tt.opt, tt.pages, got, tt.want)
		}
	}
}

func TestAnUnknownFormatNamesTheValidOnes(t *testing.T) {
	_, err := New("yaml", nil, Options{})
	if err == nil || !strings.Contains(err.Error(), "json, ndjson, csv, table, markdown, raw") {
		t.Error(err)
	}
}

func TestTheFirstRowsLeaveBeforeTheNextPage(t *testing.T) {
	for _, format := range Formats() {
		var out bytes.Buffer
		w, _ := New(format, &out, Options{})
		if err := feed(t, w, 0, page1); err != nil || !strings.Contains(out.String(), "Ann") {
			t.Errorf("%s: %v, %q after the first page", format, err, out.String())
		}
	}
}

func TestARowLeavesBeforeItsPageHasEndedWhereTheColumnsAreKnown(t *testing.T) {
	for _, format := range []string{"json", "ndjson", "csv", "table", "markdown"} {
		var out bytes.Buffer
		w, _ := New(format, &out, Options{Columns: []string{"z"}})
		first := answered(t, page1, 1, 60)[0]
		if first.Last {
			t.Fatal("the page came in one part")
		}
		if err := w.Part(first); err != nil || !strings.Contains(out.String(), "Ann") {
			t.Errorf("%s: %v, %q after the first part", format, err, out.String())
		}
	}
}

func TestAnAnswerThatIsNotJSONIsNotPassedOff(t *testing.T) {
	for _, format := range []string{"json", "ndjson", "csv", "table", "markdown"} {
		for _, body := range []string{"<html>", `{"a":1`, "a,b\r\n", "{\"a\":1}\n{\"a\":2}\n"} {
			w, _ := New(format, &bytes.Buffer{}, Options{})
			page := &graphquery.Result{Header: http.Header{"Content-Type": {"text/html"}}, Rows: -1}
			err := w.Part(&graphquery.Part{Page: page, Number: 1, Data: []byte(body), Last: true})
			if err == nil || !strings.Contains(err.Error(), "-o raw") || !strings.Contains(err.Error(), "text/html") {
				t.Errorf("%s of %s: %v", format, body, err)
			}
		}
		w, _ := New(format, &bytes.Buffer{}, Options{})
		page := &graphquery.Result{Header: http.Header{}, Rows: -1}
		err := w.Part(&graphquery.Part{Page: page, Number: 1, Data: []byte("1")})
		if again := w.Part(&graphquery.Part{Page: page, Number: 1, Data: []byte("2"), Last: true}); err != nil || again == nil {
			t.Errorf("%s: two values: %v, %v", format, err, again)
		}
	}
}

func TestJSONCarriesNothingThatActsOnATerminal(t *testing.T) {
	const evil = "a\u202eb\u200b\u009b31m\u007f\u2028\U000e0041\ufeff \xff é 日本"
	for _, format := range []string{"json", "ndjson"} {
		out := written(t, format, Options{}, `{"value":[{"k`+evil+`":"`+evil+`"}]}`)
		if strings.ContainsFunc(out, acts) {
			t.Errorf("%s: %q", format, out)
		}
		if !strings.Contains(out, "é 日本") {
			t.Errorf("%s: plain letters are escaped: %s", format, out)
		}
		var back any
		if err := json.Unmarshal([]byte(out), &back); err != nil {
			t.Fatal(err)
		}
		if want := strings.ToValidUTF8(evil, "\ufffd"); !strings.Contains(fmt.Sprint(back), want+":"+want) {
			t.Errorf("%s: the text is another one: %q", format, back)
		}
	}
}

func TestColumnsThatComeTooLateAreSaid(t *testing.T) {
	var told []string
	opt := Options{Tell: func(note string) { told = append(told, note) }}
	written(t, "csv", opt, page1, page2)
	if len(told) != 1 || !strings.Contains(told[0], "late") || !strings.Contains(told[0], "$select") {
		t.Errorf("%q", told)
	}
	told = nil
	opt.Columns = []string{"z"}
	if written(t, "csv", opt, page1, page2); len(told) != 0 {
		t.Errorf("columns nobody asked for are missed: %q", told)
	}
}

func TestColumnsComeFromTheSelect(t *testing.T) {
	for path, want := range map[string][]string{
		"/users?$select=id,displayName":                                      {"id", "displayName"},
		"/users?$top=5&$SELECT=id,%20mail,id":                                {"id", "mail"},
		"/users?$select=id&$expand=manager($select=id,mail;$levels=2),files": {"id", "manager", "files"},
		"/users?$select=a/b,c":                                               {"a", "c"},
		"/users?$select=*":                                                   nil,
		"/users?$expand=manager":                                             nil,
		"/users":                                                             nil,
		"/users?$filter=a eq '&$select=x'":                                   nil,
		"/users?$select=":                                                    nil,
	} {
		if got := Columns(graphquery.Query{Path: path}); !slices.Equal(got, want) {
			t.Errorf("Columns(%s) = %q, want %q", path, got, want)
		}
	}
}

func TestWhatADeltaQueryCallsRemovedStandsFirst(t *testing.T) {
	const page = `{"value":[{"id":"1","mail":"a"},{"id":"2","@removed":{"reason":"deleted"}}]}`
	for format, want := range map[string]string{
		"csv":      "@removed,id,mail\r\n,1,a\r\ndeleted,2,\r\n",
		"table":    "@removed  id  mail\n          1   a\ndeleted   2\n",
		"markdown": "| @removed | id | mail |\n| --- | --- | --- |\n|  | 1 | a |\n| deleted | 2 |  |\n",
		"ndjson":   "{\"id\":\"1\",\"mail\":\"a\"}\n{\"id\":\"2\",\"@removed\":{\"reason\":\"deleted\"}}\n",
	} {
		if got := written(t, format, Options{}, page); got != want {
			t.Errorf("%s: %q, want %q", format, got, want)
		}
	}
}

func TestRemovedRowsThatComeTooLateForAColumnAreCounted(t *testing.T) {
	var told []string
	rows := `{"value":[{"id":"1","@removed":{"reason":"changed"}},{"id":"2"},{"id":"3","@removed":{"reason":"deleted"}}]}`
	written(t, "csv", Options{Tell: func(note string) { told = append(told, note) }}, `{"value":[{"id":"0"}]}`, rows)
	if len(told) != 1 || !strings.Contains(told[0], "removed: 2") {
		t.Errorf("%q", told)
	}
}

func FuzzNoBodyBreaksAFormat(f *testing.F) {
	f.Add(page1, 5)
	f.Add(one, 0)
	f.Fuzz(func(t *testing.T, body string, n int) {
		for _, format := range Formats() {
			var out bytes.Buffer
			w, _ := New(format, &out, Options{Width: 40})
			if feed(t, w, max(0, n), body) != nil || w.Close() != nil {
				continue
			}
			if format == "json" && out.Len() > 0 && !json.Valid(out.Bytes()) && utf8.ValidString(body) {
				t.Errorf("%q became %q", body, out.String())
			}
		}
	})
}
