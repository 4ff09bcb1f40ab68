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
	wideFrom   = 100 // cells: from here on the saved queries stand beside the answer
	framesFrom = 8   // rows of body: below, frames would eat what they frame
	framesWide = 24
)

// layout says where everything is. A pane without room has an empty rect.
type layout struct {
	header, body, status, help rect
	panes                      [places]rect
	framed                     bool
}

func (m *Model) narrow() bool { return m.w < wideFrom }

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
	case m.narrow() && m.focus == saved:
		l.panes[saved] = b
		return
	case !m.narrow():
		side := min(max(b.w*27/100, 26), 40)
		l.panes[saved] = rect{b.x, b.y, side, b.h}
		b.x, b.w = b.x+side, b.w-side
	}
	l.panes[query] = rect{b.x, b.y, b.w, min(line, b.h)}
	l.panes[answer] = rect{b.x, b.y + line, b.w, max(b.h-line, 0)}
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
