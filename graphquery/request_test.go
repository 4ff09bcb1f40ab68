package graphquery

import (
	"strings"
	"testing"
)

func TestABodyIsSentAsWhatItLooksLike(t *testing.T) {
	for _, tt := range []struct{ body, want string }{
		{`{"a":1}`, "application/json"},
		{" \n[1]", "application/json"},
		{`{"a":1,"a":2}`, "application/json"},
		{`{"a":`, "application/json"}, // Graph says where it is broken
		{"\ufeff{\"a\":", "application/json"},
		{`<?xml version="1.0"?><a/>`, "application/xml"},
		{`<entry xmlns="x"><id/></entry>`, "application/xml"},
		{"<!DOCTYPE html><html></html>", "text/html; charset=utf-8"},
		{"<html><head></head></html>", "text/html; charset=utf-8"},
		{"name,mail\r\na,b\r\n", "text/plain; charset=utf-8"},
		{"< 5", "text/plain; charset=utf-8"},
		{"Zoë", "text/plain; charset=utf-8"},
		{"\x89PNG\r\n\x1a\n\x00", "image/png"},
		{"\xff\xd8\xff\xe0", "image/jpeg"},
		{"%PDF-1.7\n", "application/pdf"},
		{"\x00\x01\x02\xff", "application/octet-stream"},
		{"{\x00\x01", "application/octet-stream"},
	} {
		g := guestAt(answer{status: 201})
		g.Writable, g.Confirm = true, func(string, string) bool { return true }
		r, err := g.Run(t.Context(), Query{Method: "PUT", Path: "/x", Body: []byte(tt.body)})
		if err != nil {
			t.Fatal(err)
		}
		if got := g.graph.asked[0].Header.Get("Content-Type"); got != tt.want || g.graph.bodies[0] != tt.body {
			t.Errorf("%q went out as %s, want %s", tt.body, got, tt.want)
		}
		wantText(t, strings.Join(r.Notes, "\n"), "Content-Type: "+tt.want+" was added")
	}
}

func TestWhatAnAnswerAllowsIsNoted(t *testing.T) {
	for _, tt := range []struct{ allow, want string }{
		{"", ""},
		{"GET", "Graph takes here: GET"},
		{"GET,HEAD, PATCH", "Graph takes here: GET, HEAD, PATCH"},
	} {
		r := &Result{Header: header()}
		if tt.allow != "" {
			r.Header = header("Allow", tt.allow)
		}
		if got := allowNote(r); got != tt.want {
			t.Errorf("Allow %q: %q, want %q", tt.allow, got, tt.want)
		}
	}
}
