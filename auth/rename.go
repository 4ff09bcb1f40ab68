package auth

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// variablesFile and queriesFolder are what a copy takes along. What is in them, others know.
const (
	variablesFile = "http-client.env.json"
	queriesFolder = "queries"
)

// Rename gives the environment's folder another name. Its sign-in goes along: the keyring knows
// tenant, app and account, and no name. A name that is taken, also one that differs from another
// environment's only in capitals, is ErrNameTaken.
func (s Store) Rename(was, name string) error {
	if err := s.exists(was); err != nil {
		return err
	}
	if was == name {
		return nil
	}
	if err := s.free(name, was); err != nil {
		return fmt.Errorf("environment %s cannot be renamed: %w", was, err)
	}
	if err := os.Rename(s.Path(was), s.Path(name)); err != nil {
		return fmt.Errorf("rename environment %s: %w", was, err)
	}
	return nil
}

// Copy makes the environment e out of the one named from: e's settings, with from's saved queries
// and variables. Symbolic links do not come along. Who is signed in does, where tenant, app and
// account are from's; else e starts without. A name that is taken is ErrNameTaken.
func (s Store) Copy(from string, e Environment) error {
	old, err := s.Load(from)
	if err != nil {
		return err
	}
	e = e.canonical().after(old)
	if err := e.Validate(); err != nil {
		return fmt.Errorf("environment %s cannot be saved: %w", e.Name, err)
	}
	settings, err := toml.Marshal(e)
	if err != nil {
		return fmt.Errorf("write environment %s: %w", e.Name, err)
	}
	kept, err := s.snapshot(from, func(path string) bool {
		return path == variablesFile || path == queriesFolder || strings.HasPrefix(path, queriesFolder+"/")
	})
	if err != nil {
		return err
	}
	kept.files[0].data = settings
	if err := s.build(e.Name, kept.files); err != nil {
		return fmt.Errorf("environment %s cannot be copied: %w", from, err)
	}
	return nil
}

// exists says whether there is an environment of that name, damaged or not.
func (s Store) exists(name string) error {
	if err := ValidName(name); err != nil {
		return fmt.Errorf("%w: %w", ErrNoEnvironment, err)
	}
	if _, err := os.Lstat(filepath.Join(s.Path(name), environmentFile)); errors.Is(err, fs.ErrNotExist) {
		return s.absent(name)
	}
	return nil
}

// free says whether a new environment, or the one named was, can have that name.
func (s Store) free(name, was string) error {
	if err := ValidName(name); err != nil {
		return err
	}
	if err := s.unlikeOthers(name, was); err != nil {
		return err
	}
	there, err := os.Lstat(s.Path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if own, ownErr := os.Lstat(s.Path(was)); was != "" && err == nil && ownErr == nil && os.SameFile(there, own) {
		return nil // only its capitals change, where the file system does not tell them apart
	}
	return fmt.Errorf("%w: there is a folder %s already", ErrNameTaken, s.Path(name))
}

// unlikeOthers refuses a name that another environment than the one named was has, but for capitals:
// not every file system can tell the two apart.
func (s Store) unlikeOthers(name, was string) error {
	names, err := s.names()
	if err != nil {
		return err
	}
	for _, n := range names {
		switch {
		case n == was || !strings.EqualFold(n, name):
		case n == name:
			return fmt.Errorf("%w: there is an environment %s already; choose another name", ErrNameTaken, n)
		default:
			return fmt.Errorf("%w: there is one named %s, which differs only in capitals; choose another name", ErrNameTaken, n)
		}
	}
	return nil
}
