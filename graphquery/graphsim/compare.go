package graphsim

import (
	"cmp"
	"strings"
	"time"
)

// operation is and, or, or a comparison.
type operation struct {
	op          string
	left, right node
}

// operatorKinds are the names Graph's messages use.
var operatorKinds = map[string]string{"and": "And", "or": "Or", "eq": "Equal", "ne": "NotEqual",
	"gt": "GreaterThan", "ge": "GreaterThanOrEqual", "lt": "LessThan", "le": "LessThanOrEqual"}

// newBinary refuses operands whose types do not go together.
func newBinary(op string, left, right node) (node, error) {
	l, r := left.edm(), right.edm()
	fits := l == r || l == "Null" || r == "Null"
	if op == "and" || op == "or" {
		fits = l == "Boolean" && r == "Boolean"
	}
	if strings.HasPrefix(l, "Collection(") || strings.HasPrefix(r, "Collection(") {
		fits = false
	}
	if !fits {
		return nil, badFilter("A binary operator with incompatible types was detected. Found operand types 'Edm.%s' and 'Edm.%s' for operator kind '%s'.",
			l, r, operatorKinds[op])
	}
	return &operation{op, left, right}, nil
}

func (b *operation) edm() string           { return "Boolean" }
func (b *operation) walk(visit func(node)) { visit(b); b.left.walk(visit); b.right.walk(visit) }

func (b *operation) value(o object, each any) any {
	switch b.op {
	case "and":
		return truth(b.left, o, each) && truth(b.right, o, each)
	case "or":
		return truth(b.left, o, each) || truth(b.right, o, each)
	}
	left, right := b.left.value(o, each), b.right.value(o, each)
	switch b.op {
	case "eq":
		return equal(left, right)
	case "ne":
		return !equal(left, right)
	}
	if left == nil || right == nil {
		return false // nothing is before or after null
	}
	order := compare(left, right)
	switch b.op {
	case "gt":
		return order > 0
	case "ge":
		return order >= 0
	case "lt":
		return order < 0
	default:
		return order <= 0
	}
}

// equal compares texts without regard to case, as the directory does.
func equal(a, b any) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return compare(a, b) == 0
}

// compare orders two values of one type; null comes first.
func compare(a, b any) int {
	switch a := a.(type) {
	case string:
		if b, ok := b.(string); ok {
			return cmp.Compare(strings.ToLower(a), strings.ToLower(b))
		}
	case time.Time:
		if b, ok := b.(time.Time); ok {
			return a.Compare(b)
		}
	case bool:
		if b, ok := b.(bool); ok && a != b {
			if a {
				return 1
			}
			return -1
		}
		return 0
	case nil:
		if b == nil {
			return 0
		}
		return -1
	}
	if b == nil {
		return 1
	}
	return -1
}
