// Package library keeps saved queries in folders of .http files, and the variables they use.
//
// Every new query gets a file of its own, <name>.http, so that folders are easy to read, compare
// and share; a file that a person wrote may hold many, and each is edited where it stands.
package library

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"graphguest/graphquery"
	"graphguest/graphquery/httpfile"
)

// Library is the saved queries of one environment, and those of all.
type Library struct {
	Dir    string // the environment's folder; made by the first save
	Shared string // the folder of all environments; "" = none
}

// Saved is a query in the library.
type Saved struct {
	Name        string // a slug, unique in the library
	Title       string
	Description string
	File        string // path of the file it is in
	Line        int    // where it begins there, from 1
	Shared      bool   // it is in the shared folder
	Query       graphquery.Query
	Variables   Variables // those its file defines; a person's own come before them

	// DeltaLinks say for each tenant (GUID, lower case) where the next question for changes begins. KeepDelta sets
	// them; Save takes them out when the query becomes another.
	DeltaLinks map[string]string

	Look Look // how its answers are looked at. KeepLook sets it; Save does with a query that is new.
}

// ErrNoQuery is the error for a name that is not in the library.
var ErrNoQuery = errors.New("no such saved query")

// maxFile is more than any collection a person keeps by hand.
const maxFile = 4 << 20

// List returns the queries that can be run: the environment's, then the shared ones, each folder
// by file name and line. What cannot be read or run is an error that names file and line; the rest is listed.
func (l Library) List() ([]Saved, []error) {
	all, errs := l.entries()
	saved := make([]Saved, len(all))
	for i, e := range all {
		saved[i] = e.Saved
	}
	return saved, errs
}

// entry is a saved query with what an edit has to know.
type entry struct {
	Saved
	local string // its name inside the file
}

func (l Library) entries() ([]entry, []error) {
	all, errs := readFolder(l.Dir, false)
	shared, more := readFolder(l.Shared, true)
	all, errs = append(all, shared...), append(errs, more...)
	var names httpfile.Names
	for i := range all {
		all[i].Name = names.Take(all[i].local)
	}
	return all, errs
}

// readFolder lists one folder. A folder that is not there is empty.
func readFolder(dir string, shared bool) ([]entry, []error) {
	if dir == "" {
		return nil, nil
	}
	files, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var all []entry
	var errs []error
	if err != nil {
		errs = append(errs, err)
	}
	for _, file := range files {
		name := file.Name()
		if ext := strings.ToLower(filepath.Ext(name)); ext != ".http" && ext != ".rest" || strings.HasPrefix(name, ".") {
			continue
		}
		entries, problems := readFile(filepath.Join(dir, name), shared)
		all, errs = append(all, entries...), append(errs, problems...)
	}
	return all, errs
}

func readFile(path string, shared bool) ([]entry, []error) {
	f, problems, err := open(path)
	if err != nil {
		return nil, []error{err}
	}
	var errs []error
	for _, p := range problems {
		errs = append(errs, p)
	}
	var all []entry
	for _, r := range f.Requests {
		if r.Refused != "" {
			continue
		}
		all = append(all, entry{local: r.Name, Saved: Saved{
			Title: title(r), Description: r.Description, File: path, Line: r.Line, Shared: shared,
			Query: r.Query, Variables: f.Variables, DeltaLinks: deltaLinks(r.Extra), Look: lookOf(r.Extra),
		}})
	}
	return all, errs
}

// open reads a file of queries. A pipe or device is never opened: it could wait for ever.
func open(path string) (*httpfile.File, []httpfile.Problem, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxFile {
		return nil, nil, fmt.Errorf("%s: not a file of queries: a regular file of at most %d MiB is", path, maxFile>>20)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	f, problems := httpfile.Parse(path, data)
	return f, problems, nil
}

func title(r httpfile.Request) string {
	if r.Title != "" {
		return r.Title
	}
	return strings.ReplaceAll(r.Name, "-", " ")
}
