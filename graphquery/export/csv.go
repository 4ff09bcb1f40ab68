package export

import (
	"io"
	"strings"
	"unicode"

	"graphguest/graphquery"
)

// csvWriter writes RFC 4180: a header line, CRLF, quotes where needed. Texts that a spreadsheet
// would take for a formula get an apostrophe in front; numbers are left alone.
type csvWriter struct {
	w    io.Writer
	grid *grid
	buf  []byte
}

func newCSV(w io.Writer, opt Options) Writer {
	c := &csvWriter{w: w}
	c.grid = newGrid(opt, c.start, c.row)
	return c
}

func (c *csvWriter) Page(r *graphquery.Result) error {
	err := c.grid.page(r)
	if fErr := c.flush(); fErr != nil {
		return fErr
	}
	return err
}

func (c *csvWriter) Close() error {
	if err := c.grid.close(); err != nil {
		return err
	}
	return c.flush()
}

func (c *csvWriter) flush() error {
	_, err := c.w.Write(c.buf)
	c.buf = c.buf[:0]
	return err
}

func (c *csvWriter) start(columns []string, first []cells) error {
	for i, name := range columns {
		if !plainName().MatchString(name) {
			name = neutral(name)
		}
		c.field(i, name)
	}
	c.buf = append(c.buf, "\r\n"...)
	for _, row := range first {
		c.row(row)
	}
	return nil
}

func (c *csvWriter) row(row cells) error {
	for i, name := range c.grid.columns {
		value, isText := text(row.get(name))
		if isText {
			value = neutral(value)
		}
		c.field(i, value)
	}
	c.buf = append(c.buf, "\r\n"...)
	return nil
}

// field quotes more than it must: what some program takes for a separator, too.
func (c *csvWriter) field(i int, value string) {
	if i > 0 {
		c.buf = append(c.buf, ',')
	}
	if !strings.ContainsAny(value, ",;|\t\"\r\n") && strings.TrimSpace(value) == value {
		c.buf = append(c.buf, value...)
		return
	}
	c.buf = append(c.buf, '"')
	c.buf = append(c.buf, strings.ReplaceAll(value, `"`, `""`)...)
	c.buf = append(c.buf, '"')
}

// plainName is a column that keeps its exact name although it begins with @: no formula looks like it.
var plainName = pattern(`^@odata\.[A-Za-z]+$`)

// number is a text that a spreadsheet reads as a number, never as a formula.
var number = pattern(`^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// neutral puts an apostrophe before a text that could be taken for a formula: one that begins, after
// blanks, invisible characters, quotes and separators, with = + - @ or their full-width forms.
func neutral(s string) string {
	rest := s
	for {
		trimmed := strings.TrimLeftFunc(rest, skipped)
		if cut, ok := strings.CutPrefix(trimmed, "%0A"); ok {
			trimmed = cut
		}
		if trimmed == rest {
			break
		}
		rest = trimmed
	}
	if rest == "" || !strings.ContainsAny(firstRune(rest), "=+-@＝＋－＠") || number().MatchString(s) {
		return s
	}
	return "'" + s
}

// skipped are characters that some program skips before it looks for a formula.
func skipped(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`'";,|`, r)
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}
