package httpfile

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"graphguest/graphquery"
)

// strict are the lines of a request in the profile that the common tools agree on, by their kind.
type strict struct {
	title, name, extra, target string
	description, headers, body []string
}

// profile writes a request, or says which part of it cannot be written so that every tool reads it the same.
func profile(r Request) (strict, error) {
	s := strict{
		title: "### " + oneLine(r.Title),
		name:  "# @name " + declared(r.Name),
	}
	if r.Extra != "" {
		s.extra = "# @gx " + oneLine(r.Extra)
	}
	for _, steps := range []func(Request) error{s.setTarget, s.setDescription, s.setHeaders, s.setBody} {
		if err := steps(r); err != nil {
			return strict{}, err
		}
	}
	return s, nil
}

// all are the lines of a whole new request.
func (s strict) all() []string {
	lines := append([]string{s.title, s.name}, s.description...)
	if s.extra != "" {
		lines = append(lines, s.extra)
	}
	lines = append(append(lines, s.target), s.headers...)
	if len(s.body) > 0 {
		lines = append(append(lines, ""), s.body...)
	}
	return lines
}

func (s *strict) setTarget(r Request) error {
	q := r.Query
	if !slices.Contains(graphquery.Methods, q.Verb()) || !slices.Contains(graphquery.Versions, q.API()) || !strings.HasPrefix(q.Path, "/") {
		return fmt.Errorf("%q is no query that can be saved", q.String())
	}
	s.target = q.Verb() + " " + base + "/" + q.API() + graphquery.EncodePath(q.Path)
	return nil
}

func (s *strict) setDescription(r Request) error {
	for text := range strings.SplitSeq(r.Description, "\n") {
		text = oneLine(text)
		if strings.HasPrefix(text, "@") {
			return fmt.Errorf("a line of the description begins with @, which other tools read as an instruction: %q", text)
		}
		if text != "" {
			s.description = append(s.description, "# "+text)
		}
	}
	return nil
}

var plainHeader = pattern(`^[A-Za-z][A-Za-z0-9_.-]*$`)

func (s *strict) setHeaders(r Request) error {
	for _, h := range r.Query.Header {
		if err := h.Valid(); err != nil {
			return err
		}
		if !plainHeader().MatchString(h.Name) {
			return fmt.Errorf("the header %q cannot be saved: other tools do not read such a name", h.Name)
		}
		if secretHeaders[strings.ToLower(h.Name)] {
			return fmt.Errorf("the header %s is never saved: it is a secret", h.Name)
		}
		s.headers = append(s.headers, h.Name+": "+oneLine(h.Value))
	}
	return nil
}

// setBody takes the body line by line. A line that another tool would run, drop or take for
// something else is refused; valid JSON never holds one, except for "{{" that is no variable.
func (s *strict) setBody(r Request) error {
	if len(r.Query.Body) == 0 {
		return nil
	}
	text := strings.ReplaceAll(string(r.Query.Body), "\r\n", "\n")
	if !utf8.ValidString(text) || strings.ContainsFunc(text, isBinary) {
		return fmt.Errorf("the body is not plain text; keep it in a file and send it with -d @FILE")
	}
	for i, l := range strings.Split(strings.Trim(text, "\n"), "\n") {
		if why := misread(l); why != "" {
			return fmt.Errorf("line %d of the body cannot be saved: %s", i+1, why)
		}
		s.body = append(s.body, l)
	}
	return nil
}

// misread says what other tools would take a body line for; "" = for what it is.
func misread(l string) string {
	trimmed := strings.TrimSpace(l)
	switch {
	case strings.HasPrefix(trimmed, "#"), strings.HasPrefix(trimmed, "//"):
		return "it begins with # or //, which is a comment in .http files"
	case startsWithMark(trimmed, "<"), strings.HasPrefix(trimmed, "<>"), strings.HasPrefix(trimmed, ">"):
		return "it begins with < or >, which names another file in .http files"
	case strings.HasPrefix(trimmed, "{%"), strings.HasPrefix(trimmed, "< {%"):
		return "it begins with {%, which is a script in .http files"
	case strings.Contains(graphquery.WithoutVariables(l), "{{"):
		return "it holds {{ that begins no variable"
	}
	return ""
}

func isBinary(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }

// oneLine makes any text fit for a line of its own.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.TrimSpace(s)
}
