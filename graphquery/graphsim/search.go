package graphsim

import (
	"strings"
	"unicode"
)

// searching tells whether an object matches a $search; nil = no search.
type searching func(object) bool

// searchable properties; the first two are cut into words, the others match by their beginning.
var searchable = map[string]bool{"displayName": true, "description": true, "mail": true, "mailNickname": true,
	"userPrincipalName": true, "givenName": true, "surname": true, "appId": true}

// parseSearch reads "property:value" clauses joined by AND and OR; AND binds tighter.
func parseSearch(text string, k *kind) (searching, error) {
	if text == "" {
		return nil, nil
	}
	var alternatives, all []searching
	rest := text
	for {
		clause, after, err := searchClause(rest, text, k)
		if err != nil {
			return nil, err
		}
		all = append(all, clause)
		word, behind, _ := strings.Cut(strings.TrimSpace(after), " ")
		switch {
		case word == "":
			return either(append(alternatives, both(all))), nil
		case word == "OR":
			alternatives, all = append(alternatives, both(all)), nil
		case word != "AND":
			return nil, badSearch(text, len(text)-len(strings.TrimSpace(after)))
		}
		rest = behind
	}
}

func searchClause(rest, text string, k *kind) (searching, string, error) {
	rest = strings.TrimSpace(rest)
	at := len(text) - len(rest)
	if !strings.HasPrefix(rest, `"`) {
		return nil, "", badSearch(text, max(at, strings.IndexByte(text, ':')))
	}
	quoted, after, closed := strings.Cut(rest[1:], `"`)
	property, value, named := strings.Cut(quoted, ":")
	if !closed || !named || value == "" {
		return nil, "", unsupported("Invalid $search clause '%s'. A clause is a property and a value in double quotes: \"displayName:value\".", text)
	}
	p := k.property(strings.TrimSpace(property))
	if p == nil || !searchable[p.name] {
		return nil, "", unsupported("Unsupported property '%s' in $search clause.", property)
	}
	wanted := words(value)
	return func(o object) bool {
		have, _ := p.get(o).(string)
		if p.name != "displayName" && p.name != "description" {
			return strings.HasPrefix(strings.ToLower(have), strings.ToLower(value))
		}
		return everyWord(words(have), wanted)
	}, after, nil
}

func badSearch(text string, at int) error {
	character := ' '
	if at < len(text) {
		character = rune(text[at])
	}
	return badRequest("Syntax error: character '%c' is not valid at position %d in '%s'.", character, at, text)
}

// words cuts as the directory's index does: at everything that is no letter and no digit.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

func everyWord(have, wanted []string) bool {
	for _, want := range wanted {
		found := false
		for _, word := range have {
			found = found || strings.HasPrefix(word, want)
		}
		if !found {
			return false
		}
	}
	return len(wanted) > 0
}

func both(all []searching) searching {
	return func(o object) bool {
		for _, match := range all {
			if !match(o) {
				return false
			}
		}
		return true
	}
}

func either(all []searching) searching {
	return func(o object) bool {
		for _, match := range all {
			if match(o) {
				return true
			}
		}
		return false
	}
}
