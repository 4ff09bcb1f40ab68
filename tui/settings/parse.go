package settings

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"graphguest/tui/kit"
)

// Parse reads settings.toml. file is the name that errors begin with, as in
// "settings.toml:12: ". What is wrong is left out and named, and the rest holds; of a
// file that is no TOML nothing holds.
func Parse(file string, data []byte) (Settings, []error) {
	r := reader{file: file}
	all, err := statements(file, data)
	if err != nil {
		return Settings{}, []error{err}
	}
	for _, s := range all {
		r.read(s)
	}
	return r.Settings, r.faults
}

// reader is one reading of a file.
type reader struct {
	Settings
	file    string
	faults  []error
	refused []string // what was named as unknown already
}

// fields are the settings that are one value. set says what is wrong with it.
var fields = []struct {
	name string
	set  func(*Settings, value) string
}{
	{"theme", word(func(s *Settings) *string { return &s.Theme }, "a theme", kit.ThemeNames()...)},
	{"background", word(func(s *Settings) *string { return &s.Background }, "a background", "dark", "light", "auto")},
	{"glyphs", word(func(s *Settings) *string { return &s.Glyphs }, "a set of glyphs", "unicode", "ascii")},
	{"mouse", func(s *Settings, v value) string {
		if v.kind != unstable.Bool {
			return "is true or false"
		}
		on := v.text == "true"
		s.Mouse = &on
		return ""
	}},
}

// word is a setting that is one of some words.
func word(of func(*Settings) *string, what string, allowed ...string) func(*Settings, value) string {
	return func(s *Settings, v value) string {
		choice := "there are " + strings.Join(allowed, ", ")
		if v.kind != unstable.String {
			return "is text in quotes; " + choice
		}
		if !slices.Contains(allowed, v.text) {
			return fmt.Sprintf("%q is not %s; %s", v.text, what, choice)
		}
		*of(s) = v.text
		return ""
	}
}

func (r *reader) read(s statement) {
	name := s.path[0]
	if name == "keys" {
		r.readKey(s)
		return
	}
	for _, f := range fields {
		if f.name != name {
			continue
		}
		if len(s.path) > 1 {
			s.value.kind = unstable.Table
		}
		if why := f.set(&r.Settings, s.value); why != "" && !r.known(name) {
			r.fault(s.line, "%s: %s", name, why)
		}
		return
	}
	if !r.known(name) {
		r.fault(s.line, "%q is no setting; there are %s and tables [keys.…]", name, fieldNames())
	}
}

// known is whether a name was refused before: a table of unknown settings is one fault.
func (r *reader) known(name string) bool {
	if slices.Contains(r.refused, name) {
		return true
	}
	r.refused = append(r.refused, name)
	return false
}

func (r *reader) fault(line int, format string, args ...any) {
	r.faults = append(r.faults, fmt.Errorf("%s:%d: %s", r.file, line, fmt.Sprintf(format, args...)))
}

func fieldNames() string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.name
	}
	return strings.Join(names, ", ")
}
