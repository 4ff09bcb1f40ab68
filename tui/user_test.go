package tui_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"graphguest/tui/kit"
)

const (
	enter    = "enter"
	esc      = "esc"
	tab      = "tab"
	patience = 10 * time.Second       // for what has to come
	quiet    = 100 * time.Millisecond // without a message: whatever still runs waits for somebody
)

// user drives the model as Bubble Tea does: updates in one goroutine, each
// command in its own.
type user struct {
	t         *testing.T
	m         tea.Model
	clock     *clock
	inbox     chan tea.Msg
	out       int // commands that have not answered
	quit      bool
	told      []string // what the terminal is told to do, by name
	clipboard []string
}

func sitsDown(t *testing.T, m tea.Model, c *clock) *user {
	u := &user{t: t, m: m, clock: c, inbox: make(chan tea.Msg, 1000)}
	u.sizes(120, 40)
	u.do(u.m.Init())
	return u.settles()
}

// do runs a command as Bubble Tea would.
func (u *user) do(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	u.out++
	go func() { u.inbox <- cmd() }()
}

// gets handles one message: those that are Bubble Tea's own here, others in the model.
func (u *user) gets(msg tea.Msg) {
	switch msg := msg.(type) {
	case nil:
		return
	case tea.BatchMsg:
		for _, cmd := range msg {
			u.do(cmd)
		}
		return
	case tea.QuitMsg:
		u.quit = true
		return
	case tea.SuspendMsg:
		u.told = append(u.told, "suspend")
		return
	}
	if name := fmt.Sprintf("%T", msg); strings.HasPrefix(name, "tea.clearScreen") || strings.HasPrefix(name, "tea.exec") {
		u.told = append(u.told, name)
		return
	}
	if cmds, ok := sequence(msg); ok {
		u.inOrder(cmds)
		return
	}
	if step, ok := msg.(step); ok {
		u.gets(step.msg)
		u.inOrder(step.rest)
		return
	}
	if v := reflect.ValueOf(msg); v.Kind() == reflect.String && strings.Contains(v.Type().String(), "setClipboard") {
		u.clipboard = append(u.clipboard, v.String())
		return
	}
	var cmd tea.Cmd
	u.m, cmd = u.m.Update(msg)
	u.do(cmd)
}

// step is the answer of one command of a sequence, and the commands after it.
type step struct {
	msg  tea.Msg
	rest []tea.Cmd
}

// inOrder runs commands one after the other.
func (u *user) inOrder(cmds []tea.Cmd) {
	for i, cmd := range cmds {
		if cmd != nil {
			u.do(func() tea.Msg { return step{cmd(), cmds[i+1:]} })
			return
		}
	}
}

// sequence is the commands of a tea.Sequence, whose message has no name outside Bubble Tea.
func sequence(msg tea.Msg) ([]tea.Cmd, bool) {
	if v := reflect.ValueOf(msg); v.IsValid() && v.Kind() == reflect.Slice && strings.Contains(v.Type().String(), "sequence") {
		cmds, ok := v.Convert(reflect.TypeFor[[]tea.Cmd]()).Interface().([]tea.Cmd)
		return cmds, ok
	}
	return nil, false
}

// settles lets commands answer until only alarms are left, or nothing comes any more.
func (u *user) settles() *user {
	for u.out > u.clock.armed() {
		select {
		case msg := <-u.inbox:
			u.out--
			u.gets(msg)
		case <-u.clock.set:
		case <-time.After(quiet):
			return u
		}
	}
	return u
}

func (u *user) sizes(w, h int) *user {
	u.gets(tea.WindowSizeMsg{Width: w, Height: h})
	return u
}

// presses presses keys, one after the other, and lets each have its effect.
func (u *user) presses(names ...string) *user {
	for _, name := range names {
		u.gets(keyNamed(name))
		u.settles()
	}
	return u
}

// types types text.
func (u *user) types(text string) *user {
	for _, r := range text {
		u.gets(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	return u.settles()
}

func (u *user) pastes(text string) *user {
	u.gets(tea.PasteMsg{Content: text})
	return u.settles()
}

func (u *user) clicks(x, y int) *user {
	u.gets(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	return u.settles()
}

// screen is what is seen, without styles.
func (u *user) screen() string { return ansi.Strip(u.m.View().Content) }

func (u *user) row(n int) string { return strings.Split(u.screen(), "\n")[n] }

// sees waits until text is on the screen.
func (u *user) sees(texts ...string) *user {
	u.t.Helper()
	late := time.After(patience)
	for _, text := range texts {
		for !strings.Contains(u.screen(), text) {
			select {
			case msg := <-u.inbox:
				u.out--
				u.gets(msg)
			case <-late:
				u.t.Fatalf("%q never came to the screen:\n%s", text, u.screen())
			}
		}
	}
	return u
}

// seesNo fails if text is on the screen now that everything has settled.
func (u *user) seesNo(texts ...string) *user {
	u.t.Helper()
	u.settles()
	for _, text := range texts {
		if strings.Contains(u.screen(), text) {
			u.t.Fatalf("%q should not be on the screen:\n%s", text, u.screen())
		}
	}
	return u
}

// header waits until the first line says every text.
func (u *user) header(texts ...string) *user {
	u.t.Helper()
	late := time.After(patience)
	for _, text := range texts {
		for !strings.Contains(u.row(0), text) {
			select {
			case msg := <-u.inbox:
				u.out--
				u.gets(msg)
			case <-late:
				u.t.Fatalf("the header does not say %q: %s", text, u.row(0))
			}
		}
	}
	return u
}

// later lets time pass and alarms ring.
func (u *user) later(d time.Duration) *user {
	u.clock.pass(d)
	return u.settles()
}

func keyNamed(name string) tea.KeyPressMsg {
	k, ok := kit.Stroke(name)
	if !ok {
		panic(fmt.Sprintf("no key is called %q", name))
	}
	return k
}

func contains(text, part string) bool { return strings.Contains(text, part) }

// soon is what comes out of a channel before patience ends.
func soon[T any](u *user, from <-chan T) (got T) {
	u.t.Helper()
	select {
	case got = <-from:
	case <-time.After(patience):
		u.t.Fatalf("it never came; the screen:\n%s", u.screen())
	}
	return got
}
