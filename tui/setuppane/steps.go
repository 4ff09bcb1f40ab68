package setuppane

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/tui/kit"
)

// enter begins a step. When one is added the form begins at its end: enter alone
// takes what is proposed.
func (m *Model) enter(s step) {
	m.step, m.sight = s, sight{follow: true}
	switch s {
	case tenant:
		m.focus = m.search.text
	case account:
		m.focus = m.who
	case form:
		m.focus = m.fields[0]
		if m.purpose == kit.Add {
			m.focus = m.field("enter")
		}
	}
}

// takeTenant goes on with the tenant that was found.
func (m *Model) takeTenant() {
	if !strings.EqualFold(m.place.ID, m.search.tenant.ID) {
		m.field("access").set(string(auth.ReadOnly)) // who may be changed was decided for the other tenant
		m.field("confirm").set("")
	}
	m.place = m.search.tenant
	if m.purpose != kit.Add {
		m.enter(form)
		return
	}
	m.proposeAccount()
	m.enter(account)
}

// takeAccount goes on with the proposal for tenant and account.
func (m *Model) takeAccount() {
	if m.who.fault = m.faultOf(m.who); m.who.fault != "" {
		return
	}
	m.proposeAll()
	m.enter(form)
}

// goOn takes what is there and goes to what comes next.
func (m *Model) goOn() tea.Cmd {
	switch m.step {
	case tenant:
		m.takeTenant()
	case account:
		m.takeAccount()
	case form:
		m.move(1)
	}
	return nil
}

// back goes to the step before; what was typed stays.
func (m *Model) back() tea.Cmd {
	if m.purpose != kit.Add {
		m.enter(form)
		return nil
	}
	m.enter(m.step - 1)
	return nil
}

// elsewhere asks for another tenant.
func (m *Model) elsewhere() tea.Cmd {
	m.enter(tenant)
	return nil
}
