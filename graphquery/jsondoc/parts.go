package jsondoc

import (
	"bytes"
	"io"
	"slices"
)

// tidy leaves out what is no part of the document: a byte order mark, and parts without
// anything. Two parts between which a container opens and closes at once become one:
// that is one line.
func tidy(parts [][]byte) [][]byte {
	if len(parts) > 0 {
		parts = slices.Clone(parts)
		parts[0] = bytes.TrimPrefix(parts[0], []byte("\ufeff"))
	}
	var kept [][]byte
	for _, part := range parts {
		last := len(kept) - 1
		switch {
		case len(part) == 0:
		case last >= 0 && opensAndCloses(kept[last], part):
			kept[last] = slices.Concat(kept[last], part)
		default:
			kept = append(kept, part)
		}
	}
	return kept
}

// opensAndCloses is true for "… [" and "] …".
func opensAndCloses(before, after []byte) bool {
	before, after = bytes.TrimRight(before, " \t\r\n"), bytes.TrimLeft(after, " \t\r\n")
	if len(before) == 0 || len(after) == 0 {
		return false
	}
	open := before[len(before)-1]
	return (open == '[' || open == '{') && after[0] == open+2
}

// endOf is the place behind the last byte.
func endOf(parts [][]byte) Place {
	if len(parts) == 0 {
		return Place{}
	}
	last := len(parts) - 1
	return Place{last, len(parts[last])}
}

// placeOf is where byte n of the whole document is; between two parts it is the
// beginning of the later one.
func placeOf(parts [][]byte, n int) Place {
	for i, part := range parts {
		if n < len(part) || i == len(parts)-1 {
			return Place{i, min(n, len(part))}
		}
		n -= len(part)
	}
	return Place{}
}

// length is how many bytes the parts have.
func length(parts [][]byte) (n int) {
	for _, part := range parts {
		n += len(part)
	}
	return n
}

// reader reads the parts as one.
func reader(parts [][]byte) io.Reader {
	if len(parts) == 1 {
		return bytes.NewBuffer(parts[0]) // which a decoder reads where it stands
	}
	readers := make([]io.Reader, len(parts))
	for i, part := range parts {
		readers[i] = bytes.NewReader(part)
	}
	return io.MultiReader(readers...)
}
