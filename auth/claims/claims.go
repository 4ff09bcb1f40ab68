// Package claims reads what a token says and explains it to the person it stands for.
//
// It never verifies a signature: Graph's access tokens are not ours to verify, and what
// is read here informs a person, it decides no access. It cleans no text either: values
// are what the token said, and whoever shows them takes them through safetext.
package claims

import (
	"slices"
	"time"
)

// Kind is which of the two tokens of a sign-in is read.
type Kind string

const (
	Access Kind = "access"
	ID     Kind = "id"
)

// Token is what a token says, explained. It holds neither the token nor its signature.
type Token struct {
	Kind    Kind
	Opaque  bool      // not a JWT: nothing can be read (Microsoft accounts' own Graph tokens)
	Groups  []Group   // who, where, which app, what it may do, how and when, other; no empty ones
	Expires time.Time // zero = not said
}

// Group is the claims that answer one question.
type Group struct {
	Title  string
	Claims []Claim
}

// Claim is one fact in a token.
type Claim struct {
	Name    string
	Value   string // as text: arrays joined by ", ", objects as compact JSON, times in local time
	Meaning string // what it means for the person; "" = not documented
}

// The groups, in the order in which they are shown.
const (
	who   = "Who"
	where = "Where"
	app   = "Which app"
	may   = "What it may do"
	when  = "How and when"
	other = "Other"
)

var titles = []string{who, where, app, may, when, other}

// Explain decodes raw, a JWT, into grouped and explained claims; what is no JWT is Opaque.
// Times are told in loc, as seen from now.
func Explain(raw string, kind Kind, now time.Time, loc *time.Location) Token {
	said, ok := read(raw)
	if !ok {
		return Token{Kind: kind, Opaque: true}
	}
	if loc == nil {
		loc = time.Local
	}
	groups := make([]Group, len(titles))
	for i, title := range titles {
		groups[i].Title = title
	}
	add := func(title string, c Claim) {
		g := &groups[slices.Index(titles, title)]
		g.Claims = append(g.Claims, c)
	}
	for _, r := range table {
		if said.has(r.name) {
			add(r.group, r.claim(said, kind, now, loc))
		}
	}
	for _, name := range said.names() {
		if !documented(name) {
			add(other, Claim{Name: clip(name), Value: said.text(name)})
		}
	}
	expires, _ := said.time("exp")
	return Token{
		Kind:    kind,
		Groups:  slices.DeleteFunc(groups, func(g Group) bool { return len(g.Claims) == 0 }),
		Expires: expires,
	}
}
