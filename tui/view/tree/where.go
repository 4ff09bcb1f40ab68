package tree

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"graphguest/graphquery/jsondoc"
	"graphguest/graphquery/jsonrows"
	"graphguest/tui/view"
)

// Where is the path of the cursor, and its line.
func (m *Model) Where() string {
	if m.doc == nil {
		return ""
	}
	lines, complete := m.doc.Len()
	line := m.lineOf(m.cursor)
	where := fmt.Sprintf("line %s of %s", thousands(line+1), thousands(max(lines, line+1)))
	if !complete {
		where += " so far"
	}
	if m.answer.Text {
		return where
	}
	return jqPath(m.doc.Path(line)) + " · " + where
}

func thousands(n int) string {
	text := strconv.Itoa(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}

// identifier is a name that jq takes without quotes.
var identifier = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`) })

// jqPath is a path as jq has it: .value[3]."@odata.type".
func jqPath(path []jsondoc.Step) string {
	var b strings.Builder
	for _, s := range path {
		switch {
		case s.Index >= 0:
			if b.Len() == 0 {
				b.WriteByte('.')
			}
			fmt.Fprintf(&b, "[%d]", s.Index)
		case identifier().MatchString(s.Key):
			b.WriteString("." + s.Key)
		default:
			quoted, _ := json.Marshal(s.Key)
			b.WriteString("." + string(quoted))
		}
	}
	if b.Len() == 0 {
		return "."
	}
	return b.String()
}

// pointer is a path as a JSON pointer (RFC 6901).
func pointer(path []jsondoc.Step) string {
	var b strings.Builder
	for _, s := range path {
		name := s.Key
		if s.Index >= 0 {
			name = strconv.Itoa(s.Index)
		}
		b.WriteString("/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(name))
	}
	return b.String()
}

// mostCopied bounds a node that is copied, in bytes.
const mostCopied = 1 << 20

var errTooLarge = errors.New("it is larger than 1 MB, or has not come whole: export writes it to a file")

// Copies are what can be copied of the line under the cursor.
func (m *Model) Copies() []view.Copy {
	if m.doc == nil {
		return nil
	}
	doc, line := m.doc, m.Line()
	node, ok := doc.Node(line)
	if !ok {
		return nil
	}
	value := func() (string, error) {
		raw, ok := doc.Value(line, mostCopied)
		if !ok {
			return "", errTooLarge
		}
		if node.Shape == jsondoc.Text {
			return jsonrows.Unquoted(raw), nil
		}
		return string(raw), nil
	}
	if node.Shape == jsondoc.NoShape {
		return []view.Copy{{Key: "v", What: "the line", Text: value}}
	}
	copies := []view.Copy{{Key: "v", What: "the value", Text: value}}
	if node.Key != nil {
		copies = append(copies, view.Copy{Key: "k", What: "the name of the key", Text: func() (string, error) { return jsonrows.Unquoted(node.Key), nil }})
	}
	path := doc.Path(line)
	return append(copies,
		view.Copy{Key: "j", What: "the path for jq", Text: func() (string, error) { return jqPath(path), nil }},
		view.Copy{Key: "p", What: "the path as a JSON pointer", Text: func() (string, error) { return pointer(path), nil }},
		view.Copy{Key: "n", What: "the node as JSON", Text: func() (string, error) {
			raw, ok := doc.Value(line, mostCopied)
			if !ok {
				return "", errTooLarge
			}
			return string(raw), nil
		}},
	)
}

func holds(n jsondoc.Node) bool { return n.Shape == jsondoc.Object || n.Shape == jsondoc.Array }
