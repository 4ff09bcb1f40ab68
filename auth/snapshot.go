package auth

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/moby/sys/atomicwriter"
)

// maxSnapshot is far more than settings, variables and saved queries come to.
const maxSnapshot = 16 << 20

// Snapshot is an environment's folder as it was, in memory. The zero value is of nothing.
type Snapshot struct {
	Name  string
	Left  []string // what is not in it: beyond 16 MiB, no regular file, or not to be read
	files []keptFile
}

type keptFile struct {
	path string // within the folder, with slashes
	data []byte
}

// Snapshot keeps the files of the environment of that name, so that Restore can undo its removal.
// Symbolic links are not followed, but for environment.toml itself. One that is not there is ErrNoEnvironment.
func (s Store) Snapshot(name string) (Snapshot, error) {
	if err := s.exists(name); err != nil {
		return Snapshot{}, err
	}
	return s.snapshot(name, func(string) bool { return true })
}

// Restore brings the folder of a snapshot back, whole or not at all, never over an environment
// that there is: then the error Is ErrNameTaken.
func (s Store) Restore(was Snapshot) error {
	if err := s.build(was.Name, was.files); err != nil {
		return fmt.Errorf("environment %s cannot be brought back: %w", was.Name, err)
	}
	return nil
}

// snapshot keeps the files of which want is true, environment.toml in any case.
func (s Store) snapshot(name string, want func(path string) bool) (Snapshot, error) {
	settings, err := os.ReadFile(filepath.Join(s.Path(name), environmentFile))
	if err != nil {
		return Snapshot{}, fmt.Errorf("read environment %s: %w", name, err)
	}
	folder, err := os.OpenRoot(s.Path(name))
	if err != nil {
		return Snapshot{}, fmt.Errorf("read environment %s: %w", name, err)
	}
	defer folder.Close()
	kept := Snapshot{Name: name, files: []keptFile{{environmentFile, settings}}}
	room := maxSnapshot - len(settings)
	err = fs.WalkDir(folder.FS(), ".", func(at string, entry fs.DirEntry, err error) error {
		switch {
		case err == nil && entry.IsDir(), at == environmentFile, !want(at):
			return nil
		case err == nil && entry.Type().IsRegular():
			if data, err := readAtMost(folder, at, room); err == nil {
				room -= len(data)
				kept.files = append(kept.files, keptFile{at, data})
				return nil
			}
		}
		kept.Left = append(kept.Left, at)
		return nil
	})
	return kept, err
}

var errNoRoom = errors.New("too large to be kept in memory")

func readAtMost(folder *os.Root, name string, limit int) ([]byte, error) {
	file, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, int64(limit)+1))
	if err == nil && len(data) > limit {
		err = errNoRoom
	}
	return data, err
}

// build makes the folder of a new environment out of files: beside its place first, then there in one step.
func (s Store) build(name string, files []keptFile) error {
	if err := s.free(name, ""); err != nil {
		return err
	}
	if err := os.MkdirAll(s.Dir, 0o700); err != nil {
		return err
	}
	beside, err := os.MkdirTemp(s.Dir, ".new-") // a name with a dot in front is no environment's
	if err != nil {
		return err
	}
	defer os.RemoveAll(beside) // gone by then, if all went well
	for _, f := range files {
		at := filepath.Join(beside, filepath.FromSlash(f.path))
		if err := os.MkdirAll(filepath.Join(beside, filepath.FromSlash(path.Dir(f.path))), 0o700); err != nil {
			return err
		}
		if err := atomicwriter.WriteFile(at, f.data, 0o600); err != nil {
			return err
		}
	}
	return os.Rename(beside, s.Path(name))
}
