package setuppane

import (
	"slices"
	"strconv"
	"strings"

	"graphguest/auth"
	"graphguest/tui/kit"
)

// build makes the rows of the form. When one is added the account is a step of its own.
func (m *Model) build() {
	for _, s := range settings() {
		if m.purpose == kit.Rename && s.key != "name" || m.purpose == kit.Add && s.key == "account" {
			continue
		}
		f := newField(s, m.from)
		if m.purpose == kit.Rename {
			f.help = says("Its settings, saved queries and sign-in stay as they are.")
		}
		m.fields = append(m.fields, f)
		if s.key == "access" {
			m.fields = append(m.fields, &field{setting: setting{
				key: "confirm", label: "confirm", empty: m.demand, help: says("A decision, so the name is typed: from then on data can be changed there."),
			}})
		}
	}
	m.fields = append(m.fields, buttons[m.purpose]()...)
}

// buttons end the form. Renaming needs none: there is one field.
var buttons = map[kit.Purpose]func() []*field{
	kit.Add: func() []*field {
		return []*field{
			button("enter", "Add and sign in", "Saves it, signs in and asks who you are there.", (*Model).saveAndEnter),
			button("save", "Add without signing in", "Saves it. The first query there signs in.", (*Model).save),
		}
	},
	kit.Edit: func() []*field {
		return []*field{
			button("elsewhere", "Another tenant…", "Keeps these settings and leads to another tenant.", (*Model).elsewhere),
			button("save", "Save", "Writes the settings.", (*Model).save),
		}
	},
	kit.Duplicate: func() []*field {
		return []*field{
			button("elsewhere", "Another tenant…", "Keeps these settings and leads to another tenant.", (*Model).elsewhere),
			button("save", "Add the copy", "Saves it with a copy of the saved queries. The first query there signs in.", (*Model).save),
		}
	},
	kit.Rename: func() []*field { return nil },
}

// field is the row of that key.
func (m *Model) field(key string) *field {
	return m.fields[slices.IndexFunc(m.fields, func(f *field) bool { return f.key == key })]
}

// visible are the rows that can have the focus in this step.
func (m *Model) visible() []*field {
	switch m.step {
	case tenant:
		return []*field{m.search.text}
	case account:
		return []*field{m.who}
	}
	if m.decides() {
		return m.fields
	}
	return slices.DeleteFunc(slices.Clone(m.fields), func(f *field) bool { return f.key == "confirm" })
}

// environment is what the form says. The person whom a sign-in taught is forgotten
// with the account or the tenant that it was for.
func (m *Model) environment() auth.Environment {
	e := m.from
	e.TenantID, e.TenantDomain, e.Cloud = m.place.ID, m.place.Domain, m.place.Cloud
	if m.purpose == kit.Add {
		e.Account = m.who.value()
	}
	for _, f := range m.fields {
		if f.put != nil {
			f.put(&e, f.value())
		}
	}
	if !strings.EqualFold(e.Account, m.from.Account) || e.TenantID != m.from.TenantID || e.Cloud != m.from.Cloud {
		e.HomeAccount = ""
	}
	if m.purpose == kit.Duplicate {
		e.SignedOut = false
	}
	return e
}

// estranged is true where the sign-in of before is not one for these settings.
func (m *Model) estranged(e auth.Environment) bool {
	return m.purpose == kit.Edit && (e.TenantID != m.from.TenantID || e.Cloud != m.from.Cloud ||
		!strings.EqualFold(e.ClientID, m.from.ClientID) || !strings.EqualFold(e.Account, m.from.Account))
}

// proposeAll fills in what the person has not changed.
func (m *Model) proposeAll() {
	p := auth.Propose(m.place, m.who.value(), m.known)
	for _, f := range m.fields {
		if f.get != nil {
			f.propose(f.get(p.Environment), p.Reasons[f.key])
		}
	}
}

// proposeCopy makes a copy one that can stand beside the original.
func (m *Model) proposeCopy() {
	p := auth.Propose(m.place, m.from.Account, m.known)
	m.field("name").propose(m.freeName(), "The name before, with a number.")
	m.field("color").propose(p.Environment.Color, p.Reasons["color"])
	if m.from.EffectiveAccess() == auth.ReadWrite {
		m.field("access").propose(string(auth.ReadOnly), "A copy begins read-only: what may be changed is decided for each.")
	}
}

const longestStem = 60 // leaves room for a number within what a name may have

func (m *Model) freeName() string {
	stem := m.from.Name[:min(len(m.from.Name), longestStem)]
	for i := 2; ; i++ {
		if name := stem + "-" + strconv.Itoa(i); !m.taken(name) {
			return name
		}
	}
}

// move puts the focus on another field, around the ends. The one that is left says
// what is wrong with it.
func (m *Model) move(by int) {
	all := m.visible()
	m.focusOn(all[(slices.Index(all, m.focus)+by+len(all))%len(all)])
}

func (m *Model) focusOn(f *field) {
	if f != m.focus {
		m.focus.fault = m.faultOf(m.focus)
	}
	m.focus, m.sight.follow = f, true
}

// turn changes the choice in focus.
func (m *Model) turn(by int) {
	m.focus.turn(by)
	m.changed(m.focus)
}
