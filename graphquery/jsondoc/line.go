package jsondoc

import "strings"

// Line is one line of a document as it is shown.
type Line struct {
	Number int // from 1
	Depth  int // how many levels to indent it
	Spans  []Span
}

// Span is a run of text of one kind. The text is the document's own: it may
// hold any character, so it is not fit for a terminal as it is.
type Span struct {
	Kind Kind
	Text string
}

// Kind says what a span is.
type Kind uint8

const (
	Plain  Kind = iota // a line of a text document
	Key                // a member's name, with its quotes
	String             // with its quotes
	Number
	Bool
	Null
	Punct  // brackets, colons, commas
	Broken // what follows a fault, as it came
)

// String is the line's text, indented by two spaces a level.
func (l Line) String() string {
	var b strings.Builder
	for range l.Depth {
		b.WriteString("  ")
	}
	for _, s := range l.Spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// ended is true for a line whose comma is there: nothing more of it can come.
func (l Line) ended() bool {
	return len(l.Spans) > 0 && l.Spans[len(l.Spans)-1] == Span{Kind: Punct, Text: ","}
}

// line formats the line at a place and moves on; false at the end of the document.
func (s *source) line(at *pos) (Line, bool) {
	depth := at.depth
	var spans []Span
	more := s.walk(at, func(p piece) {
		text := p.text
		if text == "" {
			text = shorten(s.body[p.from:p.to], p.kind)
		}
		spans = append(spans, Span{Kind: p.kind, Text: text})
	})
	// A closing bracket stands one level further out than what it closes.
	return Line{Depth: min(depth, at.depth), Spans: spans}, more
}
