package graphsim_test

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"graphguest/graphquery/graphsim"
)

func TestPathsThatAreWrong(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	for _, c := range []struct {
		path          string
		status        int
		code, message string
	}{
		{"/v1.0/pets", 400, "BadRequest", "Resource not found for the segment 'pets'."},
		{"/v1.0/me/pets", 400, "BadRequest", "Resource not found for the segment 'pets'."},
		{"/v1.0/users/" + memberID + "/pets", 400, "BadRequest", "Resource not found for the segment 'pets'."},
		{"/v1.0/groups/" + teamID + "/pets", 400, "BadRequest", "Resource not found for the segment 'pets'."},
		{"/v1.0/organization/" + tenantID + "/pets", 400, "BadRequest", "Resource not found for the segment 'pets'."},
		{"/v1.0/me/memberOf/pets", 400, "BadRequest", "Resource not found for the segment 'pets'."},
		{"/v1.0/users/11111111-0000-4000-8000-000000000000", 404, "Request_ResourceNotFound", "Resource '11111111-0000-4000-8000-000000000000' does not exist or one of its queried reference-property objects are not present."},
		{"/v1.0/groups/nothing", 404, "Request_ResourceNotFound", "Resource 'nothing' does not exist"},
		{"/v1.0/applications/nothing", 404, "Request_ResourceNotFound", "Resource 'nothing' does not exist"},
		{"/v1.0/domains/nothing.com", 404, "Request_ResourceNotFound", "Resource 'nothing.com' does not exist"},
		{"/v1.0/me/manager", 404, "Request_ResourceNotFound", "Resource 'manager' does not exist"},
		{"/v1.0/me/photo/$value", 404, "ImageNotFound", "ImageNotFoundException"},
		{"/v1.0/me/photo", 404, "ImageNotFound", "ImageNotFoundException"},
		{"/v2.0/me", 400, "BadRequest", "Invalid version."},
		{"/me", 400, "BadRequest", "Invalid version."},
		{"/", 400, "BadRequest", "Invalid version."},
		{"/v1.0/users?$filter=%zz", 400, "BadRequest", "malformed"},
	} {
		s.get(c.path).fails(c.status, c.code, c.message)
	}
	s.send("POST", "/v1.0/users", `{}`).is(405)
	s.send("PUT", "/v1.0/me", `{}`).is(405)
	s.send("DELETE", "/v1.0/applications/"+wikiID, "").is(405)
}

func TestPathsThatLeadToTheSameUser(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	for _, path := range []string{
		"/v1.0/users/" + guestID, "/beta/users/" + strings.ToUpper(guestID), "/v1.0/Users/" + guestID + "/",
		"/v1.0/users/janet_contoso.com%23EXT%23@fabrikam.onmicrosoft.com",
		"/v1.0/users/JANET_contoso.com%23ext%23%40fabrikam.onmicrosoft.com",
		"/v1.0/users('" + guestID + "')",
	} {
		equals(t, path, s.get(path).is(200).json["id"], any(guestID))
	}
}

func TestSingleObjects(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	for path, name := range map[string]string{
		"/v1.0/applications/" + wikiID: "Wiki", "/v1.0/servicePrincipals/" + wikiSPID: "Wiki",
		"/v1.0/organization/" + tenantID: "Fabrikam Inc", "/v1.0/groups/" + rulesID: "Sales people",
	} {
		equals(t, path, s.get(path).is(200).json["displayName"], any(name))
	}
	equals(t, "domain", s.get("/v1.0/domains/fabrikam.com").is(200).json["isDefault"], any(true))
	equals(t, "domains", s.get("/v1.0/domains").column("id"), "fabrikam.com, fabrikam.onmicrosoft.com")
	equals(t, "principals", s.get("/v1.0/servicePrincipals").column("displayName"), "Microsoft Graph, Wiki")
	equals(t, "apps of the guest", s.as(guestID).get("/v1.0/me/appRoleAssignments").column("resourceDisplayName"), "Wiki")
	equals(t, "reports", s.get("/v1.0/users/"+bossID+"/directReports").column("displayName"), "Janet Example, Séan O'Neill")
	equals(t, "members", s.get("/v1.0/groups/"+teamID+"/members").column("id"), guestID+", "+memberID)
	equals(t, "root", s.get("/v1.0/").column("name"), "users, groups, applications, servicePrincipals, organization, domains, invitations")
}

