package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// feed carries what an effect reports before its end. It never blocks the
// effect: what does not fit, or comes after the end, is lost.
type feed struct {
	reports chan tea.Msg
	over    chan struct{}
}

// fed is one report; the root listens on for the next.
type fed struct {
	from feed
	msg  tea.Msg
}

func newFeed() feed { return feed{make(chan tea.Msg, 16), make(chan struct{})} }

func (f feed) put(msg tea.Msg) {
	select {
	case f.reports <- msg:
	default:
	}
}

func (f feed) end() { close(f.over) }

// wait returns after the end, or when ctx is done. Nothing ever fed is over.
func (f feed) wait(ctx context.Context) {
	if f.over == nil {
		return
	}
	select {
	case <-f.over:
	case <-ctx.Done():
	}
}

// listen waits for the next report, or the end.
func (f feed) listen() tea.Cmd {
	return func() tea.Msg {
		select {
		case msg := <-f.reports:
			return fed{f, msg}
		case <-f.over:
		}
		select { // what was reported just before the end
		case msg := <-f.reports:
			return fed{f, msg}
		default:
			return nil
		}
	}
}
