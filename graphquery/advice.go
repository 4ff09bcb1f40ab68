package graphquery

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// advice explains one of Graph's errors to a guest. The texts are parts of a sentence:
// "403 code: what", "→ guest", "ask the admin of …: admin".
type advice struct{ what, guest, admin string }

// advise explains an answer of Graph by its status, one of its codes (or "") and what was asked by
// whom. It never looks at the message, whose wording is nobody's promise. A code that it does not
// know gets what the status gets.
func advise(status int, code string, what asked) advice {
	for _, row := range adviceTable {
		if row.fits(status, code, what) {
			return row.adviceTo(what.who)
		}
	}
	return advice{}
}

// An adviceRow says for which answers its advice is; the first row that fits counts. To teach the
// program another error, add a row above the more general ones.
type adviceRow struct {
	from, to int              // the statuses, both included; 0, 0 = any
	codes    []string         // any of these, in any case; none = whatever the code
	where    func(asked) bool // nil = whatever was asked
	advice                    // for a guest, and for whom it is not known
	member   advice           // for a member, where that differs
}

// adviceTo is the row's advice to somebody of that standing: a member is not told what guests may not.
func (r adviceRow) adviceTo(who standing) advice {
	if who.member && r.member != (advice{}) {
		return r.member
	}
	return r.advice
}

func (r adviceRow) fits(status int, code string, what asked) bool {
	if r.to != 0 && (status < r.from || status > r.to) {
		return false
	}
	same := func(c string) bool { return strings.EqualFold(c, code) }
	if len(r.codes) > 0 && !slices.ContainsFunc(r.codes, same) {
		return false
	}
	return r.where == nil || r.where(what)
}

// asked is a query as far as advice depends on it, and who asked.
type asked struct {
	who      standing
	writes   bool
	segments []string // of the path, in lower case
	options  url.Values
}

func newAsked(method, path string, who standing) asked {
	path, query, _ := strings.Cut(path, "?")
	options, _ := url.ParseQuery(query) // what cannot be read is no option that matters here
	a := asked{who: who, options: options, writes: !slices.Contains([]string{"", http.MethodGet, http.MethodHead, http.MethodOptions}, strings.ToUpper(method))}
	for segment := range strings.SplitSeq(strings.ToLower(path), "/") {
		if segment != "" {
			a.segments = append(a.segments, segment)
		}
	}
	return a
}

func (a asked) segment(i int) string {
	if i >= len(a.segments) {
		return ""
	}
	return a.segments[i]
}

// lists is true when all of a collection is asked for, not one object of it.
func lists(collections ...string) func(asked) bool {
	return func(a asked) bool {
		rest := a.segment(1)
		return slices.Contains(collections, a.segment(0)) && (rest == "" || rest == "$count" || strings.HasPrefix(rest, "delta")) && !a.writes
	}
}

// one is true for one object of a collection and what hangs on it.
func one(collections ...string) func(asked) bool {
	return func(a asked) bool {
		return slices.Contains(collections, a.segment(0)) && !lists(collections...)(a) && !a.writes
	}
}

func under(names ...string) func(asked) bool {
	return func(a asked) bool { return slices.Contains(names, a.segment(0)) }
}

// mine is true for a part of a person: /me/… or /users/{id}/….
func mine(parts ...string) func(asked) bool {
	return func(a asked) bool {
		switch a.segment(0) {
		case "me":
			return slices.Contains(parts, a.segment(1))
		case "users":
			return slices.Contains(parts, a.segment(2))
		}
		return false
	}
}

// as narrows where to askers of a standing.
func as(who func(standing) bool, where func(asked) bool) func(asked) bool {
	return func(a asked) bool { return who(a.who) && where(a) }
}

func at(level string) func(standing) bool {
	return func(s standing) bool { return s.level == level && !s.role }
}

// withRole is true for a guest whose directory role lifts them above what guests may.
func withRole(s standing) bool { return s.guest && s.role }

func onlyReads(a asked) bool { return !a.writes }

func changes(a asked) bool { return a.writes }

// biggestPage is the most that directory lists give at once.
const biggestPage = 999

func pageTooBig(a asked) bool {
	for name, values := range a.options {
		if size, err := strconv.Atoi(values[0]); strings.TrimPrefix(strings.ToLower(name), "$") == "top" && err == nil {
			return size > biggestPage || size < 1
		}
	}
	return false
}
