package paste

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"graphguest/graphquery"
)

// command is what a curl command asks for.
type command struct {
	rest    []word // not read yet
	method  string
	head    bool // -I
	get     bool // -G: the data belong to the address
	urls    []word
	options []string // what goes behind the address
	data    []byte
	has     bool // data, perhaps empty
	json    bool
	headers headers
	ignored []string
	notes   notes
}

// readCurl reads a curl command. Its options are those of the table; one that is not there is an
// error, since nobody can tell whether a value follows it.
func readCurl(text, graphBase string) (Pasted, error) {
	if at := curlStart().FindStringSubmatchIndex(text); at != nil {
		text = text[at[2]:] // without the prompt
	}
	c := &command{}
	c.headers.notes = &c.notes
	words, err := split(text, &c.notes)
	if err == nil && len(words) == 0 {
		err = errors.New("there is no curl command in what was pasted")
	}
	if err != nil {
		return Pasted{}, err
	}
	for c.rest = words[1:]; len(c.rest) > 0; {
		if err := c.argument(c.next()); err != nil {
			return Pasted{}, err
		}
	}
	q, err := c.query(graphBase)
	if err != nil {
		return Pasted{}, err
	}
	if len(c.ignored) > 0 {
		c.notes.add("ignored " + strings.Join(c.ignored, ", "))
	}
	return Pasted{Query: q, Notes: c.notes.all()}, nil
}

// next takes the next word.
func (c *command) next() word {
	w := c.rest[0]
	c.rest = c.rest[1:]
	return w
}

func (c *command) argument(w word) error {
	switch {
	case strings.HasPrefix(w.text, "--") && len(w.text) > 2:
		return c.long(w)
	case strings.HasPrefix(w.text, "-") && len(w.text) > 1 && w.text != "--":
		return c.short(w)
	case w.text != "--":
		c.urls = append(c.urls, w)
	}
	return nil
}

// long reads --option, --option value or --option=value.
func (c *command) long(w word) error {
	name, value, joined := strings.Cut(w.text[2:], "=")
	if joined {
		c.rest = slices.Insert(c.rest, 0, word{value, w.loose})
	}
	return c.obey("--"+name, name)
}

// short reads -s, several of them in one word, and -XPOST.
func (c *command) short(w word) error {
	for i := 1; i < len(w.text); i++ {
		name, known := shorts[w.text[i]]
		if !known {
			return unknown("-" + w.text[i:i+1])
		}
		if o := options()[name]; o.takes && i+1 < len(w.text) {
			c.rest = slices.Insert(c.rest, 0, word{w.text[i+1:], w.loose})
			return c.obey(w.text[:1]+w.text[i:i+1], name)
		}
		if err := c.obey("-"+w.text[i:i+1], name); err != nil {
			return err
		}
	}
	return nil
}

// obey does what the option says that was written so.
func (c *command) obey(written, name string) error {
	o, known := options()[name]
	if plain, off := strings.CutPrefix(name, "no-"); !known && off {
		o, known = options()[plain]
		known = known && !o.takes && o.do == nil
	}
	if !known {
		return unknown(written)
	}
	var value word
	if o.takes {
		if len(c.rest) == 0 {
			return fmt.Errorf("curl's %s needs a value: part of the command is missing", written)
		}
		value = c.next()
	}
	if o.do == nil {
		if !slices.Contains(c.ignored, written) && len(c.ignored) < mostNotes {
			c.ignored = append(c.ignored, written)
		}
		return nil
	}
	if !o.loose {
		if err := value.need(); err != nil {
			return err
		}
	}
	return o.do(c, value)
}

func unknown(written string) error {
	return fmt.Errorf("curl's option %.40q is not known here: leave it out and paste again", written)
}

// query puts the parts together.
func (c *command) query(graphBase string) (graphquery.Query, error) {
	address, err := c.address()
	if err != nil {
		return graphquery.Query{}, err
	}
	q, err := target(address, graphBase, nil)
	if err != nil {
		return graphquery.Query{}, err
	}
	q.Method = c.verb()
	if !slices.Contains(graphquery.Methods, q.Method) {
		return graphquery.Query{}, fmt.Errorf("%.40q is no method Graph knows; valid: %s", q.Method, strings.Join(graphquery.Methods, ", "))
	}
	if c.has && !c.get {
		q.Body = c.data
	}
	if c.json {
		c.headers.fill("Content-Type", "application/json")
		c.headers.fill("Accept", "application/json")
	}
	c.headers.done()
	q.Header = c.headers.list
	return q, nil
}

// address is the first one, with what belongs behind it.
func (c *command) address() (string, error) {
	if len(c.urls) == 0 {
		return "", errors.New("there is no address in the curl command")
	}
	if n := len(c.urls) - 1; n > 0 {
		c.notes.add(fmt.Sprintf("left out %d more addresses: only the first was taken", n))
	}
	address := c.urls[0]
	if err := address.need(); err != nil {
		return "", err
	}
	text := address.text
	if !strings.Contains(text, "://") && !strings.HasPrefix(text, "{{") {
		text = "https://" + strings.TrimLeft(text, "/") // curl takes a name for a host, too
	}
	added := c.options
	if c.get && len(c.data) > 0 {
		added = append(slices.Clone(added), string(c.data))
	}
	for _, option := range added {
		mark := "?"
		if strings.Contains(text, "?") {
			mark = "&"
		}
		text = strings.TrimRight(text, "?&") + mark + option
	}
	return text, nil
}

func (c *command) verb() string {
	switch {
	case c.method != "":
		return strings.ToUpper(c.method)
	case c.head:
		return "HEAD"
	case c.has && !c.get:
		return "POST"
	}
	return "GET"
}
