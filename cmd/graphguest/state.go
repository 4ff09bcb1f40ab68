package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
	"github.com/moby/sys/atomicwriter"

	"graphguest/auth"
	"graphguest/tui"
)

// memory is what is remembered between two starts, in the state folder: environments/<name>.json
// and last-environment. Two windows at once are normal: neither loses the other's runs.
type memory struct {
	dir string
	now func() time.Time
	// there is whether an environment of that name exists; nil = it does not matter
	there func(name string) bool
}

const (
	mostRemembered = 4 << 20         // bytes of a file; ours stay far below
	otherWindow    = 2 * time.Second // how long another window may take for its own write
)

func (m memory) file(name string) string { return filepath.Join(m.dir, "environments", name+".json") }
func (m memory) lastFile() string        { return filepath.Join(m.dir, "last-environment") }

// last is the environment that was open last; "" = none is known.
func (m memory) last() string {
	text, err := os.ReadFile(m.lastFile())
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(text))
}

// used is when an environment was open last; zero = never, or not known. It reads no file.
func (m memory) used(name string) time.Time {
	if auth.ValidName(name) != nil {
		return time.Time{}
	}
	info, err := os.Stat(m.file(name))
	if err != nil {
		return time.Time{}
	}
	return info.ModTime() // keep sets it
}

// kept is what is remembered of an environment. None is no error. A damaged file is set aside: the
// error says where it is now.
func (m memory) kept(name string) (k tui.Kept, err error) {
	if k, err = m.read(name); !errors.As(err, new(damage)) {
		return k, err
	}
	busy := m.alone(func() error { // another window may have mended it meanwhile
		k, err = m.readOrSetAside(name)
		return nil
	})
	return k, errors.Join(err, busy)
}

// damage is why a file holds nothing that can be read.
type damage struct{ error }

// readOrSetAside is for who is alone.
func (m memory) readOrSetAside(name string) (tui.Kept, error) {
	k, err := m.read(name)
	if why, damaged := errors.AsType[damage](err); damaged {
		return tui.Kept{}, setAside(m.file(name), why.error)
	}
	return k, err
}

func (m memory) read(name string) (tui.Kept, error) {
	if err := auth.ValidName(name); err != nil {
		return tui.Kept{}, err
	}
	file := m.file(name)
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return tui.Kept{}, nil
	case err != nil:
		return tui.Kept{}, fmt.Errorf("what is remembered of %s: %w", name, err)
	case !info.Mode().IsRegular(): // a pipe would let the start wait for ever
		return tui.Kept{}, fmt.Errorf("what is remembered of %s: %s is no file", name, file)
	case info.Size() > mostRemembered:
		return tui.Kept{}, damage{fmt.Errorf("%s has %d MiB", file, info.Size()>>20)}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return tui.Kept{}, fmt.Errorf("what is remembered of %s: %w", name, err)
	}
	var r remembered
	if err := json.Unmarshal(data, &r); err != nil {
		return tui.Kept{}, damage{err}
	}
	return r.kept(), nil
}

// setAside renames a damaged file, so that the next save does not replace it, and says so.
func setAside(file string, why error) error {
	aside := file + ".damaged"
	for n := 2; n < 100; n++ {
		if _, err := os.Lstat(aside); err != nil {
			break
		}
		aside = fmt.Sprintf("%s.damaged-%d", file, n)
	}
	if err := os.Rename(file, aside); err != nil {
		return fmt.Errorf("%s is damaged (%w), and could not be set aside: %w", file, why, err)
	}
	return fmt.Errorf("%s was damaged (%w); it is now %s, and nothing is remembered", file, why, filepath.Base(aside))
}

// keep remembers k, together with the runs of other windows, and that the environment was the last one
// open unless another was open later. Of tabs the later ones stay.
func (m memory) keep(name string, k tui.Kept) error {
	if err := auth.ValidName(name); err != nil {
		return err
	}
	return m.alone(func() error {
		if m.there != nil && !m.there(name) {
			return nil // it was removed, or has another name: nothing comes back of it
		}
		was, damaged := m.readOrSetAside(name)
		if _, err := os.Lstat(m.file(name)); damaged != nil && err == nil {
			return damaged // still there: it would be replaced
		}
		if was.Used.After(m.now().Add(time.Minute)) {
			was.Used = time.Time{} // of a clock that was wrong
		}
		if err := m.write(name, merged(was, k)); err != nil {
			return err
		}
		if last := m.last(); last == name || !k.Used.Before(m.used(last)) || m.used(last).After(m.now().Add(time.Minute)) {
			return errors.Join(damaged, atomicwriter.WriteFile(m.lastFile(), []byte(name+"\n"), 0o600))
		}
		return damaged
	})
}

func (m memory) write(name string, k tui.Kept) error {
	data, err := json.Marshal(rememberedOf(k))
	if err != nil {
		return err
	}
	file := m.file(name)
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	if err := atomicwriter.WriteFile(file, data, 0o600); err != nil {
		return err
	}
	return os.Chtimes(file, time.Time{}, k.Used)
}

// forget removes what is remembered of an environment.
func (m memory) forget(name string) error {
	if err := auth.ValidName(name); err != nil {
		return err
	}
	return m.alone(func() error {
		err := os.Remove(m.file(name))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
}

// alone does what no other window may do at the same moment.
func (m memory) alone(do func() error) error {
	locks := filepath.Join(m.dir, "locks")
	if err := os.MkdirAll(locks, 0o700); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), otherWindow)
	defer cancel()
	lock := flock.New(filepath.Join(locks, "remembered.lock"), flock.SetPermissions(0o600))
	if got, err := lock.TryLockContext(ctx, 10*time.Millisecond); !got {
		return fmt.Errorf("another window is writing: %w", err)
	}
	defer func() { _ = lock.Unlock() }()
	return do()
}
