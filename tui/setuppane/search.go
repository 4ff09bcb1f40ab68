package setuppane

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/tui/kit"
)

// search is the question for a tenant: what was typed, asked and answered.
type search struct {
	text   *field
	asked  string // the text that was asked about last
	asking bool   // and there is no answer yet
	since  time.Time
	waited time.Duration
	tenant auth.Tenant // the answer
	err    error       // or why there is none
}

// current is true while what stands in the field is what was asked.
func (s *search) current() bool { return s.asked != "" && s.text.value() == s.asked }

// found is true while the answer belongs to what stands in the field.
func (s *search) found() bool { return s.current() && !s.asking && s.tenant.ID != "" }

// tick counts the wait. The first tick comes within a second of the question.
func (s *search) tick(now time.Time) {
	if !s.asking {
		return
	}
	if s.since.IsZero() {
		s.since = now.Add(-time.Second)
	}
	s.waited = now.Sub(s.since)
}

// waiting says what is waited for, and how long it has been.
func (s *search) waiting() string {
	words := "asking Entra ID which tenant that is…"
	if seconds := int(s.waited.Seconds()); seconds > 0 {
		words += fmt.Sprintf(" %d s", seconds)
	}
	return words
}

// find asks which tenant the text names.
func (m *Model) find() tea.Cmd {
	text := m.search.text.value()
	if text == "" {
		m.search.text.fault = "nothing is there yet: a domain such as fabrikam.com is enough"
		return nil
	}
	m.search = search{text: m.search.text, asked: text, asking: true}
	m.search.text.fault = ""
	return kit.Ask(kit.FindTenant{Text: text})
}

// stopAsking leaves the text as it is.
func (m *Model) stopAsking() tea.Cmd {
	m.search = search{text: m.search.text}
	return kit.Ask(kit.CancelFind{})
}

// heard takes the answer to the question that was asked last. A tenant that is an
// environment already is said first.
func (m *Model) heard(msg kit.TenantFound) {
	if !m.search.asking || msg.Text != m.search.asked {
		return
	}
	m.search.asking, m.search.tenant, m.search.err = false, msg.Tenant, msg.Err
	if msg.Err != nil {
		m.search.tenant = auth.Tenant{}
	}
	m.sight.follow = true
	if m.search.found() && len(m.twins()) == 0 {
		m.takeTenant()
	}
}

// twins are the names of the other environments of the tenant that was found.
func (m *Model) twins() (names []string) {
	if !m.search.found() {
		return nil
	}
	for _, e := range m.known {
		own := e.Name == m.from.Name && m.purpose != kit.Duplicate
		if !own && e.Cloud == m.search.tenant.Cloud && strings.EqualFold(e.TenantID, m.search.tenant.ID) {
			names = append(names, e.Name)
		}
	}
	return names
}

// visit goes to the environment that the tenant already is.
func (m *Model) visit() tea.Cmd { return kit.Ask(kit.SwitchEnvironment{Name: m.twins()[0]}) }
