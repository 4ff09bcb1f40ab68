package library

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Variables are values by name, for the {{name}} of a query.
type Variables map[string]string

// With returns the variables with those of over put on top.
func (v Variables) With(over Variables) Variables {
	all := maps.Clone(v)
	if all == nil {
		all = Variables{}
	}
	maps.Copy(all, over)
	return all
}

// ReadVariables reads an http-client.env.json, as other tools write it too: objects of values by the
// name of an environment. "$shared" comes first, then "graphguest", then the object named as the folder
// of the file, or the only one there is. A file that is not there has no variables.
func ReadVariables(path string) (Variables, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Variables{}, nil
	}
	if err != nil {
		return nil, err
	}
	var file map[string]any
	d := json.NewDecoder(newTextReader(data))
	d.UseNumber()
	if err := d.Decode(&file); err != nil {
		return nil, fmt.Errorf("%s:%d: %w", path, lineAt(data, d.InputOffset(), err), err)
	}
	v := Variables{}
	v.add(file) // values outside any environment
	for _, name := range order(file, filepath.Base(filepath.Dir(path))) {
		if values, ok := file[name].(map[string]any); ok {
			v.add(values)
		}
	}
	return v, nil
}

// order is which objects of the file count, the strongest last.
func order(file map[string]any, folder string) []string {
	names := []string{"$shared", "graphguest", folder}
	var own []string
	for name, value := range file {
		if _, isObject := value.(map[string]any); isObject && name != "$shared" {
			own = append(own, name)
		}
	}
	if len(own) == 1 && !slices.Contains(names, own[0]) {
		names = append(names, own[0])
	}
	return names
}

// add takes over texts, numbers and truth values; what tools keep secret elsewhere comes as an object and is left out.
func (v Variables) add(values map[string]any) {
	for name, value := range values {
		switch value := value.(type) {
		case string:
			v[name] = value
		case json.Number, bool:
			v[name] = fmt.Sprint(value)
		}
	}
}
