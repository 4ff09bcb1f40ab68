package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"graphguest/auth"
	"graphguest/cmd/demo"
	"graphguest/tui"
)

// explore opens the explorer. Before its first frame it reads one small file: the environment it starts in.
func (p *program) explore(ctx context.Context) error {
	if !p.inTTY || !p.outTTY {
		return usagef("the explorer needs a terminal; in a script use a command, for example: graphguest query /me -e ENV")
	}
	a, err := p.open()
	if err != nil {
		return err
	}
	start, err := a.start(p.env)
	if err != nil {
		return err
	}
	m := tui.New(a.tuiWorld(start))
	paintFirst(m.FirstFrame)
	return p.show(ctx, m)
}

// show runs a model on the terminal until it quits.
func (p *program) show(ctx context.Context, m tea.Model) error {
	// The profile is read from the environment: detecting it would start a program inside tmux.
	screen := tea.NewProgram(m, tea.WithContext(ctx), tea.WithFPS(120), tea.WithFilter(tui.Filter(time.Now)), tea.WithColorProfile(colorprofile.Env(os.Environ())))
	_, err := screen.Run()
	if errors.Is(err, tea.ErrInterrupted) || errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil {
		return context.Canceled
	}
	return err
}

// paintFirst draws the first frame at once. Bubble Tea draws the same one some ticks of its clock later,
// after it has entered the alternate screen again, which clears nothing that would be missed.
func paintFirst(frame func(width, height int) string) {
	width, height, err := term.GetSize(os.Stdout.Fd())
	if err != nil || runtime.GOOS == "windows" || colorprofile.Env(os.Environ()) < colorprofile.Ascii {
		return // a console that does not know escape sequences yet, or a terminal that never will
	}
	const enterAltScreen, hideCursor, home = "\x1b[?1049h", "\x1b[?25l", "\x1b[H"
	_, _ = os.Stdout.WriteString(enterAltScreen + hideCursor + home + strings.ReplaceAll(frame(width, height), "\n", "\r\n"))
}

// start is the environment to open: the named one, else the last one, else the first; nil = there is none.
// A damaged one is an error where it was named; otherwise the explorer opens in another and says so.
func (a *app) start(name string) (*auth.Environment, error) {
	if name != "" {
		env, err := a.store.Load(name)
		return &env, err
	}
	if env, err := a.store.Load(a.last()); err == nil {
		return &env, nil
	}
	envs, _ := a.store.List()
	if len(envs) == 0 {
		return nil, nil
	}
	return &envs[0], nil
}

// last is the environment that was open last; "" = none is known.
func (a *app) last() string {
	if a.demo != nil {
		return demo.Home
	}
	text, err := os.ReadFile(a.lastFile())
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(text))
}

func (a *app) lastFile() string { return filepath.Join(a.state, "last-environment") }

// opened remembers the environment for the next start.
func (a *app) opened(name string) error {
	if a.demo != nil {
		return nil
	}
	if err := os.MkdirAll(a.state, 0o700); err != nil {
		return err
	}
	return os.WriteFile(a.lastFile(), []byte(name+"\n"), 0o600)
}

// tuiWorld is what the explorer is given.
func (a *app) tuiWorld(start *auth.Environment) tui.World {
	_, noColor := os.LookupEnv("NO_COLOR")
	w := tui.World{
		Store: a.store, Desk: a.desk, Clouds: a.clouds, Graph: a.graph, Library: a.library, Start: start, Opened: a.opened,
		Copy: copyNative, Now: a.now, Location: time.Local, Dark: true, NoColor: noColor,
	}
	if a.demo != nil {
		w.Demo, w.Approve, w.Accounts, w.Page = true, a.demo.Approve, a.demo.Accounts, a.demo.Page
	}
	return w
}
