package graphsim

import "strings"

// expansion is the one relation a query may carry along.
type expansion struct {
	name  string // manager, memberOf
	props []*property
}

const expandedAtMost = 20

// parseExpand reads relation or relation($select=a,b); a second relation is refused.
func parseExpand(text string, k *kind) (*expansion, error) {
	if text == "" {
		return nil, nil
	}
	name, inner, nested := strings.Cut(text, "(")
	if strings.Contains(name, ",") || strings.Contains(strings.TrimSpace(after(inner, ")")), ",") {
		return nil, unsupported("Expand query should have only one expand clause.")
	}
	e := &expansion{}
	for _, known := range []string{"manager", "memberOf", "transitiveMemberOf"} {
		if k == userKind && strings.EqualFold(strings.TrimSpace(name), known) {
			e.name = known
		}
	}
	if e.name == "" {
		return nil, badRequest("Parsing OData Select and Expand failed: %s", noProperty(strings.TrimSpace(name), k))
	}
	if !nested {
		return e, nil
	}
	option, _, _ := strings.Cut(inner, ")")
	key, value, _ := strings.Cut(option, "=")
	if strings.ToLower(strings.TrimPrefix(strings.TrimSpace(key), "$")) != "select" {
		return nil, badRequest("Parsing OData Select and Expand failed: The query option '%s' is not supported within $expand.", strings.TrimSpace(key))
	}
	var err error
	e.props, err = (&options{sel: value}).chosen(directoryObjectKind)
	return e, err
}

func after(s, mark string) string {
	_, behind, _ := strings.Cut(s, mark)
	return behind
}

// objects are what the relation leads to for one user, at most 20; one tells a single object from a list.
func (e *expansion) objects(q *request, u *User) (all []object, one bool) {
	if e.name == "manager" {
		if boss := q.dir.find(u.ManagerID); u.ManagerID != "" && boss != nil && q.level() != Restricted {
			all = append(all, boss)
		}
		return all, true
	}
	r := q.groupsOf(u)
	for i := range min(r.size, expandedAtMost) {
		all = append(all, r.at(i))
	}
	return all, false
}
