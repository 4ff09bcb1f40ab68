package library

import (
	"errors"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// setMember gives a member of a JSON object a value, both as text; value "" takes it out. All other bytes stay. An
// empty text is an empty object, and an object without members is an empty text.
func setMember(object, name, value string) (string, error) {
	if strings.TrimSpace(object) == "" {
		object = "{}"
	}
	all, err := members(object)
	if err != nil {
		return "", errors.New("its line # @gx is no JSON object: mend it, or take it out")
	}
	for i, m := range all {
		switch {
		case m.name != name:
			continue
		case value != "":
			return object[:m.value] + value + object[m.to:], nil
		case len(all) == 1:
			return "", nil
		case i == 0:
			return object[:m.from] + object[all[1].from:], nil
		}
		return object[:all[i-1].to] + object[m.to:], nil
	}
	switch {
	case value == "" && len(all) == 0:
		return "", nil
	case value == "":
		return object, nil
	case len(all) == 0:
		return "{" + quote(name) + ":" + value + "}", nil
	}
	end := all[len(all)-1].to
	return object[:end] + "," + quote(name) + ":" + value + object[end:], nil
}

// member is where a member of an object stands: its name from from on, its value between value and to.
type member struct {
	name            string
	from, value, to int
}

func members(object string) ([]member, error) {
	d := jsontext.NewDecoder(strings.NewReader(object))
	if start, err := d.ReadToken(); err != nil || start.Kind() != '{' {
		return nil, errors.Join(err, errors.New("no object"))
	}
	var all []member
	for d.PeekKind() == '"' {
		from := int(d.InputOffset())
		from += strings.IndexByte(object[from:], '"') // behind white space and a comma
		name, err := d.ReadToken()
		if err != nil {
			return nil, err
		}
		m := member{name: name.String(), from: from}
		value, err := d.ReadValue()
		if err != nil {
			return nil, err
		}
		m.to = int(d.InputOffset())
		m.value = m.to - len(value)
		all = append(all, m)
	}
	if _, err := d.ReadToken(); err != nil {
		return nil, err
	}
	if rest := object[d.InputOffset():]; strings.TrimSpace(rest) != "" {
		return nil, errors.New("more than one object")
	}
	return all, nil
}
