package auth

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

const (
	lockLimit = 10 * time.Second
	lockRetry = 5 * time.Millisecond
)

// lockFolder holds one advisory lock file per unit: without them two windows that save at once mix their parts.
type lockFolder struct {
	dir   string        // "" = nobody else shares the secrets: nothing to lock
	limit time.Duration // how long to wait for another window
}

// hold waits until name is ours alone among all processes; the caller releases it.
// Errors: that of ctx; one that Is ErrKeyring when another window keeps it beyond the limit; or what the file
// system says. The file stays: removing it would let two windows hold two files of one name.
func (l lockFolder) hold(ctx context.Context, name string) (release func(), err error) {
	if l.dir == "" {
		return func() {}, nil
	}
	if err := os.MkdirAll(l.dir, 0o700); err != nil {
		return nil, err
	}
	waiting, cancel := context.WithTimeout(ctx, l.limit)
	defer cancel()
	file := flock.New(filepath.Join(l.dir, name+".lock"))
	switch held, err := file.TryLockContext(waiting, lockRetry); {
	case held:
		// Nothing can be done about a lock that will not go: the process's end frees it.
		return func() { _ = file.Unlock() }, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return nil, busyError{l.limit}
	default:
		return nil, fmt.Errorf("cannot lock %s: %w", file.Path(), err)
	}
}

// busyError says that another window, or another part of this one, holds a unit.
type busyError struct{ limit time.Duration }

func (e busyError) Error() string {
	return fmt.Sprintf("another graphguest window has held this sign-in for %s → close it, or wait and try again", e.limit)
}

func (busyError) Is(target error) bool { return target == ErrKeyring }
