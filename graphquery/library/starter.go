package library

import (
	_ "embed"
	"os"
	"path/filepath"

	"github.com/moby/sys/atomicwriter"
)

//go:embed starter.http
var starter []byte

// Starter is a first set of queries for a guest, as an .http file.
func Starter() []byte { return append([]byte(nil), starter...) }

// AddStarter writes the starter set as starter.http into the environment's folder,
// where there is none; what a person made of it is never touched.
func (l Library) AddStarter() error {
	if err := os.MkdirAll(l.Dir, 0o700); err != nil {
		return err
	}
	path := filepath.Join(l.Dir, "starter.http")
	if exists(path) {
		return nil
	}
	return atomicwriter.WriteFile(path, starter, 0o600)
}
