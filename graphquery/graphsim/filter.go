package graphsim

import "strings"

// node is a parsed filter or a part of one. value answers for an object; each is the current element inside any(…).
type node interface {
	edm() string
	value(o object, each any) any
	walk(visit func(node))
}

type literal struct {
	v   any
	typ string
}

func (l literal) edm() string           { return l.typ }
func (l literal) value(object, any) any { return l.v }
func (l literal) walk(visit func(node)) { visit(l) }
func isNull(n node) bool                { l, ok := n.(literal); return ok && l.v == nil }

// column is a property of the object.
type column struct {
	*property
	kind *kind
}

func (c *column) edm() string               { return c.property.edm }
func (c *column) value(o object, _ any) any { return c.get(o) }
func (c *column) walk(visit func(node))     { visit(c) }

// element is the range variable of any(…), or a member of it.
type element struct {
	over   *property
	member string
}

func (e *element) edm() string           { return "String" }
func (e *element) walk(visit func(node)) { visit(e) }
func (e *element) value(_ object, each any) any {
	id, ok := each.(Identity)
	if !ok {
		return each
	}
	switch e.member {
	case "issuer":
		return id.Issuer
	case "signInType":
		return id.SignInType
	}
	return id.IssuerAssignedID
}

type negation struct{ of node }

func (n *negation) edm() string                  { return "Boolean" }
func (n *negation) value(o object, each any) any { return !truth(n.of, o, each) }
func (n *negation) walk(visit func(node))        { visit(n); n.of.walk(visit) }

type membership struct {
	of   node
	list []node
}

func (m *membership) edm() string { return "Boolean" }
func (m *membership) walk(visit func(node)) {
	visit(m)
	m.of.walk(visit)
	for _, n := range m.list {
		n.walk(visit)
	}
}
func (m *membership) value(o object, each any) any {
	have := m.of.value(o, each)
	for _, n := range m.list {
		if equal(have, n.value(o, each)) {
			return true
		}
	}
	return false
}

type call struct {
	name       string
	text, part node
}

func (c *call) edm() string           { return "Boolean" }
func (c *call) walk(visit func(node)) { visit(c); c.text.walk(visit); c.part.walk(visit) }
func (c *call) value(o object, each any) any {
	text, ok := c.text.value(o, each).(string)
	part, _ := c.part.value(o, each).(string)
	if c.name == "endswith" {
		return ok && strings.HasSuffix(strings.ToLower(text), strings.ToLower(part))
	}
	return ok && strings.HasPrefix(strings.ToLower(text), strings.ToLower(part))
}

// anyOf is collection/any(x:test), or collection/any(): is there an element.
type anyOf struct {
	prop *property
	kind *kind
	test node
}

func (a *anyOf) edm() string { return "Boolean" }
func (a *anyOf) walk(visit func(node)) {
	visit(a)
	if a.test != nil {
		a.test.walk(visit)
	}
}
func (a *anyOf) value(o object, _ any) any {
	var all []any
	switch list := a.prop.get(o).(type) {
	case []string:
		for _, s := range list {
			all = append(all, s)
		}
	case []Identity:
		for _, id := range list {
			all = append(all, id)
		}
	}
	for _, each := range all {
		if a.test == nil || truth(a.test, o, each) {
			return true
		}
	}
	return false
}

func truth(n node, o object, each any) bool {
	b, _ := n.value(o, each).(bool)
	return b
}
