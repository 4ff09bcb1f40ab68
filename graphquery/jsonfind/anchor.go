package jsonfind

import "bytes"

// anchor finds where a text of ASCII letters and digits stands in a block, in any case or in its own: by its rarest
// letter, since a search for a first letter that is common is slow.
type anchor struct {
	text  []byte // in lower case unless exact; nil = it is found nowhere and everywhere
	exact bool
	rare  int // which letter of it is looked for
}

func newAnchor(text string, exact bool) anchor {
	if text == "" {
		return anchor{}
	}
	a := anchor{text: []byte(text), exact: exact}
	if !exact {
		a.text = bytes.ToLower(a.text)
	}
	for i := range a.text {
		if often(a.text[i]) < often(a.text[a.rare]) {
			a.rare = i
		}
	}
	return a
}

// commonest are letters and digits, the most frequent first, as they come in answers of Graph: texts, GUIDs, names.
const commonest = "eatnosirdlcu0mphgbfy1234567895vkjwxqz"

// often is how frequent a byte is; the lower, the rarer.
func often(b byte) int {
	if b >= 'A' && b <= 'Z' {
		return -1
	}
	if i := bytes.IndexByte([]byte(commonest), b); i >= 0 {
		return len(commonest) - i
	}
	return 0
}

// each calls found with the offsets where the text stands, in no order, until it returns false.
func (a anchor) each(block []byte, found func(at int) bool) {
	b := a.text[a.rare]
	if !a.by(block, b, found) || a.exact || b < 'a' || b > 'z' {
		return
	}
	a.by(block, b-'a'+'A', found)
}

// by looks for one letter.
func (a anchor) by(block []byte, letter byte, found func(at int) bool) bool {
	for i := 0; ; i++ {
		j := bytes.IndexByte(block[i:], letter)
		if j < 0 {
			return true
		}
		i += j
		if at := i - a.rare; at >= 0 && at+len(a.text) <= len(block) && a.is(block[at:at+len(a.text)]) && !found(at) {
			return false
		}
	}
}

// is compares, in any case where that is wanted.
func (a anchor) is(text []byte) bool {
	if a.exact {
		return bytes.Equal(a.text, text)
	}
	for i, b := range text {
		if b >= 'A' && b <= 'Z' {
			b += 'a' - 'A'
		}
		if b != a.text[i] {
			return false
		}
	}
	return true
}

// escaped calls found with the offsets of escapes that stand for an ASCII letter or digit: a text that is written so is
// not found by its bytes.
func escaped(block []byte, found func(at int) bool) {
	for i := 0; ; i++ {
		j := bytes.IndexByte(block[i:], '\\')
		if j < 0 {
			return
		}
		if i += j; i+6 <= len(block) && block[i+1] == 'u' {
			if string(block[i+2:i+4]) == "00" && block[i+4] >= '3' && block[i+4] <= '7' && !found(i) {
				return
			}
		}
		i++ // what is escaped begins nothing
	}
}
