package main

import (
	"context"
	"errors"
	"os"
	"runtime"
	"time"

	"graphguest/auth"
	"graphguest/cmd/demo"
	"graphguest/tui"
)

// explore opens the explorer. Before its first frame it reads small files only: clouds.toml, settings.toml, which
// environment was open last, that environment's settings, and what is remembered of it.
func (p *program) explore(ctx context.Context) error {
	if !p.inTTY || !p.outTTY {
		return usagef("the explorer needs a terminal; in a script use a command, for example: graphguest query /me -e ENV")
	}
	wantsDemo, err := p.exploreWorld(ctx)
	if err != nil || !wantsDemo {
		return err
	}
	p.app.close()
	p.app, p.useDemo, p.env = nil, true, ""
	_, err = p.exploreWorld(ctx)
	return err
}

// exploreWorld opens the explorer in one world, until the person quits or wants the demo instead.
func (p *program) exploreWorld(ctx context.Context) (wantsDemo bool, err error) {
	a, err := p.open()
	if err != nil {
		return false, err
	}
	start, err := a.start(p.env)
	if err != nil {
		return false, err
	}
	m := tui.New(p.tuiWorld(ctx, a, start))
	defer m.Clean()
	err = p.show(ctx, m, m.FirstFrame)
	return m.WantsDemo(), err
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
	return a.memory().last()
}

func (a *app) memory() memory {
	there := func(name string) bool { _, err := a.store.Load(name); return !errors.Is(err, auth.ErrNoEnvironment) }
	return memory{dir: a.state, now: a.now, there: there}
}

// tuiWorld is what the explorer is given.
func (p *program) tuiWorld(ctx context.Context, a *app, start *auth.Environment) tui.World {
	chosen, faults := readSettings(a.taste)
	remembered := a.memory()
	w := lookOf(chosen)
	w.Store, w.Desk, w.Clouds, w.Graph, w.Library, w.Start = a.store, a.desk, a.clouds, a.graph, a.library, start
	w.Kept, w.Keep, w.Forget, w.Used = remembered.kept, remembered.keep, remembered.forget, remembered.used
	w.Faults = append(a.faults, faults...)
	w.FindTenant = func(ctx context.Context, text string) (auth.Tenant, error) {
		return auth.Locate(ctx, a.login, a.clouds, text)
	}
	w.Permissions, w.Open = a.permissions.Needed, fileOpener()
	w.Editor, w.Pager, w.Now, w.Location, w.CanDemo = p.editor(ctx), p.pager(ctx), a.now, time.Local, a.demo == nil
	if start != nil {
		left, err := remembered.kept(start.Name)
		if w.Left = left; err != nil {
			w.Faults = append(w.Faults, err)
		}
	}
	if os.Getenv("BROWSER") == "" {
		w.NoBrowser = noScreen()
	}
	if a.demo != nil {
		w.Demo, w.Approve, w.Accounts, w.Page = true, a.demo.Approve, a.demo.Accounts, a.demo.Page
	}
	return w
}

// fileOpener hands a file to the desktop's program for its type; nil = nobody would see it.
func fileOpener() func(file string) error {
	opener, known := desktopOpeners[runtime.GOOS]
	if !known || noScreen() != "" {
		return nil
	}
	return func(file string) error { return startBrowser([]string{opener}, file) }
}
