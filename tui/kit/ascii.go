package kit

import "strings"

// ASCII replaces the program's own glyphs by characters that every terminal and
// font has, cell by cell, so that nothing moves. Names in other scripts stay.
func ASCII(content string) string { return asciiGlyphs.Replace(content) }

// asciiGlyphs replaces all that the program's own text may hold beyond ASCII. The
// marks of colours stay apart from one another and from the + that adds one more. The pictures that safetext makes of
// control characters become one and the same.
var asciiGlyphs = func() *strings.Replacer {
	pairs := []string{
		"─", "-", "│", "|", "╭", "+", "╮", "+", "╰", "+", "╯", "+",
		"…", "~", "·", "-", "—", "-", "“", `"`, "”", `"`, "×", "x", "±", "~",
		"●", "*", "○", "o", "✓", "+", "✗", "x", "⌕", "/",
		"›", ">", "‹", "<", "→", ">", "←", "<", "↑", "^", "↓", "v", "▸", ">", "▾", "v",
		"▲", "^", "▼", "v", "◆", "&", "◇", "=", "■", "#", "★", "%", "✚", "@",
	}
	for picture := '␀'; picture <= '␡'; picture++ {
		pairs = append(pairs, string(picture), "?")
	}
	return strings.NewReplacer(pairs...)
}()
