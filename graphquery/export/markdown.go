package export

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// markdown writes a table as GitHub and most editors read it. What a cell holds stays text there: no column of its
// own, no markup, no HTML, no image that would be fetched.
type markdown struct {
	w       io.Writer
	clean   func(string) string
	columns []string
	buf     []byte
}

func newMarkdown(w io.Writer, opt Options) Writer {
	m := &markdown{w: w, clean: opt.cleaner()}
	return single{newGrid(opt, m), m}
}

func (m *markdown) begin(columns []string, _ [][]byte) {
	m.columns = columns
	m.line(columns)
	for range columns {
		m.buf = append(m.buf, "| --- "...)
	}
	m.buf = append(m.buf, "|\n"...)
}

func (m *markdown) row(cells [][]byte) {
	texts := make([]string, len(cells))
	for i, value := range cells {
		texts[i] = cellText(m.columns[i], value)
	}
	m.line(texts)
}

func (m *markdown) line(texts []string) {
	for _, s := range texts {
		m.buf = append(m.buf, "| "...)
		m.buf = append(m.buf, m.cell(s)...)
		m.buf = append(m.buf, ' ')
	}
	m.buf = append(m.buf, "|\n"...)
}

// cell is a text that reads as itself in a cell. Line breaks, which a cell cannot hold, become <br>.
func (m *markdown) cell(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimSpace(s))
	parts := strings.Split(s, "\n")
	for i, part := range parts {
		parts[i] = inert(strings.TrimSpace(m.clean(part)))
	}
	return strings.Join(parts, "<br>")
}

// inert escapes what Markdown or HTML would read as more than a character.
func inert(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '<':
			b.WriteString("&lt;")
			continue
		case r == '>':
			b.WriteString("&gt;")
			continue
		case r == '&':
			b.WriteString("&amp;")
			continue
		case strings.ContainsRune("\\`*[]|~!", r), r == '_' && !inWord(s, i):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// inWord is true of the underscore at i between two letters, which emphasises nothing.
func inWord(s string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+1:])
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return word(before) && word(after)
}

// object writes one object as a table of names and values.
func (m *markdown) object(names, values []string) error {
	m.begin([]string{"name", "value"}, nil)
	for i, name := range names {
		m.line([]string{name, values[i]})
	}
	return m.flush()
}

func (m *markdown) flush() error {
	if len(m.buf) == 0 {
		return nil
	}
	_, err := m.w.Write(m.buf)
	m.buf = m.buf[:0]
	return err
}
