package resultpane

import (
	"bytes"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strings"

	"graphguest/graphquery"
)

// format is a kind of file that is known by its first bytes.
type format struct {
	begins string
	name   string
	pixels func(io.Reader) (image.Config, error) // nil = it has none
}

var formats = []format{
	{"\x89PNG\r\n\x1a\n", "a PNG image", png.DecodeConfig},
	{"\xff\xd8\xff", "a JPEG image", jpeg.DecodeConfig},
	{"GIF87a", "a GIF image", gif.DecodeConfig},
	{"GIF89a", "a GIF image", gif.DecodeConfig},
	{"%PDF-", "a PDF document", nil},
	{"PK\x03\x04", "a ZIP archive, or a document made as one", nil},
	{"\x1f\x8b", "a gzip archive", nil},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", nil},
}

// headed is how much of an image is read to find its size.
const headed = 64 << 10

// describe says in one sentence what a binary answer is.
func describe(r *graphquery.Result) string {
	what := "a binary answer"
	for _, f := range formats {
		if !bytes.HasPrefix(r.Body, []byte(f.begins)) {
			continue
		}
		what = f.name
		if f.pixels == nil {
			break
		}
		if c, err := f.pixels(io.LimitReader(bytes.NewReader(r.Body), headed)); err == nil {
			what += fmt.Sprintf(" of %d × %d pixels", c.Width, c.Height)
		}
		break
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
