package paste

import (
	"errors"
	"strings"
	"sync"
)

// odata are the names behind a $ that belong to Graph and to no shell.
var odata = sync.OnceValue(func() map[string]bool {
	return wordSet(`apply batch compute count delta deltatoken expand filter format index levels links metadata
	orderby ref search select skip skiptoken top value it root this`)
})

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// variable reads what begins with $: an option of Graph is text, all else makes the word loose.
func (s *scanner) variable() error {
	rest := s.text[s.at+1:]
	if strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "{") {
		end := closing(s.text, s.at+1)
		if end < 0 {
			return errors.New("a bracket is opened and never closed: part of the command is missing")
		}
		s.loosen("$" + rest[:1] + "…" + s.text[end-1:end])
		s.at = end
		return nil
	}
	name := rest[:wordLength(rest)]
	switch {
	case odata()[strings.ToLower(name)]:
		s.notes.add("$" + name + " was taken as it is written, for no variable of a shell")
	case name != "":
		s.loosen("$" + name[:min(len(name), 40)])
		s.at += 1 + len(name)
		return nil
	case rest != "" && strings.IndexByte("@*#?!$-", rest[0]) >= 0:
		s.loosen("$" + rest[:1])
		s.at += 2
		return nil
	}
	s.put('$')
	return nil
}

// ticks reads a command between backticks.
func (s *scanner) ticks() error {
	for i := s.at + 1; i < len(s.text); i++ {
		switch s.text[i] {
		case '\\':
			i++
		case '`':
			s.loosen("`…`")
			s.at = i + 1
			return nil
		}
	}
	return errors.New("a ` is opened and never closed: part of the command is missing")
}

// loosen marks the word as one that a shell would have made.
func (s *scanner) loosen(what string) {
	s.open = true
	if s.loose == "" {
		s.loose = what
	}
}

func wordLength(s string) (n int) {
	for n < len(s) && (s[n] == '_' || s[n] >= '0' && s[n] <= '9' || s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	return n
}

// closing returns the end of what the bracket at i opens, behind the bracket that closes it;
// -1 = none does. Quotes and brackets inside count as a shell counts them.
func closing(text string, i int) int {
	var awaited []byte // the closing marks, the innermost last
	for ; i < len(text); i++ {
		inner := byte(0)
		if n := len(awaited); n > 0 {
			inner = awaited[n-1]
		}
		switch c := text[i]; {
		case c == '\\':
			i++
		case c == inner:
			awaited = awaited[:len(awaited)-1]
			if len(awaited) == 0 {
				return i + 1
			}
		case c == '"':
			awaited = append(awaited, c)
		case (c == '(' || c == '{') && (inner != '"' || text[i-1] == '$'):
			awaited = append(awaited, map[byte]byte{'(': ')', '{': '}'}[c])
		case c == '\'' && inner != '"':
			end := strings.IndexByte(text[i+1:], c)
			if end < 0 {
				return -1
			}
			i += end + 1
		}
	}
	return -1
}
