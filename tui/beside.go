package tui

import (
	"context"
	"fmt"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"
)

// beside is the one piece of work that goes on beside the runs of the tabs: a file that is written, a question to
// another environment.
type beside struct {
	number int    // of the newest; what older ones report is dropped
	what   string // "writing users.csv"
	here   bool   // it ends when the person leaves the environment
	done   *atomic.Int64
	of     int64 // how much there is to do; 0 = nobody knows
	cancel context.CancelFunc
	over   chan struct{} // closed at its end
}

// begin makes b the work that is under way.
func (b *beside) begin(what string, here bool, of int64) context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	*b = beside{number: b.number + 1, what: what, here: here, of: of, done: new(atomic.Int64), cancel: cancel, over: make(chan struct{})}
	return ctx
}

func (b *beside) busy() bool { return b.cancel != nil }

// stop ends the work; what it still reports has nobody to report to.
func (b *beside) stop() {
	if b.cancel != nil {
		b.cancel()
	}
	b.cancel = nil
	b.number++
}

// leave ends what belongs to the environment that is left.
func (b *beside) leave() {
	if b.here {
		b.stop()
	}
}

// end takes a report, and says whether anybody still waits for it.
func (b *beside) end(number int) bool {
	if number != b.number || !b.busy() {
		return false
	}
	b.stop()
	return true
}

func (b *beside) words() string {
	if b.of > 0 {
		return fmt.Sprintf("%s %d %%, esc cancels", b.what, min(100*b.done.Load()/b.of, 100))
	}
	return b.what + "… esc cancels"
}

// why says why nothing else can be begun now.
func (b *beside) why() string {
	if b.busy() {
		return b.what + " is still under way; esc cancels it"
	}
	return ""
}

func (m *Model) idleAndBeside() bool { return !m.tab().run.busy && !m.asking() && m.beside.busy() }

func (m *Model) stopBeside() tea.Cmd {
	what := m.beside.what
	m.beside.stop()
	m.say(what + ": cancelled")
	return nil
}

// settled waits until work that was stopped has put away what it had begun.
func (b *beside) settled(x effects) tea.Cmd {
	if b.over == nil {
		return nil
	}
	over := b.over
	return func() tea.Msg {
		select {
		case <-over:
		case <-x.world.After(grace):
		}
		return nil
	}
}
