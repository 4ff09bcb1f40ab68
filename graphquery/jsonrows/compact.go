package jsonrows

// Rows as Graph writes them, without white space, are read in one go. Whatever is otherwise, or not there yet, is left
// to the scanner's steps, which also say what is wrong.

// compactLevels is how deep the values of a row may be nested for that.
const compactLevels = 8

// compactRow returns what follows the object at i, and counts what says that it is @removed; 0 = take it step by step.
func (s *Scanner) compactRow(buf []byte, i int) int {
	removed := 0
	n := compactContainer(buf, i, compactLevels, &removed)
	if n > 0 {
		s.row = Row{From: i}
		s.rowEnds(n)
		s.removed += removed
	}
	return n
}

// compactContainer returns what follows the object or array at i; 0 = it is no compact one, or not whole. removed may
// be nil.
func compactContainer(buf []byte, i, levels int, removed *int) int {
	object, end := buf[i] == '{', buf[i]+2 // } is two behind {, as ] is behind [
	if i++; i < len(buf) && buf[i] == end {
		return i + 1
	}
	for {
		if object {
			if i = compactName(buf, i, removed); i == 0 {
				return 0
			}
		}
		if i = compactValue(buf, i, levels); i == 0 || i >= len(buf) {
			return 0
		}
		if buf[i] == end {
			return i + 1
		}
		if buf[i] != ',' {
			return 0
		}
		i++
	}
}

// compactName returns what follows the name at i and its colon.
func compactName(buf []byte, i int, removed *int) int {
	if i >= len(buf) || buf[i] != '"' {
		return 0
	}
	n, _ := textEnd(buf, i+1)
	if n == 0 || n >= len(buf) || buf[n] != ':' {
		return 0
	}
	if removed != nil && string(buf[i:n]) == `"@removed"` {
		*removed++
	}
	return n + 1
}

// compactValue returns what follows the value at i, where something does; 0 = take it step by step.
func compactValue(buf []byte, i, levels int) int {
	if i+6 > len(buf) { // false and a bracket
		return 0
	}
	switch buf[i] {
	case '"':
		n, _ := textEnd(buf, i+1)
		return n
	case 'n':
		if string(buf[i:i+4]) == "null" {
			return i + 4
		}
	case 't':
		if string(buf[i:i+4]) == "true" {
			return i + 4
		}
	case 'f':
		if string(buf[i:i+5]) == "false" {
			return i + 5
		}
	case '{', '[':
		if levels > 0 {
			return compactContainer(buf, i, levels-1, nil)
		}
	default:
		n := i
		for n < len(buf) && !ends(buf[n]) {
			n++
		}
		if n < len(buf) && isNumber(buf[i:n]) {
			return n
		}
	}
	return 0
}
