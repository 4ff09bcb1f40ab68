package graphsim_test

import (
	"net/url"
	"strings"
	"testing"

	"graphguest/graphquery/graphsim"
)

const bigID = "ad000000-0000-4000-8000-000000000000"

// adatum is fabrikam's people and 20,000 more.
func adatum() graphsim.Tenant {
	big := fabrikam(graphsim.SameAsMembers)
	big.ID, big.Name, big.DefaultDomain, big.Domains = bigID, "Adatum", "adatum.com", []string{"adatum.onmicrosoft.com"}
	big.Generate, big.GenerateGuests, big.GenerateGroups, big.GenerateApplications = 20000-len(big.Users), 2400-2, 40, 20
	return big
}

func bigWorld(t testing.TB) *sim {
	return worldOf(t, adatum()).with(map[string]any{"tid": bigID}).eventually()
}

// walk follows nextLink to the end and returns the ids in order.
func (s *sim) walk(path string) (ids []string, pages []int) {
	s.t.Helper()
	for link := path; link != ""; {
		a := s.get(link)
		rows := a.rows()
		for _, row := range rows {
			ids = append(ids, row["id"].(string))
		}
		if pages = append(pages, len(rows)); len(pages) > 300 {
			s.t.Fatal("the pages never end")
		}
		if _, counted := a.json["@odata.count"]; counted && len(pages) > 1 {
			s.t.Errorf("page %d carries @odata.count", len(pages))
		}
		link = a.next()
	}
	return ids, pages
}

func distinct(all []string) int {
	set := map[string]bool{}
	for _, s := range all {
		set[s] = true
	}
	return len(set)
}

func TestPagesCoverEveryUserOnce(t *testing.T) {
	s := bigWorld(t)
	ids, pages := s.walk("/v1.0/users?$select=id&$top=999&$count=true")
	equals(t, "users", len(ids), 20000)
	equals(t, "distinct", distinct(ids), 20000)
	equals(t, "pages", len(pages), 21)
	equals(t, "last page", pages[20], 20)
	ids, pages = s.walk("/v1.0/users?$select=id&$filter=userType eq 'Guest'&$count=true")
	equals(t, "guests", len(ids), 2400)
	equals(t, "pages of 100", len(pages), 24)
	ids, _ = s.walk("/v1.0/users?$select=id&$orderby=displayName desc&$top=999")
	equals(t, "in order", distinct(ids), 20000)
	ids, _ = s.walk("/v1.0/groups?$select=id&$top=7")
	equals(t, "groups", distinct(ids), 43)
	ids, _ = s.walk("/v1.0/applications?$select=id&$top=7")
	equals(t, "applications", distinct(ids), 21)
}

func TestTop(t *testing.T) {
	s := bigWorld(t)
	for top, want := range map[string]int{"1": 1, "100": 100, "999": 999} {
		equals(t, "$top="+top, len(s.get("/v1.0/users?$select=id&$top="+top).rows()), want)
	}
	equals(t, "no $top", len(s.get("/v1.0/users?$select=id").rows()), 100)
	s.get("/v1.0/users?$top=1000").fails(400, "Request_UnsupportedQuery", "Invalid page size specified: '1000'. Must be between 1 and 999 inclusive.")
	s.get("/v1.0/users?$top=0").fails(400, "Request_UnsupportedQuery", "Invalid page size specified: '0'.")
	s.get("/v1.0/users?$top=-1").fails(400, "Request_UnsupportedQuery", "Invalid page size specified: '-1'.")
	s.get("/v1.0/users?$top=ten").fails(400, "BadRequest", "Invalid value 'ten' for $top")
	s.get("/v1.0/users?$skip=5").fails(400, "Request_BadRequest", "'$skip' is not supported by the service.")
}

func TestNextLinkIsWholeAndStandsBeforeTheValue(t *testing.T) {
	s := bigWorld(t)
	a := s.get("/v1.0/users?$select=displayName,id&$filter=startswith(displayName,'A')&$top=5&$count=true").is(200)
	if !strings.HasPrefix(a.next(), graphHost+"/v1.0/users?$select=displayName,id&$filter=startswith(displayName,%27A%27)&$top=5&$count=true&$skiptoken=") &&
		!strings.HasPrefix(a.next(), graphHost+"/v1.0/users?$select=displayName,id&$filter=startswith(displayName,'A')&$top=5&$count=true&$skiptoken=") {
		t.Errorf("nextLink is %s", a.next())
	}
	body := a.Body.String()
	order := []string{`"@odata.context"`, `"@odata.count"`, `"@odata.nextLink"`, `"value"`}
	for i := 1; i < len(order); i++ {
		if strings.Index(body, order[i-1]) >= strings.Index(body, order[i]) {
			t.Errorf("%s does not stand before %s", order[i-1], order[i])
		}
	}
	equals(t, "last page has no link", s.get("/v1.0/groups").next(), "")
	r := s.get("https://graph.lab:9443/v1.0/users?$top=1").is(200)
	if !strings.HasPrefix(r.next(), "https://graph.lab:9443/v1.0/users?") {
		t.Errorf("the link leads elsewhere: %s", r.next())
	}
}

func TestPageTokenBelongsToItsQuery(t *testing.T) {
	s := bigWorld(t)
	link, err := url.Parse(s.get("/v1.0/users?$select=id&$top=10").next())
	if err != nil {
		t.Fatal(err)
	}
	token := link.Query().Get("$skiptoken")
	changed := "B" + token[1:]
	if token[0] == 'B' {
		changed = "C" + token[1:]
	}
	for _, path := range []string{
		"/v1.0/users?$skiptoken=" + changed,
		"/v1.0/users?$skiptoken=abc",
		"/v1.0/users?$skiptoken=",
		"/v1.0/users?$skiptoken=" + token[:len(token)-1],
		"/v1.0/groups?$skiptoken=" + token,
		"/v1.0/users?$filter=accountEnabled eq true&$skiptoken=" + token,
		"/v1.0/users?$orderby=displayName&$skiptoken=" + token,
	} {
		s.get(path).fails(400, "Directory_ExpiredPageToken", "page token")
	}
	s.as(memberID).with(map[string]any{"tid": bigID}).get("/v1.0/users?$skiptoken=" + token).is(400) // somebody else's
	other := s.get("/v1.0/users?$select=mail&$top=3&$skiptoken=" + token)                            // the page size may change
	equals(t, "another size", len(other.rows()), 3)
}

func TestAPageIsNotShiftedByADeletion(t *testing.T) {
	s := bigWorld(t)
	first := s.get("/v1.0/users?$select=id&$top=10")
	want := s.get(first.next()).column("id")
	s.send("DELETE", "/v1.0/users/"+first.rows()[7]["id"].(string), "").is(204)
	equals(t, "second page", s.get(first.next()).column("id"), want)
	equals(t, "count", s.get("/v1.0/users?$count=true&$top=1").json["@odata.count"], any(19999.0))
}
