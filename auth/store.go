package auth

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/moby/sys/atomicwriter"
	"github.com/pelletier/go-toml/v2"
)

// environmentFile is the settings in an environment's folder.
const environmentFile = "environment.toml"

// Store is the folder of environments: <Dir>/<name>/environment.toml, folders 0700, files 0600.
// What else is in an environment's folder belongs to others and is left alone by Save.
type Store struct{ Dir string }

// Path is the folder of the environment of that name.
func (s Store) Path(name string) string { return filepath.Join(s.Dir, name) }

// List returns every environment, by name. Each damaged one is an error that names file and
// line; its file is left as it is. Folders without an environment.toml are no environments.
func (s Store) List() (environments []Environment, faults []error) {
	names, err := s.names()
	if err != nil {
		return nil, []error{err}
	}
	for _, name := range names {
		e, err := s.Load(name)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		environments = append(environments, e)
	}
	return environments, faults
}

// Load reads one environment. One that is not there is ErrNoEnvironment, with the names there are.
func (s Store) Load(name string) (Environment, error) {
	if err := ValidName(name); err != nil {
		return Environment{}, fmt.Errorf("%w: %w", ErrNoEnvironment, err)
	}
	path := filepath.Join(s.Path(name), environmentFile)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Environment{}, s.absent(name)
	}
	if err != nil {
		return Environment{}, fmt.Errorf("read environment %s: %w", name, err)
	}
	var e Environment
	if err := decodeTOML(path, data, &e); err != nil {
		return Environment{}, err
	}
	e.Name = name
	e = e.canonical()
	if err := e.Validate(); err != nil {
		key := ""
		if field, ok := errors.AsType[*fieldError](err); ok {
			key = field.key
		}
		return Environment{}, fmt.Errorf("%s:%d: %w", path, lineOf(data, key), err)
	}
	return e, nil
}

// Save writes the environment's settings whole or not at all; comments in the file do not stay. A name that
// differs from another environment's only in capitals is ErrNameTaken.
func (s Store) Save(e Environment) error {
	e = e.canonical()
	if err := e.Validate(); err != nil {
		return fmt.Errorf("environment %s cannot be saved: %w", e.Name, err)
	}
	if err := s.unlikeOthers(e.Name, e.Name); err != nil {
		return fmt.Errorf("environment %s cannot be saved: %w", e.Name, err)
	}
	data, err := toml.Marshal(e)
	if err != nil {
		return fmt.Errorf("write environment %s: %w", e.Name, err)
	}
	if err := os.MkdirAll(s.Path(e.Name), 0o700); err != nil {
		return fmt.Errorf("make the folder of environment %s: %w", e.Name, err)
	}
	if err := atomicwriter.WriteFile(filepath.Join(s.Path(e.Name), environmentFile), data, 0o600); err != nil {
		return fmt.Errorf("write environment %s: %w", e.Name, err)
	}
	return nil
}

// Remove deletes the environment's whole folder: settings, variables and saved queries.
func (s Store) Remove(name string) error {
	if err := s.exists(name); err != nil {
		return err
	}
	if err := os.RemoveAll(s.Path(name)); err != nil {
		return fmt.Errorf("remove environment %s: %w", name, err)
	}
	return nil
}

// names is the folders that hold an environment.toml, sorted.
func (s Store) names() ([]string, error) {
	entries, err := os.ReadDir(s.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list the environments: %w", err)
	}
	var names []string
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		if _, err := os.Lstat(filepath.Join(s.Dir, entry.Name(), environmentFile)); err == nil {
			names = append(names, entry.Name())
		}
	}
	return names, nil
}

func (s Store) absent(name string) error {
	names, err := s.names()
	switch {
	case err != nil:
		return err
	case len(names) == 0:
		return fmt.Errorf("%w: %q; there are none yet, graphguest env add makes one", ErrNoEnvironment, name)
	}
	return fmt.Errorf("%w: %q; there are: %s", ErrNoEnvironment, name, strings.Join(names, ", "))
}

// canonical is the environment with its ids in lower case, as Entra ID writes them in tokens.
func (e Environment) canonical() Environment {
	e.TenantID = strings.ToLower(e.TenantID)
	e.ClientID = strings.ToLower(e.ClientID)
	return e
}
