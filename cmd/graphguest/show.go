package main

import (
	"context"
	"errors"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"graphguest/tui"
)

// show runs a model on the terminal until it quits. However it ends, the terminal is the shell's again. first
// draws what stands there at once; nil = nothing does.
func (p *program) show(ctx context.Context, m tea.Model, first func(width, height int) string) error {
	ctx, lost := context.WithCancelCause(ctx)
	defer lost(nil)
	belt := buckle()
	defer belt.wearHook()()
	defer p.takeScreen()()
	if first != nil {
		belt.paint(first)
	}
	g := guarded(m)
	screen := tea.NewProgram(g, p.screenOptions(func() { lost(endedBy{syscall.SIGHUP}) })...)
	p.begun = time.Now()
	ended := make(chan error, 1)
	go func() {
		belt.lend()
		ended <- g.run(screen)
	}()
	var err error
	select {
	case err = <-ended:
	case <-g.fell:
		err = quit(screen, ended)
	case <-ctx.Done():
		err = quit(screen, ended)
	}
	stuck := errors.Is(err, errStuck)
	switch {
	case g.fallen():
		err = g.crash
	case ctx.Err() != nil:
		err = context.Cause(ctx)
	}
	if stuck { // nothing that is still said may keep the process
		time.AfterFunc(giveBack, func() { os.Exit(exitCode(err)) })
	}
	if err != nil {
		belt.restore(stuck)
	}
	if !stuck {
		belt.settle(p.isYoung())
	}
	return err
}

// giveBack is how long Bubble Tea may take to give the terminal back where the end was not the person's word: a
// terminal that takes no output any more would let it wait for ever.
const giveBack = 2 * time.Second

// quit ends the screen in good order: killed, Bubble Tea would leave a reader behind, which takes what is the
// shell's.
func quit(screen *tea.Program, ended <-chan error) error {
	go screen.Quit()
	select {
	case err := <-ended:
		return err
	case <-time.After(giveBack):
		return errStuck
	}
}

var errStuck = errors.New("the terminal takes no output any more")

// shortLife is how long a terminal that is far away may take for its answers to the questions of the start. Who
// quits earlier would find them in the shell's line, or in the text of an editor.
const shortLife = 2 * time.Second

// isYoung is true while answers to the questions of the start may be on their way.
func (p *program) isYoung() bool { return time.Since(p.begun) < shortLife }

// run is the program's, with a mistake of Bubble Tea's own caught like one of the model's.
func (g *guard) run(screen *tea.Program) error {
	defer func() {
		if value := recover(); value != nil {
			g.fall(value)
			screen.Kill()
		}
	}()
	_, err := screen.Run()
	return err
}

// screenOptions are Bubble Tea's. Signals and panics are ours; gone is called when the terminal is.
func (p *program) screenOptions(gone func()) []tea.ProgramOption {
	options := []tea.ProgramOption{
		tea.WithoutSignalHandler(), tea.WithoutCatchPanics(),
		tea.WithFPS(120), tea.WithFilter(tui.Filter(time.Now)),
		tea.WithColorProfile(colorprofile.Env(os.Environ())), // from the environment: detecting it would start a program inside tmux
	}
	keys := os.Stdin
	if !p.inTTY { // a document comes that way
		var err error
		if keys, _, err = tea.OpenTTY(); err != nil {
			return options // Bubble Tea says the same
		}
	}
	return append(options, tea.WithInput(&keyboard{keys, gone}))
}

// keyboard is the terminal's input. Bubble Tea takes its end for a pause, and would live on without a screen.
type keyboard struct {
	*os.File
	gone func()
}

// Read tells the end of the terminal from that of a reader which Bubble Tea left behind when it lent the terminal
// to another program: drain lets such a one end.
func (k *keyboard) Read(into []byte) (int, error) {
	n, err := k.File.Read(into)
	if err != nil {
		if _, lost := term.GetState(k.Fd()); lost != nil {
			k.gone()
		}
	}
	return n, err
}

// takeScreen is called before the terminal is used as a screen: what else writes to it is silenced, and signals
// are heeded that would end the program at once. It returns what undoes that.
func (p *program) takeScreen() (leave func()) {
	p.onScreen.Store(true)
	signal.Notify(p.signals, syscall.SIGQUIT)
	log.SetOutput(io.Discard) // net/http writes there what a server sent
	return func() {
		log.SetOutput(os.Stderr)
		signal.Reset(syscall.SIGQUIT)
		p.onScreen.Store(false)
		if p.ctx.Err() != nil {
			signal.Stop(p.signals) // the next one ends the program at once
		}
	}
}
