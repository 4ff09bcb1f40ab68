package safetext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostMarks is how many marks one character may carry, and how many joiners one
// emoji. Written languages stay below five; more is a tower over other people's lines.
const mostMarks = 8

const (
	joiner    = '\u200d' // ZERO WIDTH JOINER
	asText    = '\ufe0e' // VARIATION SELECTOR-15
	asEmoji   = '\ufe0f' // VARIATION SELECTOR-16
	keycap    = '\u20e3' // COMBINING ENCLOSING KEYCAP
	noBraille = '\u2800' // BRAILLE PATTERN BLANK: looks like a space and is none
)

// place is what Line remembers of the characters before the one it looks at.
type place struct {
	previous rune // 0 at the start of the line
	marks    int  // marks on the character before
	joiners  int  // joiners in the emoji before
}

// admits reports whether r may pass here as it is, and if so remembers it.
// rest is what follows r.
func (p *place) admits(r rune, rest string) bool {
	switch {
	case r == joiner:
		if p.joiners == mostMarks || !p.afterEmoji() || !beginsWithEmoji(rest) {
			return false
		}
		p.joiners++
	case r == asText || r == asEmoji:
		if !p.takesSelector(rest) {
			return false
		}
		p.marks++
	case !visible(r):
		p.marks = 0
		return false
	case unicode.Is(unicode.M, r):
		if p.previous == 0 || p.marks >= mostMarks {
			p.marks = mostMarks // so that the rest of the tower is shown too
			return false
		}
		p.marks++
	default:
		if p.previous != joiner {
			p.joiners = 0
		}
		p.marks = 0
	}
	p.previous = r
	return true
}

func (p *place) afterEmoji() bool {
	return isEmoji(p.previous) || p.previous == asEmoji
}

// takesSelector reports whether a variation selector means something here: after
// a symbol that has a picture, or in a keycap such as 1️⃣.
func (p *place) takesSelector(rest string) bool {
	if strings.ContainsRune("0123456789#*", p.previous) && p.previous != 0 {
		next, _ := utf8.DecodeRuneInString(rest)
		return next == keycap
	}
	return isEmoji(p.previous) || p.previous == '‼' || p.previous == '⁉'
}

func beginsWithEmoji(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isEmoji(r)
}

// isEmoji reports whether r is in a block of pictographs. It takes in a few
// arrows and signs too many, all of them visible by themselves.
func isEmoji(r rune) bool {
	switch {
	case r >= 0x2500 && r <= 0x259f, r >= 0x2800 && r <= 0x28ff: // box drawing, Braille
		return false
	case r >= 0x2190 && r <= 0x2bff, r >= 0x1f000 && r <= 0x1faff:
		return visible(r)
	}
	return false
}

// visible reports whether r leaves a mark or a space of its own on the screen:
// assigned, no control, format or private-use character, no filler.
func visible(r rune) bool {
	if r < 0x7f {
		return r >= ' '
	}
	return unicode.IsGraphic(r) && r != noBraille && !unicode.In(r,
		unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}
