package kittest

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"graphguest/tui/safetext/hostile"
	"graphguest/tui/view"
)

// Person is somebody in front of one view of an answer, M, in W×H cells. Wishes are what it has stated so far, to the root
// and to its host. What the person sees is compared blank by blank.
type Person[V view.View] struct {
	M      V
	W, H   int
	Wishes []tea.Msg

	t testing.TB
}

// Before puts a person in front of a view.
func Before[V view.View](t testing.TB, v V, w, h int) *Person[V] {
	return &Person[V]{M: v, W: w, H: h, t: t}
}

// Does runs what a command says, and what comes of it. Those of a batch run beside one another.
func (p *Person[V]) Does(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		besideOneAnother(msg, func(msg tea.Msg) { p.Does(func() tea.Msg { return msg }) })
	default:
		if reflect.TypeOf(msg).PkgPath() != reflect.TypeOf(p.M).Elem().PkgPath() {
			p.Wishes = append(p.Wishes, msg)
			return
		}
		p.Does(p.M.Update(msg))
	}
}

// Presses types keys by the names that bindings have for them.
func (p *Person[V]) Presses(strokes ...string) *Person[V] {
	p.t.Helper()
	for _, s := range strokes {
		p.Does(p.M.Update(Press(s)))
		p.Screen()
	}
	return p
}

// Types types text, key by key.
func (p *Person[V]) Types(text string) *Person[V] {
	p.t.Helper()
	return p.Presses(Letters(text)...)
}

// Screen is the view as text, which fits and holds nothing hostile.
func (p *Person[V]) Screen() string {
	p.t.Helper()
	shown := p.M.View(p.W, p.H)
	rows := strings.Split(shown, "\n")
	if len(rows) != max(p.H, 1) {
		p.t.Errorf("%d rows in %d", len(rows), p.H)
	}
	for _, row := range rows {
		if w := ansi.StringWidth(row); w > max(p.W, 0) {
			p.t.Errorf("a row of %d cells in %d: %q", w, p.W, row)
		}
	}
	text := ansi.Strip(shown)
	if why := hostile.Smuggled(text); why != "" {
		p.t.Errorf("on the screen: %s", why)
	}
	return text
}

// Sees fails the test unless each text is on the screen, or says where the cursor is.
func (p *Person[V]) Sees(texts ...string) *Person[V] {
	p.t.Helper()
	screen := p.Screen() + "\n" + p.M.Where()
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			p.t.Errorf("%q is not on the screen:\n%s", text, screen)
		}
	}
	return p
}

// SeesNo fails the test if one of the texts is there.
func (p *Person[V]) SeesNo(texts ...string) *Person[V] {
	p.t.Helper()
	screen := p.Screen() + "\n" + p.M.Where()
	for _, text := range texts {
		if strings.Contains(screen, text) {
			p.t.Errorf("%q is on the screen:\n%s", text, screen)
		}
	}
	return p
}

// IsAt fails the test unless the cursor is at a path.
func (p *Person[V]) IsAt(path string) *Person[V] {
	p.t.Helper()
	if got, _, _ := strings.Cut(p.M.Where(), " · "); got != path {
		p.t.Errorf("the cursor is at %s, want %s", got, path)
	}
	return p
}

// Wished fails the test unless exactly these wishes were stated since the last call.
func (p *Person[V]) Wished(want ...tea.Msg) *Person[V] {
	p.t.Helper()
	if !slices.EqualFunc(p.Wishes, want, func(a, b tea.Msg) bool { return reflect.DeepEqual(a, b) }) {
		p.t.Errorf("wished %#v, want %#v", p.Wishes, want)
	}
	p.Wishes = nil
	return p
}

// besideOneAnother runs commands in goroutines of their own, and takes what they bring in the order in which it is there.
func besideOneAnother(cmds tea.BatchMsg, take func(tea.Msg)) {
	all := make(chan tea.Msg)
	for _, cmd := range cmds {
		go func() {
			if cmd == nil {
				all <- nil
			} else {
				all <- cmd()
			}
		}()
	}
	for range cmds {
		take(<-all)
	}
}
