package table

import (
	"context"
	"slices"
	"sync"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/jsontable"
)

// work is the sorting and filtering that goes on beside the screen. Only the newest counts.
type work struct {
	run      int
	cancel   context.CancelFunc
	busy     bool
	far      jsontable.Progress
	want     jsontable.Arrangement // what it is to become
	arranged bool                  // the person arranged the columns
}

func (w *work) stop() {
	if w.cancel != nil {
		w.cancel()
	}
	w.busy = false
}

func (w *work) words() string {
	if !w.busy || w.far.Total == 0 {
		return ""
	}
	return " · " + percent(w.far.Done, w.far.Total)
}

type (
	// progressed says how far a run is, arranged that it is over.
	progressed struct {
		run  int
		feed *feed
	}
	arranged struct {
		run   int
		table *jsontable.Table
		order *jsontable.Order
	}
)

// feed has the newest report of a run.
type feed struct {
	mu   sync.Mutex
	last jsontable.Progress
	more chan struct{}
}

func newFeed() *feed { return &feed{more: make(chan struct{}, 1)} }

func (f *feed) tell(p jsontable.Progress) {
	f.mu.Lock()
	f.last = p
	f.mu.Unlock()
	select {
	case f.more <- struct{}{}:
	default:
	}
}

// wait returns with the next report, or the end.
func (f *feed) wait(run int) tea.Cmd {
	return func() tea.Msg {
		if _, goes := <-f.more; !goes {
			return nil
		}
		return progressed{run, f}
	}
}

// wanted is how the rows are arranged, or are about to be.
func (m *Model) wanted() jsontable.Arrangement {
	if m.work.busy {
		return m.work.want
	}
	return m.order.Arrangement()
}

// arrange sorts and filters in a goroutine of its own. What is shown stays until the first of it is there.
func (m *Model) arrange(want jsontable.Arrangement) tea.Cmd {
	m.work.stop()
	ctx, cancel := context.WithCancel(context.Background())
	m.work = work{run: m.work.run + 1, cancel: cancel, busy: true, want: want, arranged: m.work.arranged}
	run, t, from, f := m.work.run, m.table, m.order, newFeed()
	return tea.Batch(f.wait(run), func() tea.Msg {
		defer cancel()
		order, err := t.Arrange(ctx, from, want, f.tell)
		close(f.more)
		if err != nil {
			return nil
		}
		return arranged{run, t, order}
	})
}

// progress shows what a filter has found so far.
func (m *Model) progress(p progressed) tea.Cmd {
	if p.run != m.work.run || !m.work.busy {
		return nil
	}
	p.feed.mu.Lock()
	m.work.far = p.feed.last
	p.feed.mu.Unlock()
	if o := m.work.far.Order; o != nil && o.Len() > m.height { // a screenful: the rest comes below
		m.order, m.drawn = o, drawn{}
		m.hold()
	}
	m.drawn = drawn{}
	return p.feed.wait(p.run)
}

// arrived takes the new order. The cursor stays on its row where that is still there.
func (m *Model) arrived(a arranged) tea.Cmd {
	if a.run != m.work.run || a.table != m.table {
		return nil
	}
	place := a.order.Place(m.row())
	m.work.busy = false
	m.order, m.drawn = a.order, drawn{}
	m.goTo(max(place, 0))
	if a.order.Covers() < m.table.Rows() { // more rows came meanwhile
		return m.arrange(a.order.Arrangement())
	}
	return nil
}

// sort sorts by the column under the cursor: upwards, downwards, as it came.
func (m *Model) sort() tea.Cmd {
	want := m.wanted()
	want.Sort = slices.Clone(want.Sort)
	c := m.here().Column
	switch sorted := len(want.Sort) == 1 && want.Sort[0].Column.Same(c); {
	case sorted && want.Sort[0].Descending:
		want.Sort = nil
	case sorted:
		want.Sort = []jsontable.By{{Column: c, Descending: true}}
	default:
		want.Sort = []jsontable.By{{Column: c}}
	}
	return m.arrange(want)
}
