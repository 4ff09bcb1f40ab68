package auth

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// decodeTOML reads data into target. An error names path, line and column; a key that target
// does not know is an error too, because a misspelt setting must not be ignored in silence.
func decodeTOML(path string, data []byte, target any) error {
	err := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields().Decode(target)
	if unknown, ok := errors.AsType[*toml.StrictMissingError](err); ok {
		var all []error
		for i := range unknown.Errors {
			row, column := unknown.Errors[i].Position()
			all = append(all, fmt.Errorf("%s:%d:%d: unknown key %q", path, row, column, strings.Join(unknown.Errors[i].Key(), ".")))
		}
		return errors.Join(all...)
	}
	if fault, ok := errors.AsType[*toml.DecodeError](err); ok {
		row, column := fault.Position()
		return fmt.Errorf("%s:%d:%d: %s", path, row, column, strings.TrimPrefix(fault.Error(), "toml: "))
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// lineOf is the line on which key is set or its table begins; 1 when it cannot be found.
func lineOf(data []byte, key string) int {
	for i, line := range strings.Split(string(data), "\n") {
		line = strings.TrimLeft(line, " \t")
		if table, ok := strings.CutPrefix(line, "["); ok {
			line = strings.Replace(strings.TrimLeft(table, " \t"), "]", "=", 1)
		}
		name, _, set := strings.Cut(line, "=")
		if set && strings.Trim(name, " \t\"'") == key {
			return i + 1
		}
	}
	return 1
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
