package library

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"graphguest/graphquery"
)

// Expand puts the values in the place of every {{name}} of path, header values and body, each written
// so that it stays the one value it is where it stands: it adds no segment, option, header or JSON member.
// An unknown name is an error that says how to give it. {{graph}} is not needed: paths have no host.
func Expand(q graphquery.Query, v Variables) (graphquery.Query, error) {
	path, err := graphquery.ReplaceVariables(q.Path, func(name string, at graphquery.Place) (string, error) {
		value, err := v.get(name)
		if err != nil {
			return "", err
		}
		return inPath(name, value, at)
	})
	if err != nil {
		return graphquery.Query{}, err
	}
	q.Path = path
	if q.Header, err = expandHeaders(q.Header, v); err != nil {
		return graphquery.Query{}, err
	}
	if q.Body, err = expandBody(q, v); err != nil {
		return graphquery.Query{}, err
	}
	return q, nil
}

func (v Variables) get(name string) (string, error) {
	value, ok := v[name]
	if !ok {
		return "", &graphquery.MissingVariable{Name: name}
	}
	return value, nil
}

// inPath writes a value for its place in a path.
func inPath(name, value string, at graphquery.Place) (string, error) {
	switch at {
	case graphquery.Segment:
		// These would make the path another one: /users//x, /users/../x.
		if value == "" || value == "." || value == ".." {
			return "", fmt.Errorf("the variable {{%s}} is %q, which cannot stand in a path", name, value)
		}
	case graphquery.Literal, graphquery.PathLiteral:
		value = strings.ReplaceAll(value, "'", "''")
	case graphquery.Phrase:
		value = strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value)
	}
	return graphquery.EncodeValue(value), nil
}

func expandHeaders(headers []graphquery.Header, v Variables) ([]graphquery.Header, error) {
	headers = slices.Clone(headers)
	for i, h := range headers {
		value, err := replaceIn(h.Value, v, func(value string, _ int) (string, error) {
			if strings.ContainsAny(value, "\r\n\x00") {
				return "", errors.New("it holds a line break, which a header cannot")
			}
			return value, nil
		})
		if err != nil {
			return nil, fmt.Errorf("header %s: %w", h.Name, err)
		}
		headers[i].Value = value
	}
	return headers, nil
}

// replaceIn replaces the variables of a text; write gets a value and where in the text it goes.
func replaceIn(text string, v Variables, write func(value string, at int) (string, error)) (string, error) {
	var b strings.Builder
	at := 0
	for {
		start, end, name := graphquery.NextVariable(text, at)
		if name == "" {
			b.WriteString(text[at:])
			return b.String(), nil
		}
		value, err := v.get(name)
		if err != nil {
			return "", err
		}
		if value, err = write(value, start); err != nil {
			return "", fmt.Errorf("the variable {{%s}}: %w", name, err)
		}
		b.WriteString(text[at:start] + value)
		at = end
	}
}
