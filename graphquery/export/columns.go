package export

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

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

// cells are the members of a row by name, as they came, and their names in order.
type cells struct {
	names  []string
	values map[string]jsontext.Value
}

// read takes a row apart, one level deep. A row that is no object has one member, "value".
func read(row jsontext.Value) (cells, error) {
	c := cells{values: map[string]jsontext.Value{}}
	d := jsontext.NewDecoder(bytes.NewBuffer(row), lenient...)
	if d.PeekKind() != '{' {
		c.add("value", row)
		return c, nil
	}
	d.ReadToken()
	for d.PeekKind() == '"' {
		name, err := d.ReadToken()
		if err != nil {
			return c, err
		}
		text := name.String()
		value, err := d.ReadValue()
		if err != nil {
			return c, err
		}
		c.add(text, value.Clone())
	}
	return c, nil
}

func (c *cells) add(name string, v jsontext.Value) {
	if _, twice := c.values[name]; !twice {
		c.names = append(c.names, name)
	}
	c.values[name] = v
}

// get returns a member; Graph takes the names of a $select in any case.
func (c *cells) get(name string) jsontext.Value {
	if v, ok := c.values[name]; ok {
		return v
	}
	for _, n := range c.names {
		if strings.EqualFold(n, name) {
			return c.values[n]
		}
	}
	return nil
}

// text is a value as a person reads it in a cell: texts without quotes, null as nothing, the rest as compact JSON.
// The second result says that it was a text.
func text(v jsontext.Value) (string, bool) {
	switch v.Kind() {
	case 0, 'n':
		return "", false
	case '"':
		s, _ := jsontext.AppendUnquote(nil, v)
		return string(s), true
	case '{', '[':
		out, err := appendCompact(nil, v)
		if err != nil {
			return string(v), false
		}
		return string(out), false
	}
	return string(v), false
}
