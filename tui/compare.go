package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// comparison is the wish to compare the answer of a tab, by the number of its run, with another one.
type comparison struct {
	tab   *tab
	id    int
	other kit.Compared
	first bool // the other came before: what is different now is wanted
}

func (m *Model) whyNoCompare() string {
	if why := m.whyNoBody(); why != "" {
		return why
	}
	if m.tab().order().query.Verb() == "HEAD" {
		return "a HEAD has no body"
	}
	return ""
}

// compareAnswers asks with which answer the one on the screen is to be compared.
func (m *Model) compareAnswers() tea.Cmd {
	if why := m.whyNoCompare(); why != "" {
		m.say("compare: " + why)
		return nil
	}
	t := m.tab()
	items := append(m.answersHere(t), m.answersOfTabs(t)...)
	items = append(items, m.sameElsewhere(t)...)
	if len(items) == 0 {
		m.say("compare: there is no other answer, and no other environment")
		return nil
	}
	return m.choose(kit.Choice{Title: "Compare " + m.titleOf(t.shown()) + " with", Items: items})
}

// shown is the answer on the screen; there must be one.
func (t *tab) shown() *ended { return t.answers.list[t.answers.at] }

// titleOf names an answer: its environment, what was asked, when.
func (m *Model) titleOf(e *ended) string { return m.title(m.here.env.Name, e.order, e.at) }

func (m *Model) title(environment string, o order, at time.Time) string {
	return strings.Join([]string{environment, o.query.Verb() + " " + o.written, at.In(m.effects.world.Location).Format(time.TimeOnly)}, " · ")
}

// answersHere are the others of the tab: the one before first, then from the newest on.
func (m *Model) answersHere(t *tab) (items []kit.Item) {
	for i, e := range slices.Backward(t.answers.list) {
		if i == t.answers.at || !e.comparable() {
			continue
		}
		item := kit.Item{Label: m.titleOf(e), Wish: comparison{t, t.shown().id, kit.Compared{Title: m.titleOf(e), Result: e.held.result}, i < t.answers.at}}
		if i == t.answers.at-1 {
			item.Key, item.Label = "b", "the answer before: "+item.Label
			items = append([]kit.Item{item}, items...)
			continue
		}
		items = append(items, item)
	}
	return items
}

func (e *ended) comparable() bool { return e.held != nil && e.held.result.Size() > 0 }

// answersOfTabs are those on the screens of the other tabs.
func (m *Model) answersOfTabs(t *tab) (items []kit.Item) {
	for i, other := range m.tabs {
		a := other.answers
		if other == t || a.at >= len(a.list) || !a.list[a.at].comparable() {
			continue
		}
		e := a.list[a.at]
		items = append(items, kit.Item{
			Key: fmt.Sprint(i + 1), Label: fmt.Sprintf("tab %d: %s", i+1, m.titleOf(e)),
			Wish: comparison{tab: t, id: t.shown().id, other: kit.Compared{Title: m.titleOf(e), Result: e.held.result}},
		})
	}
	return items
}

// compare shows a comparison, if the answer is still the one on the screen of its tab.
func (m *Model) compare(c comparison) tea.Cmd {
	if m.number(c.tab) == 0 || c.tab.comes() || c.tab.held == nil || c.tab.held.id != c.id {
		m.say("compare: another answer is on the screen by now")
		return nil
	}
	e := c.tab.shown()
	a, b := kit.Compared{Title: m.titleOf(e), Result: c.tab.held.result}, c.other
	if c.first {
		a, b = b, a
	}
	if c.tab == m.tab() {
		m.say("compared: " + a.Title + " → " + b.Title)
	} else {
		m.say(fmt.Sprintf("tab %d has its comparison", m.number(c.tab)))
	}
	return m.tellTab(c.tab, kit.Compare{A: a, B: b})
}
