package safetext

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Wrap makes s safe lines of at most cells cells, broken between words where
// that is possible. It keeps the line ends of s, a line's indentation on its
// first row, and returns at least one line.
func Wrap(s string, cells int) []string {
	cells = max(cells, 1)
	var lines []string
	for line := range strings.SplitSeq(Block(s), "\n") {
		lines = appendWrapped(lines, line, cells)
	}
	return lines
}

func appendWrapped(lines []string, rest string, cells int) []string {
	first := len(lines)
	for {
		fits := takeCells(rest, cells)
		if fits == rest {
			break
		}
		if fits == "" { // a character wider than the line
			cluster, _ := ansi.FirstGraphemeCluster(rest, ansi.GraphemeWidth)
			lines, rest = append(lines, "…"), rest[len(cluster):]
			continue
		}
		if end := strings.LastIndexByte(fits, ' '); end > 0 && rest[len(fits)] != ' ' && strings.TrimSpace(fits[:end]) != "" {
			fits = fits[:end]
		}
		rest = strings.TrimLeft(rest[len(fits):], " ")
		lines = append(lines, strings.TrimRight(fits, " "))
	}
	if rest == "" && len(lines) > first { // only spaces were left
		return lines
	}
	return append(lines, rest)
}
