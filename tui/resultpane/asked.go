package resultpane

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/graphquery/library"
	"graphguest/tui/kit"
)

// noRun is the number of no run: answers still on their way are dropped.
const noRun = -1

// asked is the newest run, and how far it has come.
type asked struct {
	run    int          // whose end is awaited, or noRun
	fresh  bool         // it has only begun: what came before it is still on the screen
	grows  bool         // it adds pages to the answer on the screen
	partly bool         // the beginning of its answer is on the screen
	from   string       // the path of the answer whose link it follows; "" = none
	look   library.Look // how the saved query is looked at that it is

	query        graphquery.Query
	started, now time.Time
	bytes        int64               // of the page under way
	sum          graphquery.Progress // of all pages
	had          int                 // rows that were there before
	rate         float64             // rows a second, as of the last tick
	wait         graphquery.Wait
	host         string // where the operation is watched that it began; "" = there is none
	watched      graphquery.MonitorState
}

// hear takes what is told of the run, and nothing of another.
func (a *asked) hear(msg tea.Msg) {
	switch msg := msg.(type) {
	case kit.RunProgress:
		if msg.ID == a.run {
			a.bytes = msg.Bytes
			if msg.Progress.Pages > 0 {
				a.sum = msg.Progress
			}
		}
	case kit.RunWaiting:
		if msg.ID == a.run {
			a.wait = msg.Wait
		}
	case kit.RunWatching:
		if msg.ID == a.run {
			a.host, a.watched = msg.Host, msg.State
		}
	}
}

// over is the run at its end: how far it had come is still known.
func (a asked) over() asked {
	a.run, a.fresh, a.grows, a.partly, a.wait = noRun, false, false, false, graphquery.Wait{}
	return a
}

// await begins to wait for a run. The answer before stays until a second has begun to
// pass: most answers are there sooner, and take its place without a flicker. One that
// grows stays until it has grown.
func (m *Model) await(s kit.QueryStarted) {
	next := asked{run: s.ID, query: s.Query, started: s.At, now: s.At, sum: graphquery.Progress{Count: -1}, from: s.From, look: s.Look}
	switch {
	case s.Continues && m.growable():
		next.grows, next.query, next.had = true, m.asked.query, m.result.Rows
		next.from, next.look = m.asked.from, m.look
		next.sum = graphquery.Progress{Pages: pages(m.result), Rows: m.result.Rows, Bytes: m.result.Size(), Count: m.result.Count}
	case m.state == empty || m.state == running:
		m.clear(running)
	default:
		next.fresh = true
	}
	m.asked = next
}

// growable is true while there is an answer that pages can be added to.
func (m *Model) growable() bool {
	return m.result != nil && !m.waiting() && (m.state == done || m.state == partial)
}

func (m *Model) tick(now time.Time) {
	m.asked.now = now
	if m.asked.fresh {
		next := m.asked
		m.clear(running)
		m.asked = next
		m.asked.fresh = false
	}
	if spent := m.asked.spent(); spent >= time.Second {
		m.asked.rate = float64(m.asked.sum.Rows-m.asked.had) / spent.Seconds()
	}
}

// waiting is true while an answer is on its way and there is none to look at.
func (m *Model) waiting() bool { return m.asked.fresh || m.state == running }

// spent is for how long the run has been under way.
func (a asked) spent() time.Duration { return max(a.now.Sub(a.started), 0) }

// come is how many bytes there are, all in all.
func (a asked) come() int64 { return a.sum.Bytes + a.bytes }

// left is how long it may still take, where the rows are counted; 0 = nobody knows.
func (a asked) left() time.Duration {
	missing := a.sum.Count - int64(a.sum.Rows)
	if missing <= 0 || a.rate <= 0 {
		return 0
	}
	return time.Duration(float64(missing) / a.rate * float64(time.Second))
}