func TestHeadersOfEveryAnswer(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	s.header.Set("client-request-id", "11111111-2222-4333-8444-555555555555")
	seen := map[string]bool{}
	for _, path := range []string{"/v1.0/me", "/v1.0/pets", "/v1.0/users?$top=0"} {
		h := s.get(path).Header()
		equals(t, "client-request-id", h.Get("client-request-id"), "11111111-2222-4333-8444-555555555555")
		equals(t, "Date", h.Get("Date"), "Sun, 22 Nov 2026 12:00:00 GMT")
		equals(t, "Cache-Control", h.Get("Cache-Control"), "no-cache")
		for _, name := range []string{"request-id", "x-ms-ags-diagnostic", "Vary", "Strict-Transport-Security"} {
			if h.Get(name) == "" {
				t.Errorf("%s: no %s", path, name)
			}
		}
		seen[h.Get("request-id")] = true
	}
	equals(t, "distinct request-ids", len(seen), 3)
	h := s.get("/v1.0/me").Header()
	equals(t, "OData-Version", h.Get("OData-Version"), "4.0")
	equals(t, "Content-Type", h.Get("Content-Type"), "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8")
	bare := s.with(nil)
	bare.header.Del("client-request-id")
	h = bare.get("/v1.0/me").Header()
	equals(t, "client-request-id unasked", h.Get("client-request-id"), h.Get("request-id"))
}

func TestMetadataIsOpenAndDescribesWhatIsServed(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	s.claims = nil
	a := s.get("/v1.0/$metadata").is(200)
	equals(t, "Content-Type", a.Header().Get("Content-Type"), "application/xml")
	var document struct {
		Schema struct {
			Namespace string `xml:"Namespace,attr"`
			Entities  []struct {
				Name       string `xml:"Name,attr"`
				Base       string `xml:"BaseType,attr"`
				Properties []struct {
					Name string `xml:"Name,attr"`
					Type string `xml:"Type,attr"`
				} `xml:"Property"`
			} `xml:"EntityType"`
			Sets []struct {
				Name string `xml:"Name,attr"`
			} `xml:"EntityContainer>EntitySet"`
		} `xml:"DataServices>Schema"`
	}
	if err := xml.Unmarshal(a.Body.Bytes(), &document); err != nil {
		t.Fatal(err)
	}
	types := map[string]string{}
	for _, e := range document.Schema.Entities {
		for _, p := range e.Properties {
			types[e.Name+"."+p.Name] = p.Type
		}
	}
	for name, want := range map[string]string{
		"user.userType": "Edm.String", "user.accountEnabled": "Edm.Boolean", "user.createdDateTime": "Edm.DateTimeOffset",
		"user.identities": "Collection(graph.objectIdentity)", "user.businessPhones": "Collection(Edm.String)",
		"entity.id": "Edm.String", "user.id": "", "group.visibility": "Edm.String", "organization.verifiedDomains": "Collection(graph.verifiedDomain)",
	} {
		equals(t, name, types[name], want)
	}
	equals(t, "namespace", document.Schema.Namespace, "microsoft.graph")
	equals(t, "sets", len(document.Schema.Sets), 7)
}

