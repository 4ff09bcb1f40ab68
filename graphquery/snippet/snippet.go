// Package snippet writes a query as a command for a shell: curl, PowerShell, or this program's own. No snippet holds a
// token: where one belongs, the shell fills it in.
package snippet

import (
	"bytes"
	"net/http"
	"strings"

	"graphguest/graphquery"
)

// next parts the arguments of a command that goes over several lines.
const next = " \\\n  "

// Curl is a curl command for POSIX shells that sends q to the Graph at that base URL. It takes the token from the
// variable TOKEN.
func Curl(q graphquery.Query, graph string) string {
	address := addressOf(q, graph)
	words := []string{"curl"}
	if strings.ContainsAny(address, "{}[]") {
		words[0] += " --globoff" // curl would make several addresses of it
	}
	body, before := q.Body, ""
	switch verb := q.Verb(); {
	case verb == http.MethodHead: // with -X curl would wait for a body
		words[0] += " --head"
		body = nil
	case verb != http.MethodGet || len(body) > 0:
		words[0] += " -X " + posix(verb)
	}
	words[0] += " " + posix(address)
	words = append(words, `-H "Authorization: Bearer $TOKEN"`)
	for _, h := range withType(headers(q), body) {
		line := h.Name + ": " + h.Value
		if h.Value == "" {
			line = h.Name + ";" // how curl is told to send it all the same
		}
		words = append(words, "-H "+posix(line))
	}
	switch {
	case len(body) == 0:
	case !typeable(body) || body[0] == '@':
		before = piped(body)
		words = append(words, "--data-binary @-")
	default:
		words = append(words, "--data-binary "+posix(string(body)))
	}
	return before + strings.Join(words, next)
}

// Command is a command of this program for POSIX shells that sends q in that environment.
func Command(q graphquery.Query, environment string) string {
	words := []string{"graphguest query " + posix(q.Verb()) + " " + quoted(pathOf(q)) + " -e " + posix(environment)}
	for _, h := range headers(q) {
		words = append(words, "-H "+posix(h.Name+": "+h.Value))
	}
	before := ""
	switch body := q.Body; {
	case len(body) == 0:
	case !typeable(body) || body[0] == '@' || string(body) == "-":
		before = piped(body)
		words = append(words, "-d -")
	default:
		words = append(words, "-d "+posix(string(body)))
	}
	return before + strings.Join(words, next)
}

// pathOf is the path with its version, as graphquery.ParseLine reads it back; where nothing else does, encoded.
func pathOf(q graphquery.Query) string {
	full := q.API() + q.Path
	tries := []string{q.Path, full}
	if q.API() != graphquery.Versions[0] {
		tries = tries[1:]
	}
	for _, path := range tries {
		back, err := graphquery.ParseLine(q.Verb()+" "+path, "")
		if err == nil && back.Verb() == q.Verb() && back.API() == q.API() && back.Path == q.Path {
			return path
		}
	}
	return q.API() + graphquery.EncodePath(q.Path)
}

// addressOf is what is sent. A query that cannot be sent, as one with variables, has an address all the same.
func addressOf(q graphquery.Query, graph string) string {
	return strings.TrimSuffix(graph, "/") + "/" + q.API() + graphquery.EncodePath(q.Path)
}

// headers are those of q that are sent: none that the client sets itself, a token among them, and none that are no headers.
func headers(q graphquery.Query) (sent []graphquery.Header) {
	for _, h := range q.Header {
		if !graphquery.OwnHeader(h.Name) && h.Valid() == nil {
			sent = append(sent, h)
		}
	}
	return sent
}

// withType adds the type of a body where none is given, for commands that would guess wrong.
func withType(all []graphquery.Header, body []byte) []graphquery.Header {
	if len(body) == 0 {
		return all
	}
	for _, h := range all {
		if strings.EqualFold(h.Name, "Content-Type") {
			return all
		}
	}
	return append(all, graphquery.Header{Name: "Content-Type", Value: typeOf(body)})
}

func typeOf(body []byte) string {
	if start := bytes.TrimLeft(body, " \t\r\n"); len(start) > 0 && (start[0] == '{' || start[0] == '[') {
		return "application/json"
	}
	return http.DetectContentType(body)
}
