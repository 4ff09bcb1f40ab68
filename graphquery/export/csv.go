package export

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// csvLines writes RFC 4180: a header line, CRLF, quotes where needed. Texts that a spreadsheet
// would take for a formula get an apostrophe in front, unless that is not wanted; numbers are left alone.
type csvLines struct {
	w        io.Writer
	formulas bool
	removed  int // the column of what was removed; -1 = none
	kinds    [256]uint8
	buf      []byte
	scratch  []byte
	err      error
}

func newCSV(w io.Writer, opt Options) Writer {
	return newGrid(opt, &csvLines{w: w, formulas: opt.Formulas, kinds: kindsOfBytes()})
}

func (c *csvLines) begin(columns []string, _ [][]byte) {
	c.removed = slices.Index(columns, removed)
	for i, name := range columns {
		if !c.formulas && !plainName().MatchString(name) {
			name = neutral(name)
		}
		c.separate(i)
		c.buf = field(c.buf, name)
	}
	c.buf = append(c.buf, "\r\n"...)
}

// row goes over the raw bytes of each value once where they are plain, which nearly all are.
func (c *csvLines) row(cells [][]byte) {
	for i, value := range cells {
		c.separate(i)
		switch {
		case len(value) == 0 || value[0] == 'n':
		case i == c.removed:
			c.text(reason(value))
		case value[0] == '"':
			if !c.plain(value[1 : len(value)-1]) {
				c.scratch, _ = jsontext.AppendUnquote(c.scratch[:0], value)
				c.text(string(c.scratch))
			}
		case value[0] == '{' || value[0] == '[':
			c.nested(value)
		default:
			c.buf = append(c.buf, value...)
		}
	}
	c.buf = append(c.buf, "\r\n"...)
	if len(c.buf) >= enough && c.err == nil {
		c.err = c.flush()
	}
}

func (c *csvLines) separate(i int) {
	if i > 0 {
		c.buf = append(c.buf, ',')
	}
}

// What a byte inside a text asks for.
const (
	quotes  = 1 << iota // the field has to stand in quotes
	care                // escapes and the like: the text has to be taken apart
	foreign             // no ASCII
)

// kindsOfBytes says it of each. More is quoted than must be: what some program takes for a separator, too.
func kindsOfBytes() (kind [256]uint8) {
	for b := range kind {
		switch {
		case strings.ContainsRune(",;|", rune(b)):
			kind[b] = quotes
		case b < ' ', b == '"', b == '\\', b == 0x7f:
			kind[b] = care
		case b >= utf8.RuneSelf:
			kind[b] = foreign
		}
	}
	return kind
}

// plain appends what stands between the quotes of a text as it is, unless that would need more thought.
func (c *csvLines) plain(inner []byte) bool {
	if len(inner) == 0 {
		return true
	}
	var all uint8
	for _, b := range inner {
		all |= c.kinds[b]
	}
	if all&care != 0 || all&foreign != 0 && !utf8.Valid(inner) || !endsPlain(inner) {
		return false
	}
	formula := false
	if first := inner[0]; !startsPlain(inner) && !(c.formulas && first > ' ' && first < 0x7f) {
		if formula = strings.IndexByte("=+-@", first) >= 0; !formula {
			return false
		}
		formula = bytes.IndexByte(inner, ' ') >= 0 || !number().Match(inner)
	}
	quoted := all&quotes != 0
	if quoted {
		c.buf = append(c.buf, '"')
	}
	if formula {
		c.buf = append(c.buf, '\'')
	}
	if c.buf = append(c.buf, inner...); quoted {
		c.buf = append(c.buf, '"')
	}
	return true
}

// endsPlain is true of a text that does not end in white space.
func endsPlain(inner []byte) bool {
	last := inner[len(inner)-1]
	if last < utf8.RuneSelf {
		return last > ' '
	}
	r, _ := utf8.DecodeLastRune(inner)
	return !unicode.IsSpace(r)
}

// startsPlain is true of what no program takes for the beginning of a formula, nor skips on its way to one.
func startsPlain(inner []byte) bool {
	b := inner[0]
	if b >= utf8.RuneSelf {
		r, _ := utf8.DecodeRune(inner)
		return unicode.IsLetter(r)
	}
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || b == '/' || b == '#' || b == '(' || b == '_'
}

func (c *csvLines) text(s string) {
	if !c.formulas {
		s = neutral(s)
	}
	c.buf = field(c.buf, s)
}

// nested appends an object or an array as compact JSON.
func (c *csvLines) nested(value []byte) {
	if firstActing(value) == len(value) {
		c.scratch = compact(c.scratch[:0], value)
	} else if out, err := appendCompact(c.scratch[:0], value); err == nil {
		c.scratch = out
	} else {
		c.scratch = append(c.scratch[:0], value...)
	}
	c.buf = field(c.buf, c.scratch)
}

// compact copies JSON that is known to be valid without the white space between its parts.
func compact(dst, value []byte) []byte {
	within := false
	for i := 0; i < len(value); i++ {
		b := value[i]
		switch {
		case b == '"':
			within = !within
		case b == '\\':
			dst = append(dst, b)
			i++
			b = value[i]
		case !within && b <= ' ':
			continue
		}
		dst = append(dst, b)
	}
	return dst
}

// field appends a value, in quotes where it holds what some program takes for a separator, or blanks at its ends.
func field[T string | []byte](dst []byte, value T) []byte {
	text := []byte(value)
	if !bytes.ContainsAny(text, ",;|\t\"\r\n") && len(bytes.TrimSpace(text)) == len(text) {
		return append(dst, text...)
	}
	dst = append(dst, '"')
	for {
		i := bytes.IndexByte(text, '"')
		if i < 0 {
			break
		}
		dst = append(append(dst, text[:i]...), `""`...)
		text = text[i+1:]
	}
	return append(append(dst, text...), '"')
}

func (c *csvLines) flush() error {
	if len(c.buf) == 0 || c.err != nil {
		return c.err
	}
	_, c.err = c.w.Write(c.buf)
	c.buf = c.buf[:0]
	return c.err
}

// plainName is a column that keeps its exact name although it begins with @: no formula looks like it.
var plainName = pattern(`^@((odata|microsoft\.graph)\.[A-Za-z]+|removed)$`)

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
	first, _ := utf8.DecodeRuneInString(rest)
	if rest == "" || !strings.ContainsRune("=+-@＝＋－＠", first) || number().MatchString(s) {
		return s
	}
	return "'" + s
}

// skipped are characters that some program skips before it looks for a formula.
func skipped(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`'";,|`, r)
}
