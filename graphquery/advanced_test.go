package graphquery

import (
	"slices"
	"strings"
	"testing"
)

func TestAnAdvancedQueryGetsWhatItNeeds(t *testing.T) {
	for _, tt := range []struct {
		path   string
		header bool
		count  bool
	}{
		// Needs nothing
		{"/users", false, false},
		{"/users?$select=id&$top=5", false, false},
		{"/users?$filter=displayName eq 'ne not endsWith(x) a/$count'", false, false},
		{"/users?$filter=displayName eq 'O''Neill ne'", false, false},
		{"/users?$filter=startswith(displayName,'A')&$select=id", false, false},
		{"/users?$filter=userType eq 'Guest' and accountEnabled eq true", false, false},
		{"/users?$orderby=displayName desc", false, false},
		{"/users/1", false, false},
		{"/users/1?$expand=manager", false, false},
		{"/users/1?$filter=a ne 'b'", false, false},
		{"/users('1')?$count=true", false, false},
		{"/me?$select=id", false, false},
		{"/me/memberOf", false, false},
		{"/me/manager?$count=true", false, false},
		{"/users/delta?$filter=id ne '1'", false, false},
		{"/users?$deltatoken=x&$count=true", false, false},
		{"/users?$count=false&$filter=a ne 'b'", false, false},
		{"/users?$count=true&$expand=manager", false, false},

		// Another part of Graph
		{"/me/messages?$search=\"x\"", false, false},
		{"/me/messages?$filter=isRead ne true&$orderby=sentDateTime", false, false},
		{"/users/1/messages/$count", false, false},
		{"/me/drive/root/children?$count=true", false, false},
		{"/teams/1/members?$filter=a ne 'b'", false, false},
		{"/sites?$search=x", false, false},
		{"/groups/1/conversations?$filter=a ne 'b'", false, false},

		// The header alone
		{"/users/$count", true, false},
		{"/users/$count?$filter=userType ne 'Guest'", true, false},
		{"/groups/1/members/microsoft.graph.user/$count", true, false},
		{"/me/memberOf/$count", true, false},
		{"/users('1')/memberOf/$count", true, false},
		{"/users?$count=true", true, false},
		{"/applications?$search=\"displayName:Browser\"", true, false},
		{"/USERS?$Search=\"displayName:x\"&$orderby=displayName", true, false},
		{"/groups/1/members?$search=%22displayName:x%22", true, false},

		// Both
		{"/users?$filter=userType ne 'Guest'", true, true},
		{"/users?filter=userType%20ne%20%27Guest%27", true, true},
		{"/users?$filter=NOT(startsWith(displayName,'A'))", true, true},
		{"/users?$filter=not startsWith(displayName,'A')", true, true},
		{"/users?$filter=endsWith(mail,'@outlook.com')", true, true},
		{"/users?$filter=endswith(mail,'a & b')&$top=1", true, true},
		{"/users?$filter=assignedLicenses/$count eq 0", true, true},
		{"/users?$filter=city eq null", true, true},
		{"/users?$filter=companyName eq 'Contoso'", true, true},
		{"/users?$filter=onPremisesExtensionAttributes/extensionAttribute1 eq 'x'", true, true},
		{"/users?$filter=displayName eq 'A'&$orderby=displayName", true, true},
		{"/applications?$orderby=createdDateTime", true, true},
		{"/servicePrincipals?$filter=a ne 'b'", true, true},
		{"/devices?$filter=a ne 'b'", true, true},
		{"/contacts?$filter=a ne 'b'", true, true},
		{"/directory/administrativeUnits?$filter=a ne 'b'", true, true},
		{"/directory/deletedItems/microsoft.graph.user?$orderby=deletedDateTime", true, true},
		{"/me/memberOf?$filter=displayName eq 'A'", true, true},
		{"/me/transitiveMemberOf/microsoft.graph.group?$select=id", true, true},
		{"/applications(appId='x')/owners?$orderby=displayName", true, true},
		{"/users/1/directReports?$filter=a eq 'b'", true, true},
	} {
		got, note := Advanced(Query{Path: tt.path})
		level, header := headerOf(got, "ConsistencyLevel")
		if count := strings.HasSuffix(got.Path, "&$count=true") && !strings.HasSuffix(tt.path, "$count=true"); header != tt.header || count != tt.count || header && level != "eventual" {
			t.Errorf("%s becomes %s, %v: want the header %v, $count=true %v", tt.path, got.Path, got.Header, tt.header, tt.count)
		}
		if (note != "") != tt.header || tt.count && !strings.Contains(note, "$count=true was added") {
			t.Errorf("%s: the note is %q", tt.path, note)
		}
		if base, _, _ := strings.Cut(got.Path, "?"); !strings.HasPrefix(tt.path, base) {
			t.Errorf("%s became %s", tt.path, got.Path)
		}
	}
}

func TestWhatThePersonSetStays(t *testing.T) {
	const path = "/users?$filter=userType ne 'Guest'"
	for name, tt := range map[string]struct {
		q    Query
		want string // of the path
	}{
		"another level":       {Query{Path: path, Header: []Header{{"consistencylevel", "session"}}}, path},
		"no count":            {Query{Path: path + "&$count=false"}, path + "&$count=false"},
		"the level, no count": {Query{Path: path, Header: []Header{{"ConsistencyLevel", "Eventual"}}}, path + "&$count=true"},
		"all of it":           {Query{Path: path + "&$count=true", Header: []Header{{"ConsistencyLevel", "eventual"}}}, path + "&$count=true"},
		"a next link":         {Query{Path: path + "&$skiptoken=x", Header: []Header{{"ConsistencyLevel", "eventual"}}}, path + "&$skiptoken=x"},
		"a write":             {Query{Method: "DELETE", Path: path}, path},
		"a disguised write":   {Query{Path: path, Header: []Header{{"X-HTTP-Method", "PATCH"}}}, path},
		"options":             {Query{Method: "OPTIONS", Path: path}, path},
	} {
		got, note := Advanced(tt.q)
		if got.Path != tt.want || !slices.Equal(got.Header, tt.q.Header) {
			t.Errorf("%s: %s %v became %s %v", name, tt.q.Path, tt.q.Header, got.Path, got.Header)
		}
		if (note != "") != (got.Path != tt.q.Path) {
			t.Errorf("%s: the note is %q", name, note)
		}
	}
}

func TestAnAdvancedQueryLeavesTheCallersHeadersAlone(t *testing.T) {
	headers := make([]Header, 1, 4)
	headers[0] = Header{"Prefer", "a"}
	q := Query{Path: "/users/$count", Header: headers}
	got, _ := Advanced(q)
	if headers[:2][1] != (Header{}) || len(got.Header) != 2 || len(q.Header) != 1 {
		t.Errorf("the caller's headers became %v, the query's %v", headers[:2], got.Header)
	}
}

func TestAdvancedTwiceIsAdvancedOnce(t *testing.T) {
	for _, path := range append(paths, "/users?$filter=a ne 'b", "/users/$count?", "/users?&&$filter=not a") {
		once, _ := Advanced(Query{Path: path})
		if twice, note := Advanced(once); twice.Path != once.Path || note != "" {
			t.Errorf("%q becomes %q, then %q (%s)", path, once.Path, twice.Path, note)
		}
	}
}
