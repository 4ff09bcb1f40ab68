package tree

import (
	"bytes"
	"context"
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/jsondoc"
	"graphguest/graphquery/jsonfind"
	"graphguest/graphquery/jsonrows"
	"graphguest/tui/kit"
	"graphguest/tui/kit/fuzzy"
	"graphguest/tui/safetext"
)

const (
	namePrompt = "go to key: "
	mostNames  = 2000 // different names that are offered
	shownNames = 8    // rows of the list, at most
)

// names is the list of the document's keys while one is looked for by a few letters of it.
type names struct {
	open    bool
	line    kit.Line
	all     []jsonfind.Key // nil while they are gathered
	texts   []string
	found   []fuzzy.Match
	at      int
	doc     *jsondoc.Doc
	cancel  context.CancelFunc
	pending bool
}

// listed brings the keys of a document.
type listed struct {
	doc  *jsondoc.Doc
	keys []jsonfind.Key
}

var (
	takeName  = kit.Bind("enter", "go to this key")
	leaveName = kit.Bind("esc", "stay where it was")
	nameDown  = kit.Bind("↓", "next name", "down", "ctrl+n")
	nameUp    = kit.Bind("↑", "name before", "up", "ctrl+p")
)

func (n *names) keys() []key.Binding { return []key.Binding{takeName, leaveName, nameDown, nameUp} }

func (n *names) stop() {
	if n.cancel != nil {
		n.cancel()
	}
}

// askName opens the list; the names are gathered beside the screen.
func (m *Model) askName() tea.Cmd {
	m.names.stop()
	ctx, cancel := context.WithCancel(context.Background())
	m.names = names{open: true, doc: m.doc, cancel: cancel, pending: true}
	doc := m.doc
	return func() tea.Msg {
		defer cancel()
		keys := jsonfind.Keys(ctx, doc, mostNames)
		if ctx.Err() != nil {
			return nil
		}
		return listed{doc, keys}
	}
}

func (n *names) take(l listed) {
	if !n.open || l.doc != n.doc {
		return
	}
	n.all, n.pending = l.keys, false
	n.texts = make([]string, len(l.keys))
	for i, k := range l.keys {
		n.texts[i] = k.Name
	}
	n.find()
}

func (n *names) find() {
	n.found, n.at = fuzzy.Rank(n.line.Value(), n.texts), 0
}

func (n *names) change(msg tea.Msg) {
	before := n.line.Value()
	n.line.Update(msg)
	if n.line.Value() != before {
		n.find()
	}
}

// typeName is a key while the list is open.
func (m *Model) typeName(msg tea.KeyPressMsg) tea.Cmd {
	n := &m.names
	switch {
	case key.Matches(msg, leaveName):
		m.closeNames()
	case key.Matches(msg, nameDown):
		n.at = min(n.at+1, max(len(n.found)-1, 0))
	case key.Matches(msg, nameUp):
		n.at = max(n.at-1, 0)
	case key.Matches(msg, takeName):
		name, first, ok := "", 0, len(n.found) > 0
		if ok {
			k := n.all[n.found[n.at].Index]
			name, first = k.Name, k.Line
		}
		if ok { // what is called otherwise is not gone to: the list says so
			m.closeNames()
			return m.goToName(name, first)
		}
	default:
		n.change(msg)
	}
	return nil
}

func (m *Model) closeNames() {
	m.names.stop()
	m.names = names{}
	m.drawn = drawn{}
}

// named brings the next line with a key.
type named struct {
	doc  *jsondoc.Doc
	line int
}

// goToName goes to the next line with that key, else to the first of them. It is looked for beside the screen.
func (m *Model) goToName(name string, first int) tea.Cmd {
	m.names.stop()
	ctx, cancel := context.WithCancel(context.Background())
	m.names.cancel = cancel
	doc, after := m.doc, m.Line()
	return func() tea.Msg {
		defer cancel()
		line := nextNamed(ctx, doc, name, after)
		if ctx.Err() != nil {
			return nil
		}
		if line < 0 {
			line = first
		}
		return named{doc, line}
	}
}

// nextNamed is the first line behind one that has that key; -1 = none has.
func nextNamed(ctx context.Context, doc *jsondoc.Doc, name string, after int) int {
	found := -1
	for block := doc.BlockOf(after); block < doc.Blocks() && found < 0 && ctx.Err() == nil; block++ {
		text, _ := doc.Block(block)
		doc.EachLine(block, func(l jsondoc.Raw) bool {
			if l.Line > after && isNamed(text[l.From:l.To], name) {
				found = l.Line
			}
			return found < 0
		})
	}
	return found
}

// isNamed is whether a line as it came begins with a key of that name.
func isNamed(line []byte, name string) bool {
	if len(line) == 0 || line[0] != '"' {
		return false
	}
	end, _ := jsonrows.TextEnd(line, 0)
	return end > 0 && bytes.HasPrefix(bytes.TrimLeft(line[end:], " \t\r\n"), []byte(":")) && jsonrows.Unquoted(line[:end]) == name
}

// height is how many rows the list takes.
func (n *names) height(of int) int { return min(1+max(min(len(n.found), shownNames), 1), of) }

// rows are the list, the best at the top, and the line below.
func (n *names) rows(t kit.Theme, width, height int) (rows []string) {
	first := max(n.at-(height-2), 0)
	for i := first; i < len(n.found) && len(rows) < height-1; i++ {
		k := n.all[n.found[i].Index]
		text := kit.Pad("  "+safetext.Line(k.Name)+fmt.Sprintf("  %d×", k.Count), width)
		if i == n.at {
			text = t.Selected.Render(kit.Pad("> "+safetext.Line(k.Name)+fmt.Sprintf("  %d×", k.Count), width))
		}
		rows = append(rows, text)
	}
	if len(n.found) == 0 {
		text := "no key is called so"
		if n.pending {
			text = "gathering the keys…"
		}
		rows = append(rows, t.Dim.Render(safetext.Truncate(text, width)))
	}
	for len(rows) < height-1 {
		rows = append(rows, "")
	}
	return append(rows, t.Accent.Render(safetext.Truncate(namePrompt, width))+n.line.View(max(width-len(namePrompt), 0)))
}
