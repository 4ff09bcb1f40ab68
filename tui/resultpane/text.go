package resultpane

import (
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/go-json-experiment/json/jsontext"

	"graphguest/graphquery/jsondoc"
	"graphguest/tui/safetext"
)

// mostPaged bounds what another program is given, in bytes: a deep document grows
// many times over when it is indented.
const mostPaged = 64 << 20

// Page is the answer for a pager or an editor: what it is, and how to make its text, which
// may take a second and can be called beside the screen. ok is false without an answer
// that can be shown. Page itself costs nothing.
func (m *Model) Page() (what string, text func() []byte, ok bool) {
	if m.waiting() || m.doc == nil {
		return "", nil, false
	}
	body, kind := m.shownParts(), m.kind
	what = m.whole()
	if m.filter.doc != nil {
		kind, what = isRows, m.copiedWhole()
	}
	return what, func() []byte { return paged(kind, mostPaged, body...) }, true
}

// Text is Page with its text made at once.
func (m *Model) Text() (what string, text []byte, ok bool) {
	what, make, ok := m.Page()
	if !ok {
		return "", nil, false
	}
	return what, make(), true
}

// paged is a body in lines that are safe to show in a terminal, at most most bytes of
// them: JSON indented as on the screen, but with every value whole.
func paged(k kind, most int, body ...[]byte) []byte {
	s := &sheet{most: most}
	if len(body) > 0 {
		body = append([][]byte{bytes.TrimPrefix(body[0], []byte("\ufeff"))}, body[1:]...)
	}
	switch {
	case (k == isJSON || k == isRows) && s.json(body) == nil:
	case k == isJSON:
		s = &sheet{most: most}
		s.document(jsondoc.New(body...))
	default:
		for _, part := range body {
			if _, err := s.Write(part); err != nil {
				break // a full sheet says so itself
			}
		}
	}
	return s.end()
}

// errFull ends what fills a sheet.
var errFull = errors.New("the sheet is full")

// sheet takes text as it is made and keeps it as safe lines.
type sheet struct {
	most int
	out  []byte
	line []byte // the last one, which has no end yet
}

func (s *sheet) Write(p []byte) (int, error) {
	n := len(p)
	for {
		before, after, ended := bytes.Cut(p, []byte("\n"))
		s.line = append(s.line, before...)
		if len(s.out)+len(s.line) > s.most {
			return 0, errFull
		}
		if !ended {
			return n, nil
		}
		s.flush()
		p = after
	}
}

func (s *sheet) flush() {
	s.out = append(s.out, safetext.Block(string(s.line))...)
	s.out = append(s.out, '\n')
	s.line = s.line[:0]
}

// end is the text, which says itself where it was cut.
func (s *sheet) end() []byte {
	full := len(s.out)+len(s.line) > s.most
	if full {
		s.line = s.line[:max(s.most-len(s.out), 0)]
	}
	if len(s.line) > 0 {
		s.flush()
	}
	if full {
		s.out = append(s.out, "… cut here: the rest is more than "+size(int64(s.most))+"\n"...)
	}
	return s.out
}

// json indents JSON; an error says that it is none. A full sheet is no error.
func (s *sheet) json(body [][]byte) error {
	readers := make([]io.Reader, len(body))
	for i := range body {
		readers[i] = bytes.NewReader(body[i])
	}
	lenient := []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}
	from := jsontext.NewDecoder(io.MultiReader(readers...), lenient...)
	to := jsontext.NewEncoder(s, append(lenient, jsontext.Multiline(true), jsontext.WithIndent("  "))...)
	for {
		token, err := from.ReadToken()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		if err := to.WriteToken(token); err != nil {
			if errors.Is(err, errFull) {
				return nil
			}
			return err
		}
	}
}

// document writes what the screen shows, which also knows what to do with broken JSON.
func (s *sheet) document(doc *jsondoc.Doc) {
	const chunk = 1000
	_ = doc.Index(context.Background()) // it ends only when it is cancelled, or with all lines
	for from := 0; ; from += chunk {
		lines := doc.Lines(from, chunk)
		for _, l := range lines {
			if _, err := s.Write([]byte(l.String() + "\n")); err != nil {
				return
			}
		}
		if len(lines) < chunk {
			return
		}
	}
}
