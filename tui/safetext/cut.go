package safetext

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// titleCells is how long a window title may be.
const titleCells = 80

// cellBytes is more than one cell of safe text ever takes, but for scripts whose
// letters join without end. What lies further on cannot be seen and is not looked at.
const cellBytes = 64

// Width returns how many cells s takes, measured as the renderer measures.
// Escape sequences count for nothing, so it serves for styled text too.
func Width(s string) int {
	if isPlain(s) {
		return len(s)
	}
	return ansi.StringWidth(s)
}

// Title makes s fit for a window title: one safe line of at most 80 cells.
func Title(s string) string { return Truncate(s, titleCells) }

// Truncate makes s one safe line of at most cells cells; where something had to
// go it ends in "…". The work depends on cells, not on the length of s.
func Truncate(s string, cells int) string {
	if cells <= 0 {
		return ""
	}
	longer := false
	if limit := cellBytes * (cells + 1); len(s) > limit {
		s, longer = s[:runeStart(s, limit)], true
	}
	s = Line(s)
	if !longer && Width(s) <= cells {
		return s
	}
	return takeCells(s, cells-1) + "…"
}

// Cut makes s one safe line and returns the cells [from, from+cells) of it. A
// wide character that lies across an edge leaves a space for its half inside.
func Cut(s string, from, cells int) string {
	if cells <= 0 {
		return ""
	}
	from = max(from, 0)
	if isPlain(s) {
		from = min(from, len(s))
		return s[from:min(from+cells, len(s))]
	}
	if limit := cellBytes * (from + cells + 1); len(s) > limit {
		s = s[:runeStart(s, limit)]
	}
	s = Line(s)
	var out strings.Builder
	for at := 0; s != "" && at < from+cells; {
		cluster, w := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		switch {
		case at >= from && at+w <= from+cells && (w > 0 || out.Len() > 0 || from == 0):
			out.WriteString(cluster)
		case at < from+cells && at+w > from:
			out.WriteString(strings.Repeat(" ", min(at+w, from+cells)-max(at, from)))
		}
		at += w
		s = s[len(cluster):]
	}
	return out.String()
}

// takeCells returns the longest start of the safe line s that fits into cells.
func takeCells(s string, cells int) string {
	end := 0
	for end < len(s) {
		cluster, w := ansi.FirstGraphemeCluster(s[end:], ansi.GraphemeWidth)
		if w > cells {
			break
		}
		cells -= w
		end += len(cluster)
	}
	return s[:end]
}

// runeStart returns the offset, at or shortly before i, at which a character begins.
func runeStart(s string, i int) int {
	for n := 0; n < utf8.UTFMax && i > 0 && !utf8.RuneStart(s[i]); n++ {
		i--
	}
	return i
}
