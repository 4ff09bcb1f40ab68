package export

import (
	"bytes"
	"io"
	"unicode/utf8"
)

// Indenter writes a JSON document indented, while it comes: every key or element on a line of its own, texts and numbers
// as they were written, without anything that acts on a terminal. What it is given has to be valid JSON, cut anywhere.
type Indenter struct {
	w      io.Writer
	out    []byte
	left   []byte // the beginning of a character
	depth  int
	opened bool // a container that may be empty
	within bool // a text
	escape bool // behind a backslash in it
	wrote  bool
}

// NewIndenter returns an Indenter that writes to w, piece by piece.
func NewIndenter(w io.Writer) *Indenter { return &Indenter{w: w} }

// Add takes the next piece.
func (d *Indenter) Add(piece []byte) error {
	if len(d.left) > 0 {
		piece = append(d.left, piece...)
	}
	whole := wholeCharacters(piece)
	d.left = append([]byte(nil), piece[whole:]...)
	return d.add(piece[:whole])
}

func (d *Indenter) add(b []byte) error {
	if !d.wrote {
		b = withoutMark(b)
	}
	for len(b) > 0 {
		d.wrote = true
		if d.within {
			b = b[d.text(b):]
		} else {
			d.token(b[0])
			b = b[1:]
		}
		if len(d.out) >= enough {
			if err := d.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

// Close ends the last line.
func (d *Indenter) Close() error {
	if err := d.add(d.left); err != nil {
		return err
	}
	if d.wrote {
		d.out = append(d.out, '\n')
	}
	return d.flush()
}

// wholeCharacters is how much of b is not the beginning of a character that goes on.
func wholeCharacters(b []byte) int {
	for cut := 1; cut < utf8.UTFMax && cut <= len(b); cut++ {
		if at := len(b) - cut; utf8.RuneStart(b[at]) {
			if utf8.FullRune(b[at:]) {
				break
			}
			return at
		}
	}
	return len(b)
}

// text takes the inside of a text as far as it goes, with its quote.
func (d *Indenter) text(b []byte) int {
	i := 0
	if d.escape {
		d.escape, i = false, 1
	}
	for i < len(b) {
		n := bytes.IndexByte(b[i:], '"')
		end := i + n
		if n < 0 {
			end = len(b)
		}
		if slash := bytes.IndexByte(b[i:end], '\\'); slash >= 0 {
			if i += slash + 2; i > len(b) {
				d.escape, i = true, len(b)
			}
			continue
		}
		if i = end; n >= 0 {
			d.within = false
			i++
			break
		}
	}
	d.out = append(d.out, b[:i]...)
	return i
}

func (d *Indenter) token(c byte) {
	switch c {
	case ' ', '\t', '\n', '\r':
		return
	case '}', ']':
		if d.depth--; !d.opened {
			d.line()
		}
		d.opened = false
		d.out = append(d.out, c)
		return
	}
	if d.opened {
		d.opened = false
		d.line()
	}
	d.out = append(d.out, c)
	switch c {
	case '"':
		d.within = true
	case '{', '[':
		d.depth++
		d.opened = true
	case ',':
		d.line()
	case ':':
		d.out = append(d.out, ' ')
	}
}

func (d *Indenter) line() {
	d.out = append(d.out, '\n')
	for range d.depth {
		d.out = append(d.out, indent...)
	}
}

// flush writes what is there. Characters are whole in it, so that those that act are seen.
func (d *Indenter) flush() error {
	if len(d.out) == 0 {
		return nil
	}
	whole := wholeCharacters(d.out)
	_, err := d.w.Write(visible(d.out[:whole]))
	d.out = append(d.out[:0], d.out[whole:]...)
	return err
}
