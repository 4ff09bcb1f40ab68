package tui

import (
	"fmt"
	"math"
	"strconv"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
)

// live is what a run tells while it is under way. The run writes it from its own goroutines, the root looks
// at it when the alarm rings, and at once where glance asks for it: nothing piles up, however fast a run is.
type live struct {
	feed     feed
	id       int
	bytes    atomic.Int64 // of the page under way
	progress atomic.Pointer[graphquery.Progress]
	wait     atomic.Pointer[graphquery.Wait]
	watching atomic.Pointer[watching]
	came     atomic.Pointer[graphquery.Result] // what can be shown if the run is stopped now
	arrived  atomic.Pointer[graphquery.Result] // what has come so far of the answer
}

// watching is an operation that goes on at Graph.
type watching struct {
	host  string
	state graphquery.MonitorState
}

// glance asks the root to look at run id.
type glance struct{ id int }

func newLive(id int) *live { return &live{feed: newFeed(), id: id} }

// report takes the progress of a collection.
func (l *live) report(p graphquery.Progress) {
	if l.progress.Swap(&p) == nil {
		l.feed.put(glance{l.id})
	}
}

// firstLook is how long after its first bytes an answer is looked at that is not there as a whole by then.
const firstLook = 8 * time.Millisecond

// arrive takes what has come so far of the answer.
func (l *live) arrive(r *graphquery.Result) {
	if l.arrived.Swap(r) == nil {
		time.AfterFunc(firstLook, func() { l.feed.put(glance{l.id}) })
	}
}

// pause takes a pause, and its end.
func (l *live) pause(w graphquery.Wait) {
	l.wait.Store(&w)
	l.feed.put(glance{l.id})
}

func (l *live) watch(host string, s graphquery.MonitorState) {
	l.watching.Store(&watching{host, s})
	l.feed.put(glance{l.id})
}

// isWorth is whether something came that is worth to be waited for when the run is stopped.
func (l *live) isWorth() bool {
	return l.bytes.Load() > 0 || l.progress.Load() != nil || l.came.Load() != nil
}

// seen is what the panes were told of a run last.
type seen struct {
	wait     *graphquery.Wait
	watching *watching
	arrived  *graphquery.Result
}

// relay tells the panes of a tab how far its run is.
func (m *Model) relay(t *tab) tea.Cmd {
	r, l := &t.run, t.run.live
	progress := kit.RunProgress{ID: r.id, Bytes: l.bytes.Load()}
	if p := l.progress.Load(); p != nil {
		progress.Progress = *p
	}
	cmds := []tea.Cmd{m.tellTab(t, progress)}
	if w := l.wait.Load(); w != r.seen.wait {
		r.seen.wait = w
		cmds = append(cmds, m.tellTab(t, kit.RunWaiting{ID: r.id, Wait: *w}))
	}
	if w := l.watching.Load(); w != r.seen.watching {
		r.seen.watching = w
		cmds = append(cmds, m.tellTab(t, kit.RunWatching{ID: r.id, Host: w.host, State: w.state}))
	}
	if a := l.arrived.Load(); a != r.seen.arrived {
		r.seen.arrived = a
		cmds = append(cmds, m.tellTab(t, kit.AnswerArrives{ID: r.id, Result: a}))
	}
	return tea.Batch(cmds...)
}

// look is what glance asks for.
func (m *Model) look(g glance) tea.Cmd {
	if t := m.tabOf(g.id); t != nil {
		return m.relay(t)
	}
	return nil
}

// words says what a run waits for, and for how long it has.
func (r run) words(now time.Time) string {
	if !r.stopping.IsZero() {
		return "stopping… esc does not wait for what came"
	}
	if w := r.live.wait.Load(); w != nil && w.Why != "" {
		return fmt.Sprintf("%s: %d s left · esc cancels", w.Why, max(int(math.Ceil(w.Until.Sub(now).Seconds())), 0))
	}
	what, esc := r.doing()
	if took := now.Sub(r.started).Truncate(time.Second); took > 0 {
		what += " " + took.String()
	}
	return what + " · esc " + esc
}

// doing is what a run does, and what esc does to it.
func (r run) doing() (what, esc string) {
	if w := r.live.watching.Load(); w != nil {
		return "watching the operation at " + w.host + ": " + w.words() + "…", "stops watching; the operation goes on"
	}
	if p := r.live.progress.Load(); p != nil {
		return fmt.Sprintf("collecting: %s, %s…", counted(p.Pages, "page"), counted(p.Rows, "row")), "stops and keeps them"
	}
	if r.note != "" {
		return r.note + "…", "cancels"
	}
	return "asking Graph…", "cancels"
}

func (w watching) words() string {
	what := w.state.Status
	if what == "" {
		what = "not said yet"
	}
	if w.state.Percent >= 0 {
		what += fmt.Sprintf(", %.0f %%", w.state.Percent)
	}
	return what
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%s %ss", thousands(n), what)
}

// thousands is a number of things, in groups of three digits.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
