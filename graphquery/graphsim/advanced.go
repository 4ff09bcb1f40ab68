package graphsim

import "strings"

// checkAdvanced holds a query to the rules of directory objects: what the index alone can answer needs
// ConsistencyLevel: eventual, and $count=true except for $search.
func (l *listing) checkAdvanced() error {
	if l.search != nil && !l.advanced {
		return unsupported("Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'")
	}
	ready := l.advanced && (l.q.opts.count || l.search != nil || l.counting())
	if l.expand != nil && ready {
		return unsupported("The $expand query parameter is not supported with advanced queries.")
	}
	if !ready && (l.related && l.filter != nil || l.deep && l.narrow) {
		return unsupported("The specified filter to the reference property query is currently not supported.")
	}
	if l.filter != nil {
		if err := checkFilter(l.filter, ready); err != nil {
			return err
		}
	}
	for _, by := range l.order {
		if !ready && (l.filter != nil || l.related || !by.usual(l.kind)) {
			return unsupported("Sorting not supported for current query.")
		}
	}
	return nil
}

// counting: the $count segment stands for the option.
func (l *listing) counting() bool {
	segments := l.q.path.segments
	return segments[len(segments)-1] == "$count"
}

const moreParameters = "Operator '%s' is not supported because the required parameters might be missing. " +
	"Try adding $count=true query parameter and ConsistencyLevel:eventual header. " +
	"Refer to https://aka.ms/graph-docs/advanced-queries for more information"

// endsWithProperties can be asked by their end; no other property can.
var endsWithProperties = map[string]bool{"mail": true, "otherMails": true, "userPrincipalName": true, "proxyAddresses": true}

func checkFilter(filter node, ready bool) error {
	var first error
	refuse := func(err error) {
		if first == nil {
			first = err
		}
	}
	filter.walk(func(n node) {
		switch n := n.(type) {
		case *negation:
			if !ready {
				refuse(unsupported(moreParameters, "Not"))
			}
		case *operation:
			switch {
			case n.op == "ne" && !ready:
				refuse(unsupported(moreParameters, "NotEqualsMatch"))
			case n.op == "eq" && !ready && (isNull(n.left) || isNull(n.right)):
				refuse(unsupportedClause(n))
			}
		case *call:
			switch {
			case n.name == "contains":
				refuse(unsupportedClause(n))
			case n.name == "endswith" && !endsWithProperties[columnName(n)]:
				refuse(unsupportedClause(n))
			case n.name == "endswith" && !ready:
				refuse(unsupported(moreParameters, "endsWith"))
			}
		}
	})
	return first
}

func unsupportedClause(n node) error {
	resource := ""
	n.walk(func(n node) {
		switch n := n.(type) {
		case *column:
			resource = n.kind.name
		case *anyOf:
			resource = n.kind.name
		}
	})
	if resource == "" {
		resource = "user"
	}
	return unsupported("Unsupported or invalid query filter clause specified for property '%s' of resource '%s'.",
		columnName(n), strings.ToUpper(resource[:1])+resource[1:])
}

// columnName is the first property a node speaks of.
func columnName(n node) string {
	name := ""
	n.walk(func(n node) {
		switch n := n.(type) {
		case *column:
			name = orElse(name, n.name)
		case *element:
			name = orElse(name, n.over.name)
		}
	})
	return name
}
