package tree

import (
	"fmt"

	"graphguest/graphquery/jsondoc"
	"graphguest/tui/safetext"
)

// gist is what a folded container shows, and where the next row is.
type gist struct {
	count, first string // safe
	next         int
}

// gists are those that were drawn last: most rows of a screen are those of the screen before.
type gists struct {
	doc  *jsondoc.Doc
	most int // bytes of the first
	of   map[int]gist
}

// mostGists bounds what is kept.
const mostGists = 500

// gist looks into the folded container that begins on a line.
func (m *Model) gist(line jsondoc.Line) gist {
	most := min(max(m.left+m.width, 20), 400)
	if m.gists.doc != m.doc || m.gists.most != most || len(m.gists.of) >= mostGists {
		m.gists = gists{doc: m.doc, most: most, of: map[int]gist{}}
	}
	at := line.Number - 1
	if g, known := m.gists.of[at]; known {
		return g
	}
	n, whole := m.doc.Items(at)
	g := gist{
		count: counted(line.Spans[len(line.Spans)-1].Text, n, whole),
		first: safetext.Line(string(m.doc.Preview(at, most))),
		next:  m.folds.Next(at),
	}
	if whole { // else more of it may come
		m.gists.of[at] = g
	}
	return g
}

// counted says how many are in what a bracket opens.
func counted(open string, n int, whole bool) string {
	end, one, many := "]", "item", "items"
	if open == "{" {
		end, one, many = "}", "member", "members"
	}
	switch {
	case !whole:
		return fmt.Sprintf("%s %d %s so far %s", open, n, many, end)
	case n == 1:
		return fmt.Sprintf("%s 1 %s %s", open, one, end)
	}
	return fmt.Sprintf("%s %d %s %s", open, n, many, end)
}

// preview is what a folded container holds: how many, and the first of it.
func (m *Model) preview(line jsondoc.Line) []part {
	g := m.gist(line)
	return []part{{style: m.theme.JSONPunct, text: g.count + " "}, {style: m.theme.Dim, text: g.first, match: true}}
}
