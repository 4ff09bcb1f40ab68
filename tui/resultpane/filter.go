package resultpane

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/jq"
	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

const filterSign = ":"

const shortFilter = 12 // cells that are left to a long filter above its document, beside what is to be said of it

// What a filter is tried on while it is typed: so many rows of a collection.
const (
	sampledRows = 200
	trialTime   = 3 * time.Second // for what is tried while it is typed
)

// filter is a jq filter over the answer, and the document that it made.
type filter struct {
	expr   string
	doc    *jsondoc.Doc // nil = there is none: the answer itself is shown
	run    *filtering   // under way or over; nil = none
	trial  context.CancelFunc
	tried  int    // counts trials: what an older one brings is nothing
	sample bool   // doc is of the first rows only
	wrong  string // why what is typed is no filter, or how it failed
	over   bool   // it has been through the whole answer

	stopIndex context.CancelFunc // of doc
}

// filtering is a filter on its way through the whole answer.
type filtering struct {
	expr   string
	cancel context.CancelFunc
	more   chan struct{} // there is something to look at

	mu          sync.Mutex
	parts       [][]byte
	done, whole int64
}

type (
	// sampled is what a filter makes of the first rows.
	sampled struct {
		of    *jsondoc.Doc // the answer that it was tried on
		tried int
		expr  string
		out   []byte
		whole bool
		err   error
	}
	// filteredMore says that there is more of a run to look at, filtered that it is over.
	filteredMore struct{ run *filtering }
	filtered     struct {
		run *filtering
		err error
	}
)

func (f *filter) stop() {
	if f.trial != nil {
		f.trial()
	}
	if f.run != nil {
		f.run.cancel()
	}
	if f.stopIndex != nil {
		f.stopIndex()
	}
}

// askFilter opens the line with the filter that there is.
func (m *Model) askFilter() tea.Cmd {
	was := m.filter
	m.ask(filterSign, m.filter.expr, func(m *Model) tea.Cmd {
		if m.filter.trial != nil {
			m.filter.trial()
		}
		if m.filter.doc == was.doc && m.filter.run == was.run {
			m.filter.wrong = was.wrong
			return nil
		}
		was.tried = m.filter.tried + 1
		m.filter = was
		return m.showFiltered()
	})
	return nil
}

// tryFilter shows what the filter makes of the first rows.
func (m *Model) tryFilter(expr string) tea.Cmd {
	if m.filter.trial != nil {
		m.filter.trial()
	}
	m.filter.tried++
	m.filter.wrong = ""
	if expr == "" {
		return nil
	}
	f, err := m.parse(expr)
	if err != nil {
		m.filter.wrong = err.Error()
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), trialTime)
	m.filter.trial = cancel
	of, tried, body := m.doc, m.filter.tried, parts(m.result)
	return func() tea.Msg {
		defer cancel()
		out, whole, err := f.Sample(ctx, body, sampledRows)
		return sampled{of, tried, expr, out, whole, err}
	}
}

// parse reads a filter for what the answer is: one document, or values one after another.
func (m *Model) parse(expr string) (*jq.Filter, error) {
	f, err := jq.Parse(expr)
	if err != nil {
		return nil, err
	}
	return f.With(jq.Options{Sequence: m.kind == isRows, Beside: true}), nil
}

// onFilter takes what a filter brings.
func (m *Model) onFilter(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case sampled:
		return m.sampled(msg)
	case filteredMore:
		if msg.run != m.filter.run || m.filter.over {
			return nil
		}
		return tea.Batch(m.growFiltered(false), msg.run.wait())
	case filtered:
		if msg.run != m.filter.run || m.filter.over {
			return nil
		}
		return m.overFiltered(msg.err)
	}
	return nil
}

// overFiltered takes the end of a filter.
func (m *Model) overFiltered(err error) tea.Cmd {
	m.filter.over = true
	switch {
	case errors.Is(err, context.Canceled):
		m.filter.wrong = "stopped: these are the results until then"
	case err != nil:
		m.filter.wrong = err.Error()
	}
	return m.growFiltered(true)
}

func (m *Model) sampled(s sampled) tea.Cmd {
	switch {
	case s.of != m.doc, s.tried != m.filter.tried:
		return nil
	case s.err != nil:
		m.filter.wrong = s.err.Error()
		return nil
	}
	tried := m.filter.tried
	m.filter.stop()
	m.filter = filter{expr: s.expr, sample: !s.whole, over: s.whole, tried: tried, doc: jsondoc.NewSequence(s.out)}
	return m.showFiltered()
}

// takeFilter runs what is typed over the whole answer; nothing typed ends the filter.
func (m *Model) takeFilter(expr string) tea.Cmd {
	switch {
	case expr == "":
		return m.endFilter()
	case m.filter.expr == expr && m.filter.doc != nil && !m.filter.sample && m.filter.wrong == "":
		return nil // what is shown is all of it
	}
	return m.runFilter(expr)
}