func TestFaultsAreUsedUpInOrder(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	onlyUsers := func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/users") }
	s.server.Fail(2, graphsim.Fault{Status: 429, RetryAfter: "2.128", Header: http.Header{"x-ms-throttle-scope": {"Tenant_Application"}}})
	s.server.Fail(1, graphsim.Fault{Status: 503, Match: onlyUsers})
	s.server.Fail(1, graphsim.Fault{Body: `{"value":[{"id"`})
	s.server.Fail(1, graphsim.Fault{Status: 502, NoBody: true})
	s.server.Fail(1, graphsim.Fault{Status: 409, Code: "Conflict", Message: "said so"})
	for range 2 {
		a := s.get("/v1.0/me")
		a.fails(429, "TooManyRequests", "Too many requests.")
		equals(t, "Retry-After", a.Header().Get("Retry-After"), "2.128")
		equals(t, "throttle header", a.Header().Get("x-ms-throttle-scope"), "Tenant_Application")
	}
	r, _ := http.NewRequest("GET", graphHost+"/v1.0/me", nil)
	broken := &answer{ResponseRecorder: recorder(s.server, r), t: t}
	equals(t, "half a document", broken.Body.String(), `{"value":[{"id"`)
	equals(t, "nothing at all", s.get("/v1.0/me").is(502).Body.Len(), 0)
	s.get("/v1.0/me").fails(409, "Conflict", "said so")
	s.get("/v1.0/me").is(200)
	s.get("/v1.0/users").fails(503, "serviceNotAvailable", "temporarily unavailable")
	s.get("/v1.0/users").is(200)
}

func TestCallsAreLoggedWithoutTheToken(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	s.header.Set("Prefer", "return=minimal")
	s.send("PATCH", "/v1.0/me?x=1", `{}`)
	s.with(map[string]any{"exp": 0}).get("/v1.0/users")
	calls := s.server.Calls()
	equals(t, "calls", len(calls), 2)
	first := calls[0]
	equals(t, "first", fmt.Sprintf("%s %s %s %d %s", first.Method, first.Path, first.Tenant, first.Status, first.Header.Get("Prefer")),
		"PATCH /v1.0/me?x=1 "+tenantID+" 204 return=minimal")
	equals(t, "second", fmt.Sprintf("%s %s %d", calls[1].Path, calls[1].Tenant, calls[1].Status), "/v1.0/users "+tenantID+" 401")
	if strings.Contains(fmt.Sprint(calls), "Bearer") {
		t.Error("the log holds a token")
	}
	for range 1100 {
		s.get("/v1.0/me")
	}
	if n := len(s.server.Calls()); n < 900 || n > 1000 {
		t.Errorf("the log holds %d calls", n)
	}
	s.server.ForgetCalls()
	equals(t, "forgotten", len(s.server.Calls()), 0)
}

func TestManyAtOnce(t *testing.T) {
	s := bigWorld(t).scoped(allScopes + " Files.ReadWrite Tasks.Read Group.ReadWrite.All")
	s.server.Throttle(bigID, 1000)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			s.get("/v1.0/me/drive/root/children")
			s.send("PUT", fmt.Sprintf("/v1.0/me/drive/root:/%d.txt:/content", i), "text").is(201)
			s.elsewhere("GET", s.get("/v1.0/me/drive/root:/Badge.jpg:/content").Header().Get("Location"), "")
			s.get("/v1.0/me/planner/tasks")
			s.send("PATCH", "/v1.0/groups/"+teamID, fmt.Sprintf(`{"description":"%d"}`, i)).is(204)
			s.round("/v1.0/groups/delta")
			s.get("/v1.0/users?$count=true&$top=5&$filter=userType eq 'Guest'")
			s.get("/v1.0/users?$count=true&$top=5&$orderby=displayName")
			s.send("PATCH", "/v1.0/users/"+memberID, fmt.Sprintf(`{"city":"%d"}`, i))
			s.get("/v1.0/users/" + memberID)
		})
	}
	all.Wait()
	equals(t, "calls", len(s.server.Calls()), 80)
}
