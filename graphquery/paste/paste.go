// Package paste reads what a person pastes where a query belongs: a whole URL, a link to
// Graph Explorer, a curl command, an HTTP request of a page of documentation.
//
// Nothing in a paste is ever run or replaced and no file is read. Tokens, cookies and
// passwords are left out, and no note and no error holds their value.
package paste

import (
	"fmt"
	"strings"

	"graphguest/graphquery"
)

// Kind is what a paste is, as far as its start tells.
type Kind int

const (
	Line Kind = iota // what graphquery.ParseLine reads
	URL
	Curl
	Block // an HTTP request of several lines, as .http files hold them
)

// Pasted is a query that was pasted. Notes say what was left out or changed, one thing each.
type Pasted struct {
	Query     graphquery.Query
	Variables map[string]string // that the paste itself defines and the query takes
	Notes     []string
	Kind      Kind
}

const (
	maxText    = 1 << 20  // more than any query that people hand around
	maxAddress = 48 << 10 // as pasted: a link to Graph Explorer is encoded twice
	maxPath    = 16 << 10 // as a line holds it
)

// readers turn text of each kind into a query.
var readers = [...]func(text, graphBase string) (Pasted, error){
	Line: readLine, URL: readURL, Curl: readCurl, Block: readBlock,
}

// Parse reads text as a query for the Graph at graphBase. An address of another host is
// graphquery.ErrOtherOrigin, with both names. With an error Kind is valid all the same.
func Parse(text, graphBase string) (Pasted, error) {
	if len(text) > maxText {
		return Pasted{Kind: kindOf(unwrap(text[:headSize]))}, fmt.Errorf("%.1f MiB were pasted; a query is at most 1 MiB long", float64(len(text))/(1<<20))
	}
	text = unwrap(text)
	kind := kindOf(text)
	p, err := readers[kind](text, graphBase)
	if err != nil {
		return Pasted{Kind: kind}, err
	}
	p.Kind = kind
	if len(p.Query.Body) > 0 && !p.Query.Writes() {
		p.Notes = append(p.Notes, p.Query.Verb()+" is sent without the body")
	}
	return p, nil
}

// readLine reads what a person could have typed, with the protocol behind it that documentation adds.
func readLine(text, graphBase string) (Pasted, error) {
	if len(text) > maxAddress {
		return Pasted{}, tooLong(text)
	}
	q, err := target(protocol().ReplaceAllString(text, ""), graphBase, nil)
	return Pasted{Query: q}, err
}

// base is the variable that .http files of this program put in the place of their Graph.
const base = "graph"

// target reads "[METHOD] [VERSION] PATH" or a whole URL, which may begin with a variable
// that stands for its host: {{graph}}, or one of those given.
func target(text, graphBase string, variables map[string]string) (graphquery.Query, error) {
	if len(text) > maxAddress {
		return graphquery.Query{}, tooLong(text)
	}
	method, rest := cutMethod(strings.TrimSpace(blanks.Replace(text)))
	if start, end, name := graphquery.NextVariable(rest, 0); name != "" && start == 0 {
		host := variables[name]
		if host == "" && name != base {
			return graphquery.Query{}, fmt.Errorf("the variable {{%.60s}} stands where the address begins, and nothing says what it is", name)
		}
		rest = host + rest[end:]
	}
	q, err := graphquery.ParseLine(strings.TrimSpace(method+" "+rest), graphBase)
	if err != nil {
		return graphquery.Query{}, err
	}
	if q.Path = readable(q.Path); len(q.Path) > maxPath {
		return graphquery.Query{}, tooLong(q.Path)
	}
	return q, nil
}

func tooLong(address string) error {
	return fmt.Errorf("the address is %d KiB long, Graph takes far less", len(address)>>10)
}

// blanks are what pages and editors put where a person means a space.
var blanks = strings.NewReplacer("\u00a0", " ", "\t", " ")

// notes collects what there is to say, each thing once.
type notes struct {
	list []string
	said map[string]bool
}

// mostNotes bounds what somebody else's text can make the program say.
const mostNotes = 8

func (n *notes) add(note string) {
	if n.said[note] {
		return
	}
	if n.said == nil {
		n.said = map[string]bool{}
	}
	n.said[note] = true
	if len(n.list) < mostNotes {
		n.list = append(n.list, note)
	}
}

// all are the notes, and how many there was no room for.
func (n *notes) all() []string {
	if more := len(n.said) - len(n.list); more > 0 {
		return append(n.list, fmt.Sprintf("and %d more", more))
	}
	return n.list
}
