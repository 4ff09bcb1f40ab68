package paste

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"graphguest/graphquery"
)

// headSize is how much of a paste tells what it is.
const headSize = 16 << 10

// Looks says whether text is a whole query – a URL, a curl command, a request – and not
// a piece of one. It looks at the start only, and at nothing that Parse would find wrong.
func Looks(text string) bool {
	text = unwrap(text[:min(len(text), headSize)])
	switch kindOf(text) {
	case Curl, URL:
		return true
	case Line:
		method, rest := cutMethod(text)
		return method != "" && addresses(rest)
	}
	lines := strings.Split(text, "\n")
	i := requestLine(lines)
	if i < 0 {
		return false
	}
	_, rest := cutMethod(strings.TrimSpace(lines[i]))
	return addresses(rest)
}

// addresses says whether text begins as an address does.
func addresses(text string) bool {
	first, rest, _ := strings.Cut(text, " ")
	if slices.Contains(graphquery.Versions, strings.ToLower(first)) {
		text = strings.TrimSpace(rest)
	}
	return strings.HasPrefix(text, "/") || strings.HasPrefix(text, "{{") || isURL(text)
}

var (
	// A command may stand behind the prompt that was copied with it.
	curlStart = pattern(`^(?:[^\n'"{}]{0,80}[$%>❯]\s*)?(curl(?:\.exe)?[ \t\n\\^\x{a0}` + "`" + `])`)
	urlStart  = pattern(`^(?i:https?://)`)
	protocol  = pattern(`\s+HTTP/[0-9.]+$`)
	header    = pattern(`^\s*[A-Za-z][A-Za-z0-9-]*:(\s|$)`)
)

// pattern compiles a regular expression when it is first used.
func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

func isURL(text string) bool { return urlStart().MatchString(text) }

// kindOf tells from the start of an unwrapped text what it is.
func kindOf(text string) Kind {
	first, rest, several := strings.Cut(text, "\n")
	switch {
	case curlStart().MatchString(text):
		return Curl
	case isURL(first) && !isRequest(rest[:min(len(rest), headSize)]):
		return URL
	case several:
		return Block
	}
	return Line
}

// isRequest says whether headers or a body follow an address; without, it goes on over several lines.
func isRequest(rest string) bool {
	for line := range strings.SplitSeq(rest, "\n") {
		if line == "" && rest != "" || header().MatchString(line) || strings.HasPrefix(line, "###") {
			return true
		}
	}
	return false
}

// wraps are the marks that text is put between where people write about it.
var wraps = []struct{ open, close string }{
	{"`", "`"}, {`"`, `"`}, {"'", "'"}, {"“", "”"}, {"‘", "’"}, {"«", "»"}, {"<", ">"},
}

// unwrap takes off what a paste brings along from where it stood. Lines end in \n.
func unwrap(text string) string {
	text = strings.TrimPrefix(strings.ToValidUTF8(text, string(utf8.RuneError)), "\ufeff")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n").Replace(text) // a terminal pastes line ends as \r
	text = strings.TrimSpace(unfence(strings.Trim(text, "\n")))
	for _, w := range wraps {
		if inner, ok := strings.CutPrefix(text, w.open); ok && strings.HasSuffix(inner, w.close) {
			text = strings.TrimSpace(strings.TrimSuffix(inner, w.close))
		}
	}
	return text
}

// unfence takes a block of Markdown out of its fence, and any block to the left margin.
func unfence(text string) string {
	if trimmed := strings.TrimSpace(text); strings.HasPrefix(trimmed, "```") {
		if _, inside, found := strings.Cut(trimmed, "\n"); found {
			text, _, _ = strings.Cut(inside, "\n```")
			text = strings.TrimSuffix(text, "```")
		}
	}
	return dedent(text)
}

// dedent takes off the margin of the first line where all lines have it.
func dedent(text string) string {
	margin := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
	if margin == "" {
		return text
	}
	for line := range strings.SplitSeq(text, "\n") {
		if !strings.HasPrefix(line, margin) && strings.TrimSpace(line) != "" {
			return text
		}
	}
	return strings.ReplaceAll(strings.TrimPrefix(text, margin), "\n"+margin, "\n")
}

// cutMethod takes a method in any case off the front of a line; "" where there is none.
func cutMethod(line string) (method, rest string) {
	word, rest, found := strings.Cut(line, " ")
	if upper := strings.ToUpper(word); found && slices.Contains(graphquery.Methods, upper) {
		return upper, strings.TrimSpace(rest)
	}
	return "", line
}
