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

	"graphguest/graphquery"
)

// answered is a page as the client hands it over.
func answered(body string) *graphquery.Result {
	r := &graphquery.Result{Status: 200, Header: http.Header{"Content-Type": {"application/json"}}, Body: []byte(body), Rows: -1, Count: -1}
	if rows := slices.Collect(graphquery.Rows(r.Body)); len(body) > 0 && (len(rows) != 1 || len(rows[0]) < len(strings.TrimSpace(body))) {
		r.Rows = len(rows)
	}
	return r
}

// written is what a format makes of pages.
func written(t *testing.T, format string, opt Options, pages ...string) string {
	t.Helper()
	var out bytes.Buffer
	w, err := New(format, &out, opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		if err := w.Page(answered(p)); errors.Is(err, ErrLimit) {
			break
		} else if err != nil {
			t.Fatalf("%s: %v", format, err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
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
		{"ndjson", Options{}, []string{page1, page2}, "{\"z\":\"Ann\",\"a\":12345678901234567890,\"n\":null}\n{\"z\":\"Bob, Jr\",\"a\":1.0,\"x\":{\"k\":[1,2]}}\n{\"z\":\"Zoë \\\"Z\\\"\",\"a\":-5,\"late\":true}\n"},
		{"ndjson", Options{}, []string{one}, "{\"b\":1.50,\"a\":{\"c\":[]},\"t\":\"x\\u0026y\"}\n"},
		{"csv", Options{}, []string{page1, page2}, "z,a,n,x\r\nAnn,12345678901234567890,,\r\n\"Bob, Jr\",1.0,,\"{\"\"k\"\":[1,2]}\"\r\n\"Zoë \"\"Z\"\"\",-5,,\r\n"},
		{"csv", Options{Columns: []string{"A", "nope"}}, []string{page1}, "A,nope\r\n12345678901234567890,\r\n1.0,\r\n"},
		{"csv", Options{Columns: []string{"id"}}, []string{`{"value":[]}`}, "id\r\n"},
		{"csv", Options{}, []string{one}, "b,a,t\r\n1.50,\"{\"\"c\"\":[]}\",x&y\r\n"},
		{"csv", Options{}, []string{`{"value":[1,"=x"]}`}, "value\r\n1\r\n'=x\r\n"},
		{"table", Options{}, []string{page1, page2}, "z        a                     n  x\nAnn      12345678901234567890\nBob, Jr  1.0                      {\"k\":[1,2]}\nZoë \"Z\"  -5\n"},
		{"table", Options{}, []string{one}, "b  1.50\na  {\"c\":[]}\nt  x&y\n"},
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
	if err == nil || !strings.Contains(err.Error(), "json, ndjson, csv, table, raw") {
		t.Error(err)
	}
}

func TestTheFirstRowsLeaveBeforeTheNextPage(t *testing.T) {
	for _, format := range Formats() {
		var out bytes.Buffer
		w, _ := New(format, &out, Options{})
		if err := w.Page(answered(page1)); err != nil || !strings.Contains(out.String(), "Ann") {
			t.Errorf("%s: %v, %q after the first page", format, err, out.String())
		}
	}
}

func TestAnAnswerThatIsNotJSONIsNotPassedOff(t *testing.T) {
	for _, format := range []string{"json", "ndjson", "csv", "table"} {
		for _, body := range []string{"<html>", `{"value":[{"a":1},{"b":`, `{"a":1`, "a,b\r\n", "{\"a\":1}\n{\"a\":2}\n"} {
			var out bytes.Buffer
			w, _ := New(format, &out, Options{})
			r := answered(body)
			r.Header.Set("Content-Type", "text/html")
			err := w.Page(r)
			if err == nil || !strings.Contains(err.Error(), "-o raw") || !strings.Contains(err.Error(), "text/html") {
				t.Errorf("%s of %s: %v", format, body, err)
			}
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

func FuzzNoBodyBreaksAFormat(f *testing.F) {
	f.Add(page1)
	f.Add(one)
	f.Fuzz(func(t *testing.T, body string) {
		for _, format := range Formats() {
			var out bytes.Buffer
			w, _ := New(format, &out, Options{Width: 40})
			if w.Page(answered(body)) != nil || w.Close() != nil {
				continue
			}
			if format == "json" && out.Len() > 0 && !json.Valid(out.Bytes()) {
				t.Errorf("%q became %q", body, out.String())
			}
		}
	})
}
