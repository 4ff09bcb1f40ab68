package jsontable

import (
	"slices"
	"strings"
)

// removed is the member with which a delta query says that something is gone.
const removed = "@removed"

// Column is a column of a table.
type Column struct {
	Path  []string // names of members, from the row down
	Count bool     // of a list: how many items it has, not which
}

// ParseColumn reads the notation of String: names parted by "/"; within a name "~1" stands for "/" and "~0" for "~",
// as in a JSON pointer.
func ParseColumn(path string) Column {
	names := strings.Split(path, "/")
	for i, name := range names {
		if strings.IndexByte(name, '~') >= 0 {
			names[i] = strings.NewReplacer("~1", "/", "~0", "~").Replace(name)
		}
	}
	return Column{Path: names}
}

// String is the way to the column: "manager/displayName". Count is not in it.
func (c Column) String() string {
	names := slices.Clone(c.Path)
	for i, name := range names {
		if strings.ContainsAny(name, "/~") {
			names[i] = strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
		}
	}
	return strings.Join(names, "/")
}

// Same is whether two columns show the same.
func (c Column) Same(other Column) bool {
	return c.Count == other.Count && slices.Equal(c.Path, other.Path)
}

// Annotation is true of what says something about a row or a member: "@odata.etag", "manager@odata.navigationLink".
func (c Column) Annotation() bool {
	last := ""
	if len(c.Path) > 0 {
		last = c.Path[len(c.Path)-1]
	}
	return isAnnotation(last)
}

func isAnnotation(name string) bool { return name != removed && strings.IndexByte(name, '@') >= 0 }

// title is what the column is called where it is written: the name as it is, or the whole way.
func (c Column) title() string {
	if len(c.Path) == 1 {
		return c.Path[0]
	}
	return c.String()
}

// Expand puts columns for the members of its objects in the place of columns[i], without annotations; ok = false where
// it has no objects, or none with anything else in them.
func (t *Table) Expand(columns []Column, i int) (expanded []Column, ok bool) {
	if i < 0 || i >= len(columns) {
		return columns, false
	}
	var names names
	r := t.Reader(columns[i : i+1])
	r.whole = true
	for row := range t.sampled() {
		if cell := r.Read(row)[0]; cell.Kind == Object {
			names.note(cell.Raw)
		}
	}
	var members []Column
	for _, name := range names.plain {
		members = append(members, Column{Path: append(slices.Clone(columns[i].Path), name)})
	}
	if len(members) == 0 {
		return columns, false
	}
	return slices.Concat(columns[:i], members, columns[i+1:]), true
}

// Fold puts the column of the whole in the place of columns[i] and of all others within the same; ok = false where it
// is within nothing.
func (t *Table) Fold(columns []Column, i int) (folded []Column, ok bool) {
	if i < 0 || i >= len(columns) || len(columns[i].Path) < 2 {
		return columns, false
	}
	whole := columns[i].Path[:len(columns[i].Path)-1]
	for _, c := range columns {
		switch within := len(c.Path) >= len(whole) && slices.Equal(c.Path[:len(whole)], whole); {
		case !within:
			folded = append(folded, c)
		case !ok:
			folded = append(folded, Column{Path: slices.Clone(whole)})
			ok = true
		}
	}
	return folded, ok
}
