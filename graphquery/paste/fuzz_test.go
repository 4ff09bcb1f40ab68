package paste

import (
	"strings"
	"testing"
	"time"
)

// FuzzParse looks for texts that crash the reader, that make a query nobody could send, or
// whose secrets are told.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"GET /me", "https://graph.microsoft.com/v1.0/users?$filter=a eq 'b'", "POST /x HTTP/1.1\nA: b\nAuthorization: canary\n\n{}",
		"curl -H 'Authorization: canary' -d \"a\\\"$(b)`c`${d}$e\" https://graph.microsoft.com/v1.0/me | x", "curl ^\"https://graph.microsoft.com/v1.0/^%^24x^\" ^\n -d ^\"a^\"",
		"curl `\n'a''b' \"c`\"d\" -G --json $'\\x41\\u0021'", "@a = b\n### t\n# @name x\nGET {{a}}/me\n  ?x=y\n\nb\n###\nGET /z",
		"https://developer.microsoft.com/graph/graph-explorer?request=me&headers=W10=&requestBody=e30=", "```\n\tGET /me\n\t\tA: b\n```",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		Looks(text)
		p, err := Parse(text, graph)
		if err != nil {
			return
		}
		if !strings.HasPrefix(p.Query.Path, "/") {
			t.Errorf("%q became the path %q", text, p.Query.Path)
		}
		for _, h := range p.Query.Header {
			if h.Valid() != nil || secret[strings.ToLower(h.Name)] {
				t.Errorf("%q has the header %q", text, h)
			}
		}
		if u, err := p.Query.URL(graph); err == nil && u.Host != "graph.microsoft.com" {
			t.Errorf("%q leads to %s", text, u)
		}
		if strings.Contains(strings.Join(p.Notes, " "), "canary") {
			t.Errorf("%q says %q", text, p.Notes)
		}
	})
}

// A megabyte of anything is read in the time of a frame or two, however deep it nests.
func TestAMegabyteOfAnythingIsReadAtOnce(t *testing.T) {
	for _, piece := range []string{"$(", "\"$(", "$((", "`", `\`, "\\\n", "\n", "a", "-s ", "-d x ", "###\n", "GET /me\n###\n", "{{", "?a=%20", "\n?a=b", "^\n", "{%\n", "a\n "} {
		for _, start := range []string{"", "curl -d ", "curl ^\"", "GET /me\n", "GET /me\n\n", "https://graph.microsoft.com/v1.0/me?"} {
			text := start + strings.Repeat(piece, (maxText-len(start))/len(piece))
			began := time.Now()
			Looks(text)
			Parse(text, graph)
			if took := time.Since(began); took > time.Second { // some 30 ms, but for a busy machine
				t.Errorf("%q and a megabyte of %q took %v", start, piece, took)
			}
		}
	}
}
