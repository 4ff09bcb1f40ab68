package library

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"graphguest/graphquery"
	"graphguest/graphquery/httpfile"
)

// deltaMember is the member of a query's "# @gx" line that holds its delta links: {"deltaLink":{"<tenant>":"<url>"}}.
const deltaMember = "deltaLink"

// KeepDelta keeps with a query where the next question for changes begins in a tenant; link "" forgets it. Links are
// kept by tenant (its GUID), so that a query that is shared or copied never uses one of another. What else stands in
// the file stays, and so does what another window saved meanwhile. asked is the query as it was when its answer was
// asked for: where somebody has made another of it since, the link is not kept.
func (l Library) KeepDelta(asked Saved, tenant, link string) error {
	name := asked.Name
	tenant = strings.ToLower(tenant)
	if !isTenant(tenant) {
		return fmt.Errorf("%q is no tenant's GUID", tenant)
	}
	if u, err := url.Parse(link); link != "" && (err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || strings.ContainsFunc(link, notInURL)) {
		return errors.New("the delta link is no address that can be kept")
	}
	e, err := l.find(name)
	if err != nil {
		return err
	}
	return edit(e.File, func(f *httpfile.File) error {
		i := slices.IndexFunc(f.Requests, func(r httpfile.Request) bool { return r.Name == e.local })
		if i < 0 {
			return fmt.Errorf("%w: %q", ErrNoQuery, name)
		}
		r := f.Requests[i]
		if !sameQuestion(r.Query, asked.Query) {
			return fmt.Errorf("%q was changed meanwhile: run it again", name)
		}
		extra, err := withDelta(r.Extra, tenant, link)
		if err != nil {
			return fmt.Errorf("%s: %s: %w", e.File, name, err)
		}
		r.Extra = extra
		return f.Put(r)
	})
}

// ChangesFrom is the link by which asked, which is s with its variables in place, goes on in a tenant; "" = from the
// beginning. A link answers the question that it was kept for: where variables ask for another, it is not good.
func (s Saved) ChangesFrom(tenant string, asked graphquery.Query) string {
	link := s.DeltaLinks[strings.ToLower(tenant)]
	if link == "" || sameQuestion(s.Query, asked) {
		return link
	}
	written, options := graphquery.SplitOptions(s.Query.Path)
	base, now := graphquery.SplitOptions(asked.Path)
	u, err := url.Parse(link)
	switch {
	case err != nil || !slices.Equal(options, now):
		return "" // what a link has of the options cannot be read
	case written != base && !strings.EqualFold(u.EscapedPath(), "/"+asked.API()+graphquery.EncodePath(base)):
		return ""
	}
	return link
}

// isTenant says whether a text is a GUID.
func isTenant(text string) bool {
	for i, r := range text {
		if dash := i == 8 || i == 13 || i == 18 || i == 23; dash != (r == '-') || !dash && !strings.ContainsRune("0123456789abcdefABCDEF", r) {
			return false
		}
	}
	return len(text) == 36
}

func notInURL(r rune) bool { return r <= ' ' || r == 0x7f }

// deltaLinks are the links in a query's extra, by tenant; nil = none.
func deltaLinks(extra string) map[string]string {
	var all map[string]json.RawMessage
	var kept map[string]any
	if json.Unmarshal([]byte(extra), &all) != nil || json.Unmarshal(all[deltaMember], &kept) != nil {
		return nil
	}
	var links map[string]string
	for tenant, value := range kept {
		if link, ok := value.(string); ok && link != "" && isTenant(tenant) {
			if links == nil {
				links = map[string]string{}
			}
			links[strings.ToLower(tenant)] = link
		}
	}
	return links
}

// withDelta is extra with the link of a tenant set, or taken out.
func withDelta(extra, tenant, link string) (string, error) {
	links := maps.Clone(deltaLinks(extra))
	switch {
	case link == links[tenant]:
		return extra, nil
	case link == "":
		delete(links, tenant)
	case links == nil:
		links = map[string]string{tenant: link}
	default:
		links[tenant] = link
	}
	if len(links) == 0 {
		return setMember(extra, deltaMember, "")
	}
	tenants := slices.Sorted(maps.Keys(links))
	for i, t := range tenants {
		tenants[i] = quote(t) + ":" + quote(links[t])
	}
	return setMember(extra, deltaMember, "{"+strings.Join(tenants, ",")+"}")
}

// withoutDelta is the extra of a query that now asks for something else.
func withoutDelta(extra string) string {
	if less, err := setMember(extra, deltaMember, ""); err == nil {
		return less
	}
	return extra
}

// sameQuestion says whether two queries ask for the same, so that a delta link of one is good for the other.
func sameQuestion(a, b graphquery.Query) bool {
	return a.Verb() == b.Verb() && a.API() == b.API() && graphquery.EncodePath(a.Path) == graphquery.EncodePath(b.Path)
}
