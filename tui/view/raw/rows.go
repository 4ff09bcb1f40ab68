package raw

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"graphguest/tui/safetext"
)

// rows are a way to break bytes into rows. Where a row begins does not depend on the way to it.
type rows interface {
	// row is the row that begins at byte from: where the next one begins, and, where wanted, its text, safe.
	row(b *bytes, from int, wanted bool) (next int, text string)
	// sync is a byte at or before at, not far, at which a row begins.
	sync(b *bytes, at int) int
}

// wrapped are rows of text: they end with the line, at the width, and at every chunk, so that a line of any length is
// entered anywhere.
type wrapped struct{ width int }

// chunk is how many bytes lie between the places where a row begins in any case.
const chunk = 8 << 10

func (w wrapped) sync(b *bytes, at int) int {
	start := boundary(b, at-at%chunk)
	before := b.between(start, at)
	for i := len(before) - 1; i >= 0; i-- {
		if before[i] == '\n' {
			return start + i + 1
		}
	}
	return start
}

// boundary is a multiple of chunk, or up to three bytes before it where a character would be cut.
func boundary(b *bytes, at int) int {
	if at <= 0 || at >= b.size {
		return min(max(at, 0), b.size)
	}
	around := b.between(at-3, at+4)
	for back := 1; back <= 3; back++ {
		if _, n := utf8.DecodeRune(around[3-back:]); n > back {
			return at - back
		}
		if utf8.RuneStart(around[3-back]) {
			break
		}
	}
	return at
}

func (w wrapped) row(b *bytes, from int, wanted bool) (next int, text string) {
	end := boundary(b, from-from%chunk+chunk)
	if end <= from {
		end = boundary(b, from-from%chunk+2*chunk)
	}
	// A cell takes a few bytes as a rule: more is looked at only where it does not.
	for look := 4*w.width + 64; ; look *= 4 {
		to := min(from+look, end)
		used, text, ended := w.fill(b.between(from, to), to == end, wanted)
		if ended || to == end {
			return from + used, text
		}
	}
}

// fill takes what fits of some bytes, whole says that there are no more for the row; ended is false where more would help.
func (w wrapped) fill(some []byte, whole, wanted bool) (used int, text string, ended bool) {
	var out strings.Builder
	cells := 0
	for used < len(some) {
		if some[used] == '\n' {
			return used + 1, out.String(), true
		}
		if !whole && len(some)-used < mostUnit+2*utf8.UTFMax {
			return used, "", false // the next character may not be there whole
		}
		n, safe, width := unit(some[used:])
		if cells+width > w.width && used > 0 {
			return used, out.String(), true
		}
		if wanted {
			out.WriteString(safe)
		}
		used, cells = used+n, cells+width
	}
	return used, out.String(), false
}

// mostUnit bounds what is taken for one character, in bytes.
const mostUnit = 48

// ascii are the visible characters, so that most text needs no memory.
const ascii = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"

// unit is the first character as a person sees it, with the marks that belong to it: its bytes, how it is shown, and how
// many cells that takes.
func unit(some []byte) (n int, safe string, cells int) {
	c := some[0]
	if (len(some) == 1 || some[1] < utf8.RuneSelf) && c >= ' ' && c <= '~' {
		return 1, ascii[c-' ' : c-' '+1], 1
	}
	_, n = utf8.DecodeRune(some)
	safe = safetext.Line(string(some[:n]))
	cells = safetext.Width(safe)
	for n < min(mostUnit, len(some)) {
		more, longer := joins(some, n, cells)
		if more == 0 {
			break
		}
		n, safe, cells = n+more, longer, safetext.Width(longer)
	}
	return n, safe, cells
}

// joins is how many bytes behind the first n belong to the same character: a mark, or a joiner and what follows it, where
// they take fewer cells with it than by themselves. shown is all of it, safe.
func joins(some []byte, n, cells int) (more int, shown string) {
	r, more := utf8.DecodeRune(some[n:])
	if !mayJoin(r) {
		return 0, ""
	}
	if r == joiner {
		_, size := utf8.DecodeRune(some[n+more:])
		more += size
	}
	shown = safetext.Line(string(some[:n+more]))
	if safetext.Width(shown) < cells+safetext.Width(safetext.Line(string(some[n:n+more]))) {
		return more, shown
	}
	return 0, ""
}

const joiner = 0x200d

// mayJoin is whether a character can belong to the one before it: this is asked before what is slow.
func mayJoin(r rune) bool {
	return r == joiner || unicode.Is(unicode.M, r) || r >= 0x1f3fb && r <= 0x1f3ff || // skin tones
		r >= 0x1f1e6 && r <= 0x1f1ff || r >= 0xe0020 && r <= 0xe007f || // flags
		r >= 0x1160 && r <= 0x11ff || r >= 0xd7b0 && r <= 0xd7ff // parts of Hangul syllables
}

// dumped are rows of bytes, in hexadecimal and as ASCII, n a row.
type dumped struct{ n int }

// dumpFor is the dump that fits a width.
func dumpFor(width int) dumped {
	n := 16
	for n > 1 && addressCells+4*n+1 > width {
		n /= 2
	}
	return dumped{n}
}

const addressCells = 10

func (d dumped) sync(_ *bytes, at int) int { return at - at%d.n }

func (d dumped) row(b *bytes, from int, wanted bool) (next int, text string) {
	next = min(from+d.n, b.size)
	if !wanted {
		return next, ""
	}
	some := b.between(from, next)
	hex := fmt.Sprintf("% x", some)
	var out strings.Builder
	fmt.Fprintf(&out, "%08x  %-*s ", from, 3*d.n, hex)
	for _, c := range some {
		if c < ' ' || c > '~' {
			out.WriteString("·")
		} else {
			out.WriteByte(c)
		}
	}
	return next, out.String()
}
