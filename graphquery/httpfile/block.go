package httpfile

import (
	"strings"
)

// kind is what a line of a file is.
type kind int

const (
	otherLine     kind = iota // kept as it is, means nothing to us
	titleLine                 // ### Title
	nameLine                  // # @name slug
	commentLine               // # text, before the request: the description
	extraLine                 // # @gx {json}
	variableLine              // @name = value
	targetLine                // GET https://…
	continuedLine             // the rest of the address, on its own line
	headerLine                // Name: value
	gapLine                   // the empty line between headers and body
	bodyLine
	remarkLine // a comment inside the body
	fileLine   // the body is in another file
)

// line is one line of a file, understood.
type line struct {
	kind kind
	name string // of a variable or header
	text string // the meaning of the line, without its marks
}

// block is what stands between two ### lines: at most one request.
type block struct {
	start    int // index of its first line in the file
	lines    []line
	problems []blockProblem
}

type blockProblem struct {
	line    int
	message string
}

func (b *block) problem(i int, message string) {
	b.problems = append(b.problems, blockProblem{b.start + i, message})
}

func (b *block) hasRequest() bool { return b.find(targetLine) >= 0 }

// requestLine is the index in the file of the line with the address.
func (b *block) requestLine() int { return b.start + b.find(targetLine) }

// find returns the index of the block's first line of a kind, or -1.
func (b *block) find(k kind) int {
	for i, l := range b.lines {
		if l.kind == k {
			return i
		}
	}
	return -1
}

// texts are the meanings of the block's lines of a kind.
func (b *block) texts(k kind) []string {
	var all []string
	for _, l := range b.lines {
		if l.kind == k {
			all = append(all, l.text)
		}
	}
	return all
}

// blocks splits the file at its ### lines and says what each line is.
func (f *File) blocks() []*block {
	var all []*block
	var r *reader
	for i, raw := range f.lines {
		text := strings.TrimRight(raw, "\r\n")
		if i == 0 {
			text = strings.TrimPrefix(text, "\ufeff")
		}
		if r == nil || strings.HasPrefix(text, "###") {
			r = &reader{block: &block{start: i}}
			all = append(all, r.block)
		}
		r.block.lines = append(r.block.lines, r.read(text))
	}
	return all
}

var (
	variablePattern = pattern(`^@([A-Za-z_][\w.-]*)\s*=\s*(.*)$`)
	headerPattern   = pattern("^([A-Za-z0-9!#$%&'*+.^_`|~-]+)\\s*:\\s*(.*)$")
	tagPattern      = pattern(`^@([A-Za-z][\w.-]*)\s*=?\s*(.*)$`)
)

// comment returns the text after # or //.
func comment(text string) (string, bool) {
	trimmed := strings.TrimSpace(text)
	for _, mark := range []string{"#", "//"} {
		if rest, ok := strings.CutPrefix(trimmed, mark); ok {
			return strings.TrimSpace(rest), true
		}
	}
	return "", false
}
