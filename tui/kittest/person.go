package kittest

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

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
	return plain(p.t, p.M.View(p.W, p.H), p.W, p.H)
}

// Sees fails the test unless each text is on the screen, or says where the cursor is.
func (p *Person[V]) Sees(texts ...string) *Person[V] {
	p.t.Helper()
	shows(p.t, p.Screen()+"\n"+p.M.Where(), strings.Contains, true, texts)
	return p
}

// SeesNo fails the test if one of the texts is there.
func (p *Person[V]) SeesNo(texts ...string) *Person[V] {
	p.t.Helper()
	shows(p.t, p.Screen()+"\n"+p.M.Where(), strings.Contains, false, texts)
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
