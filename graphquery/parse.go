package graphquery

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

var (
	scheme  = pattern(`^[A-Za-z][A-Za-z0-9+.-]*:`)
	version = pattern(`^v[0-9]+(\.[0-9]+)?$`)
)

// ParseLine reads what a person types: "[METHOD] [VERSION] PATH", "v1.0/me", "me",
// or a whole URL of graphBase. Another host is ErrOtherOrigin, with both names.
func ParseLine(text, graphBase string) (Query, error) {
	rest := strings.TrimSpace(text)
	if strings.ContainsFunc(rest, unicode.IsControl) {
		return Query{}, errors.New("a query is one line without tabs or control characters")
	}
	method, rest, err := cutMethod(rest)
	if err != nil {
		return Query{}, err
	}
	if rest == "" {
		return Query{}, errors.New("a path is missing, such as /me")
	}
	q := Query{Method: method, Version: Versions[0]}
	if rest, err = q.takeVersion(rest); err != nil {
		return Query{}, err
	}
	path, err := cutOrigin(rest, graphBase)
	if err != nil {
		return Query{}, err
	}
	if path != rest { // a whole URL holds a version of its own
		if path, err = q.takeVersion(path); err != nil {
			return Query{}, err
		}
	}
	q.Path = "/" + strings.TrimPrefix(path, "/")
	return q, nil
}

func (q *Query) takeVersion(rest string) (string, error) {
	v, rest, err := cutVersion(rest)
	if v != "" {
		q.Version = v
	}
	return rest, err
}

// cutMethod takes the method off the front of a line; GET where there is none.
func cutMethod(line string) (method, rest string, err error) {
	word, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	method = strings.ToUpper(word)
	if slices.Contains(Methods, method) {
		return method, rest, nil
	}
	if rest == "" || strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) || isVersion(word) {
		return Methods[0], line, nil
	}
	if strings.HasPrefix(rest, "/") || scheme().MatchString(rest) {
		return "", "", fmt.Errorf("%q is no method Graph knows; valid: %s", word, strings.Join(Methods, ", "))
	}
	return Methods[0], line, nil
}

// cutOrigin takes the origin off a whole URL, after making sure that it is graphBase's.
func cutOrigin(rest, graphBase string) (string, error) {
	if !scheme().MatchString(rest) && !strings.HasPrefix(rest, "//") && !strings.HasPrefix(strings.TrimPrefix(rest, "/"), `\`) {
		return rest, nil
	}
	// A person's URL may hold what a URL must not, spaces and # in names: only its origin matters here.
	where := strings.Index(rest, "://")
	if where < 0 {
		_, err := allowed(graphBase, rest)
		return "", orRefused(err, graphBase)
	}
	end := where + 3 + len(authority(rest))
	if _, err := allowed(graphBase, rest[:min(end, len(rest))]); err != nil {
		return "", err
	}
	return rest[end:], nil
}

func orRefused(err error, graphBase string) error {
	if err == nil {
		err = otherOrigin(graphBase, "an address without a host")
	}
	return err
}

// cutVersion takes the version off the front of a path: "beta /me", "beta/me", "/beta/me".
func cutVersion(rest string) (v, path string, err error) {
	start := len(rest) - len(strings.TrimPrefix(rest, "/"))
	end := len(rest)
	if i := strings.IndexAny(rest[start:], "/? "); i >= 0 {
		end = start + i
	}
	word := strings.ToLower(rest[start:end])
	if slices.Contains(Versions, word) {
		return word, strings.TrimSpace(rest[end:]), nil
	}
	if isVersion(word) {
		return "", "", fmt.Errorf("%q is no version of Graph; valid: %s", word, strings.Join(Versions, ", "))
	}
	return "", rest, nil
}

func isVersion(word string) bool {
	word = strings.ToLower(word)
	return version().MatchString(word) || slices.Contains(Versions, word)
}
