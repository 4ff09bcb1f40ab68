package graphsim

import "strings"

func (q *request) applications(rest []string) error {
	if err := q.read("applications"); err != nil {
		return err
	}
	return oneOrAll(q, listRows(applicationKind, "applications", q.dir.applications()), rest)
}

func (q *request) servicePrincipals(rest []string) error {
	if err := q.read("servicePrincipals"); err != nil {
		return err
	}
	return oneOrAll(q, listRows(servicePrincipalKind, "servicePrincipals", q.dir.servicePrincipals()), rest)
}

func (q *request) organization(rest []string) error {
	if err := q.read("organization"); err != nil {
		return err
	}
	return oneOrAll(q, listRows(organizationKind, "organization", []*organization{q.dir.organization()}), rest)
}

func (q *request) domains(rest []string) error {
	if err := q.read("domains"); err != nil {
		return err
	}
	return oneOrAll(q, listRows(domainKind, "domains", q.dir.domains()), rest)
}

// oneOrAll serves a collection whose elements have nothing of their own behind them.
func oneOrAll(q *request, r rows, rest []string) error {
	if len(rest) == 0 || rest[0] == "$count" {
		return q.collection(r, rest)
	}
	for i := range r.size {
		if o := r.at(i); strings.EqualFold(o.objectID(), rest[0]) {
			if len(rest) > 1 {
				return noSegment(rest[1])
			}
			return q.entity(o, r.context)
		}
	}
	return notFound(rest[0])
}
