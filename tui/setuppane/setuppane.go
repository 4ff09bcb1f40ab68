// Package setuppane is the form of an environment: three steps that add one, or
// its settings, to be changed, copied or renamed.
package setuppane

import (
	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// step is what is asked.
type step int

const (
	tenant  step = iota // which tenant it is
	account             // who the person is at home
	form                // everything else
)

// Model is the form. What was typed stays, whichever way the person goes through
// the steps.
type Model struct {
	theme   kit.Theme
	purpose kit.Purpose
	from    auth.Environment // what it started from; zero when one is added
	known   []auth.Environment

	step   step
	search search
	who    *field // the account, as a step of its own
	fields []*field
	focus  *field

	place   auth.Tenant          // the tenant that is set up
	sent    *kit.SaveEnvironment // asked for, and not answered yet
	failure error                // why it was not saved, where no field is to blame
	warned  bool                 // that leaving drops what was changed

	swatches map[string]string // each colour, painted, with a cell before its sign
	sight    sight
	width    int // of the last View
}

// New returns the form for a purpose. from is the environment that is edited, copied
// or renamed; for Add only a TenantDomain counts, as what the person typed to name the
// tenant. known are the environments there are.
func New(theme kit.Theme, p kit.Purpose, from auth.Environment, known []auth.Environment) *Model {
	m := &Model{theme: theme, purpose: p, from: from, known: known, sight: sight{follow: true}}
	typed := ""
	if p == kit.Add {
		typed, m.from = from.TenantDomain, auth.Environment{}
	}
	m.place = auth.Tenant{ID: m.from.TenantID, Domain: m.from.TenantDomain, Cloud: m.from.Cloud}
	m.search.text = &field{setting: setting{key: "tenant"}}
	m.search.text.line.SetValue(typed)
	m.who = newField(settingOf("account"), m.from)
	m.build()
	if p == kit.Duplicate {
		m.proposeCopy()
	}
	if p == kit.Add {
		m.enter(tenant)
	} else {
		m.enter(form)
	}
	m.paint()
	return m
}

// Title says what is under way, and how far it is.
func (m *Model) Title() string {
	name := safetext.Line(m.from.Name)
	switch {
	case m.purpose == kit.Add:
		return "Add an environment · " + string(rune('1'+m.step)) + " of 3"
	case m.step == tenant:
		return "Another tenant for " + name
	case m.purpose == kit.Duplicate:
		return "Copy of " + name
	case m.purpose == kit.Rename:
		return "Rename " + name
	}
	return "Settings of " + name
}

// Editing is true while a field takes text.
func (m *Model) Editing() bool { return m.focus.isText() }

// Update obeys keys and takes answers.
func (m *Model) Update(msg tea.Msg) (kit.Pane, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return m, m.onKey(msg)
	case tea.PasteMsg:
		m.warned = false
		return m, m.typed(msg)
	case tea.MouseClickMsg:
		m.warned = false
		return m, m.click(msg)
	case tea.MouseWheelMsg:
		m.wheel(msg)
	case kit.Tick:
		m.search.tick(msg.Now)
	case kit.TenantFound:
		m.heard(msg)
	case kit.EnvironmentSaved:
		m.saved(msg)
	case kit.EnvironmentsListed:
		m.list(msg)
	case kit.ThemeChanged:
		m.theme = msg.Theme
		m.paint()
	}
	return m, nil
}

func (m *Model) list(msg kit.EnvironmentsListed) {
	m.known = nil
	for _, r := range msg.Rows {
		m.known = append(m.known, r.Environment)
	}
}

// typed edits the field in focus. A question about what was there before is moot.
func (m *Model) typed(msg tea.Msg) tea.Cmd {
	if !m.focus.isText() || !m.focus.line.Update(msg) {
		return nil
	}
	m.changed(m.focus)
	if m.step == tenant && m.search.asking && !m.search.current() {
		return m.stopAsking()
	}
	return nil
}

// paint makes the colours' signs once, not in View.
func (m *Model) paint() {
	m.swatches = map[string]string{"": " " + kit.ColourMark("") + "  none"}
	for _, c := range auth.Colors {
		m.swatches[c] = m.theme.In(c).Name.Render(" "+kit.ColourMark(c)+" ") + " " + c
	}
}
