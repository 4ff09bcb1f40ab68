package paste

import (
	"errors"
	"fmt"
	"strings"

	"graphguest/graphquery"
	"graphguest/graphquery/httpfile"
)

// dummy stands in the place of the address while httpfile reads the rest.
const dummy = "GET {{graph}}/v1.0/-"

// readBlock reads the first request of an .http file, of documentation, or as it goes over the wire.
func readBlock(text, graphBase string) (Pasted, error) {
	if strings.Count(text, "\n") > mostLines {
		return Pasted{}, errors.New("what was pasted is no request: it has more than 100,000 lines")
	}
	lines := strings.Split(text, "\n")
	at := requestLine(lines)
	if at < 0 {
		return Pasted{}, errors.New("there is no request in what was pasted")
	}
	var n notes
	lines, others := firstOf(lines, at)
	address, host, err := head(lines, at, &n)
	if err != nil {
		return Pasted{}, err
	}
	f, problems := httpfile.Parse("", []byte(strings.Join(lines, "\n")))
	if len(f.Requests) == 0 || f.Requests[0].Query.Path != "/-" {
		return Pasted{}, errors.New("what was pasted cannot be read as a request")
	}
	r := f.Requests[0]
	if r.Refused != "" {
		return Pasted{}, errors.New(r.Refused)
	}
	q, err := blockTarget(address, host, graphBase, f.Variables)
	if err != nil {
		return Pasted{}, err
	}
	h := headers{notes: &n}
	for _, one := range r.Query.Header {
		if err := h.add(one.Name, one.Value); err != nil {
			return Pasted{}, err
		}
	}
	h.done()
	q.Header, q.Body = h.list, r.Query.Body
	for _, p := range problems {
		n.add(p.Message)
	}
	if comments(lines[at:]) {
		n.add("left out the lines of the body that begin with # or //: in .http files they are comments")
	}
	noteOthers(others, &n)
	return Pasted{Query: q, Variables: used(q, f.Variables), Notes: n.all()}, nil
}

// requestLine finds the line with the first address; -1 = there is none.
func requestLine(lines []string) int {
	script := false
	for i, l := range lines {
		l = strings.TrimSpace(l)
		switch {
		case script || strings.Contains(l, "{%"):
			script = !strings.Contains(l, "%}")
		case l == "", l[0] == '#', l[0] == '@', l[0] == '<', strings.HasPrefix(l, "//"):
		default:
			return i
		}
	}
	return -1
}

// firstOf are the lines up to the end of the request whose address is at, and how many requests follow.
func firstOf(lines []string, at int) (first []string, others int) {
	first = lines
	end := func(i int) bool { return strings.HasPrefix(lines[i], "###") }
	for i := at + 1; i < len(lines); i++ {
		if !end(i) {
			continue
		}
		if len(first) == len(lines) {
			first = lines[:i]
		}
		from := i + 1
		for i+1 < len(lines) && !end(i+1) {
			i++
		}
		if requestLine(lines[from:i+1]) >= 0 {
			others++
		}
	}
	return first, others
}

// mostLines is more than a body takes, mostHead more than address and headers do.
const (
	mostLines = 100_000
	mostHead  = 1000
)

// head takes the address out of the lines, and what must not be read from its headers. It
// returns the address in one line, and the host that the headers name.
func head(lines []string, at int, n *notes) (address, host string, err error) {
	if len(lines[at]) > maxAddress {
		return "", "", tooLong(lines[at])
	}
	parts := []string{protocol().ReplaceAllString(strings.TrimSpace(lines[at]), "")}
	lines[at] = dummy
	secrets := headers{notes: n}
	inAddress := true
	for i := at + 1; i < len(lines); i++ {
		if i > at+mostHead || len(lines[i]) > maxAddress {
			return "", "", errors.New("what was pasted is no request: there is too much text where the headers are")
		}
		l := strings.TrimSpace(lines[i])
		name, value, _ := strings.Cut(l, ":")
		switch isHeader := header().MatchString(l); {
		case l == "" || strings.HasPrefix(l, "###"):
			return glueAddress(parts), host, nil
		case l[0] == '{' && !strings.HasPrefix(l, "{{") || l[0] == '[': // the empty line before the body was lost
			lines[i] = "\n" + lines[i]
			return glueAddress(parts), host, nil
		case isHeader && secrets.isSecret(name):
			lines[i] = "#"
		case isHeader:
			lines[i], inAddress = l, false
			if strings.EqualFold(name, "Host") {
				host = strings.TrimSpace(value)
			}
		case inAddress && (strings.IndexByte("?&$", l[0]) >= 0 || lines[i][0] == ' ' || lines[i][0] == '\t'):
			parts = append(parts, protocol().ReplaceAllString(l, ""))
			lines[i] = "#"
		}
	}
	return glueAddress(parts), host, nil
}

// glueAddress keeps the method apart, whose blank says nothing about the address.
func glueAddress(parts []string) string {
	method, rest := cutMethod(parts[0])
	return strings.TrimSpace(method + " " + glue(append([]string{rest}, parts[1:]...)))
}

// blockTarget reads the address. A path alone may come with the name of its host, as over the wire.
func blockTarget(address, host, graphBase string, variables map[string]string) (graphquery.Query, error) {
	method, rest := cutMethod(address)
	if !addresses(rest) {
		return graphquery.Query{}, errors.New("there is no address of Graph in the first line; a request begins as GET /v1.0/me does")
	}
	if host != "" && strings.HasPrefix(rest, "/") {
		rest = "https://" + host + rest
	}
	return target(method+" "+rest, graphBase, variables)
}

func noteOthers(others int, n *notes) {
	switch {
	case others == 1:
		n.add("left out 1 more request: only the first was taken")
	case others > 1:
		n.add(fmt.Sprintf("left out %d more requests: only the first was taken", others))
	}
}

// comments says whether lines, from the address on, have some in their body.
func comments(lines []string) bool {
	body := false
	for l := range strings.SplitSeq(strings.Join(lines, "\n"), "\n") {
		l = strings.TrimSpace(l)
		body = body || l == ""
		if body && (strings.HasPrefix(l, "#") || strings.HasPrefix(l, "//")) {
			return true
		}
	}
	return false
}

// used are the variables that the query takes; what else a file defines may be a secret.
func used(q graphquery.Query, variables map[string]string) map[string]string {
	texts := []string{q.Path, string(q.Body)}
	for _, h := range q.Header {
		texts = append(texts, h.Value)
	}
	var found map[string]string
	for _, text := range texts {
		for _, piece := range strings.Split(text, "{{")[1:] {
			name, _, _ := strings.Cut(piece[:min(len(piece), 200)], "}}")
			name = strings.TrimSpace(name)
			if value, known := variables[name]; known {
				if found == nil {
					found = map[string]string{}
				}
				found[name] = value
			}
		}
	}
	return found
}
