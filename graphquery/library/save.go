package library

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/moby/sys/atomicwriter"

	"graphguest/graphquery/httpfile"
)

// Save writes a query and returns it as it now stands in the library.
// A query whose Name is in the library is changed in the file where it stands; any other is new,
// in a file of its own, named after Name or else Title, with a number where that is taken;
// in the shared folder if s.Shared. Its Look is kept, too, where there is one.
func (l Library) Save(s Saved) (Saved, error) {
	if s.Name != "" {
		if e, err := l.find(s.Name); err == nil && e.Name == s.Name {
			return l.change(e, func(f *httpfile.File) error { return f.Put(over(f, request(e.local, s), s.Look)) }, e.local)
		}
	}
	return l.create(s)
}

// Rename gives a query a new title and the name that follows from it.
// A file that holds only this query and is named after it is renamed with it.
func (l Library) Rename(old, newTitle string) (Saved, error) {
	e, err := l.find(old)
	if err != nil {
		return Saved{}, err
	}
	name := httpfile.Slug(newTitle)
	if name != e.local {
		name = l.free(name)
	}
	saved, err := l.change(e, func(f *httpfile.File) error { return f.Rename(e.local, name, newTitle) }, name)
	if err != nil || filepath.Base(e.File) != e.local+".http" || name == e.local {
		return saved, err
	}
	return l.follow(saved, filepath.Join(filepath.Dir(e.File), name+".http"))
}

// follow gives the file of a renamed query its new name, where it holds no other.
func (l Library) follow(s Saved, path string) (Saved, error) {
	f, _, err := open(s.File)
	if err != nil || len(f.Requests) != 1 || exists(path) {
		return s, err
	}
	if err := os.Rename(s.File, path); err != nil {
		return s, err
	}
	s.File = path
	return s, nil
}

// Delete takes a query out of its file, and removes a file in which nothing is left.
func (l Library) Delete(name string) error {
	e, err := l.find(name)
	if err != nil {
		return err
	}
	return edit(e.File, func(f *httpfile.File) error { return f.Remove(e.local) })
}

// change edits the file of e and returns the query that is called local there afterwards.
func (l Library) change(e entry, how func(*httpfile.File) error, local string) (Saved, error) {
	if err := edit(e.File, how); err != nil {
		return Saved{}, err
	}
	return l.at(e.File, local)
}

// at returns the query that is called local in a file.
func (l Library) at(file, local string) (Saved, error) {
	all, _ := l.entries()
	for _, e := range all {
		if e.File == file && e.local == local {
			return e.Saved, nil
		}
	}
	return Saved{}, fmt.Errorf("%s: %w: %q was saved and is gone: another program changed the file", file, ErrNoQuery, local)
}

func (l Library) create(s Saved) (Saved, error) {
	name := s.Name
	if name == "" {
		name = s.Title
	}
	dir := l.Dir
	if s.Shared {
		dir = l.Shared
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return Saved{}, err
	}
	f, _ := httpfile.Parse("", nil)
	name = l.free(httpfile.Slug(name))
	if err := f.Put(request(name, s)); err != nil {
		return Saved{}, err
	}
	path := filepath.Join(dir, name+".http")
	if err := reserve(path); err != nil {
		return Saved{}, err
	}
	if err := atomicwriter.WriteFile(path, f.Bytes(), 0o600); err != nil {
		_ = os.Remove(path) // it is empty
		return Saved{}, err
	}
	return l.at(path, name)
}

// free returns name, with a number where a query or a file of that name is there.
func (l Library) free(name string) string {
	all, _ := l.entries()
	taken := map[string]bool{}
	for _, e := range all {
		taken[e.Name] = true
	}
	for n := 1; ; n++ {
		free := httpfile.Numbered(name, n)
		if !taken[free] && !exists(filepath.Join(l.Dir, free+".http")) && (l.Shared == "" || !exists(filepath.Join(l.Shared, free+".http"))) {
			return free
		}
	}
}

func request(name string, s Saved) httpfile.Request {
	title := s.Title
	if title == "" {
		title = name
	}
	r := httpfile.Request{Name: name, Title: title, Description: s.Description, Query: s.Query}
	r.Extra, _ = withLook("", s.Look) // of nothing it cannot fail
	return r
}

// over is r with what the request of that name in the file holds besides. A look without anything leaves the one there.
func over(f *httpfile.File, r httpfile.Request, look Look) httpfile.Request {
	for _, old := range f.Requests {
		if old.Name == r.Name {
			r.Extra = old.Extra
			if !sameQuestion(old.Query, r.Query) {
				r.Extra = withoutDelta(r.Extra)
			}
			if with, err := withLook(r.Extra, look); err == nil && !look.Empty() {
				r.Extra = with
			}
		}
	}
	return r
}

// reserve makes sure that a new file is really new: another window may just have made it.
func reserve(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// edit changes one file. It starts from what is in the file now, and starts again
// when another window saved meanwhile, so that no query of that window is lost.
func edit(path string, how func(*httpfile.File) error) error {
	for range 10 {
		f, _, err := open(path)
		if err != nil {
			return err
		}
		before := f.Bytes()
		if err := how(f); err != nil {
			return err
		}
		if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, before) {
			continue
		}
		if f.Empty() {
			return os.Remove(path)
		}
		return atomicwriter.WriteFile(path, f.Bytes(), 0o600)
	}
	return fmt.Errorf("%s: another program keeps changing the file; nothing was saved", path)
}
