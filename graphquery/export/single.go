package export

import (
	"strings"
	"unicode"

	"graphguest/graphquery"
)

// single is a grid that writes one thing instead of a collection as names and values.
type single struct {
	*grid
	to interface {
		object(names, values []string) error
	}
}

func (s single) Part(p *graphquery.Part) error {
	if s.in.list || len(p.Rows) > 0 {
		return s.grid.Part(p)
	}
	rows, err := s.in.take(p)
	if err != nil || len(rows) == 0 {
		return err
	}
	var names, values []string
	each(p.Data[rows[0].From:rows[0].To], func(name, value []byte) bool {
		names = append(names, unquotedName(name))
		values = append(values, text(value))
		return true
	})
	return s.to.object(names, values)
}

// printable is the least that a terminal needs: nothing that is no visible character.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
}
