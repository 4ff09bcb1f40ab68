package kit

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"graphguest/tui/safetext"
)

// Pad makes text exactly width cells: cut, or filled with spaces.
func Pad(text string, width int) string {
	text = safetext.Truncate(text, width)
	return text + strings.Repeat(" ", max(width-safetext.Width(text), 0))
}

// CutStyled cuts text that is safe and styled already.
func CutStyled(styled string, width int) string {
	return ansi.Truncate(styled, max(width, 0), "…")
}

// Lines makes rows exactly height lines.
func Lines(rows []string, height int) string {
	for len(rows) < height {
		rows = append(rows, "")
	}
	return strings.Join(rows[:max(height, 0)], "\n")
}
