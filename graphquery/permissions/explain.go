package permissions

import (
	"fmt"
	"slices"
	"strings"
)

// Explanation is what a call needs against what a token grants. One permission of Needed is enough.
type Explanation struct {
	Needed  []Permission // least privileged first; empty = the list knows none for this call
	Granted []string     // as the token has them
	Have    []string     // of Needed, what is granted
	Missing []string     // of Needed, what is not
	Least   string       // the least that would be enough; "" = none known
	Admin   bool         // only an admin can consent to Least
}

// Explain compares granted, the scopes of a token, with needed. A larger permission counts only where needed lists it
// too: a name that contains another is no promise.
func Explain(granted []string, needed []Permission) Explanation {
	e := Explanation{Needed: leastFirst(needed), Granted: slices.Clone(granted)}
	for _, p := range e.Needed {
		if slices.ContainsFunc(granted, func(scope string) bool { return sameScope(scope, p.Value) }) {
			e.Have = append(e.Have, p.Value)
		} else {
			e.Missing = append(e.Missing, p.Value)
		}
	}
	if len(e.Needed) > 0 {
		e.Least, e.Admin = e.Needed[0].Value, e.Needed[0].Admin
	}
	return e
}

// Enough says that the app may make the call: what stands in the way is the person's own rights.
func (e Explanation) Enough() bool { return len(e.Have) > 0 }

// Consentable is the least permission that the person can consent to alone, where no admin must; "" = none.
func (e Explanation) Consentable() string {
	for _, p := range e.Needed {
		if !p.Admin {
			return p.Value
		}
	}
	return ""
}

// Sentences explain it to a guest: what is needed, what is granted, and what follows from that.
func (e Explanation) Sentences() []string {
	if len(e.Needed) == 0 {
		return []string{
			"Microsoft's list knows no delegated permission for this call.",
			"The path may be mistyped, or the call may be for apps without a person only.",
		}
	}
	said := []string{e.needs(), e.grants()}
	switch {
	case e.Enough():
		said = append(said, "So the app may make this call, and more permissions would not help: what this tenant lets you see, as a guest or by your roles, is what stands in the way.")
	case e.Consentable() == e.Least:
		said = append(said, "You can consent to "+e.Least+" yourself where this tenant lets people consent; else its admin can.")
	case e.Consentable() != "":
		said = append(said, fmt.Sprintf("Only an admin of this tenant can consent to %s; to %s, which reaches further, you may be able to consent yourself.", e.Least, e.Consentable()))
	default:
		said = append(said, "Only an admin of this tenant can consent to it.")
	}
	return said
}

func (e Explanation) needs() string {
	switch others := len(e.Needed) - 1; others {
	case 0:
		return "The call needs " + e.Least + "."
	case 1:
		return fmt.Sprintf("The call needs %s, or %s.", e.Least, e.Needed[1].Value)
	default:
		return fmt.Sprintf("The call needs %s, or one of %d that reach further.", e.Least, others)
	}
}

func (e Explanation) grants() string {
	switch {
	case e.Enough():
		return "The token has " + list(e.Have) + ", which is enough."
	case len(e.Granted) == 0:
		return "The token says nothing about its permissions."
	}
	return "The token has " + list(e.Granted) + "; none of that is enough."
}

// list names a few of names and counts the rest.
func list(names []string) string {
	const shown = 6
	if rest := len(names) - shown; rest > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:shown], ", "), rest)
	}
	if last := len(names) - 1; last > 0 {
		return strings.Join(names[:last], ", ") + " and " + names[last]
	}
	return strings.Join(names, "")
}

// leastFirst sorts by privilege as far as the list tells it, and by what the names say of equals: what reads before what
// writes, what a person can consent to alone before what an admin must.
func leastFirst(needed []Permission) []Permission {
	sorted := slices.Clone(needed)
	rank := func(p Permission) (r int) {
		for _, more := range []bool{!p.Least, writes(p.Value), p.Admin, !strings.Contains(p.Value, "Basic")} {
			r *= 2
			if more {
				r++
			}
		}
		return r
	}
	slices.SortStableFunc(sorted, func(a, b Permission) int { return rank(a) - rank(b) })
	return sorted
}

func writes(scope string) bool {
	return strings.Contains(scope, "Write") || strings.Contains(scope, "Manage") || strings.Contains(scope, "FullControl")
}

// sameScope compares names as Entra ID does: without case, with or without the resource in front.
func sameScope(scope, name string) bool {
	if i := strings.LastIndexByte(scope, '/'); i >= 0 && strings.Contains(scope[:i], "://") {
		scope = scope[i+1:]
	}
	return strings.EqualFold(scope, name)
}
