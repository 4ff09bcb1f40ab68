package paste

import "strings"

// splitCmd splits a command of the Windows command prompt: first the prompt takes its ^ away,
// then the program finds the words. Browsers copy commands in this form.
func splitCmd(text string, n *notes) (words []word) {
	for _, w := range argv(uncaret(text)) {
		switch w {
		case "|", "||", "&", "&&", ">", ">>", "<":
			n.add("left out what follows " + w)
			return words
		}
		words = append(words, word{text: w})
	}
	return words
}

// uncaret takes away the ^ that makes the next character plain, or continues the line.
// Between quotes that have none themselves a ^ is a ^.
func uncaret(text string) string {
	var b strings.Builder
	quoted := false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '"':
			quoted = !quoted
			b.WriteByte(c)
		case c != '^' || quoted:
			b.WriteByte(c)
		case i+1 < len(text) && text[i+1] == '\n':
			i++
			if i+1 < len(text) && text[i+1] == '\n' { // a second line end is meant
				i++
				b.WriteByte('\n')
			}
		case strings.Trim(lineAt(text[i+1:]), " \t") == "" && i+1 < len(text): // blanks behind a ^ that continues
		case i+1 < len(text):
			i++
			b.WriteByte(text[i])
		}
	}
	return b.String()
}

func lineAt(text string) string {
	line, _, _ := strings.Cut(text[:min(len(text), 80)], "\n")
	return line
}

// argv finds the words as programs on Windows do: quotes hold a word together, a backslash
// counts only before a quote, and two quotes within quotes are one.
func argv(text string) (words []string) {
	var b strings.Builder
	open, quoted := false, false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '\\':
			n := len(text[i:]) - len(strings.TrimLeft(text[i:], `\`))
			i += n - 1
			if i+1 < len(text) && text[i+1] == '"' {
				if n%2 == 1 {
					i++
				}
				b.WriteString(strings.Repeat(`\`, n/2) + map[bool]string{true: `"`}[n%2 == 1])
			} else {
				b.WriteString(strings.Repeat(`\`, n))
			}
			open = true
		case c == '"' && quoted && strings.HasPrefix(text[i+1:], `"`):
			i++
			b.WriteByte(c)
		case c == '"':
			quoted, open = !quoted, true
		case !quoted && strings.IndexByte(" \t\n", c) >= 0:
			if open {
				words = append(words, b.String())
			}
			b.Reset()
			open = false
		default:
			b.WriteByte(c)
			open = true
		}
	}
	if open {
		words = append(words, b.String())
	}
	return words
}
