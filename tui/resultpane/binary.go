package resultpane

import (
	"bytes"
	"fmt"
	"strings"

	"graphguest/graphquery"
)

// formats are kinds of files that are known by their first bytes. Images have a view of their own.
var formats = []struct{ begins, name string }{
	{"%PDF-", "a PDF document"},
	{"PK\x03\x04", "a ZIP archive, or a document made as one"},
	{"\x1f\x8b", "a gzip archive"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"},
}

// describe says in one sentence what a binary answer is.
func describe(r *graphquery.Result) string {
	what := "a binary answer"
	for _, f := range formats {
		if bytes.HasPrefix(r.Body, []byte(f.begins)) {
			what = f.name
			break
		}
	}
	return what + ": " + size(r.Size()) + "," + sentAs(mediaType(r))
}

// mostDumped is how many rows of bytes are shown.
const mostDumped = 8

// dump is the first bytes, in hexadecimal and as ASCII, in rows of 4, 8 or 16 of them.
func dump(body []byte, width int) (rows []string) {
	n := 16
	for n > 4 && n*4+2 > width {
		n /= 2
	}
	for len(body) > 0 && len(rows) < mostDumped {
		row := body[:min(n, len(body))]
		body = body[len(row):]
		hex := fmt.Sprintf("% x", row)
		rows = append(rows, hex+strings.Repeat(" ", n*3-len(hex))+" "+ascii(row))
	}
	return rows
}

func ascii(row []byte) string {
	text := make([]byte, 0, 2*len(row))
	for _, c := range row {
		if c < ' ' || c > '~' {
			text = append(text, "·"...)
		} else {
			text = append(text, c)
		}
	}
	return string(text)
}
