package headers

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"graphguest/graphquery"
)

// entry is a line of text: a header with what it means, or one without a name.
type entry struct {
	name, value string
	means       string
	section     bool // it heads what follows
}

// line is the entry as HTTP has it.
func (e entry) line() string {
	if e.name == "" {
		return e.value
	}
	return e.name + ": " + e.value
}

// all are the entries as text.
func all(entries []entry) string {
	var b strings.Builder
	for i, e := range entries {
		if e.section && i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(e.line() + "\n")
	}
	return b.String()
}

// mostHeaders is how many are shown: far more than Graph sends.
const mostHeaders = 500

// entriesOf are the status, the headers of an answer by name, and what was sent for it. graph is the base URL of the Graph
// that was asked; "" = none.
func entriesOf(r *graphquery.Result, graph string, zone *time.Location) []entry {
	status := fmt.Sprintf("HTTP %d %s", r.Status, http.StatusText(r.Status))
	entries := []entry{{value: strings.TrimSpace(status), section: true}}
	context := context{status: r.Status, zone: zone}
	for _, name := range slices.SortedFunc(maps.Keys(r.Header), byName) {
		for _, value := range r.Header[name] {
			if len(entries) > mostHeaders {
				return append(append(entries, entry{value: "… more headers than are shown here"}), sent(r, graph)...)
			}
			shown, hid := withoutKeys(graph, name, value)
			means := context.explain(name, value)
			if hid {
				means = strings.TrimPrefix(means+"; the rest of the address is not shown: it may open without a sign-in", "; ")
			}
			entries = append(entries, entry{name: name, value: shown, means: means})
		}
	}
	return append(entries, sent(r, graph)...)
}

func byName(a, b string) int {
	if by := strings.Compare(strings.ToLower(a), strings.ToLower(b)); by != 0 {
		return by
	}
	return strings.Compare(a, b)
}

// sent is the request. Of the token there is only where it stood.
func sent(r *graphquery.Result, graph string) []entry {
	entries := []entry{
		{value: "What was sent", section: true},
		{value: r.Query.Verb() + " " + r.URL},
	}
	if to, err := url.Parse(r.URL); graph == "" || err != nil || own(graph, to) {
		entries = append(entries, entry{name: "Authorization", value: "Bearer $TOKEN", means: "the token of the sign-in stood here"})
	} else {
		entries = append(entries, entry{value: "without the token: this is not Graph's own address"})
	}
	if r.ClientRequestID != "" {
		entries = append(entries, entry{name: "client-request-id", value: r.ClientRequestID})
	}
	for _, h := range r.Query.Header {
		if !graphquery.OwnHeader(h.Name) {
			entries = append(entries, entry{name: h.Name, value: h.Value})
		}
	}
	if n := len(r.Query.Body); n > 0 {
		entries = append(entries, entry{value: fmt.Sprintf("and a body of %d bytes", n)})
	}
	return entries
}

// hidden stands where something stood that may open a door.
const hidden = "…"

// addresses are the headers whose whole value is an address, in small letters.
var addresses = []string{"location", "content-location", "operation-location", "azure-asyncoperation"}

// withoutKeys is a header's value without what opens something to anybody: cookies, and addresses that are not those of the
// Graph at that base URL, of which only the host is left; of those inside a longer value what stands behind their question
// mark goes. Without a Graph no address is its own.
func withoutKeys(graph, name, value string) (shown string, hid bool) {
	if strings.EqualFold(name, "Set-Cookie") {
		cookie, _, _ := strings.Cut(value, "=")
		return cookie + "=" + hidden, true
	}
	there, err := url.Parse(strings.TrimSpace(value))
	switch {
	case err == nil && own(graph, there):
		return value, false
	case err == nil && there.Host != "":
		return strings.TrimPrefix(there.Scheme+"://", "://") + there.Host + "/" + hidden, true
	case !slices.Contains(addresses, strings.ToLower(name)):
		return withoutOptions(graph, value)
	case err != nil || there.Scheme != "" || strings.Contains(value, `\`):
		return hidden, true // nobody can say where its host ends
	}
	if i := strings.IndexAny(value, "?#"); i >= 0 {
		return value[:i+1] + hidden, true // it belongs to whoever answered, which need not be Graph
	}
	return value, false
}

// own is whether an address is Graph's, with nobody's name in it.
func own(graph string, there *url.URL) bool {
	here, err := url.Parse(graph)
	return err == nil && here.Host != "" && there.User == nil && there.Scheme == here.Scheme && strings.EqualFold(here.Host, there.Host)
}

// withoutOptions hides the options of addresses within a text.
func withoutOptions(graph, value string) (shown string, hid bool) {
	var b strings.Builder
	for {
		at := strings.Index(value, "//")
		if at < 0 {
			b.WriteString(value)
			return b.String(), hid
		}
		at += len("//")
		end := len(value)
		if i := strings.IndexAny(value[at:], " \t\"'<>,;"); i >= 0 {
			end = at + i
		}
		address := value[at:end]
		host := address
		if i := strings.IndexAny(address, "/?#"); i >= 0 {
			host = address[:i]
		}
		if i := strings.IndexAny(address, "?#"); i >= 0 && !sameHost(graph, host) {
			address, hid = address[:i+1]+hidden, true
		}
		if i := strings.LastIndexByte(host, '@'); i >= 0 {
			address, hid = hidden+address[i:], true
		}
		b.WriteString(value[:at] + address)
		value = value[end:]
	}
}

func sameHost(graph, host string) bool {
	here, err := url.Parse(graph)
	return err == nil && here.Host != "" && strings.EqualFold(here.Host, host)
}
