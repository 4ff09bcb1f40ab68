package tui

import (
	"slices"
	"time"

	"graphguest/graphquery"
)

// Bounds of what stays at hand: answers of a tab, and bytes of all tabs together.
const (
	mostAnswers = 20
	mostHeld    = 512 << 20
)

// answers are the last runs of a tab, the oldest first.
type answers struct {
	list []*ended
	at   int // the one on the screen; len(list) = the run under way, or one that left nothing
	lost int // older ones that are no longer at hand
}

// ended is a run that is over.
type ended struct {
	id    int // of the run that began it
	order order
	at    time.Time // when it was asked
	held  *held     // nil = nothing came
	err   error
}

// index is where the answer is that run id began; -1 = it is not at hand.
func (a *answers) index(id int) int {
	return slices.IndexFunc(a.list, func(e *ended) bool { return e.id == id })
}

// seat is the place of the newest run: where it adds pages, that of their answer, else behind all others.
func (t *tab) seat() int {
	if from := t.run.order.from; from != nil {
		if i := t.answers.index(from.id); i >= 0 {
			return i
		}
	}
	return len(t.answers.list)
}

// away is whether the person has stepped from the run under way to another answer.
func (t *tab) away() bool { return t.run.busy && t.answers.at != t.seat() }

// comes is whether what is on the screen is still on its way.
func (t *tab) comes() bool { return t.run.busy && !t.away() }

// order is what the answer on the screen was asked by; without one, what was asked last.
func (t *tab) order() order {
	if t.answers.at < len(t.answers.list) {
		return t.answers.list[t.answers.at].order
	}
	return t.run.order
}

// keepEnd keeps how the newest run ended. It comes to the screen unless the person has stepped away.
func (m *Model) keepEnd(t *tab, r *graphquery.Result, err error, away bool) {
	a, seat := &t.answers, t.seat()
	e := &ended{id: t.run.id, order: t.run.order, at: t.run.started, err: err}
	if seat < len(a.list) {
		e = a.list[seat]
		e.err = err
	}
	e.order.from = nil
	switch {
	case r != nil:
		e.held = &held{id: e.id, in: t.run.in, order: e.order, result: r}
		fallthrough
	case !cancelled(err) && err != nil:
		if seat == len(a.list) {
			a.list = append(a.list, e)
		}
	}
	if !away {
		a.at, t.held, t.failed = seat, e.held, err
	}
	m.forget(mostHeld)
	spare(m.heldBytes())
}

// forget lets the oldest answers go that there is no room for: most bytes of all tabs. What is on a screen stays, and
// what grows.
func (m *Model) forget(most int64) {
	for _, t := range m.tabs {
		for len(t.answers.list) > mostAnswers && t.drop(t.oldest()) {
		}
	}
	for m.heldBytes() > most {
		var from *tab
		for _, t := range m.tabs {
			if i := t.oldest(); i >= 0 && (from == nil || t.answers.list[i].id < from.answers.list[from.oldest()].id) {
				from = t
			}
		}
		if from == nil || !from.drop(from.oldest()) {
			return
		}
	}
}

// oldest is the oldest answer that can go; -1 = there is none.
func (t *tab) oldest() int {
	return slices.IndexFunc(t.answers.list, func(e *ended) bool {
		return e != t.answers.list[min(t.answers.at, len(t.answers.list)-1)] && !(t.run.busy && t.run.order.from != nil && t.run.order.from.id == e.id)
	})
}

func (t *tab) drop(i int) bool {
	if i < 0 {
		return false
	}
	a := &t.answers
	a.list = slices.Delete(a.list, i, i+1)
	a.lost++
	if a.at > i {
		a.at--
	}
	return true
}

func (m *Model) heldBytes() (n int64) {
	for _, t := range m.tabs {
		for _, e := range t.answers.list {
			if e.held != nil {
				n += e.held.result.Size()
			}
		}
	}
	return n
}
