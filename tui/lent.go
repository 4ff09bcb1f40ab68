package tui

import (
	"os"
	"sync"
)

// lent are the folders whose files other programs have open until the explorer ends.
type lent struct {
	mu   sync.Mutex
	dirs []string
}

func (l *lent) add(dir string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.dirs = append(l.dirs, dir)
}

// Clean removes the files that were made for other programs to look at. It is called once the screen is gone.
func (m *Model) Clean() {
	l := m.effects.lent
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, dir := range l.dirs {
		_ = os.RemoveAll(dir)
	}
	l.dirs = nil
}
