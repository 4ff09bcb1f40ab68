package hostile

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// Smuggled names the first thing in s that a terminal would obey or hide, ""
// where there is none. Newlines are let through: a block has them.
func Smuggled(s string) string {
	runes := []rune(s)
	marks := 0
	for i, r := range runes {
		switch {
		case r == '\n':
			marks = 0
			continue
		case r == 0x200d:
			if !betweenEmoji(runes, i) {
				return "a joiner that joins no emoji"
			}
			continue
		case unicode.Is(unicode.M, r):
			if marks++; marks > 8 {
				return "more than eight marks on one character"
			}
		default:
			marks = 0
		}
		if why := hidden(runes, i); why != "" {
			return fmt.Sprintf("%U, %s", r, why)
		}
	}
	if !utf8.ValidString(s) {
		return "bytes that are not UTF-8"
	}
	return ""
}

func hidden(runes []rune, i int) string {
	r := runes[i]
	switch {
	case unicode.Is(unicode.Cc, r):
		return "a control character"
	case unicode.Is(unicode.Cf, r):
		return "a format character"
	case unicode.Is(unicode.Co, r), unicode.Is(unicode.Cs, r):
		return "a character for private use"
	case unicode.In(r, unicode.Zl, unicode.Zp):
		return "a line separator"
	case unicode.Is(unicode.Variation_Selector, r):
		if i == 0 || r != 0xfe0e && r != 0xfe0f || !selectable(runes[i-1]) {
			return "a variation selector out of place"
		}
	case unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r), r == 0x2800:
		return "an invisible filler"
	case !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Zs):
		return "an unassigned character"
	}
	return ""
}

func selectable(r rune) bool {
	return unicode.In(r, unicode.So, unicode.Sm, unicode.Sk) || unicode.Is(unicode.Nd, r) || r == '#' || r == '*' || r == '‼' || r == '⁉'
}

func betweenEmoji(runes []rune, i int) bool {
	before, after := i-1, i+1
	if before > 0 && runes[before] == 0xfe0f {
		before--
	}
	symbol := func(r rune) bool { return unicode.In(r, unicode.So, unicode.Sm, unicode.Sk) }
	return before >= 0 && after < len(runes) && symbol(runes[before]) && symbol(runes[after])
}
