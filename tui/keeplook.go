package tui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/graphquery/library"
	"graphguest/tui/kit"
)

// lookKeeper writes looks one after another, and of those that wait only the newest: columns are moved faster than
// files are written.
type lookKeeper struct {
	busy bool
	next *lookToKeep
}

// lookToKeep is a look on its way to a saved query of env.
type lookToKeep struct {
	env   auth.Environment
	saved library.Saved
	look  library.Look
}

type lookKept struct {
	lookToKeep
	err error
}

// savedAs is the saved query that w asks: the one of that name, else one that says the same.
func (m *Model) savedAs(w kit.RunQuery) library.Saved {
	for _, is := range [...]func(library.Saved) bool{
		func(s library.Saved) bool { return w.Saved != "" && s.Name == w.Saved },
		func(s library.Saved) bool { return sameLine(s.Query, w.Query) },
	} {
		if i := slices.IndexFunc(m.library, is); i >= 0 {
			return m.library[i]
		}
	}
	return library.Saved{}
}

// sameLine is whether two queries ask for the same with the same line.
func sameLine(a, b graphquery.Query) bool {
	return a.Verb() == b.Verb() && a.API() == b.API() && graphquery.EncodePath(a.Path) == graphquery.EncodePath(b.Path) && slices.Equal(a.Header, b.Header)
}

// shownOrder is what the answer on the screen was asked by; nil = nothing is there.
func (t *tab) shownOrder() *order {
	switch {
	case t.answers.at < len(t.answers.list):
		return &t.answers.list[t.answers.at].order
	case t.run.busy:
		return &t.run.order
	}
	return nil
}

// keepLook keeps how the answer in front is looked at with the saved query that it is of, and for the day that it is saved.
func (m *Model) keepLook(w kit.KeepLook) tea.Cmd {
	o := m.tab().shownOrder()
	if o == nil || o.line == nil {
		return nil
	}
	o.saved.Look = w.Look
	s := m.savedAs(kit.RunQuery{Query: o.line.Query, Saved: o.saved.Name})
	if s.Name == "" {
		o.saved.Name = ""
		m.say("save the query (" + m.hint("save", "ctrl+s") + ") to keep its columns and its filter")
		return nil
	}
	o.saved.Name = s.Name
	m.knowLook(s.Name, w.Look)
	return m.writeLook(lookToKeep{m.here.env, s, w.Look})
}

// knowLook lets the next run of a saved query, and the answers of it that are at hand, be looked at so.
func (m *Model) knowLook(name string, look library.Look) {
	m.library = slices.Clone(m.library)
	for i := range m.library {
		if m.library[i].Name == name {
			m.library[i].Look = look
		}
	}
	for _, t := range m.tabs {
		for _, e := range t.answers.list {
			if e.order.saved.Name == name {
				e.order.saved.Look = look
			}
		}
	}
}

// writeLook writes a look, or lets it wait for the one that is being written.
func (m *Model) writeLook(k lookToKeep) tea.Cmd {
	if m.looks.busy {
		m.looks.next = &k
		return nil
	}
	m.looks.busy = true
	return m.effects.keepLook(k) // unmarked: what is kept of the place before is kept also after a switch
}

// lookKept goes on with the next, and reads the saved queries again.
func (m *Model) lookKept(k lookKept) tea.Cmd {
	m.looks.busy = false
	here := k.env.Name == m.here.env.Name && k.env.TenantID == m.here.env.TenantID
	switch {
	case k.err != nil && here:
		m.fail(fmt.Errorf("columns and filter were not kept: %w", k.err))
	case k.err != nil:
		m.fail(fmt.Errorf("%s: columns and filter were not kept: %w", k.env.Name, k.err))
	case here && m.status.err == nil:
		m.say("kept with “" + k.saved.Title + "”")
	}
	if next := m.looks.next; next != nil {
		m.looks.next = nil
		return m.writeLook(*next)
	}
	if !here {
		return nil
	}
	return m.here.mark(m.effects.listSaved(m.here.env.Name))
}

// keepLook writes a look into the file of its query. The environment of that name must still be the same place.
func (x effects) keepLook(k lookToKeep) tea.Cmd {
	return func() tea.Msg {
		now, err := x.world.Store.Load(k.env.Name)
		if err == nil && (now.TenantID != k.env.TenantID || now.Cloud != k.env.Cloud) {
			err = fmt.Errorf("%s is another tenant now", k.env.Name)
		}
		if err == nil {
			err = x.world.Library(k.env.Name).KeepLook(k.saved, k.look)
		}
		return lookKept{k, err}
	}
}

// lookFor is how the answer in front is looked at, if the line still has its query: that goes along when it is saved.
func (m *Model) lookFor(q graphquery.Query) library.Look {
	if o := m.tab().shownOrder(); o != nil && o.line != nil && sameLine(o.line.Query, q) {
		return o.saved.Look
	}
	return library.Look{}
}
