package composepane

import (
	"slices"
	"strings"

	"graphguest/tui/kit"
)

// field is one of the two texts of a row.
type field int

const (
	inName field = iota // typed only where the row has no label
	inValue
)

// form is rows of fields. The one at row at has the cursor.
type form struct {
	rows []row
	at   int
	in   field
	from int // the first row in sight
}

// row is a label or a name that is typed, and a value. A value that one line cannot hold
// as it is (too long, of several lines) is kept raw, shown and not typed into.
type row struct {
	label       string // "" = name is typed
	name, value kit.Line
	index       int    // of the option in the path, or of the header; -1 = it is not there
	raw         string // the value, where held
	held        bool   // the value is kept raw
	stuck       string // why what was typed is not in the line
	switches    bool   // the value is on or off
	hint        string // what stands where there is no value
}

// fill puts a value into the row, or keeps it raw where the line would change it.
func (r *row) fill(value string) {
	r.value.SetValue(value)
	r.raw, r.held = "", r.value.Value() != value
	if r.held {
		r.raw = value
		r.value.SetValue("")
	}
}

// text is the row's value.
func (r *row) text() string {
	if r.held {
		return r.raw
	}
	return r.value.Value()
}

// key tells a row again after the query was taken apart anew.
func (r *row) key() string {
	if r.label != "" {
		return r.label
	}
	return r.name.Value()
}

func (m *Model) form() *form { return &m.forms[m.at] }

// row is the row with the cursor, nil where there is none.
func (f *form) row() *row {
	if f.at >= len(f.rows) {
		return nil
	}
	return &f.rows[f.at]
}

// line is what is typed into; nil where nothing can be.
func (f *form) line() *kit.Line {
	switch r := f.row(); {
	case r == nil || r.switches:
		return nil
	case r.label == "" && f.in == inName:
		return &r.name
	case r.held:
		return nil
	default:
		return &r.value
	}
}

// refill makes the rows of a part from the query. Rows that are the same stay, with their
// cursors; the focus stays on its row, or where that was.
func (m *Model) refill(p part) {
	if !p.isForm() {
		return
	}
	f := &m.forms[p]
	old := f.rows
	var focus string
	if r := f.row(); r != nil {
		focus = r.key()
	}
	moved := f.at >= len(old) || focus == ""
	f.rows = about[p].rows(m)
	for i := range f.rows {
		r := &f.rows[i]
		if i < len(old) && old[i].key() == r.key() && old[i].stuck == "" {
			r.name = old[i].name
			if old[i].text() == r.text() {
				r.value = old[i].value
			}
		}
		if !moved && r.key() == focus && (i == f.at || f.at >= len(f.rows) || f.rows[f.at].key() != focus) {
			f.at, moved = i, true
		}
	}
	f.at = max(min(f.at, len(f.rows)-1), 0)
	f.rest()
}

// rest puts the focus on a field that the row has: a new row begins with its name.
func (f *form) rest() {
	switch r := f.row(); {
	case r == nil:
	case r.label != "":
		f.in = inValue
	case r.name.Value() == "":
		f.in = inName
	}
}

// move goes some rows on, and stays within them. It says whether the query changed.
func (m *Model) move(by int) bool {
	changed, dropped := m.settle()
	if dropped && by > 0 {
		by-- // the next row has moved here
	}
	f := m.form()
	f.at = max(min(f.at+by, len(f.rows)-1), 0)
	f.rest()
	return changed
}

// step goes to the next field, or the one before, round and round.
func (m *Model) step(by int) bool {
	f := m.form()
	switch r := f.row(); {
	case r == nil:
		return false
	case r.label == "" && by > 0 && f.in == inName:
		f.in = inValue
		return false
	case r.label == "" && by < 0 && f.in == inValue:
		f.in = inName
		return false
	}
	last := len(f.rows) - 1
	from := f.at
	changed := m.move(by)
	switch {
	case by > 0 && from == last:
		f.at = 0
	case by < 0 && from == 0:
		f.at = len(f.rows) - 1
	}
	f.in = inName
	if by < 0 {
		f.in = inValue
	}
	f.rest()
	return changed
}

// settle ends the typing in a row: spaces at its ends go, and so does a row that was left
// empty. It says whether the query changed, and whether the row is gone.
func (m *Model) settle() (changed, dropped bool) {
	if !m.at.isForm() || !m.usable() {
		return false, false
	}
	f := m.form()
	r := f.row()
	if r == nil {
		return false, false
	}
	for _, l := range []*kit.Line{&r.name, &r.value} {
		if trimmed := strings.TrimSpace(l.Value()); trimmed != l.Value() {
			l.SetValue(trimmed)
			changed = m.apply() || changed
		}
	}
	if r.label == "" && r.name.Value() == "" && r.text() == "" && f.at < len(f.rows)-1 {
		f.rows = slices.Delete(f.rows, f.at, f.at+1)
		dropped = true
	}
	return changed, dropped
}

// apply puts the row with the cursor into the query, and says whether that changed it.
func (m *Model) apply() bool {
	if r := m.form().row(); r == nil || !about[m.at].apply(m, r) {
		return false
	}
	m.search()
	return true
}
