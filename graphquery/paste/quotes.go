package paste

import (
	"errors"
	"strings"
)

// single reads '…', in which nothing has a meaning.
func (s *scanner) single() error {
	for s.at++; ; {
		i := strings.IndexByte(s.text[s.at:], '\'')
		if i < 0 {
			return errors.New("a ' is opened and never closed: part of the command is missing")
		}
		s.now, s.open = append(s.now, s.text[s.at:s.at+i]...), true
		s.at += i + 1
		if s.posix || !strings.HasPrefix(s.text[s.at:], "'") {
			return nil
		}
		s.put('\'') // PowerShell doubles it
	}
}

// double reads "…", in which variables are still variables.
func (s *scanner) double() error {
	s.open = true
	for s.at++; s.at < len(s.text); {
		c := s.text[s.at]
		switch {
		case c == '"' && !s.posix && strings.HasPrefix(s.text[s.at+1:], `"`):
			s.at++
			s.put(c)
		case c == '"':
			s.at++
			return nil
		case c == s.escape && s.at+1 < len(s.text):
			s.escapedInside()
		case c == '$':
			if err := s.variable(); err != nil {
				return err
			}
		case c == '`':
			if err := s.ticks(); err != nil {
				return err
			}
		default:
			s.put(c)
		}
	}
	return errors.New(`a " is opened and never closed: part of the command is missing`)
}

// escapedInside is an escape between double quotes, where it stands for itself before most characters.
func (s *scanner) escapedInside() {
	switch next := s.text[s.at+1]; {
	case next == '\n':
		s.at += 2
	case !s.posix || strings.IndexByte("$`\"\\", next) >= 0:
		s.at++
		s.put(next)
	default:
		s.put(s.escape)
	}
}

// dollar is a $ outside quotes: it begins quotes of its own, or a variable.
func (s *scanner) dollar() error {
	rest := s.text[s.at+1:]
	switch {
	case s.posix && strings.HasPrefix(rest, "'"):
		return s.ansi()
	case s.posix && strings.HasPrefix(rest, `"`):
		s.at++
		return nil
	}
	return s.variable()
}
