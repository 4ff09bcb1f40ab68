package graphsim

import (
	"net/url"
	"strconv"
	"strings"
)

// options are the query options of a request, decoded. A nil pointer or empty text was not given.
type options struct {
	sel, filter, search, orderBy, expand string
	skipToken, deltaToken                string
	top                                  int
	count                                bool
	given                                map[string]bool // by name without $
	raw                                  []string        // key=value as sent, without $skiptoken
}

// readOptions takes the option names with and without $, as Graph does.
func readOptions(rawQuery string) (*options, error) {
	o := &options{given: map[string]bool{}}
	for pair := range strings.SplitSeq(rawQuery, "&") {
		if pair == "" {
			continue
		}
		rawKey, rawValue, _ := strings.Cut(pair, "=")
		key, err := url.QueryUnescape(rawKey)
		if err != nil {
			return nil, badRequest("The query string is malformed: '%s'.", rawKey)
		}
		value, err := url.QueryUnescape(rawValue)
		if err != nil {
			return nil, badRequest("The query string is malformed: '%s'.", rawValue)
		}
		name := strings.ToLower(strings.TrimPrefix(key, "$"))
		if name != "skiptoken" && name != "deltatoken" {
			o.raw = append(o.raw, pair)
		}
		if o.given[name] && optionNames[name] {
			return nil, badRequest("Query option '%s' was specified more than once, but it must be specified at most once.", key)
		}
		o.given[name] = true
		if err := o.set(name, value, strings.HasPrefix(key, "$"), key); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// optionNames are the options known here; any other name with a $ is refused, without one it is ignored.
var optionNames = map[string]bool{"select": true, "filter": true, "search": true, "orderby": true, "expand": true,
	"top": true, "count": true, "skiptoken": true, "deltatoken": true, "skip": true, "format": true}

func (o *options) set(name, value string, dollar bool, key string) error {
	switch name {
	case "select":
		o.sel = value
	case "filter":
		o.filter = strings.TrimSpace(value)
	case "search":
		o.search = strings.TrimSpace(value)
	case "orderby":
		o.orderBy = value
	case "expand":
		o.expand = strings.TrimSpace(value)
	case "skiptoken":
		o.skipToken = value
	case "deltatoken":
		o.deltaToken = value
	case "top":
		return o.setTop(value)
	case "count":
		if !strings.EqualFold(value, "true") && !strings.EqualFold(value, "false") {
			return badRequest("Invalid value '%s' for $count query option found. Valid values are 'true' and 'false'.", value)
		}
		o.count = strings.EqualFold(value, "true")
	case "skip":
		return refused(400, "Request_BadRequest", "'$skip' is not supported by the service.")
	case "format":
	default:
		if dollar {
			return badRequest("The query parameter '%s' is not supported.", key)
		}
	}
	return nil
}

func (o *options) setTop(value string) error {
	n, err := strconv.Atoi(strings.TrimSpace(value))
	if err != nil {
		return badRequest("Invalid value '%s' for $top query option found. The $top query option requires a non-negative integer value.", value)
	}
	if n < 1 || n > 999 {
		return unsupported("Invalid page size specified: '%d'. Must be between 1 and 999 inclusive.", n)
	}
	o.top = n
	return nil
}

const usualPage = 100

func (o *options) pageSize() int {
	if o.top == 0 {
		return usualPage
	}
	return o.top
}

// chosen resolves $select against a kind; nil means that nothing was chosen.
func (o *options) chosen(k *kind) ([]*property, error) {
	if strings.TrimSpace(o.sel) == "" || strings.TrimSpace(o.sel) == "*" {
		return nil, nil
	}
	wanted := map[*property]bool{}
	for name := range strings.SplitSeq(o.sel, ",") {
		name = strings.TrimSpace(name)
		if name == "" {
			return nil, badRequest("Parsing OData Select and Expand failed: An identifier was expected at position 0.")
		}
		p := k.property(name)
		if p == nil {
			return nil, badRequest("Parsing OData Select and Expand failed: %s", noProperty(name, k))
		}
		wanted[p] = true
	}
	var chosen []*property
	for _, p := range k.properties() {
		if wanted[p] {
			chosen = append(chosen, p)
		}
	}
	return chosen, nil
}

func noProperty(name string, k *kind) string {
	return "Could not find a property named '" + name + "' on type 'microsoft.graph." + k.name + "'."
}
