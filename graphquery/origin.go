package graphquery

import (
	"fmt"
	"net/url"
	"strings"
)

// allowed parses link and returns it when a token for graphBase may go there: exactly the same
// scheme, host and port, without user information, over https. Everything else is refused with
// ErrOtherOrigin. Typed addresses, next links and every single request go through here.
func allowed(graphBase, link string) (*url.URL, error) {
	if len(link) > maxURL {
		return nil, otherOrigin(graphBase, "an address of "+fmt.Sprint(len(link)>>10)+" KiB")
	}
	base, err := url.Parse(graphBase)
	if err != nil || base.Host == "" {
		return nil, otherOrigin(graphBase, "no valid base address")
	}
	u, err := url.Parse(link)
	if err != nil || strings.Contains(authority(link), `\`) {
		return nil, otherOrigin(graphBase, "an address that cannot be read")
	}
	if !sameOrigin(base, u) {
		return nil, otherCloud(base, u)
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// sameOrigin says whether u is https on the host and port of base, and nothing else.
// Hosts are compared as ASCII without any folding but case: what looks alike is another host.
func sameOrigin(base, u *url.URL) bool {
	if base.Scheme != "https" || u.Scheme != "https" || u.Opaque != "" || u.User != nil || u.Hostname() == "" {
		return false
	}
	if strings.HasSuffix(u.Host, ":") || !isASCII(u.Host) {
		return false
	}
	return strings.EqualFold(u.Hostname(), base.Hostname()) && port(u) == port(base)
}

func port(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	return "443"
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// authority is the part of a link in which the host stands, as written.
func authority(link string) string {
	_, rest, found := strings.Cut(link, ":")
	if !found {
		rest = link
	}
	rest = strings.TrimLeft(rest, "/")
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	return rest
}

// originText names where a link leads without its user information, path and options: they may be secret.
func originText(u *url.URL) string {
	switch {
	case u.Host != "" && u.Scheme != "":
		return u.Scheme + "://" + u.Host
	case u.Host != "":
		return "//" + u.Host
	case u.Scheme != "":
		return "a " + u.Scheme + " address"
	}
	return "an address without a host"
}

// clouds are the hosts where Graph is known to live, and in which cloud.
var clouds = []struct{ graph, name string }{
	{"https://graph.microsoft.com", "the global cloud"},
	{"https://canary.graph.microsoft.com", "the canary ring of the global cloud"},
	{"https://graph.microsoft.us", "the US government cloud (GCC High)"},
	{"https://dod-graph.microsoft.us", "the US government cloud (DoD)"},
	{"https://microsoftgraph.chinacloudapi.cn", "the cloud in China (21Vianet)"},
}

// cloudOf is the cloud whose Graph u belongs to; "" = none that is known.
func cloudOf(u *url.URL) string {
	for _, c := range clouds {
		if graph, err := url.Parse(c.graph); err == nil && sameOrigin(graph, u) {
			return c.name
		}
	}
	return ""
}

// otherCloud refuses an address outside of base, and says so where it is Graph, but that of another cloud: no token
// is good in two of them.
func otherCloud(base, u *url.URL) error {
	theirs := cloudOf(u)
	if theirs == "" {
		return otherOrigin(base.String(), originText(u))
	}
	ours := "a cloud of its own (" + originText(base) + ")"
	if name := cloudOf(base); name != "" {
		ours = name + " (" + originText(base) + ")"
	}
	return &Failure{
		Kind: ErrOtherOrigin,
		What: fmt.Sprintf("refused: %s is Graph of %s, and this environment is in %s; a token of one is nothing in the other", originText(u), theirs, ours),
		Next: "switch to an environment of that cloud, or use a path such as /me",
	}
}

func otherOrigin(graphBase, got string) error {
	return &Failure{
		Kind: ErrOtherOrigin,
		What: fmt.Sprintf("refused: %s is not this environment's Graph (%s); its token goes nowhere else", got, graphBase),
		Next: "use a path such as /me, or the environment of that cloud",
	}
}
