package export

import (
	"net/url"
	"slices"
	"strings"

	"graphguest/graphquery"
)

// sample is how many rows are looked at to find the columns, and the widths of a table.
const sample = 100

// Columns are what a query's $select names, then what it expands; nil where it does not say.
func Columns(q graphquery.Query) []string {
	_, text, _ := strings.Cut(graphquery.EncodePath(q.Path), "?")
	var selected, expanded []string
	for option := range strings.SplitSeq(text, "&") {
		name, value, _ := strings.Cut(option, "=")
		name, _ = url.PathUnescape(name)
		value, err := url.PathUnescape(value)
		if err != nil {
			return nil
		}
		switch strings.TrimPrefix(strings.ToLower(name), "$") {
		case "select":
			selected = names(value)
		case "expand":
			expanded = names(value)
		}
	}
	if len(selected) == 0 || slices.Contains(selected, "*") {
		return nil
	}
	for _, name := range expanded {
		if !slices.Contains(selected, name) {
			selected = append(selected, name)
		}
	}
	return selected
}

// names splits a list at its outer commas and takes the first part of each path: "manager($select=id),a/b".
func names(list string) []string {
	var all []string
	depth, start := 0, 0
	for i, r := range list + "," {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case r == ',' && depth <= 0:
			name := strings.TrimSpace(list[start:i])
			if end := strings.IndexAny(name, "(/"); end >= 0 {
				name = name[:end]
			}
			if name != "" && !slices.Contains(all, name) {
				all = append(all, name)
			}
			start = i + 1
		}
	}
	return all
}
