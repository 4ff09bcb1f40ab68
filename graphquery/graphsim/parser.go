package graphsim

import (
	"strings"
	"time"
)

// parser turns a $filter into a node. A Pratt parser: one loop, and a table of how tightly operators bind.
type parser struct {
	filter string
	kind   *kind
	tokens []token
	next   int
	depth  int
	// element is the range variable inside any(…), with the property whose elements it stands for.
	element string
	over    *property
}

// binding powers; a comparison does not chain.
var bindings = map[string]int{"or": 1, "and": 2, "eq": 4, "ne": 4, "gt": 4, "ge": 4, "lt": 4, "le": 4, "in": 4}

const (
	notBinding = 3
	deepest    = 64 // nested parentheses
)

func parseFilter(filter string, k *kind) (node, error) {
	tokens, err := lex(filter)
	if err != nil {
		return nil, err
	}
	p := &parser{filter: filter, kind: k, tokens: tokens}
	n, err := p.expression(0)
	if err != nil {
		return nil, err
	}
	if p.peek().kind != endToken {
		return nil, p.syntax(p.peek())
	}
	if n.edm() != "Boolean" {
		return nil, badFilter("The $filter expression must evaluate to a single boolean value.")
	}
	return n, nil
}

func (p *parser) peek() token { return p.tokens[p.next] }

func (p *parser) take() token {
	t := p.tokens[p.next]
	if t.kind != endToken {
		p.next++
	}
	return t
}

func (p *parser) expect(mark string) error {
	if t := p.take(); !t.isMark(mark) {
		return p.syntax(t)
	}
	return nil
}

func (p *parser) syntax(t token) error {
	return badFilter("Syntax error at position %d in '%s'.", t.at, p.filter)
}

// expression reads an operand and every operator behind it that binds tighter than min.
func (p *parser) expression(min int) (node, error) {
	if p.depth++; p.depth > deepest {
		return nil, badFilter("The node count limit of '%d' has been exceeded.", deepest)
	}
	defer func() { p.depth-- }()
	left, err := p.operand()
	for err == nil {
		t := p.peek()
		power, ok := bindings[strings.ToLower(t.text)]
		if t.kind != wordToken || !ok || power <= min {
			break
		}
		p.take()
		if t.is("in") {
			left, err = p.members(left)
			continue
		}
		var right node
		if right, err = p.expression(power); err == nil {
			left, err = newBinary(strings.ToLower(t.text), left, right)
		}
	}
	return left, err
}

// members reads the list of an in.
func (p *parser) members(left node) (node, error) {
	if err := p.expect("("); err != nil {
		return nil, err
	}
	in := &membership{of: left}
	for {
		n, err := p.operand()
		if err != nil {
			return nil, err
		}
		if _, err := newBinary("eq", left, n); err != nil {
			return nil, err
		}
		in.list = append(in.list, n)
		if t := p.take(); t.isMark(")") {
			return in, nil
		} else if !t.isMark(",") {
			return nil, p.syntax(t)
		}
	}
}

func (p *parser) operand() (node, error) {
	t := p.take()
	switch t.kind {
	case textToken:
		return literal{t.text, "String"}, nil
	case numberToken:
		return p.number(t)
	case wordToken:
		return p.word(t)
	}
	if !t.isMark("(") {
		return nil, p.syntax(t)
	}
	n, err := p.expression(0)
	if err != nil {
		return nil, err
	}
	return n, p.expect(")")
}

func (p *parser) word(t token) (node, error) {
	switch {
	case t.is("not"):
		n, err := p.expression(notBinding - 1)
		if err != nil {
			return nil, err
		}
		if n.edm() != "Boolean" {
			return nil, badFilter("A unary operator with an incompatible type was detected. Found operand type 'Edm.%s' for operator kind 'Not'.", n.edm())
		}
		return &negation{n}, nil
	case t.is("true"), t.is("false"):
		return literal{t.is("true"), "Boolean"}, nil
	case t.is("null"):
		return literal{nil, "Null"}, nil
	case p.peek().isMark("("):
		return p.call(t)
	}
	return p.path(t)
}

// number reads what starts like a number: a date, a GUID or an integer. A GUID compares as the text it is.
func (p *parser) number(t token) (node, error) {
	if looksLikeGUID(t.text) {
		return literal{t.text, "String"}, nil
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02"} {
		if when, err := time.Parse(layout, strings.ToUpper(t.text)); err == nil {
			return literal{when.UTC(), "DateTimeOffset"}, nil
		}
	}
	if strings.Trim(t.text, "-0123456789") != "" {
		return nil, p.syntax(t)
	}
	return literal{t.text, "Int32"}, nil
}
