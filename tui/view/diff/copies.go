package diff

import (
	"strings"

	"graphguest/graphquery/jsondiff"
	"graphguest/tui/safetext"
	"graphguest/tui/view"
)

// Copies are what can be copied of the difference under the cursor, and of all.
func (m *Model) Copies() (copies []view.Copy) {
	if m.whyNoLines() != "" {
		return nil
	}
	d := m.at(m.cursor)
	copies = append(copies, view.Copy{Key: "p", What: "the path", Text: func() (string, error) { return d.Path.String(), nil }})
	if d.Old != nil {
		copies = append(copies, view.Copy{Key: "o", What: "the old value", Text: func() (string, error) { return string(d.Old), nil }})
	}
	if d.New != nil {
		copies = append(copies, view.Copy{Key: "n", What: "the new value", Text: func() (string, error) { return string(d.New), nil }})
	}
	all := *m // as it is now: the text may be made beside the screen
	return append(copies,
		view.Copy{Key: "l", What: "this difference as a line", Text: func() (string, error) { return lineOf(d), nil }},
		view.Copy{Key: "a", What: "all differences that are shown", Text: func() (string, error) { return all.Text(), nil }},
	)
}

// mostOfValue is about how many bytes of a value a line of Text has.
const mostOfValue = 1000

// Text is everything that is shown as lines of plain text: the titles, the counts, and each difference with its whole path.
// Values are cut after some 4 KB; for many differences it takes a second.
func (m *Model) Text() string {
	if m.diff == nil {
		return ""
	}
	var b strings.Builder
	b.WriteString("- " + safetext.Line(m.sides[0].Title) + "\n+ " + safetext.Line(m.sides[1].Title) + "\n")
	b.WriteString(summary(m.diff) + "\n\n")
	for i := range m.list {
		b.WriteString(lineOf(m.at(i)) + "\n")
	}
	return b.String()
}

// lineOf is a difference on one line, with its whole path.
func lineOf(d jsondiff.Difference) string {
	line := signs[d.Kind] + " " + safetext.Line(d.Path.String()) + gap
	if d.Old != nil {
		line += safetext.Line(textOf(d.Old, mostOfValue))
	}
	if d.Old != nil && d.New != nil {
		line += arrow
	}
	if d.New != nil {
		line += safetext.Line(textOf(d.New, mostOfValue))
	}
	return line
}
