package httpfile

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"graphguest/graphquery"
)

func guests() Request {
	return Request{
		Title: "all guests", Name: "all-guests", Description: "Every guest.",
		Query: graphquery.Query{Method: "GET", Path: "/users?$filter=userType eq 'Guest'",
			Header: []graphquery.Header{{Name: "ConsistencyLevel", Value: "eventual"}}},
	}
}

func TestANewRequestIsWrittenInTheStrictProfile(t *testing.T) {
	f, _ := Parse("x.http", []byte("### first\nGET {{graph}}/v1.0/me"))
	r := guests()
	r.Query.Method, r.Query.Version, r.Query.Body, r.Extra = "POST", "beta", []byte("{\n\t\"a\": 1\n}\n"), `{"x":1}`
	if err := f.Put(r); err != nil {
		t.Fatal(err)
	}
	want := `### first
GET {{graph}}/v1.0/me

### all guests
# @name all_guests
# Every guest.
# @gx {"x":1}
POST {{graph}}/beta/users?$filter=userType%20eq%20'Guest'
ConsistencyLevel: eventual

{
	"a": 1
}
`
	if got := string(f.Bytes()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// edited applies an edit to the dialects file and returns the lines that went and that came.
func edited(t *testing.T, name string, change func(*Request)) (gone, came []string) {
	t.Helper()
	f, _ := Parse("x.http", []byte(dialects))
	r := f.Requests[f.index(name)]
	change(&r)
	if err := f.Put(r); err != nil {
		t.Fatal(err)
	}
	if got := f.Requests[f.index(r.Name)]; !sameAddress(got.Query, r.Query) || fmt.Sprint(got.Query.Header, string(got.Query.Body), got.Title, got.Description, got.Extra) !=
		fmt.Sprint(r.Query.Header, string(r.Query.Body), r.Title, r.Description, r.Extra) {
		t.Errorf("put %+v, read %+v", r, got)
	}
	return difference(dialects, string(f.Bytes())), difference(string(f.Bytes()), dialects)
}

func difference(a, b string) []string {
	have := map[string]int{}
	for line := range strings.SplitSeq(b, "\n") {
		have[line]++
	}
	var missing []string
	for line := range strings.SplitSeq(a, "\n") {
		if have[line]--; have[line] < 0 {
			missing = append(missing, line)
		}
	}
	return missing
}

func TestAnEditTouchesOnlyWhatChanged(t *testing.T) {
	for name, tt := range map[string]struct {
		request    string
		change     func(*Request)
		gone, came string
	}{
		"nothing":     {"all-guests", func(*Request) {}, "", ""},
		"the path":    {"all-guests", func(r *Request) { r.Query.Path = "/users" }, "GET {{graph}}/v1.0/users?$filter=userType%20eq%20'Guest'&$top=5", "GET {{graph}}/v1.0/users\r"},
		"an encoding": {"all-guests", func(r *Request) { r.Query.Path = "/users?$filter=userType%20eq%20'Guest'&$top=5" }, "", ""},
		"a header":    {"all-guests", func(r *Request) { r.Query.Header = r.Query.Header[:1] }, "Prefer:   a, b  |ConsistencyLevel: eventual", "ConsistencyLevel: eventual\r"},
		"the words":   {"all-guests", func(r *Request) { r.Description = "New." }, "# Every guest.|# 403 where guests may not enumerate.", "# New.\r"},
		"the title":   {"all-guests", func(r *Request) { r.Title = "guests" }, "### all guests", "### guests\r"},
		"the address over several lines": {"lines", func(r *Request) { r.Query.Path = "/me" },
			"{{base}}/users|    ?$filter=displayName eq 'A & B'|    &$select=id", "GET {{graph}}/beta/me\r"},
		"a body":                               {"write-it", func(r *Request) { r.Query.Body = []byte(`{"b":2}`) }, `{|  // a comment of another tool|  "a": "{{x}}"|}|`, "{\"b\":2}\r|\r"},
		"a first header, an old first request": {"first", func(r *Request) { r.Query.Header = []graphquery.Header{{Name: "A", Value: "b"}} }, "", "A: b\r"},
	} {
		t.Run(name, func(t *testing.T) {
			gone, came := edited(t, tt.request, tt.change)
			if sorted(gone) != sorted(strings.Split(tt.gone, "|")) {
				t.Errorf("gone: %q, want %q", gone, tt.gone)
			}
			if sorted(came) != sorted(strings.Split(tt.came, "|")) {
				t.Errorf("came: %q, want %q", came, tt.came)
			}
		})
	}
}

func sorted(lines []string) string {
	lines = slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return strings.TrimSpace(l) == "" })
	slices.Sort(lines)
	return strings.Join(lines, "|")
}

