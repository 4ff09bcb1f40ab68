package errorpane

import (
	"strings"

	"graphguest/tui/safetext"
)

// text is a story as plain text, for a support ticket. It holds no secret and no
// character that a terminal would obey.
func text(told []part) string {
	var b strings.Builder
	for i, p := range told {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(p.title + "\n")
		for _, r := range p.rows {
			b.WriteString("  ")
			if r.name != "" {
				b.WriteString(r.name + ": ")
			}
			b.WriteString(strings.ReplaceAll(safetext.Block(r.text), "\n", "\n    ") + "\n")
		}
	}
	return b.String()
}
