package paste

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strings"

	"graphguest/graphquery"
)

// readURL reads a whole address, perhaps broken into lines, or a link to Graph Explorer.
func readURL(text, graphBase string) (Pasted, error) {
	if len(text) > maxAddress {
		return Pasted{}, tooLong(text)
	}
	lines := strings.Split(text, "\n")
	var n notes
	for i, l := range lines {
		if i > 0 && isURL(strings.TrimSpace(l)) {
			n.add("only the first of several addresses was taken")
			lines = lines[:i]
			break
		}
	}
	text = glue(lines)
	if u, err := url.Parse(text); err == nil && u.Scheme == "https" && u.Host == "developer.microsoft.com" && strings.Contains(u.Path, "/graph/graph-explorer") {
		return readLink(u.RawQuery, graphBase)
	}
	q, err := target(protocol().ReplaceAllString(text, ""), graphBase, nil)
	return Pasted{Query: q, Notes: n.all()}, err
}

// separators are what an address is broken at when it is written in several lines.
const separators = "?&,=(;/"

// glue joins the lines of an address. Where a line ends within words a space belongs, unless
// there is none in all of it: then it was cut to fit a column.
func glue(lines []string) string {
	spaced := slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(strings.TrimSpace(l), " ") })
	var b strings.Builder
	last := byte('?')
	for _, l := range lines {
		l = strings.TrimSpace(strings.ReplaceAll(l, "\t", " "))
		if l == "" {
			continue
		}
		if spaced && strings.IndexByte(separators, last) < 0 && strings.IndexByte(separators+")", l[0]) < 0 {
			b.WriteByte(' ')
		}
		b.WriteString(l)
		last = l[len(l)-1]
	}
	return b.String()
}

// link is what a link to Graph Explorer holds.
type link struct {
	request, method, version, graph string
	body, headers                   []byte
}

// readLink reads the link that Graph Explorer makes to share a query.
func readLink(options, graphBase string) (Pasted, error) {
	l := link{method: "GET", version: "v1.0", graph: graphBase}
	var n notes
	if err := l.read(options, &n); err != nil {
		return Pasted{}, err
	}
	if l.request == "" {
		return Pasted{}, errors.New("this link to Graph Explorer holds no query; its Share button makes one that does")
	}
	address := strings.TrimSuffix(l.graph, "/") + "/" + l.version + "/" + strings.TrimPrefix(l.request, "/")
	q, err := target(l.method+" "+address, graphBase, nil)
	if err != nil {
		return Pasted{}, err
	}
	h := headers{notes: &n}
	if err := l.addHeaders(&h); err != nil {
		return Pasted{}, err
	}
	h.done()
	q.Header, q.Body = h.list, l.text()
	return Pasted{Query: q, Notes: n.all()}, nil
}

// read takes the link's options. Old links did not encode their request, whose options then follow.
func (l *link) read(options string, n *notes) (err error) {
	for part := range strings.SplitSeq(options, "&") {
		name, value, _ := strings.Cut(part, "=")
		plain, bad := url.QueryUnescape(value)
		if bad != nil {
			return errors.New("this link to Graph Explorer cannot be read: an escape in it is broken")
		}
		switch {
		case name == "request":
			l.request = plain
		case name == "method" && slices.Contains(graphquery.Methods, strings.ToUpper(plain)):
			l.method = strings.ToUpper(plain)
		case name == "version" && plain != "":
			l.version = plain
		case name == "GraphUrl" && plain != "":
			l.graph = plain
		case name == "requestBody":
			l.body, err = unbase64(plain)
		case name == "headers":
			l.headers, err = unbase64(plain)
		case name == "sid":
			n.add("left out sid: a session in somebody's browser")
		case strings.HasPrefix(name, "$") && l.request != "":
			l.request += "&" + part
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func unbase64(text string) ([]byte, error) {
	text = strings.ReplaceAll(text, " ", "+") // a plus that was not encoded
	data, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(text, "="))
	if err != nil {
		return nil, errors.New("the body or the headers of this link to Graph Explorer cannot be read: the link was cut off")
	}
	return data, nil
}

// text is the body. A body that is no JSON is put into the link as a JSON text.
func (l *link) text() []byte {
	var text string
	if json.Unmarshal(l.body, &text) == nil {
		return []byte(text)
	}
	if string(l.body) == "undefined" || string(l.body) == "null" {
		return nil
	}
	return l.body
}

func (l *link) addHeaders(h *headers) error {
	var list []struct{ Name, Value string }
	if len(l.headers) > 0 && json.Unmarshal(l.headers, &list) != nil {
		return errors.New("the headers of this link to Graph Explorer cannot be read")
	}
	for _, one := range list {
		if err := h.add(one.Name, one.Value); err != nil {
			return err
		}
	}
	return nil
}
