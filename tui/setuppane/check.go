package setuppane

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/tui/kit"
)

// faultIn is why a setting cannot have that value; "" = it can.
func faultIn(s setting, value string) string {
	e := auth.Environment{Name: "x", Cloud: "x", TenantID: auth.DefaultClientID, ClientID: auth.DefaultClientID}
	s.put(&e, value)
	if key, why := e.Fault(); key == s.key {
		return why
	}
	return ""
}

// faultOf is why what is in the field cannot be used; "" = it can.
func (m *Model) faultOf(f *field) string {
	switch {
	case f.key == "confirm":
		return m.undecided(f)
	case f.put == nil:
		return ""
	case f.key == "name" && m.taken(f.value()):
		return fmt.Sprintf("there is an environment named %s already", f.value())
	}
	return faultIn(f.setting, f.value())
}

// taken is true for the name of another environment. Not every file system can tell
// capitals apart.
func (m *Model) taken(name string) bool {
	for _, e := range m.known {
		own := e.Name == m.from.Name && (m.purpose == kit.Edit || m.purpose == kit.Rename)
		if !own && strings.EqualFold(e.Name, name) {
			return true
		}
	}
	return false
}

// decides is true while the form would let writes through that were not let through before.
func (m *Model) decides() bool {
	if m.purpose == kit.Rename || m.field("access").value() != string(auth.ReadWrite) {
		return false
	}
	already := m.purpose == kit.Edit && m.from.EffectiveAccess() == auth.ReadWrite && strings.EqualFold(m.place.ID, m.from.TenantID)
	return !already
}

// demand is what the person types to let writes through.
func (m *Model) demand(auth.Environment) string {
	return "type " + m.field("name").value() + " to make it writable"
}

func (m *Model) undecided(confirm *field) string {
	if name := m.field("name").value(); m.decides() && confirm.value() != name {
		return fmt.Sprintf("type %s to make it writable, or leave it read-only", name)
	}
	return ""
}

// changed forgets what was said about what is there no more.
func (m *Model) changed(f *field) {
	m.sent, m.failure, m.sight.follow = nil, nil, true
	if f.fault != "" {
		f.fault = m.faultOf(f)
	}
	for _, other := range m.fields {
		if other.key == "confirm" && other.fault != "" {
			other.fault = m.undecided(other)
		}
	}
}

func (m *Model) save() tea.Cmd         { return m.submit(false) }
func (m *Model) saveAndEnter() tea.Cmd { return m.submit(true) }

// saveForm presses the button that saves, wherever the focus is: the first of them,
// unless the other one has the focus.
func (m *Model) saveForm() tea.Cmd {
	if m.purpose == kit.Add && m.focus.key != "save" {
		return m.saveAndEnter()
	}
	return m.save()
}

// submit states the wish, unless something cannot be used: then the focus goes there.
// What was asked for already is not asked for twice.
func (m *Model) submit(enter bool) tea.Cmd {
	if m.sent != nil || m.blamed() {
		return nil
	}
	e := m.environment()
	if m.purpose == kit.Rename && e.Name == m.from.Name {
		return kit.Ask(kit.Close{})
	}
	wish := kit.SaveEnvironment{Environment: e, Enter: enter}
	if m.purpose == kit.Edit || m.purpose == kit.Rename {
		wish.Was = m.from.Name
	}
	m.sent, m.failure = &wish, nil
	return kit.Ask(wish)
}

// blamed marks all that cannot be used, goes to the first of it, and says whether
// there was any.
func (m *Model) blamed() bool {
	var first *field
	for _, f := range m.visible() {
		if f.fault = m.faultOf(f); f.fault != "" && first == nil {
			first = f
		}
	}
	if first != nil {
		m.focus, m.sight.follow = first, true
		return true
	}
	if key, why := m.environment().Fault(); key != "" { // of the tenant, which no field holds
		m.failure = fmt.Errorf("%s: %s", key, why)
		return true
	}
	return false
}

// saved shows why it could not be saved, at the field that is to blame where one is.
// A form that was saved is closed by the root.
func (m *Model) saved(msg kit.EnvironmentSaved) {
	if m.sent == nil || msg.Environment.Name != m.sent.Environment.Name || msg.Was != m.sent.Was {
		return
	}
	m.sent = nil
	if msg.Err == nil {
		return
	}
	m.sight.follow = true
	if f := m.about(msg.Err); f != nil {
		f.fault, m.focus = msg.Err.Error(), f
		return
	}
	m.failure = msg.Err
}

// about is the field that an error is about: it names the setting, or asks for
// another name.
func (m *Model) about(err error) *field {
	text := err.Error()
	for _, f := range m.visible() {
		ofName := f.key == "name" && (m.purpose == kit.Rename || strings.Contains(text, "another name") || strings.Contains(text, "only in capitals"))
		if f.put != nil && (ofName || strings.Contains(text, f.key+": ")) {
			return f
		}
	}
	return nil
}
