package main

import (
	"errors"
	"os"
	"path/filepath"
)

// outFile is a file that appears under its name whole, on commit, or not at all.
type outFile struct {
	*os.File
	name string
}

func newOutFile(name string) (*outFile, error) {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, usageError{errors.New("not a regular file; > writes to a device or a pipe")} // a rename would replace it
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".graphguest-*") // 0600: directory data is nobody else's
	if err != nil {
		return nil, err
	}
	return &outFile{f, name}, nil
}

func (o *outFile) commit() error {
	err := errors.Join(o.Sync(), o.Close())
	if err == nil {
		err = os.Rename(o.File.Name(), o.name)
	}
	if err != nil {
		_ = os.Remove(o.File.Name())
	}
	return err
}

func (o *outFile) abort() {
	_ = o.Close()
	_ = os.Remove(o.File.Name())
}
