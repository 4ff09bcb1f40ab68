package tree

import (
	"strings"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// marked parts a row where what was searched begins and ends in it: it may reach over several parts, or beyond the edge of
// the screen.
func (m *Model) marked(parts []part) []part {
	var whole strings.Builder
	for _, p := range parts {
		if p.match {
			whole.WriteString(p.text)
		}
	}
	text := whole.String()
	marks := characters(text, m.marker.Marks(text))
	if len(marks) == 0 {
		return parts
	}
	var cut []part
	at := 0 // in text
	for _, p := range parts {
		if !p.match {
			cut = append(cut, p)
			continue
		}
		for end := at + len(p.text); at < end; {
			for len(marks) > 0 && marks[0][1] <= at {
				marks = marks[1:]
			}
			piece, to := p, end
			switch {
			case len(marks) == 0:
			case marks[0][0] > at:
				to = min(end, marks[0][0])
			default:
				to = min(end, marks[0][1])
				piece.style, piece.found = m.theme.Found(), true
			}
			piece.text = text[at:to]
			cut = append(cut, piece)
			at = to
		}
	}
	return cut
}

// characters widens marks to whole characters as a person sees them: a colour that begins within one would tear it.
func characters(text string, marks [][2]int) (whole [][2]int) {
	if len(marks) == 0 {
		return nil
	}
	next := graphemes.FromString(text)
	for next.Next() {
		from, to := next.Start(), next.End()
		for len(marks) > 0 && marks[0][1] <= from {
			marks = marks[1:]
		}
		if len(marks) == 0 {
			return whole
		}
		switch last := len(whole) - 1; {
		case marks[0][0] >= to || marks[0][0] == marks[0][1]:
		case last >= 0 && whole[last][1] == from:
			whole[last][1] = to
		default:
			whole = append(whole, [2]int{from, to})
		}
	}
	return whole
}
