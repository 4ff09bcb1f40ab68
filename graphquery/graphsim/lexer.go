package graphsim

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind int

const (
	endToken tokenKind = iota
	wordToken
	textToken   // a quoted text, unescaped
	numberToken // a number, a date or a GUID: anything that starts with a digit
	markToken   // ( ) , / :
)

type token struct {
	kind tokenKind
	text string
	at   int // byte offset, for messages
}

// is compares words without regard to case, as Graph's operators are.
func (t token) is(word string) bool { return t.kind == wordToken && strings.EqualFold(t.text, word) }

func (t token) isMark(mark string) bool { return t.kind == markToken && t.text == mark }

// lex cuts a filter into tokens; the last is an endToken.
func lex(filter string) ([]token, error) {
	var tokens []token
	for at := 0; at < len(filter); {
		r, size := utf8.DecodeRuneInString(filter[at:])
		switch {
		case unicode.IsSpace(r):
			at += size
		case r == '\'':
			text, end, ok := lexText(filter, at)
			if !ok {
				return nil, badFilter("There is an unterminated string literal at position %d in '%s'.", len(filter), filter)
			}
			tokens = append(tokens, token{textToken, text, at})
			at = end
		case strings.ContainsRune("(),/:", r):
			tokens = append(tokens, token{markToken, string(r), at})
			at += size
		case r == '_' || r == '$' || r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r):
			end := at + lexWord(filter[at:])
			kind := wordToken
			if r == '-' || unicode.IsDigit(r) || looksLikeGUID(filter[at:end]) {
				kind = numberToken
			}
			tokens = append(tokens, token{kind, filter[at:end], at})
			at = end
		default:
			return nil, badFilter("Syntax error: character '%c' is not valid at position %d in '%s'.", r, at, filter)
		}
	}
	return append(tokens, token{kind: endToken, at: len(filter)}), nil
}

// lexText reads from the opening quote; a doubled quote inside stands for one.
func lexText(s string, at int) (text string, end int, ok bool) {
	var b strings.Builder
	for i := at + 1; i < len(s); i++ {
		if s[i] != '\'' {
			b.WriteByte(s[i])
			continue
		}
		if i+1 < len(s) && s[i+1] == '\'' {
			b.WriteByte('\'')
			i++
			continue
		}
		return b.String(), i + 1, true
	}
	return "", len(s), false
}

// lexWord measures a word, number, date (2024-05-01T10:00:00.5Z) or GUID.
func lexWord(s string) int {
	date := len(s) > 4 && s[4] == '-' && s[0] >= '0' && s[0] <= '9'
	for i, r := range s {
		switch {
		case r == '_' || r == '$' || r == '-' || r == '.' || unicode.IsLetter(r) || unicode.IsDigit(r):
		case date && (r == ':' || r == '+'):
		default:
			return i
		}
	}
	return len(s)
}

func looksLikeGUID(s string) bool {
	return len(s) == 36 && strings.Count(s, "-") == 4 && strings.Trim(strings.ToLower(s), "0123456789abcdef-") == ""
}

func badFilter(format string, args ...any) error {
	r := refused(400, "BadRequest", format, args...)
	r.message = "Invalid filter clause: " + r.message
	return r
}
