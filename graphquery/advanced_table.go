package graphquery

import (
	"iter"
	"strings"
)

// directoryRoots are the collections of directory objects, in lower case.
var directoryRoots = map[string]bool{
	"me": true, "users": true, "groups": true, "applications": true, "serviceprincipals": true, "devices": true,
	"contacts": true, "administrativeunits": true, "directoryobjects": true, "deleteditems": true,
	"oauth2permissiongrants": true,
}

// directoryRelations lead from one directory object to others, in lower case; true = to directory objects of any
// type, which takes an advanced query to filter and to sort.
var directoryRelations = map[string]bool{
	"memberof": true, "transitivememberof": true, "members": true, "transitivemembers": true, "owners": true,
	"ownedobjects": true, "owneddevices": true, "registereddevices": true, "registeredowners": true,
	"registeredusers": true, "directreports": true, "transitivereports": true,
	"approleassignments": false, "approleassignedto": false, "oauth2permissiongrants": false,
}

// advancedProperties of a user can be filtered in advanced queries only, whatever the operator.
var advancedProperties = map[string]bool{
	"companyname": true, "employeehiredate": true, "employeetype": true, "mobilephone": true, "officelocation": true,
	"onpremisesextensionattributes": true, "onpremisesimmutableid": true, "onpremiseslastsyncdatetime": true,
	"onpremisessamaccountname": true, "passwordpolicies": true, "postalcode": true, "preferredlanguage": true,
	"showinaddresslist": true, "streetaddress": true,
}

// sortable properties can be sorted by in any query.
var sortable = map[string]bool{"displayname": true, "userprincipalname": true}

// advanced is why the query is an advanced one, and whether it needs $count=true as well; "" = it is none.
func (d directory) advanced() (why string, count bool) {
	if d.has("deltatoken") {
		return "", false
	}
	more := !d.has("skiptoken") // a next link is sent as it came
	search, searches := d.option("search")
	filter, filters := d.option("filter")
	order, orders := d.option("orderby")
	asked, counted := d.option("count")
	switch {
	case d.counts:
		return "/$count", false
	case searches && search != "":
		return "$search in the directory", false
	case counted && !strings.EqualFold(asked, "true"):
		return "", false
	case filters && orders:
		return "$filter together with $orderby", more
	case filters && directoryRelations[d.relation]:
		return "$filter on " + d.relation, more
	case filters && d.filterNeeds(filter) != "":
		return d.filterNeeds(filter), more
	case orders && (directoryRelations[d.relation] || !sortsUsually(order)):
		return "this $orderby", more
	case d.cast && len(d.options) > 0 && !d.has("expand"):
		return "a cast to one type together with options", more
	case counted && !d.has("expand"): // what is expanded would be refused, the count only left out
		return "$count=true in the directory", false
	}
	return "", false
}

// filterNeeds is what in a filter only an advanced query can do.
func (d directory) filterNeeds(filter string) string {
	var before string
	for word := range filterWords(filter) {
		word = strings.ToLower(word)
		property, _, _ := strings.Cut(word, "/")
		switch {
		case word == "ne", word == "not":
			return "$filter with " + word
		case word == "endswith":
			return "$filter with endsWith"
		case strings.HasSuffix(word, "/$count"):
			return "$count in a $filter"
		case word == "null" && before == "eq":
			return "$filter with eq null"
		case d.root == "users" && d.relation == "" && advancedProperties[property]:
			return "$filter by this property"
		}
		before = word
	}
	return ""
}

// filterWords are the words of a filter outside of its literals.
func filterWords(filter string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for rest := filter; rest != ""; {
			switch n := wordLength(rest); {
			case n > 0:
				if !yield(rest[:n]) {
					return
				}
				rest = rest[n:]
			case rest[0] == '\'':
				_, after, _ := strings.Cut(rest[1:], "'") // a doubled quote is the end of one literal and the start of the next
				rest = after
			default:
				rest = rest[1:]
			}
		}
	}
}

func wordLength(s string) int {
	n := 0
	for n < len(s) && (isWord(s[n]) || strings.IndexByte("$_./-", s[n]) >= 0) {
		n++
	}
	return n
}

func sortsUsually(order string) bool {
	for term := range strings.SplitSeq(order, ",") {
		if words := strings.Fields(term); len(words) > 0 && !sortable[strings.ToLower(words[0])] {
			return false
		}
	}
	return true
}
