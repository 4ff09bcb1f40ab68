package httpfile

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"graphguest/graphquery"
)

const dialects = "@base = https://graph.microsoft.com/beta\r\n" +
	"// @name first\r\n" +
	"GET https://graph.microsoft.com/v1.0/me HTTP/1.1\r\n" +
	"\r\n" +
	"### all guests\n" +
	"# @name all_guests\n" +
	"# Every guest.\n" +
	"# 403 where guests may not enumerate.\n" +
	"# @gx {\"confirm\":true}\n" +
	"# @no-log\n" +
	"GET {{graph}}/v1.0/users?$filter=userType%20eq%20'Guest'&$top=5\n" +
	"ConsistencyLevel: eventual\n" +
	"# not now\n" +
	"Prefer:   a, b  \n" +
	"\n" +
	"### lines\n" +
	"{{base}}/users\n" +
	"    ?$filter=displayName eq 'A & B'\n" +
	"    &$select=id\n" +
	"\n" +
	"#### write it\n" +
	"POST {{ graph }}/beta/groups\n" +
	"Content-Type: application/json\n" +
	"\n" +
	"\n" +
	"{\n" +
	"  // a comment of another tool\n" +
	"  \"a\": \"{{x}}\"\n" +
	"}\n" +
	"\n" +
	"> {% client.log('x')\n" +
	"%}\n" +
	"### no request here\n" +
	"# just words"

func TestEveryDialectIsRead(t *testing.T) {
	f, problems := Parse("x.http", []byte(dialects))
	want := []Request{
		{Name: "first", Line: 1, Query: graphquery.Query{Method: "GET", Version: "v1.0", Path: "/me"}},
		{Name: "all-guests", Title: "all guests", Description: "Every guest.\n403 where guests may not enumerate.", Extra: `{"confirm":true}`, Line: 5,
			Query: graphquery.Query{Method: "GET", Version: "v1.0", Path: "/users?$filter=userType eq 'Guest'&$top=5",
				Header: []graphquery.Header{{Name: "ConsistencyLevel", Value: "eventual"}, {Name: "Prefer", Value: "a, b"}}}},
		{Name: "lines", Title: "lines", Line: 16, Query: graphquery.Query{Method: "GET", Version: "beta", Path: "/users?$filter=displayName eq 'A & B'&$select=id"}},
		{Name: "write-it", Title: "write it", Line: 21, Query: graphquery.Query{Method: "POST", Version: "beta", Path: "/groups",
			Header: []graphquery.Header{{Name: "Content-Type", Value: "application/json"}}, Body: []byte("{\n  \"a\": \"{{x}}\"\n}")}},
	}
	if len(f.Requests) != len(want) {
		t.Fatalf("%d requests, want %d: %+v", len(f.Requests), len(want), f.Requests)
	}
	for i, r := range f.Requests {
		if got, want := fmt.Sprintf("%+v", r), fmt.Sprintf("%+v", want[i]); got != want {
			t.Errorf("request %d:\n got %s\nwant %s", i, got, want)
		}
	}
	if len(problems) != 1 || problems[0].Line != 31 || !strings.Contains(problems[0].Error(), "x.http:31: a script") {
		t.Errorf("problems %v", problems)
	}
	if got := string(f.Bytes()); got != dialects {
		t.Errorf("the file changed by being read:\n%q", got)
	}
}

func TestWhatCannotBeRunIsListedWithItsLine(t *testing.T) {
	for name, tt := range map[string]struct {
		text    string
		line    int
		says    string
		refused bool
	}{
		"another host":         {"### x\nGET https://evil.example/v1.0/me", 2, "evil.example", true},
		"look-alike host":      {"GET https://graph.microsoft.com.evil.example/me", 1, "evil.example", true},
		"user information":     {"GET https://graph.microsoft.com@evil.example/me", 1, "evil.example", true},
		"variable as host":     {"\nGET {{host}}/v1.0/me", 2, "{{host}}", true},
		"variable in the host": {"GET https://{{host}}/v1.0/me", 1, "no address of Graph", true},
		"variable of a host":   {"@h = https://evil.example\nGET {{h}}/v1.0/me", 2, "evil.example", true},
		"host without scheme":  {"GET //evil.example/me", 1, "evil.example", true},
		"no address":           {"hello there", 1, "no address of Graph", true},
		"unknown version":      {"GET {{graph}}/v7.0/me", 1, "valid: v1.0, beta", true},
		"body of a file":       {"POST {{graph}}/v1.0/x\n\n< ./secret.json", 1, "another file", true},
		"body of a file, @":    {"POST {{graph}}/v1.0/x\n\n<@ ./secret.json", 1, "another file", true},
		"script before":        {"< {%\nx\n%}\nGET {{graph}}/v1.0/me", 1, "script", false},
		"script file before":   {"< ./x.js\nGET {{graph}}/v1.0/me", 1, "script", false},
		"script after":         {"GET {{graph}}/v1.0/me\n\n> {% x %}", 3, "script", false},
		"script file after":    {"GET {{graph}}/v1.0/me\n\n> x.js", 3, "another file", false},
		"output file":          {"GET {{graph}}/v1.0/me\n\n>> x.json", 3, "another file", false},
		"response reference":   {"GET {{graph}}/v1.0/me\n\n<> x.json", 3, "another file", false},
		"token":                {"GET {{graph}}/v1.0/me\nAuthorization: Bearer {{token}}", 2, "Authorization", false},
		"cookie":               {"GET {{graph}}/v1.0/me\nCookie: a=b", 2, "Cookie", false},
		"no header":            {"GET {{graph}}/v1.0/me\nwhat is this", 2, "neither a header", false},
	} {
		t.Run(name, func(t *testing.T) {
			f, problems := Parse("x.http", []byte(tt.text))
			if len(f.Requests) != 1 {
				t.Fatalf("%d requests", len(f.Requests))
			}
			r := f.Requests[0]
			if (r.Refused != "") != tt.refused {
				t.Errorf("refused: %q", r.Refused)
			}
			if !slices.ContainsFunc(problems, func(p Problem) bool { return p.Line == tt.line && strings.Contains(p.Message, tt.says) }) {
				t.Errorf("problems %v, want line %d to say %q", problems, tt.line, tt.says)
			}
			for _, h := range r.Query.Header {
				t.Errorf("the header %s came out of the file", h.Name)
			}
			if strings.Contains(string(r.Query.Body), "secret") {
				t.Errorf("body %q", r.Query.Body)
			}
		})
	}
}

func TestNamesInAFileAreUnique(t *testing.T) {
	f, _ := Parse("x", []byte("### a\nGET /me\n### a\nGET /me\n### a 2\nGET /me\n###\nGET /users\n"))
	var names []string
	for _, r := range f.Requests {
		names = append(names, r.Name)
	}
	if want := []string{"a", "a-2", "a-2-2", "users"}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
}

func TestSlugsAreSafeAsFileNames(t *testing.T) {
	for title, want := range map[string]string{
		"Who am I here?": "who-am-i-here", "all_guests": "all-guests", "": "query", "日本語": "query", "../x": "x",
		"CON": "con-query", "nul.txt": "nul-txt", "NUL": "nul-query", "com1": "com1-query", "LPT9": "lpt9-query", "clock$": "clock-query",
		"--help": "help", "a\x00b": "a-b", ".": "query", strings.Repeat("ab ", 100): strings.Repeat("ab-", 19) + "ab",
	} {
		if got := Slug(title); got != want {
			t.Errorf("Slug(%q) = %q, want %q", title, got, want)
		}
	}
}
