package graphquery

import (
	"errors"
	"fmt"
	"strings"
)

// MissingVariable is the error of a query that holds a {{name}} without a value.
type MissingVariable struct{ Name string }

func (e *MissingVariable) Error() string {
	return fmt.Sprintf("the variable {{%s}} has no value", e.Name)
}

// NextStep is how a command gives it.
func (e *MissingVariable) NextStep() string {
	return fmt.Sprintf("give it with --var %s=value", e.Name)
}

// longestName bounds where a variable ends, in bytes: without it a text of many "{{" would be
// searched to its end for each.
const longestName = 256

// variableAt returns the name of the {{variable}} that s begins with, and its length with braces.
func variableAt(s string) (name string, n int) {
	if !strings.HasPrefix(s, "{{") {
		return "", 0
	}
	end := strings.Index(s[:min(len(s), longestName)], "}}")
	if end < 0 {
		return "", 0
	}
	name = strings.TrimSpace(s[2:end])
	if name == "" || strings.ContainsAny(name, "{}\"'\r\n ") {
		return "", 0
	}
	return name, end + 2
}

// NextVariable finds the first {{variable}} of s from byte at on: where it starts and ends, and its name.
// Without one the name is "".
func NextVariable(s string, at int) (start, end int, name string) {
	for {
		i := strings.Index(s[at:], "{{")
		if i < 0 {
			return 0, 0, ""
		}
		at += i
		if name, n := variableAt(s[at:]); n > 0 {
			return at, at + n, name
		}
		at++
	}
}

// ReplaceVariables returns path encoded, with value(name, at) in the place of every {{name}}.
// The value has to come encoded for its place; it is an error when it makes the rest of the path
// mean something else all the same, as a lone double quote does.
func ReplaceVariables(path string, value func(name string, at Place) (string, error)) (string, error) {
	path = EncodePath(path)
	at := places(path)
	var b strings.Builder
	for i := 0; i < len(path); {
		name, n := variableAt(path[i:])
		if n == 0 {
			b.WriteByte(path[i])
			i++
			continue
		}
		text, err := value(name, at[i])
		if err != nil {
			return "", err
		}
		b.WriteString(text)
		i += n
	}
	if out := b.String(); EncodePath(out) == out {
		return out, nil
	}
	return "", errors.New("the value of a variable holds a quote that would change the query; put quotes around the variable")
}

// WithoutVariables is s with every {{variable}} taken out.
func WithoutVariables(s string) string {
	var b strings.Builder
	for at := 0; ; {
		start, end, name := NextVariable(s, at)
		if name == "" {
			b.WriteString(s[at:])
			return b.String()
		}
		b.WriteString(s[at:start])
		at = end
	}
}

// InJSONText says whether the end of a part of a JSON body is within a text, when its
// start was (inside) or not: a variable there is written without quotes of its own.
func InJSONText(part string, inside bool) bool {
	for i := 0; i < len(part); i++ {
		switch {
		case part[i] == '\\' && inside:
			i++
		case part[i] == '"':
			inside = !inside
		}
	}
	return inside
}
