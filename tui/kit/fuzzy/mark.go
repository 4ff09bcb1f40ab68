package fuzzy

import (
	"strings"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// Mark draws text in the style plain, the characters at the ascending indexes of runes
// in the style hit; of both only colours and weights count. Text must be safe for a terminal
// already: rank and mark the same safe text, or a start of it. What a person counts as
// one character is never torn apart.
func Mark(text string, at []int, plain, hit lipgloss.Style) string {
	if len(at) == 0 || text == "" {
		return newPen(plain).draw(text)
	}
	pens := map[bool]pen{false: newPen(plain), true: newPen(hit)}
	var out strings.Builder
	from, end, runes, marked := 0, 0, 0, false // text[from:end] waits to be drawn with one pen
	for end < len(text) && (len(at) > 0 || marked) {
		cluster, _ := ansi.FirstGraphemeCluster(text[end:], ansi.GraphemeWidth)
		here := false
		for runes += utf8.RuneCountInString(cluster); len(at) > 0 && at[0] < runes; at = at[1:] {
			here = true
		}
		if here != marked {
			out.WriteString(pens[marked].draw(text[from:end]))
			from, marked = end, here
		}
		end += len(cluster)
	}
	out.WriteString(pens[marked].draw(text[from:end]))
	out.WriteString(pens[false].draw(text[end:]))
	return out.String()
}

// pen is what a style puts before and behind a text. A style itself draws underlined
// text rune by rune, and so takes an accent off its letter.
type pen struct{ before, after string }

func newPen(s lipgloss.Style) pen {
	before, after, _ := strings.Cut(s.Render("x"), "x")
	return pen{before, after}
}

func (p pen) draw(text string) string {
	if text == "" {
		return ""
	}
	return p.before + text + p.after
}
