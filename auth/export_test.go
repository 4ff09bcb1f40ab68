package auth

import (
	"context"
	"time"
)

// Pausing makes a desk wait with pause instead of a timer.
func (d *Desk) Pausing(pause func(context.Context, time.Duration) error) { d.pause = pause }

// Kept counts the entries.
func (m *MemorySecrets) Kept() (n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, entries := range m.entries {
		n += len(entries)
	}
	return n
}

// Alter changes every entry of a key.
func (m *MemorySecrets) Alter(key, value string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, entries := range m.entries {
		if _, ok := entries[key]; ok {
			entries[key] = value
		}
	}
}

// Scribble puts a whole unit in the place of the guest's that MSAL's cache cannot be read from.
func (g *Guest) Scribble(ctx context.Context) error {
	id, _ := g.Environment().unit()
	_, err := g.desk.units.save(ctx, id, []byte("no cache"), "", true)
	return err
}

// Stored is the guest's unit as text.
func (g *Guest) Stored(ctx context.Context) (string, error) {
	s, err := g.stored(ctx)
	return string(s.blob), err
}

// Boarded counts the callers of Token that wait for the same answer.
func (g *Guest) Boarded(claims string) int {
	g.flights.mu.Lock()
	defer g.flights.mu.Unlock()
	if fl := g.flights.running[claims]; fl != nil {
		return fl.waiting
	}
	return 0
}
