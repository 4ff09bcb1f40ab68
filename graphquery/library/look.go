package library

import (
	"encoding/json"
	"fmt"
	"slices"

	"graphguest/graphquery/httpfile"
)

// lookMember is the member of a query's "# @gx" line that holds its look: {"look":{"columns":[…],"filter":"…"}}.
const lookMember = "look"

// Look is how a person looks at the answers of a saved query.
type Look struct {
	Columns []Column `json:"columns,omitempty"` // of the table, in order; nil = as they come
	Filter  string   `json:"filter,omitempty"`  // a jq filter; "" = none
}

// Column is a column of the table.
type Column struct {
	Path  string `json:"path"`            // "manager/displayName"; members parted by "/"
	Width int    `json:"width,omitempty"` // cells; 0 = as wide as it takes
	Count bool   `json:"count,omitempty"` // of a list: how many, not what
}

// Empty is whether answers are looked at as they come.
func (l Look) Empty() bool { return len(l.Columns) == 0 && l.Filter == "" }

// Bounds of what a file can make of a look.
const (
	mostColumns   = 500
	widestColumn  = 10_000 // cells
	longestFilter = 64 << 10
)

// KeepLook keeps with a saved query how its answers are looked at; an empty look forgets it. What else stands in the
// file stays, and so does what another window saved meanwhile.
func (l Library) KeepLook(asked Saved, look Look) error {
	if err := look.check(); err != nil {
		return err
	}
	e, err := l.find(asked.Name)
	if err != nil {
		return err
	}
	return edit(e.File, func(f *httpfile.File) error {
		i := slices.IndexFunc(f.Requests, func(r httpfile.Request) bool { return r.Name == e.local })
		if i < 0 {
			return fmt.Errorf("%w: %q", ErrNoQuery, asked.Name)
		}
		r := f.Requests[i]
		extra, err := withLook(r.Extra, look)
		if err != nil {
			return fmt.Errorf("%s: %s: %w", e.File, asked.Name, err)
		}
		r.Extra = extra
		return f.Put(r)
	})
}

func (l Look) check() error {
	switch {
	case len(l.Columns) > mostColumns:
		return fmt.Errorf("%d columns are more than are kept: at most %d", len(l.Columns), mostColumns)
	case len(l.Filter) > longestFilter:
		return fmt.Errorf("a filter of %d KiB is longer than is kept: at most %d", len(l.Filter)>>10, longestFilter>>10)
	}
	return nil
}

// lookOf is the look in a query's extra. What means nothing there is left out: a file can hold anything.
func lookOf(extra string) Look {
	var all map[string]json.RawMessage
	var kept Look
	if json.Unmarshal([]byte(extra), &all) != nil || all[lookMember] == nil || json.Unmarshal(all[lookMember], &kept) != nil {
		return Look{}
	}
	var columns []Column
	for _, c := range kept.Columns[:min(len(kept.Columns), mostColumns)] {
		if c.Path != "" {
			columns = append(columns, Column{Path: c.Path, Width: min(max(c.Width, 0), widestColumn), Count: c.Count})
		}
	}
	kept.Columns = columns
	if len(kept.Filter) > longestFilter {
		kept.Filter = ""
	}
	return kept
}

// withLook is extra with that look, or without one.
func withLook(extra string, look Look) (string, error) {
	if look.Empty() {
		return setMember(extra, lookMember, "")
	}
	return setMember(extra, lookMember, look.text())
}

// text is the look as JSON on one line; paths and filters stay readable.
func (l Look) text() string {
	text := "{"
	for i, c := range l.Columns {
		text += map[bool]string{true: `"columns":[`, false: ","}[i == 0] + `{"path":` + quote(c.Path)
		if c.Width > 0 {
			text += fmt.Sprintf(`,"width":%d`, c.Width)
		}
		if c.Count {
			text += `,"count":true`
		}
		text += "}"
	}
	if len(l.Columns) > 0 {
		text += "]"
	}
	if l.Filter != "" {
		if len(l.Columns) > 0 {
			text += ","
		}
		text += `"filter":` + quote(l.Filter)
	}
	return text + "}"
}