// runFilter lets a filter go through the whole answer. Its first results are there at once.
func (m *Model) runFilter(expr string) tea.Cmd {
	f, err := m.parse(expr)
	if err != nil {
		return kit.Ask(kit.Failed{Err: err})
	}
	m.filter.stop()
	ctx, cancel := context.WithCancel(context.Background())
	run := &filtering{expr: expr, cancel: cancel, more: make(chan struct{}, 1)}
	m.filter = filter{expr: expr, run: run, doc: jsondoc.NewSequence(), tried: m.filter.tried + 1}
	body := parts(m.result)
	return tea.Batch(m.showFiltered(), run.wait(), func() tea.Msg {
		defer cancel()
		err := f.Run(ctx, body, run.take, run.far)
		close(run.more)
		return filtered{run, err}
	})
}

// take keeps a piece of the results.
func (r *filtering) take(part []byte) error {
	r.mu.Lock()
	r.parts = append(r.parts, bytes.Clone(part))
	r.mu.Unlock()
	select {
	case r.more <- struct{}{}:
	default:
	}
	return nil
}

func (r *filtering) far(done, whole int64) {
	r.mu.Lock()
	r.done, r.whole = done, whole
	r.mu.Unlock()
}

// wait returns when there is more to look at.
func (r *filtering) wait() tea.Cmd {
	return func() tea.Msg {
		if _, goes := <-r.more; !goes {
			return nil
		}
		return filteredMore{r}
	}
}

// growFiltered shows the results that came.
func (m *Model) growFiltered(whole bool) tea.Cmd {
	r := m.filter.run
	r.mu.Lock()
	parts := r.parts[:len(r.parts):len(r.parts)]
	r.mu.Unlock()
	if whole {
		m.filter.doc = m.filter.doc.Grown(parts...)
	} else {
		m.filter.doc = m.filter.doc.GrownOpen(parts...)
	}
	return tea.Batch(index(m.filter.doc, &m.filter.stopIndex), m.stage.grow(m.answer()))
}

// showFiltered begins with another document: the filter's, or the answer's own where there is none.
func (m *Model) showFiltered() tea.Cmd {
	cmds := []tea.Cmd{m.stage.show(m.answer(), false)}
	if m.filter.doc != nil {
		cmds = append(cmds, index(m.filter.doc, &m.filter.stopIndex))
	}
	return tea.Batch(append(cmds, m.again())...)
}

// endFilter shows the answer itself again.
func (m *Model) endFilter() tea.Cmd {
	m.filter.stop()
	m.filter = filter{tried: m.filter.tried + 1}
	return m.showFiltered()
}

// words is what the filter has made so far.
func (f *filter) words() string {
	switch {
	case f.doc == nil:
		return "a jq filter, such as .value[].displayName"
	case f.sample:
		return "of the first " + plural(sampledRows, "row", "rows")
	case f.run != nil && !f.over:
		f.run.mu.Lock()
		defer f.run.mu.Unlock()
		if f.run.whole > 0 {
			return fmt.Sprintf("%d %%", 100*f.run.done/f.run.whole)
		}
		return "filtering"
	}
	return plural(int64(max(f.doc.Rows(), 0)), "result", "results")
}

// filterRows say above the document that it is a filter's.
func (m *Model) filterRows() []string {
	if m.filter.doc == nil || m.prompt.sign == filterSign {
		return nil
	}
	tail := " · " + m.filter.words() + " · names are sorted · " + m.hint(stopFilter) + " " + m.filterEnd()
	text := safetext.Truncate("jq "+m.filter.expr, max(m.width-safetext.Width(tail), shortFilter)) + tail
	style := m.theme.Accent
	if m.filter.wrong != "" {
		text, style = "jq "+m.filter.expr+" ✗ "+m.filter.wrong+" · "+m.hint(stopFilter)+" "+m.filterEnd(), m.theme.Bad
	}
	return m.say(style, text)[:1]
}

func (m *Model) filterEnd() string {
	if m.filter.run != nil && !m.filter.over {
		return "stops"
	}
	return "shows the answer again"
}

// stopOrEndFilter ends what is under way first.
func (m *Model) stopOrEndFilter() tea.Cmd {
	if m.filter.run != nil && !m.filter.over {
		m.filter.run.cancel() // nobody waits for it to agree
		return m.overFiltered(context.Canceled)
	}
	return m.endFilter()
}

func (m *Model) whyNoFilter() string {
	switch why := m.whyNoLines(); {
	case why != "":
		return why
	case m.kind != isJSON && m.kind != isRows:
		return "jq filters JSON, and this is none"
	case m.state == arriving || m.asked.grows:
		return "the answer is still on its way: filter it when it is there"
	}
	return ""
}

func (m *Model) whyNoFilterEnd() string {
	if m.filter.doc == nil {
		return "no filter is on"
	}
	return ""
}
