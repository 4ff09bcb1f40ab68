package kit

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Deed is one key of a pane M: why it does nothing now ("" = it does), and what it does.
type Deed[M any] struct {
	key.Binding
	Why func(M) string
	Do  func(M) tea.Cmd
}

// Does is a deed.
func Does[M any](k key.Binding, why func(M) string, do func(M) tea.Cmd) Deed[M] {
	return Deed[M]{k, why, do}
}

// Deeds are the keys of a pane, in the order of help. Of those on one keystroke at most one does something at a time.
type Deeds[M any] []Deed[M]

// Keys are those that do something now.
func (d Deeds[M]) Keys(m M) (keys []key.Binding) {
	for _, deed := range d {
		if deed.Why(m) == "" {
			keys = append(keys, deed.Binding)
		}
	}
	return keys
}

// All are all of them.
func (d Deeds[M]) All() (keys []key.Binding) {
	for _, deed := range d {
		keys = append(keys, deed.Binding)
	}
	return keys
}

// Why says why a key does nothing now; "" = it does, or is none of them.
func (d Deeds[M]) Why(m M, k key.Binding) string {
	for _, deed := range d {
		if deed.Help().Desc == k.Help().Desc {
			return deed.Why(m)
		}
	}
	return ""
}

// Pressed finds the deed of a keystroke: the one that does something now, else the first with why it does nothing.
func (d Deeds[M]) Pressed(m M, msg tea.KeyPressMsg) (pressed Deed[M], why string, found bool) {
	for _, deed := range d {
		if !key.Matches(msg, deed.Binding) {
			continue
		}
		reason := deed.Why(m)
		if reason == "" {
			return deed, "", true
		}
		if !found {
			pressed, why, found = deed, reason, true
		}
	}
	return pressed, why, found
}