func TestARenamedRequestKeepsItsOtherLines(t *testing.T) {
	f, _ := Parse("x", []byte("### old one\n# note\nGET /me # odd\n\n### other\nGET /users\n"))
	if err := f.Rename("old-one", "new-name", "A new title"); err != nil {
		t.Fatal(err)
	}
	want := "### A new title\n# @name new_name\n# note\nGET /me # odd\n\n### other\nGET /users\n"
	if got := string(f.Bytes()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestARemovedRequestLeavesTheOthersAsTheyAre(t *testing.T) {
	f, _ := Parse("x", []byte(dialects))
	if err := f.Remove("all-guests"); err != nil {
		t.Fatal(err)
	}
	from, to := strings.Index(dialects, "### all guests"), strings.Index(dialects, "### lines")
	if got, want := string(f.Bytes()), dialects[:from]+dialects[to:]; got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	if err := f.Remove("all-guests"); err == nil {
		t.Error("removed twice")
	}
	f.Remove("first")
	if !strings.HasPrefix(string(f.Bytes()), "@base = ") {
		t.Error("a variable that the others use is gone")
	}
}

func TestWhatOtherToolsWouldMisreadIsRefused(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*Request)
		says   string
	}{
		"a comment in the body":      {func(r *Request) { r.Query.Body = []byte("a\n # b") }, "line 2 of the body"},
		"a title in the body":        {func(r *Request) { r.Query.Body = []byte("### b\nDELETE /users") }, "line 1 of the body"},
		"a file in the body":         {func(r *Request) { r.Query.Body = []byte("< /etc/passwd") }, "another file"},
		"a script after the body":    {func(r *Request) { r.Query.Body = []byte("a\n> {% x %}") }, "line 2"},
		"a template in the body":     {func(r *Request) { r.Query.Body = []byte(`{"a":"{{"}`) }, "{{"},
		"a binary body":              {func(r *Request) { r.Query.Body = []byte("\x89PNG\x00") }, "-d @FILE"},
		"a lone return":              {func(r *Request) { r.Query.Body = []byte("a\rb") }, "-d @FILE"},
		"a secret":                   {func(r *Request) { r.Query.Header = []graphquery.Header{{Name: "authorization", Value: "x"}} }, "secret"},
		"a second header in a value": {func(r *Request) { r.Query.Header = []graphquery.Header{{Name: "A", Value: "b\r\nC: d"}} }, "line break"},
		"a header that is a comment": {func(r *Request) { r.Query.Header = []graphquery.Header{{Name: "#a", Value: "b"}} }, "#a"},
		"an instruction":             {func(r *Request) { r.Description = "x\n@name evil" }, "@name evil"},
		"an unknown method":          {func(r *Request) { r.Query.Method = "RUN" }, "RUN"},
		"a path without /":           {func(r *Request) { r.Query.Path = "https://evil.example" }, "no query"},
	} {
		t.Run(name, func(t *testing.T) {
			f, _ := Parse("x", []byte(dialects))
			r := guests()
			tt.change(&r)
			if err := f.Put(r); err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("%v, want it to say %q", err, tt.says)
			}
			if string(f.Bytes()) != dialects {
				t.Error("the file changed")
			}
		})
	}
}

func TestATitleStaysOnItsLine(t *testing.T) {
	f, _ := Parse("x", nil)
	r := guests()
	r.Title = "a\nDELETE {{graph}}/v1.0/users\x1b[2J\xff"
	if err := f.Put(r); err != nil {
		t.Fatal(err)
	}
	if g := f.Requests; len(g) != 1 || g[0].Query.Method != "GET" || strings.ContainsAny(g[0].Title, "\n\x1b") || !utf8.ValidString(g[0].Title) {
		t.Errorf("%+v", g)
	}
}

func FuzzReadingLosesNothing(f *testing.F) {
	f.Add([]byte(dialects))
	f.Add([]byte("\ufeff### a\r\nGET /me\r\n\r\n{}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, _ := Parse("x", data)
		if string(file.Bytes()) != string(data) {
			t.Fatalf("%q became %q", data, file.Bytes())
		}
		for _, r := range file.Requests {
			if r.Refused != "" {
				continue
			}
			// A request that is put back as it was read changes nothing, or is refused.
			if err := file.Put(r); err == nil && string(file.Bytes()) != string(data) {
				t.Fatalf("%q became %q by putting back %+v", data, file.Bytes(), r)
			}
		}
	})
}

func FuzzWhatIsPutIsRead(f *testing.F) {
	f.Add("title", "words\nmore", "/users?$filter=a eq 'b & c'", "Prefer", "x", "{\"a\":1}", dialects)
	f.Add("#x", "", "/{{id}}", "A", "", "a\n\nb", "### x\n# @name all_guests\nGET /me\n\n\n{}\n\n### z\nGET /")
	f.Fuzz(func(t *testing.T, title, words, path, name, value, body, before string) {
		file, _ := Parse("x", []byte(before))
		others := len(file.Requests)
		if file.index("all-guests") >= 0 {
			others--
		}
		r := Request{Title: title, Name: "all-guests", Description: words,
			Query: graphquery.Query{Method: "POST", Path: path, Header: []graphquery.Header{{Name: name, Value: value}}, Body: []byte(body)}}
		if file.Put(r) != nil {
			if string(file.Bytes()) != before {
				t.Fatal("a refused request changed the file")
			}
			return
		}
		i := file.index("all-guests")
		if i < 0 || len(file.Requests) != others+1 {
			t.Fatalf("%q: %d other requests, afterwards %d in all", file.Bytes(), others, len(file.Requests))
		}
		got := file.Requests[i]
		body = strings.Trim(strings.ReplaceAll(body, "\r\n", "\n"), "\n")
		if got.Title != oneLine(title) || !sameAddress(got.Query, r.Query) || string(got.Query.Body) != body || got.Query.Header[0].Value != oneLine(value) || got.Refused != "" {
			t.Fatalf("put %+v, read %+v of\n%s", r, got, file.Bytes())
		}
	})
}
