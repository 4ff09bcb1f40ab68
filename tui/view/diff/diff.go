// Package diff shows in what two answers differ: one difference a line, with its path, what was and what is.
package diff

import (
	"context"
	"fmt"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/jsondiff"
	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
)

// Side is one of the two.
type Side struct {
	Title string // "fabrikam · GET /users · 14:02:11"
	Doc   *jsondoc.Doc
}

// Model is the list of differences.
type Model struct {
	theme  kit.Theme
	sides  [2]Side
	work   *work          // under way; nil = none
	diff   *jsondiff.Diff // nil = not known
	err    error          // why not
	noise  bool           // it is shown, too
	list   []int32        // the differences that are shown
	cursor int            // in list
	top    int
	height int // rows for the list in the last View
	width  int
	whole  detail
}

// work is one comparison that is under way.
type work struct {
	comparison *jsondiff.Comparison
	cancel     context.CancelFunc
	over       chan struct{}
}

type (
	// compared brings what a comparison found.
	compared struct {
		work *work
		diff *jsondiff.Diff
		err  error
	}
	// goesOn says that a comparison is further than it was.
	goesOn struct{ work *work }
)

// New returns a list that shows nothing.
func New(theme kit.Theme) *Model { return &Model{theme: theme, height: 1, width: 1} }

// Name is how the row of views calls it.
func (m *Model) Name() string { return "Differences" }

// Show compares b with a, which came before or is the other one.
func (m *Model) Show(a, b Side) tea.Cmd {
	m.Close()
	m.sides = [2]Side{a, b}
	ctx, cancel := context.WithCancel(context.Background())
	w := &work{jsondiff.New(a.Doc, b.Doc), cancel, make(chan struct{})}
	m.work = w
	return tea.Batch(func() tea.Msg {
		defer close(w.over)
		d, err := w.comparison.Run(ctx)
		return compared{w, d, err}
	}, w.look())
}

// Close cancels a comparison and lets go of both documents.
func (m *Model) Close() {
	if m.work != nil {
		m.work.cancel()
	}
	*m = Model{theme: m.theme, noise: m.noise, height: m.height, width: m.width}
}

// glimpse is how often the progress is looked at.
const glimpse = 100 * time.Millisecond

// look waits until there is progress to be shown.
func (w *work) look() tea.Cmd {
	return func() tea.Msg {
		select {
		case <-w.over:
			return nil
		case <-time.After(glimpse):
			return goesOn{w}
		}
	}
}

// SetTheme changes the colours.
func (m *Model) SetTheme(t kit.Theme) {
	m.theme = t
	m.whole.rows = nil
}

// Update obeys keys, the wheel, clicks on a line, and what the comparison brings.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case compared:
		if msg.work == m.work {
			m.work.cancel()
			m.work, m.diff, m.err = nil, msg.diff, msg.err
			m.choose()
		}
	case goesOn:
		if msg.work == m.work {
			return m.work.look()
		}
	case tea.KeyPressMsg:
		if pressed, why, found := deeds.Pressed(m, msg); found && why == "" {
			return pressed.Do(m)
		}
	case tea.MouseWheelMsg:
		m.wheel(msg)
	case tea.MouseClickMsg:
		if at := m.top + msg.Y - len(m.heading(m.width)); m.whyNoLines() == "" && !m.whole.open && at >= m.top && at < len(m.list) {
			m.goTo(at)
		}
	}
	return nil
}

// choose makes the list of what is shown; the cursor stays on its difference, or goes to the one before it.
func (m *Model) choose() {
	var before int32
	if m.cursor < len(m.list) {
		before = m.list[m.cursor]
	}
	m.list, m.cursor = nil, 0
	if m.diff == nil {
		return
	}
	for i, d := range m.diff.Differences {
		if d.Noise && !m.noise {
			continue
		}
		if int32(i) <= before {
			m.cursor = len(m.list)
		}
		m.list = append(m.list, int32(i))
	}
	m.hold()
}

// at is a difference of the list.
func (m *Model) at(i int) jsondiff.Difference { return m.diff.Differences[m.list[i]] }

// Keys are those that do something now.
func (m *Model) Keys() []key.Binding { return deeds.Keys(m) }

// AllKeys are all.
func (m *Model) AllKeys() []key.Binding { return deeds.All() }

// Why a key means nothing now.
func (m *Model) Why(k key.Binding) string { return deeds.Why(m, k) }

// Where is the place of the cursor: "3 of 6 · value/[id 46d2…]/displayName".
func (m *Model) Where() string {
	if len(m.list) == 0 {
		return ""
	}
	return fmt.Sprintf("%s of %s · %s", thousands(m.cursor+1), thousands(len(m.list)), pathOf(m.at(m.cursor).Path))
}
