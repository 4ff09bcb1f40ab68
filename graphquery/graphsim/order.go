package graphsim

import "strings"

// ordering is one term of $orderby.
type ordering struct {
	prop *property
	sign int // -1 = desc
}

// usual properties sort without the advanced parameters.
func (o ordering) usual(k *kind) bool {
	return o.prop.name == "displayName" && k != applicationKind && k != servicePrincipalKind ||
		o.prop.name == "userPrincipalName"
}

func parseOrder(text string, k *kind) ([]ordering, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	var order []ordering
	for term := range strings.SplitSeq(text, ",") {
		words := strings.Fields(term)
		if len(words) == 0 || len(words) > 2 {
			return nil, badRequest("Invalid $orderby clause: '%s'.", text)
		}
		by := ordering{k.property(words[0]), 1}
		if by.prop == nil {
			return nil, badRequest("Invalid orderby clause: %s", noProperty(words[0], k))
		}
		if strings.HasPrefix(by.prop.edm, "Collection(") {
			return nil, unsupported("Sorting not supported for current query.")
		}
		if len(words) == 2 {
			switch strings.ToLower(words[1]) {
			case "asc":
			case "desc":
				by.sign = -1
			default:
				return nil, badRequest("Invalid orderby clause: Syntax error at position %d in '%s'.", len(words[0])+1, text)
			}
		}
		order = append(order, by)
	}
	return order, nil
}
