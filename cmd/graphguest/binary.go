package main

import (
	"bytes"
	"fmt"
	"net/http"
	"unicode/utf8"

	"graphguest/graphquery"
	"graphguest/tui/safetext"
)

// refuse keeps bytes that are no text from a terminal, and says what they are and how to have them.
func (d *delivery) refuse(p *graphquery.Part) error {
	if !d.onTerminal() || d.flags.jq != "" || !isBinary(p.Data) {
		return nil
	}
	size := "of unknown size"
	if length := p.Page.Header.Get("Content-Length"); length != "" && p.Page.Header.Get("Content-Encoding") == "" {
		size = "of " + safetext.Line(length) + " bytes"
	} else if p.Last {
		size = "of " + number(len(p.Data), "byte")
	}
	kind := p.Page.Header.Get("Content-Type")
	if kind == "" {
		kind = http.DetectContentType(p.Data)
	}
	return usageError{advisedError{
		fmt.Errorf("the answer is binary (%s, %s, beginning with % x): a terminal cannot show it", safetext.Line(kind), size, p.Data[:min(len(p.Data), 16)]),
		"--out FILE writes it to a file, whole or not at all",
	}}
}

// isBinary says whether something begins with what no text holds.
func isBinary(data []byte) bool {
	start := data[:min(len(data), 1024)]
	if bytes.ContainsFunc(start, func(r rune) bool { return r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f' && r != '\x1b' }) {
		return true
	}
	for cut := 0; cut < utf8.UTFMax && cut <= len(start); cut++ {
		text, rest := start[:len(start)-cut], start[len(start)-cut:]
		if utf8.Valid(text) && (cut == 0 || !utf8.FullRune(rest)) { // its last character is cut in two
			return false
		}
	}
	return true
}
