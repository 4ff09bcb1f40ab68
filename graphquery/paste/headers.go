package paste

import (
	"errors"
	"fmt"
	"strings"

	"graphguest/graphquery"
)

// headers collects those of a paste that belong to a query.
type headers struct {
	list    []graphquery.Header
	carried []string // left out: those of a browser or the connection
	notes   *notes
}

// mostHeaders is more than any server takes.
const mostHeaders = 200

// secret are the headers that are never taken from anywhere: the token comes from the sign-in.
var secret = map[string]bool{"authorization": true, "cookie": true, "proxy-authorization": true}

// carrier are the headers that a browser or the connection adds on its own.
var carrier = map[string]bool{
	"accept-encoding": true, "connection": true, "content-length": true, "dnt": true,
	"host": true, "keep-alive": true, "origin": true, "priority": true, "proxy-connection": true, "referer": true,
	"te": true, "trailer": true, "transfer-encoding": true, "upgrade": true, "upgrade-insecure-requests": true,
	"user-agent": true, "authority": true, ":authority": true, ":method": true, ":path": true, ":scheme": true,
	"postman-token": true,
}

// isSecret says that of a header's name, and notes that it was left out. The value goes nowhere.
func (h *headers) isSecret(name string) bool {
	if !secret[strings.ToLower(strings.TrimSpace(name))] {
		return false
	}
	h.notes.add("left out " + strings.TrimSpace(name) + ": the token comes from the sign-in")
	return true
}

// isCarried says that of a header's name.
func (h *headers) isCarried(name string) bool {
	name = strings.ToLower(strings.TrimSpace(name))
	if !carrier[name] && !strings.HasPrefix(name, "sec-") {
		return false
	}
	if (graphquery.Header{Name: name}).Valid() == nil {
		h.carried = append(h.carried, name)
	}
	return true
}

// done notes which headers of a browser or the connection were left out.
func (h *headers) done() {
	switch n := len(h.carried); {
	case n > mostNamed:
		h.notes.add(fmt.Sprintf("left out %d headers of a browser: %s …", n, strings.Join(h.carried[:mostNamed], ", ")))
	case n > 0:
		h.notes.add("left out what the connection adds itself: " + strings.Join(h.carried, ", "))
	}
}

const mostNamed = 3 // of a long list, in a note

// add takes a header, leaves it out, or says why it is none, without its value.
func (h *headers) add(name, value string) error {
	if h.isSecret(name) || h.isCarried(name) {
		return nil
	}
	one := graphquery.Header{Name: strings.TrimSpace(name), Value: strings.TrimSpace(value)}
	if (graphquery.Header{Name: one.Name}).Valid() != nil {
		return errors.New("a header has a name that cannot be sent; a header is 'Name: value'")
	}
	if err := one.Valid(); err != nil {
		return err
	}
	if len(h.list) >= mostHeaders {
		return errors.New("there are more than 200 headers")
	}
	h.list = append(h.list, one)
	return nil
}

// fill adds a header that is not there yet.
func (h *headers) fill(name, value string) {
	for _, one := range h.list {
		if strings.EqualFold(one.Name, name) {
			return
		}
	}
	h.list = append(h.list, graphquery.Header{Name: name, Value: value})
}
