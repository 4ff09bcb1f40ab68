package composepane

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// usual is a header that is offered by a key.
type usual struct {
	graphquery.Header
	what string
}

// usualHeaders are those beside Prefer, whose values graphquery knows.
var usualHeaders = []usual{
	{consistency, "advanced queries on directory objects (users, groups…): $search, $count"},
	{header("If-Match", "*"), "change the object whatever its version is; Planner wants the one that was read"},
	{header("Accept", "application/json"), "the form of the answer"},
	{header("Accept-Language", "en-US"), "the language of names and texts"},
	{header("Content-Type", "application/json"), "the form of the body"},
	{header("client-request-id", ""), "a GUID of your own to find the query again; without it the program makes one"},
}

func header(name, value string) graphquery.Header {
	return graphquery.Header{Name: name, Value: value}
}

// offer is the list of usual headers, open over the rows.
type offer struct {
	all      []usual
	filter   kit.Line
	at, from int
}

// found are the indexes of the headers that hold every word of the filter.
func (o *offer) found() (all []int) {
	words := strings.Fields(strings.ToLower(o.filter.Value()))
	for i, u := range o.all {
		text := strings.ToLower(u.Name + ": " + u.Value + " " + u.what)
		if holdsAll(text, words) {
			all = append(all, i)
		}
	}
	return all
}

func holdsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

func (o *offer) move(by int) { o.at = max(min(o.at+by, len(o.found())-1), 0) }

func (o *offer) edit(msg tea.Msg) {
	before := o.filter.Value()
	if o.filter.Update(msg); o.filter.Value() != before {
		o.at = 0
	}
}

// chosen is the header under the cursor, and what it is for.
func (o *offer) chosen() (h graphquery.Header, what string, ok bool) {
	found := o.found()
	if o.at >= len(found) {
		return h, "", false
	}
	u := o.all[found[o.at]]
	return u.Header, u.what, true
}

// offerNotes say what the header under the cursor is for, and how the list is left.
func (m *Model) offerNotes() []note {
	take := m.theme.Hint("compose", "take-this-header", "enter") + " takes it, "
	h, what, ok := m.offer.chosen()
	if !ok {
		take = ""
	}
	notes := []note{{"", take + m.theme.Hint("compose", "back-to-the-headers", "esc") + " goes back"}}
	if ok {
		notes = append([]note{{"", h.Name + ": " + what}}, notes...)
	}
	return notes
}

func (m *Model) open() tea.Cmd {
	changed, _ := m.settle()
	m.offer = &offer{all: m.usual()}
	if changed {
		return m.state()
	}
	return nil
}

// usual are the headers to offer: first the one that goes with the object on the screen.
func (m *Model) usual() []usual {
	var all []usual
	if m.match.Name != "" {
		all = append(all, usual{m.match, "change the object only if nobody has since it was read"})
	}
	all = append(all, usualHeaders...)
	for _, p := range graphquery.PreferValues {
		all = append(all, usual{header("Prefer", p.Value), p.What})
	}
	return all
}

func (m *Model) closeOffer() tea.Cmd {
	m.offer = nil
	return nil
}

// takeChosen takes the header under the cursor and goes to its value.
func (m *Model) takeChosen() tea.Cmd {
	h, _, ok := m.offer.chosen()
	if !ok {
		return nil
	}
	m.offer = nil
	if m.take(h) {
		return m.state()
	}
	return nil
}

func offers(by int) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		m.offer.move(by)
		return nil
	}
}

const (
	finder      = "⌕ "
	widestOffer = 51 // cells of a header in the list
	wideOffer   = 80 // from here on what a header is for stands beside it; below the list it always does
)

// drawOffer is the filter and the headers in sight.
func (m *Model) drawOffer(width, height int) []string {
	o := m.offer
	rows := []string{m.theme.Accent.Render(finder) + o.filter.View(max(width-safetext.Width(finder), 0))}
	m.caretX, m.caretY, m.caret = safetext.Width(finder)+o.filter.Caret(), m.top, width > 0
	if o.filter.Value() == "" {
		rows[0] = m.theme.Accent.Render(finder) + m.theme.Placeholder.Render(safetext.Truncate("type to find", width-safetext.Width(finder)))
	}
	found := o.found()
	room := max(height-1, 1)
	o.from = max(min(max(o.from, o.at-room+1), o.at, len(found)-room), 0)
	for i := o.from; i < len(found) && i < o.from+room; i++ {
		u := o.all[found[i]]
		text, what := u.Name+": "+u.Value, ""
		if width >= wideOffer {
			text, what = kit.Pad(text, widestOffer), "  "+u.what
		}
		if i == o.at {
			rows = append(rows, m.theme.Selected.Render(kit.Pad("› "+text+what, width)))
			continue
		}
		rows = append(rows, kit.CutStyled("  "+text+m.theme.Dim.Render(what), width))
	}
	if len(found) == 0 {
		rows = append(rows, m.theme.Dim.Render(safetext.Truncate("  none of the usual headers matches; any other can be typed", width)))
	}
	return rows
}
