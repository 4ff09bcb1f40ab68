package graphsim

import (
	"net/http"
	"slices"
	"strings"
	"sync"
)

// directory is one tenant as it is now: what the world said, what can be generated, and what was changed since.
//
// Users have a position that never moves: first the world's, then the generated ones, then the invited.
// A deleted user leaves a hole, so that a page token stays good.
type directory struct {
	spec *Tenant
	made maker

	mu        sync.RWMutex
	byID      map[string]int    // lower-case id → position, of the world's and the invited
	byUPN     map[string]int    // the same by user principal name
	changed   map[int]*User     // position → the user as changed since; nil = deleted
	invited   []*User           // in order of arrival
	groupsNow map[string]*Group // lower-case id → the group as changed since; nil = deleted
	log       []change          // the writes
	epoch     int               // of the delta tokens that are still good
	purged    map[string]bool   // lower-case ids of what was deleted for good
	jobs      map[string]*job   // lower-case group id/operation id → what is under way
	memory    map[string][]int  // answers worth keeping between pages; emptied by a write
}

func newDirectory(t *Tenant) *directory {
	return &directory{spec: t, made: newMaker(t), changed: map[int]*User{}, groupsNow: map[string]*Group{},
		purged: map[string]bool{}, jobs: map[string]*job{}, memory: map[string][]int{}}
}

// index is made when first needed: New must cost nothing.
func (d *directory) index() {
	if d.byID != nil {
		return
	}
	d.byID, d.byUPN = map[string]int{}, map[string]int{}
	for i := range d.spec.Users {
		d.byID[strings.ToLower(d.spec.Users[i].ID)] = i
		d.byUPN[strings.ToLower(d.spec.Users[i].UserPrincipalName)] = i
	}
}

// size is the number of positions, holes too.
func (d *directory) size() int {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return len(d.spec.Users) + d.spec.Generate + len(d.invited)
}

// at returns the user at a position; nil is a hole.
func (d *directory) at(position int) *User {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.atLocked(position)
}

func (d *directory) atLocked(position int) *User {
	if u, ok := d.changed[position]; ok {
		return u
	}
	given := len(d.spec.Users)
	switch {
	case position < given:
		return &d.spec.Users[position]
	case position < given+d.spec.Generate:
		return d.made.user(position - given)
	default:
		return d.invited[position-given-d.spec.Generate]
	}
}

// find looks a user up by id or user principal name; nil when there is none.
func (d *directory) find(key string) *User {
	d.mu.Lock()
	defer d.mu.Unlock()
	if p, ok := d.positionLocked(key); ok {
		return d.atLocked(p)
	}
	return nil
}

func (d *directory) positionLocked(key string) (int, bool) {
	d.index()
	key = strings.ToLower(key)
	if p, ok := d.byID[key]; ok {
		return p, true
	}
	if p, ok := d.byUPN[key]; ok {
		return p, true
	}
	if i, ok := d.made.find(key); ok {
		return len(d.spec.Users) + i, true
	}
	return 0, false
}

// change applies a write to a copy of the user, so that an answer being written keeps what it read.
func (d *directory) change(key string, edit func(*User)) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	p, ok := d.positionLocked(key)
	if !ok {
		return false
	}
	u := d.atLocked(p)
	if u == nil {
		return false
	}
	next := *u
	edit(&next)
	d.changed[p] = &next
	d.touchLocked(change{userKind, u.ID})
	return true
}

func (d *directory) remove(key string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	p, ok := d.positionLocked(key)
	if !ok || d.atLocked(p) == nil {
		return false
	}
	id := d.atLocked(p).ID
	d.changed[p] = nil
	d.touchLocked(change{userKind, id})
	return true
}

func (d *directory) invite(u *User) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.index()
	p := len(d.spec.Users) + d.spec.Generate + len(d.invited)
	d.invited = append(d.invited, u)
	d.byID[strings.ToLower(u.ID)] = p
	d.byUPN[strings.ToLower(u.UserPrincipalName)] = p
	d.touchLocked(change{userKind, u.ID})
}

func (d *directory) touchLocked(c change) {
	d.log = append(d.log, c)
	clear(d.memory)
}

// answersKept bounds what remember keeps: counts and sorted orders of the last few queries.
const answersKept = 16

// remember returns work's answer for a query, kept until the next write. The slice is not to be changed.
func (d *directory) remember(query string, work func() []int) []int {
	d.mu.RLock()
	kept, ok := d.memory[query]
	writes := len(d.log)
	d.mu.RUnlock()
	if ok {
		return kept
	}
	fresh := work()
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.log) == writes {
		if len(d.memory) >= answersKept {
			clear(d.memory)
		}
		d.memory[query] = fresh
	}
	return fresh
}

// caller is the user object the token stands for.
func (d *directory) caller(objectID string) (*User, error) {
	u := d.find(objectID)
	if u == nil || objectID == "" || !strings.EqualFold(u.ID, objectID) {
		return nil, refused(http.StatusUnauthorized, "Authorization_IdentityNotFound",
			"The identity of the calling application could not be established.")
	}
	if u.Disabled {
		return nil, unauthorized("Continuous access evaluation resulted in challenge with result: InteractionRequired and code: AccountDisabled")
	}
	return u, nil
}

// groups are the world's groups and the generated ones.
func (d *directory) groups() []*Group {
	all := make([]*Group, 0, len(d.spec.Groups)+d.spec.GenerateGroups)
	for i := range d.spec.Groups {
		all = append(all, &d.spec.Groups[i])
	}
	for i := range d.spec.GenerateGroups {
		all = append(all, d.made.group(i))
	}
	return d.asNow(all)
}

func (d *directory) group(id string) *Group {
	for _, g := range d.groups() {
		if strings.EqualFold(g.ID, id) {
			return g
		}
	}
	return nil
}

// groupsOf are the groups a user belongs to, assigned or by rule.
func (d *directory) groupsOf(u *User) []*Group {
	return slices.DeleteFunc(d.groups(), func(g *Group) bool { return !d.belongs(u, g) })
}

func (d *directory) belongs(u *User, g *Group) bool {
	return assigned(u, g) || g.MembershipRule != "" && parseRule(g.MembershipRule)(u)
}

func assigned(u *User, g *Group) bool {
	return slices.ContainsFunc(u.MemberOf, func(id string) bool { return strings.EqualFold(id, g.ID) })
}

// verifiedDomains are the tenant's domains, the default one first.
func (d *directory) verifiedDomains() []string {
	seen := map[string]bool{"": true, d.spec.DefaultDomain: true}
	all := []string{d.spec.DefaultDomain}
	for _, name := range d.spec.Domains {
		if !seen[name] {
			seen[name] = true
			all = append(all, name)
		}
	}
	return all
}

// initialDomain is the tenant's onmicrosoft.com name: guests' user principal names end in it.
func (t *Tenant) initialDomain() string {
	for _, name := range append([]string{t.DefaultDomain}, t.Domains...) {
		if strings.HasSuffix(name, ".onmicrosoft.com") || strings.HasSuffix(name, ".onmicrosoft.us") {
			return name
		}
	}
	label, _, _ := strings.Cut(t.DefaultDomain, ".")
	return label + ".onmicrosoft.com"
}
