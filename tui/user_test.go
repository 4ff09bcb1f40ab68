package tui_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
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
	}
	if v := reflect.ValueOf(msg); v.Kind() == reflect.String && strings.Contains(v.Type().String(), "setClipboard") {
		u.clipboard = append(u.clipboard, v.String())
		return
	}
	var cmd tea.Cmd
	u.m, cmd = u.m.Update(msg)
	u.do(cmd)
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

// header checks the first line, which must always be there.
func (u *user) header(texts ...string) *user {
	u.t.Helper()
	for _, text := range texts {
		if !strings.Contains(u.row(0), text) {
			u.t.Fatalf("the header does not say %q: %s", text, u.row(0))
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
	var k tea.Key
	for {
		mod, rest, found := strings.Cut(name, "+")
		if !found || mod == "" {
			break
		}
		k.Mod |= map[string]tea.KeyMod{"ctrl": tea.ModCtrl, "shift": tea.ModShift, "alt": tea.ModAlt}[mod]
		name = rest
	}
	codes := map[string]rune{
		enter: tea.KeyEnter, esc: tea.KeyEscape, tab: tea.KeyTab, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
		"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
		"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "f1": tea.KeyF1, "space": tea.KeySpace,
	}
	if code, ok := codes[name]; ok {
		k.Code = code
		if code == tea.KeySpace && k.Mod == 0 {
			k.Text = " "
		}
		return tea.KeyPressMsg(k)
	}
	runes := []rune(name)
	if len(runes) != 1 {
		panic(fmt.Sprintf("no key is called %q", name))
	}
	k.Code = runes[0]
	if k.Mod&^tea.ModShift == 0 {
		k.Text = name
	}
	return tea.KeyPressMsg(k)
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
