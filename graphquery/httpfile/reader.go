package httpfile

import "strings"

// reader says what the lines of one block are, one after the other.
type reader struct {
	block  *block
	state  state
	header bool // a header was seen
	script bool // inside "{% … %}"
}

type state int

const (
	beforeRequest state = iota
	inHead
	inBody
)

func (r *reader) read(text string) line {
	if len(r.block.lines) == 0 && strings.HasPrefix(text, "###") {
		return line{kind: titleLine, text: strings.TrimSpace(strings.TrimLeft(text[3:], "#"))}
	}
	if l, ok := r.readScript(text); ok {
		return l
	}
	switch r.state {
	case beforeRequest:
		return r.readPreface(text)
	case inHead:
		return r.readHead(text)
	}
	return r.readBody(text)
}

// readScript takes the lines that other tools run, and those that name other files.
func (r *reader) readScript(text string) (line, bool) {
	trimmed := strings.TrimSpace(text)
	switch {
	case r.script:
		r.script = !strings.Contains(trimmed, "%}")
	case strings.HasPrefix(trimmed, "< {%"), strings.HasPrefix(trimmed, "> {%"), strings.HasPrefix(trimmed, "{%"):
		r.script = !strings.Contains(trimmed, "%}")
		r.problem("a script is never run; it was skipped")
	case r.state == beforeRequest && strings.HasPrefix(trimmed, "<"), r.state == inHead && strings.HasPrefix(trimmed, "<"):
		r.problem("a script of another file is never run; it was skipped")
	case r.state != beforeRequest && (startsWithMark(trimmed, ">") || strings.HasPrefix(trimmed, ">>") || strings.HasPrefix(trimmed, "<>")):
		r.problem("a reference to another file was skipped")
	default:
		return line{}, false
	}
	return line{}, true
}

func (r *reader) problem(message string) { r.block.problem(len(r.block.lines), message) }

// readPreface reads what stands before the request itself.
func (r *reader) readPreface(text string) line {
	if rest, ok := comment(text); ok {
		return prefaceComment(rest)
	}
	if m := variablePattern().FindStringSubmatch(text); m != nil {
		return line{kind: variableLine, name: m[1], text: strings.TrimSpace(m[2])}
	}
	trimmed := strings.TrimSpace(text)
	if trimmed == "" {
		return line{}
	}
	r.state = inHead
	return line{kind: targetLine, text: trimmed}
}

func prefaceComment(rest string) line {
	tag := tagPattern().FindStringSubmatch(rest)
	switch {
	case tag == nil && rest != "":
		return line{kind: commentLine, text: rest}
	case tag == nil:
		return line{}
	case tag[1] == "name" && tag[2] != "":
		return line{kind: nameLine, text: strings.TrimSpace(tag[2])}
	case tag[1] == "gx":
		return line{kind: extraLine, text: strings.TrimSpace(tag[2])}
	}
	return line{} // a directive of another tool
}

// readHead reads the rest of the address and the headers.
func (r *reader) readHead(text string) line {
	trimmed := strings.TrimSpace(text)
	if trimmed == "" {
		r.state = inBody
		return line{kind: gapLine}
	}
	if !r.header && (strings.IndexAny(trimmed, "?&") == 0 || text[0] == ' ' || text[0] == '\t') {
		return line{kind: continuedLine, text: trimmed}
	}
	if _, ok := comment(text); ok {
		return line{}
	}
	if m := headerPattern().FindStringSubmatch(trimmed); m != nil {
		r.header = true
		if secretHeaders[strings.ToLower(m[1])] {
			r.problem("the header " + m[1] + " is never taken from a file; it was left out")
		}
		return line{kind: headerLine, name: m[1], text: m[2]}
	}
	r.problem("neither a header (Name: value) nor an empty line; it was skipped")
	return line{}
}

// readBody reads the body; like the other tools it takes lines that begin with # or // for comments.
func (r *reader) readBody(text string) line {
	if _, ok := comment(text); ok {
		return line{kind: remarkLine}
	}
	if startsWithMark(text, "<") {
		r.problem("a body is never read from another file")
		return line{kind: fileLine}
	}
	return line{kind: bodyLine, text: text}
}

// startsWithMark says whether text begins with a mark that takes an operand: "< file", not "<html>".
func startsWithMark(text, mark string) bool {
	rest, ok := strings.CutPrefix(text, mark)
	return ok && (rest == "" || rest[0] == ' ' || rest[0] == '\t' || rest[0] == '@')
}
