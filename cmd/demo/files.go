package demo

import (
	"embed"
	"io/fs"
	"os"
	"path/filepath"

	"graphguest/graphquery/library"
)

// Home is the environment that the demo starts signed in to.
const Home = "contoso"

//go:embed environments
var files embed.FS

// writeFiles lays out the demo's settings and gives each environment the starter queries.
func writeFiles(dir string) error {
	if err := os.CopyFS(dir, files); err != nil {
		return err
	}
	names, err := fs.ReadDir(files, "environments")
	if err != nil {
		return err
	}
	for _, name := range names {
		queries := filepath.Join(dir, "environments", name.Name(), "queries")
		if err := os.MkdirAll(queries, 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(queries, "starter.http"), library.Starter(), 0o600); err != nil {
			return err
		}
	}
	return nil
}
