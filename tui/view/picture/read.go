package picture

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime"
	"strconv"
	"strings"

	"graphguest/graphquery"
	"graphguest/tui/safetext"
)

// formatOf tells by the first bytes; nil = none of them.
func formatOf(body []byte) *format {
	for i := range formats {
		if bytes.HasPrefix(body, []byte(formats[i].begins)) {
			return &formats[i]
		}
	}
	return nil
}

// What is larger is not read whole.
const (
	mostBytes  = 20 << 20
	mostPixels = 16_000_000
	smallSide  = 512 // pixels of the copy that is kept
)

// read is what was read of an image.
type read struct {
	width, height int    // pixels; 0 = not known
	small         *grid  // nil: why says what is in the way
	why           string // in words
}

// readImage reads an image. It ends early where ctx does.
func readImage(ctx context.Context, r *graphquery.Result) (so read) {
	f := formatOf(r.Body)
	if f == nil {
		so.why = "an image of this format is not drawn here"
		return so
	}
	config, err := f.config(cancelled{ctx, r.Reader()})
	if err != nil {
		so.why = "it cannot be read: " + err.Error()
		return so
	}
	so.width, so.height = config.Width, config.Height
	switch {
	case r.Size() > mostBytes:
		so.why = fmt.Sprintf("it is not drawn: it is larger than %d MB", mostBytes>>20)
	case config.Width <= 0 || config.Height <= 0:
		so.why = "it has no pixels"
	case config.Width > mostPixels/config.Height:
		so.why = fmt.Sprintf("it is not drawn: it has more than %d million pixels", mostPixels/1_000_000)
	}
	if so.why != "" {
		return so
	}
	img, err := f.decode(cancelled{ctx, r.Reader()})
	if err != nil {
		so.why = "it cannot be read whole: " + err.Error()
		return so
	}
	so.small = fit(source{img}, smallSide, smallSide)
	return so
}

// cancelled is a reader that ends where its context does.
type cancelled struct {
	ctx context.Context
	io.Reader
}

func (c cancelled) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.Reader.Read(p)
}

// facts say what the image is.
func (m *Model) facts() string {
	what := "an image"
	if f := formatOf(m.result.Body); f != nil {
		what = "a " + f.name + " image"
	}
	if m.read != nil && m.read.width > 0 {
		what += fmt.Sprintf(" of %d × %d pixels", m.read.width, m.read.height)
	}
	what += ", " + size(m.result.Size())
	if kind := mediaType(m.result); kind != "" {
		return what + ", sent as " + safetext.Line(kind)
	}
	return what + ", sent without a type"
}

// note is why there is no small copy; "" = there is one.
func (m *Model) note() string {
	switch {
	case m.read == nil:
		return "reading it…"
	case m.read.why != "":
		return m.read.why
	case m.theme.Plain:
		return "it is not drawn: that takes colours"
	}
	return ""
}

func mediaType(r *graphquery.Result) string {
	text := r.Header.Get("Content-Type")
	if kind, _, err := mime.ParseMediaType(text); err == nil {
		return kind
	}
	return strings.ToLower(strings.TrimSpace(text))
}

func size(n int64) string {
	switch {
	case n >= 1e6:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	case n >= 1e3:
		return fmt.Sprintf("%.1f KB", float64(n)/1e3)
	}
	return strconv.FormatInt(n, 10) + " B"
}
