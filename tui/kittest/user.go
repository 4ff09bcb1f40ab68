// Package kittest is a person in front of one pane or view, for tests: it presses keys,
// reads the screen, and at every look checks that it fits and holds nothing hostile.
package kittest

import (
	"reflect"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/safetext/hostile"
)

// Sizes are a corner of a screen, a usual one and a large one.
var Sizes = []struct{ W, H int }{{40, 12}, {80, 24}, {120, 40}}

// User looks at Pane in W×H cells. Wishes are what the pane has stated so far.
type User struct {
	Pane   kit.Pane
	W, H   int
	Wishes []tea.Msg

	t testing.TB
}

// Look puts a person in front of a pane.
func Look(t testing.TB, p kit.Pane, w, h int) *User {
	return &User{Pane: p, W: w, H: h, t: t}
}

// Tell gives the pane messages. Wishes that come back are collected, messages
// that it sends itself are delivered.
func (u *User) Tell(msgs ...tea.Msg) *User {
	u.t.Helper()
	for _, msg := range msgs {
		var cmd tea.Cmd
		u.Pane, cmd = u.Pane.Update(msg)
		u.run(cmd)
		u.Screen()
	}
	return u
}

// run does what a command says, and what comes of it. Those of a batch run beside one another.
func (u *User) run(cmd tea.Cmd) {
	u.t.Helper()
	if cmd == nil {
		return
	}
	u.Screen()
	switch back := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		besideOneAnother(back, u.hear)
	default:
		u.hear(back)
	}
}

// hear delivers what a command brought; a wish is only noted.
func (u *User) hear(msg tea.Msg) {
	u.t.Helper()
	if msg == nil {
		return
	}
	if _, is := msg.(tea.BatchMsg); is {
		u.run(func() tea.Msg { return msg })
		return
	}
	if reflect.TypeOf(msg).PkgPath() == reflect.TypeFor[kit.Copy]().PkgPath() {
		u.Wishes = append(u.Wishes, msg)
		return
	}
	var cmd tea.Cmd
	u.Pane, cmd = u.Pane.Update(msg)
	u.run(cmd)
}

// Presses types keys by the names that bindings have for them.
func (u *User) Presses(strokes ...string) *User {
	u.t.Helper()
	for _, s := range strokes {
		u.Tell(Press(s))
	}
	return u
}

// Types types text, key by key.
func (u *User) Types(text string) *User {
	u.t.Helper()
	return u.Presses(Letters(text)...)
}

// Screen is the pane as text, without its colours.
func (u *User) Screen() string {
	u.t.Helper()
	if why := hostile.Smuggled(u.Pane.Title()); why != "" {
		u.t.Errorf("in the title: %s", why)
	}
	return plain(u.t, u.Pane.View(u.W, u.H), u.W, u.H)
}

// Sees fails the test unless each text is in the title or on the screen, perhaps
// broken over several rows.
func (u *User) Sees(texts ...string) *User {
	u.t.Helper()
	shows(u.t, u.Pane.Title()+"\n"+u.Screen(), holdsFlat, true, texts)
	return u
}

// SeesNo fails the test if one of the texts is anywhere.
func (u *User) SeesNo(texts ...string) *User {
	u.t.Helper()
	shows(u.t, u.Pane.Title()+"\n"+u.Screen(), holdsFlat, false, texts)
	return u
}

// Wished fails the test unless exactly these wishes were stated since the last call.
func (u *User) Wished(want ...tea.Msg) *User {
	u.t.Helper()
	if len(want) != len(u.Wishes) || len(want) > 0 && !reflect.DeepEqual(u.Wishes, want) {
		u.t.Errorf("wished %#v, want %#v", u.Wishes, want)
	}
	u.Wishes = nil
	return u
}
