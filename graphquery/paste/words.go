package paste

import (
	"errors"
	"fmt"
	"strings"
)

// word is one argument of a command, without the quotes.
type word struct {
	text  string
	loose string // what a shell would have replaced in it: "$TOKEN", "$(…)"; "" = nothing
}

// shell is how a command line escapes.
type shell struct {
	escape byte // takes the meaning off the next character, and continues a line
	posix  bool // PowerShell otherwise
}

var (
	posix      = shell{'\\', true}
	powershell = shell{'`', false}
)

// scanner splits a command line into words. It replaces nothing, opens nothing and calls
// nothing: what a shell would replace makes a word loose. It never recurses, so that no
// text is nested too deep for it.
type scanner struct {
	shell
	text  string
	at    int
	words []word
	notes *notes

	now   []byte // the word being read
	open  bool   // there is one, perhaps empty
	loose string
	ended bool // by an operator: another command follows, or a file
}

// mostWords is far more than a command has.
const mostWords = 2000

// split returns the words of the first command in text.
func split(text string, n *notes) ([]word, error) {
	first, _, several := strings.Cut(text, "\n")
	first = strings.TrimRight(first, " \t")
	if several && strings.HasSuffix(first, "^") || strings.Contains(first, ` ^"`) {
		return splitCmd(text, n), nil
	}
	s := scanner{shell: posix, text: text, notes: n}
	if several && strings.HasSuffix(first, "`") {
		s.shell = powershell
	}
	for s.at < len(s.text) && !s.ended {
		if err := s.step(); err != nil {
			return nil, err
		}
		if len(s.words) > mostWords {
			return nil, errors.New("a curl command has fewer words than this")
		}
	}
	s.end()
	return s.words, nil
}

// step reads what stands at s.at outside quotes.
func (s *scanner) step() error {
	switch c := s.text[s.at]; c {
	case ' ', '\t':
		s.at++
		s.end()
	case '\n':
		s.newline()
	case s.escape:
		s.escaped()
	case '\'':
		return s.single()
	case '"':
		return s.double()
	case '$':
		return s.dollar()
	case '`':
		return s.ticks()
	case '#':
		s.hash()
	case '|', ';', '&', '<', '>':
		s.operator(c)
	case '\xc2': // perhaps a space that does not break
		s.blank()
	default:
		s.put(c)
	}
	return nil
}

// put adds a character to the word.
func (s *scanner) put(c byte) {
	s.now, s.open = append(s.now, c), true
	s.at++
}

// end ends the word, if there is one.
func (s *scanner) end() {
	if s.open {
		text := string(s.now)
		if !s.posix { // it hands quotes on to programs only behind a backslash
			text = strings.ReplaceAll(text, `\"`, `"`)
		}
		s.words = append(s.words, word{text, s.loose})
	}
	s.now, s.open, s.loose = s.now[:0], false, ""
}

// newline ends the command, unless its options go on below: the \ at the end of the line was lost.
func (s *scanner) newline() {
	s.end()
	rest := strings.TrimLeft(s.text[s.at:], " \t\n")
	s.at = len(s.text) - len(rest)
	if len(s.words) > 0 && rest != "" && !strings.HasPrefix(rest, "-") && rest[0] != '\'' && rest[0] != '"' && !isURL(rest) {
		s.ended = true
		s.notes.add("only the first command was taken")
	}
}

// escaped takes the next character as it is. At the end of a line it continues it; where blanks
// follow there, which a shell would not forgive, they end the word.
func (s *scanner) escaped() {
	after := strings.TrimLeft(s.text[s.at+1:], " \t")
	if after != "" && after[0] != '\n' {
		s.at++
		s.put(s.text[s.at])
		return
	}
	if !strings.HasPrefix(s.text[s.at+1:], "\n") {
		s.end()
	}
	s.at = min(len(s.text)-len(after)+1, len(s.text))
}

func (s *scanner) blank() {
	if strings.HasPrefix(s.text[s.at:], "\u00a0") {
		s.at += len("\u00a0")
		s.end()
		return
	}
	s.put(s.text[s.at])
}

func (s *scanner) hash() {
	if s.open {
		s.put('#')
		return
	}
	if i := strings.IndexByte(s.text[s.at:], '\n'); i >= 0 {
		s.at += i
		return
	}
	s.at = len(s.text)
}

// operator ends the command. An address that stands without quotes may hold & all the same.
func (s *scanner) operator(c byte) {
	next := byte(' ')
	if s.at+1 < len(s.text) {
		next = s.text[s.at+1]
	}
	if c == '&' && isURL(string(s.now[:min(len(s.now), len("https://"))])) && strings.IndexByte(" \t\n&", next) < 0 {
		s.put(c)
		return
	}
	if (c == '<' || c == '>') && strings.Trim(string(s.now), "0123456789") == "" {
		s.now, s.open = nil, false // the number of a file, as in 2>
	}
	s.end()
	s.ended = true
	s.notes.add("left out what follows " + string(c))
}

// need is the error for a word that a shell would have made.
func (w word) need() error {
	if w.loose == "" {
		return nil
	}
	return fmt.Errorf("a shell would replace %.60s, and here nothing is replaced or run: put the value in its place", w.loose)
}
