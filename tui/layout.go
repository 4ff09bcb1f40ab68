package tui

// rect is a part of the screen in cells.
type rect struct{ x, y, w, h int }

func (r rect) holds(x, y int) bool {
	return x >= r.x && x < r.x+r.w && y >= r.y && y < r.y+r.h
}

// inside is the room within a frame, with a cell of air at each side.
func (r rect) inside() rect {
	return rect{r.x + 2, r.y + 1, max(r.w-4, 0), max(r.h-2, 0)}
}

const (
	wideFrom    = 100 // cells: from here on the saved queries stand beside the answer
	roomyFrom   = 180 // cells: from here on the token stands beside it, too
	framesFrom  = 8   // rows of body: below, frames would eat what they frame
	framesWide  = 24
	usualWidth  = 80 // below, panes have less room than they are made for
	usualHeight = 24
	leastSide   = 16 // of the saved queries, and of what is beside them
	leastRest   = 50
)

// layout says where everything is. A pane without room has an empty rect.
type layout struct {
	header, body, status, help rect
	panes                      [places]rect
	framed                     bool
}

func (m *Model) narrow() bool { return m.w < wideFrom }
func (m *Model) roomy() bool  { return m.w >= roomyFrom && m.h >= usualHeight && m.here.open }

// layout gives every row of the screen to somebody; the header's is the last to go.
func (m *Model) layout() layout {
	w, h := m.w, m.h
	l := layout{header: rect{0, 0, w, min(h, 1)}}
	foot := 0
	if h >= 4 {
		foot++
		l.help = rect{0, h - foot, w, 1}
	}
	if h >= 6 {
		foot++
		l.status = rect{0, h - foot, w, 1}
	}
	l.body = rect{0, 1, w, max(h-1-foot, 0)}
	l.framed = l.body.h >= framesFrom && w >= framesWide
	m.arrange(&l)
	return l
}

func (m *Model) arrange(l *layout) {
	b := l.body
	line := 1
	if l.framed {
		line = 3
	}
	switch {
	case m.whole && m.focus != query, m.narrow() && m.focus == saved:
		l.panes[m.focus] = b
		return
	case !m.whole && !m.narrow():
		l.panes[saved] = rect{b.x, b.y, m.sideWidth(b.w), b.h}
		b.x, b.w = b.x+l.panes[saved].w, b.w-l.panes[saved].w
	}
	if m.roomy() && !m.whole {
		beside := b.w * 36 / 100
		l.panes[token] = rect{b.x + b.w - beside, b.y, beside, b.h}
		b.w -= beside
	}
	l.panes[query] = rect{b.x, b.y, b.w, min(line, b.h)}
	l.panes[answer] = rect{b.x, b.y + line, b.w, max(b.h-line, 0)}
}

// sideWidth is how wide the saved queries are: as the person dragged them, as far as
// the rest keeps room.
func (m *Model) sideWidth(body int) int {
	side := m.side
	if side == 0 {
		side = min(max(body*27/100, 26), 40)
	}
	return max(min(side, body-leastRest), leastSide)
}

// inner is the room of a pane's own.
func (l layout) inner(r rect) rect {
	if !l.framed {
		return r
	}
	return r.inside()
}

// float places an overlay: in the middle if it has a size of its own, else over
// the whole body.
func (l layout) float(w, h int, sized bool) rect {
	b := l.body
	if !sized {
		return b
	}
	if l.framed {
		w, h = w+4, h+2
	}
	w, h = min(w, b.w), min(h, b.h)
	return rect{b.x + (b.w-w)/2, b.y + (b.h-h)/3, w, h}
}

// under is r moved below the query line, where there is room for it: what is edited
// there can be read in the line at the same time.
func (l layout) under(r rect) rect {
	top := l.panes[query].y + l.panes[query].h
	if l.panes[query].h > 0 && top+r.h <= l.body.y+l.body.h {
		r.y = top
	}
	return r
}
