package main

import (
	"fmt"
	"strconv"

	"graphguest/tui/safetext"
)

// sizeWords is a number of bytes for a person.
func sizeWords(n int64) string {
	switch {
	case n >= 1e9:
		return fmt.Sprintf("%.2f GB", float64(n)/1e9)
	case n >= 1e6:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	case n >= 1e3:
		return fmt.Sprintf("%.1f KB", float64(n)/1e3)
	}
	return number(int(n), "byte")
}

// grouped is a number with commas between its thousands.
func grouped(n int64) string {
	text := strconv.FormatInt(n, 10)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// oneLine is a text that may come from outside, as one line that a terminal can show.
func oneLine(s string) string { return safetext.Line(s) }
