package main

import (
	"fmt"
	"reflect"
	"runtime/debug"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
)

// crashError is a mistake of the program's own, said without the secrets that it may be about.
type crashError struct{ what, stack string }

func (e crashError) Error() string { return "a mistake in graphguest ended it: " + e.what }
func (crashError) NextStep() string {
	return "please report this, with the lines below; nothing was sent anywhere"
}

func crashed(value any) crashError {
	return crashError{auth.Redact(fmt.Sprint(value)), auth.Redact(string(debug.Stack()))}
}

// stackLines is the stack below the panic: what is above it are our own lines.
func (e crashError) stackLines() string {
	if _, below, found := strings.Cut(e.stack, "panic("); found {
		return "panic(" + below
	}
	return e.stack
}

// guard is a model that survives its own mistakes: a panic in Init, Update, View or in a command is kept, and
// told once the terminal is the shell's again. Bubble Tea would print it over the screen, secrets and all.
type guard struct {
	model tea.Model
	once  sync.Once
	fell  chan struct{} // closed by the first panic
	crash crashError    // set before that
}

func guarded(m tea.Model) *guard { return &guard{model: m, fell: make(chan struct{})} }

// fall keeps the first panic. Those that follow come from it.
func (g *guard) fall(value any) {
	g.once.Do(func() {
		g.crash = crashed(value)
		close(g.fell)
	})
}

func (g *guard) fallen() bool {
	select {
	case <-g.fell:
		return true
	default:
		return false
	}
}

// Init is the model's.
func (g *guard) Init() (cmd tea.Cmd) {
	defer func() {
		if value := recover(); value != nil {
			g.fall(value)
		}
	}()
	return g.command(g.model.Init())
}

// Update is the model's, until it has panicked.
func (g *guard) Update(msg tea.Msg) (self tea.Model, cmd tea.Cmd) {
	self = g
	defer func() {
		if value := recover(); value != nil {
			g.fall(value)
		}
	}()
	if g.fallen() {
		return g, nil
	}
	g.model, cmd = g.model.Update(msg)
	return g, g.command(cmd)
}

// View is the model's, or nothing.
func (g *guard) View() (view tea.View) {
	defer func() {
		if value := recover(); value != nil {
			g.fall(value)
			view = tea.View{AltScreen: true}
		}
	}()
	if g.fallen() {
		return tea.View{AltScreen: true}
	}
	return g.model.View()
}

// command guards cmd, and the commands that it returns.
func (g *guard) command(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if value := recover(); value != nil {
				g.fall(value)
			}
		}()
		return g.each(cmd())
	}
}

// each guards the commands of a batch or a sequence. Of the latter Bubble Tea does not name the type.
func (g *guard) each(msg tea.Msg) tea.Msg {
	list := reflect.ValueOf(msg)
	if msg == nil || list.Kind() != reflect.Slice || list.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return msg
	}
	for i := range list.Len() {
		cmd, _ := list.Index(i).Interface().(tea.Cmd)
		list.Index(i).Set(reflect.ValueOf(g.command(cmd)))
	}
	return msg
}
