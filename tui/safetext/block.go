package safetext

import "strings"

// tabStop is how far apart the columns are that Block expands tabs to.
const tabStop = 8

// Block makes s lines that a terminal can show: it keeps line ends (CR LF counts
// as one), expands tabs and treats everything else as Line does.
func Block(s string) string {
	if isPlain(s) {
		return s
	}
	var out strings.Builder
	out.Grow(len(s))
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			out.WriteByte('\n')
		}
		line = strings.TrimSuffix(line, "\r")
		appendExpanded(&out, line)
	}
	return out.String()
}

func appendExpanded(out *strings.Builder, line string) {
	column := 0
	for {
		piece, rest, tab := strings.Cut(line, "\t")
		piece = Line(piece)
		out.WriteString(piece)
		if !tab {
			return
		}
		column += Width(piece)
		gap := tabStop - column%tabStop
		out.WriteString(strings.Repeat(" ", gap))
		column += gap
		line = rest
	}
}
