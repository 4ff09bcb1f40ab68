package setuppane

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/tui/kit"
)

// field is one row that can have the focus: text, a choice or a button.
type field struct {
	setting
	line     kit.Line             // of text
	at       int                  // of a choice
	press    func(*Model) tea.Cmd // of a button
	proposed string               // what was proposed: anything else is the person's own
	why      string               // the reason for what was proposed; "" = the setting's help has to do
	fault    string               // why it cannot be used, once that has been said
}

// newField is a setting as e has it.
func newField(s setting, e auth.Environment) *field {
	f := &field{setting: s}
	f.set(s.get(e))
	f.proposed = f.value()
	return f
}

func (f *field) isText() bool   { return f.press == nil && f.options == nil }
func (f *field) isChoice() bool { return f.options != nil }

// value is what the person has typed or chosen.
func (f *field) value() string {
	if f.isChoice() {
		return f.options[f.at]
	}
	return strings.TrimSpace(f.line.Value())
}

func (f *field) set(value string) {
	if f.isChoice() {
		f.at = max(slices.Index(f.options, value), 0)
		return
	}
	f.line.SetValue(value)
}

// propose sets the field, unless the person has changed it.
func (f *field) propose(value, why string) {
	if f.value() == f.proposed {
		f.set(value)
	}
	f.proposed, f.why = value, why
}

// turn moves a choice on, around its ends.
func (f *field) turn(by int) { f.at = (f.at + by + len(f.options)) % len(f.options) }

// reason is why the value is what it is, else what the field is for.
func (f *field) reason(e auth.Environment) string {
	switch {
	case f.why != "" && f.value() == f.proposed:
		return f.why
	case f.help != nil:
		return f.help(e)
	}
	return ""
}

// button is a row that does something.
func button(key, label, help string, press func(*Model) tea.Cmd) *field {
	return &field{setting: setting{key: key, label: label, help: says(help)}, press: press}
}
