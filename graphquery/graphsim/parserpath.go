package graphsim

import "strings"

// functions of the directory; contains is read and then refused, as Graph does.
var functions = map[string]bool{"startswith": true, "endswith": true, "contains": true}

func (p *parser) call(t token) (node, error) {
	name := strings.ToLower(t.text)
	if !functions[name] {
		return nil, badFilter("An unknown function with name '%s' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.", t.text)
	}
	p.take() // (
	var args []node
	for {
		n, err := p.expression(0)
		if err != nil {
			return nil, err
		}
		args = append(args, n)
		if sep := p.take(); sep.isMark(")") {
			break
		} else if !sep.isMark(",") {
			return nil, p.syntax(sep)
		}
	}
	if len(args) != 2 || args[0].edm() != "String" || args[1].edm() != "String" {
		return nil, badFilter("No function signature for the function with name '%s' matches the specified arguments.", t.text)
	}
	return &call{name: name, text: args[0], part: args[1]}, nil
}

// path reads a property, a property of a range variable, or collection/any(x:…).
func (p *parser) path(t token) (node, error) {
	if p.over != nil && t.text == p.element {
		return p.elementPath(t)
	}
	prop := p.kind.property(t.text)
	if prop == nil {
		return nil, badFilter("%s", noProperty(t.text, p.kind))
	}
	if !p.peek().isMark("/") {
		return &column{prop, p.kind}, nil
	}
	p.take()
	if what := p.take(); !what.is("any") || !strings.HasPrefix(prop.edm, "Collection(") || p.over != nil {
		return nil, p.syntax(what)
	}
	return p.any(prop)
}

func (p *parser) any(prop *property) (node, error) {
	if err := p.expect("("); err != nil {
		return nil, err
	}
	if p.peek().isMark(")") {
		p.take()
		return &anyOf{prop: prop, kind: p.kind}, nil
	}
	name := p.take()
	if name.kind != wordToken {
		return nil, p.syntax(name)
	}
	if err := p.expect(":"); err != nil {
		return nil, err
	}
	p.element, p.over = name.text, prop
	test, err := p.expression(0)
	p.element, p.over = "", nil
	if err != nil {
		return nil, err
	}
	return &anyOf{prop: prop, kind: p.kind, test: test}, p.expect(")")
}

// elementPath is x of a list of texts, or x/issuer of a list of identities.
func (p *parser) elementPath(t token) (node, error) {
	if p.over.edm == "Collection(String)" {
		return &element{over: p.over}, nil
	}
	if err := p.expect("/"); err != nil {
		return nil, err
	}
	member := p.take()
	for _, known := range []string{"signInType", "issuer", "issuerAssignedId"} {
		if strings.EqualFold(member.text, known) {
			return &element{over: p.over, member: known}, nil
		}
	}
	return nil, badFilter("Could not find a property named '%s' on type 'microsoft.graph.objectIdentity'.", member.text)
}
