package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// endedBy is the cause of an end that came from outside: a signal, or a terminal that went away.
type endedBy struct{ signal syscall.Signal }

func (e endedBy) Error() string {
	if e.signal == syscall.SIGINT {
		return "interrupted"
	}
	return fmt.Sprintf("ended from outside (%s)", e.signal)
}

// Is makes it a cancellation, for whoever waits for something.
func (endedBy) Is(target error) bool { return target == context.Canceled }

// exitCode is 128 and the signal's number, as shells have it: 130 for ctrl+c.
func (e endedBy) exitCode() int { return 128 + int(e.signal) }

// heed ends ctx with the first signal; the second ends the program at once, unless it is on the screen: the
// terminal is given back first.
func (p *program) heed(parent context.Context) (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancelCause(parent)
	p.signals = make(chan os.Signal, 4)
	signal.Notify(p.signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		for {
			select {
			case s := <-p.signals:
				if p.away.Load() && (s == os.Interrupt || s == syscall.SIGQUIT) {
					continue // typed for the editor or the pager that has the terminal
				}
				number, _ := s.(syscall.Signal)
				cancel(endedBy{number})
				if !p.onScreen.Load() {
					signal.Stop(p.signals)
				}
			case <-parent.Done():
				return
			}
		}
	}()
	return ctx, func() { signal.Stop(p.signals); cancel(nil) }
}
