package library

import (
	"fmt"
	"slices"
	"strings"

	"graphguest/graphquery/httpfile"
)

// Find returns the query of that name or title. Of an unknown one the error names those that come close.
func (l Library) Find(name string) (Saved, error) {
	e, err := l.find(name)
	return e.Saved, err
}

func (l Library) find(name string) (entry, error) {
	all, _ := l.entries()
	for _, same := range []func(Saved) bool{
		func(s Saved) bool { return s.Name == name },
		func(s Saved) bool { return strings.EqualFold(s.Title, name) },
		func(s Saved) bool { return s.Name == httpfile.Slug(name) },
	} {
		if i := slices.IndexFunc(all, func(e entry) bool { return same(e.Saved) }); i >= 0 {
			return all[i], nil
		}
	}
	return entry{}, unknown(name, all)
}

// unknown names up to three close queries, else all there are (up to ten).
func unknown(name string, all []entry) error {
	if len(all) == 0 {
		return fmt.Errorf("%w: %q; none is saved here yet", ErrNoQuery, name)
	}
	slug := httpfile.Slug(name)
	var close, names []string
	for _, e := range all {
		names = append(names, e.Name)
		if strings.Contains(e.Name, slug) || strings.Contains(slug, e.Name) || distance(e.Name, slug) <= max(2, len(slug)/4) {
			close = append(close, e.Name)
		}
	}
	if len(close) > 0 {
		return fmt.Errorf("%w: %q; did you mean %s?", ErrNoQuery, name, strings.Join(close[:min(3, len(close))], ", "))
	}
	return fmt.Errorf("%w: %q; there are: %s", ErrNoQuery, name, strings.Join(names[:min(10, len(names))], ", "))
}

// distance is the number of letters to insert, drop or change to get from a to b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = min(diagonal, row[j], row[j+1]) + 1
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
