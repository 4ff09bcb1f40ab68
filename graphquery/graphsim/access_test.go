package graphsim_test

import (
	"strings"
	"testing"

	"graphguest/graphquery/graphsim"
)

var levels = []graphsim.GuestAccess{graphsim.SameAsMembers, graphsim.Limited, graphsim.Restricted}

// Each guest access level against each path, as status codes in the order of levels.
func TestGuestAccessLevels(t *testing.T) {
	for _, c := range []struct {
		path string
		want [3]int
	}{
		{"/me", [3]int{200, 200, 200}},
		{"/users/" + guestID, [3]int{200, 200, 200}},
		{"/me/memberOf", [3]int{200, 200, 200}},
		{"/me/transitiveMemberOf", [3]int{200, 200, 200}},
		{"/me/appRoleAssignments", [3]int{200, 200, 200}},
		{"/me/photo/$value", [3]int{404, 404, 404}},
		{"/me/manager", [3]int{200, 200, 403}},
		{"/users", [3]int{200, 403, 403}},
		{"/users?$top=1", [3]int{200, 403, 403}},
		{"/users/$count", [3]int{200, 403, 403}},
		{"/users/" + memberID, [3]int{200, 200, 403}},
		{"/users/sean@fabrikam.com", [3]int{200, 200, 403}},
		{"/users/nobody", [3]int{404, 404, 403}},
		{"/users/" + memberID + "/manager", [3]int{200, 200, 403}},
		{"/users/" + memberID + "/memberOf", [3]int{200, 403, 403}},
		{"/users/" + memberID + "/appRoleAssignments", [3]int{200, 403, 403}},
		{"/users/" + bossID + "/directReports", [3]int{200, 200, 403}},
		{"/groups", [3]int{200, 403, 403}},
		{"/groups/" + teamID, [3]int{200, 200, 200}},
		{"/groups/" + rulesID, [3]int{200, 200, 403}},
		{"/groups/" + hiddenID, [3]int{200, 200, 200}}, // the guest is in it
		{"/groups/" + teamID + "/members", [3]int{200, 200, 403}},
		{"/groups/" + hiddenID + "/members", [3]int{403, 403, 403}}, // Member.Read.Hidden is missing
		{"/applications", [3]int{200, 200, 200}},
		{"/servicePrincipals", [3]int{200, 200, 200}},
		{"/organization", [3]int{200, 200, 200}},
		{"/domains", [3]int{200, 200, 200}},
	} {
		for i, level := range levels {
			a := worldOf(t, fabrikam(level)).as(guestID).eventually().get("/v1.0" + c.path)
			if a.Code != c.want[i] {
				t.Errorf("%s, %s: %d, want %d\n%s", c.path, level, a.Code, c.want[i], a.Body)
			}
			if a.Code == 403 {
				a.fails(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
			}
		}
	}
}

func TestAnUnsetLevelIsLimited(t *testing.T) {
	s := worldOf(t, fabrikam("")).as(guestID)
	s.get("/v1.0/users").is(403)
	s.get("/v1.0/users/" + memberID).is(200)
}

func TestTheLevelsHoldOnlyForGuestsWithoutARole(t *testing.T) {
	tenant := fabrikam(graphsim.Restricted)
	worldOf(t, tenant).as(memberID).get("/v1.0/users").is(200)
	tenant.Users[0].Admin = true
	worldOf(t, tenant).as(guestID).get("/v1.0/users").is(200)
}

func TestLimitedGuestSeesTheNameOfOthersAndNothingElse(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.Limited)).as(guestID)
	a := s.get("/v1.0/users/" + memberID + "?$select=displayName,mail,userPrincipalName,userType,jobTitle,department,mobilePhone,businessPhones").is(200)
	equals(t, "displayName", a.json["displayName"], any("Séan O'Neill"))
	equals(t, "userType", a.json["userType"], any("Member"))
	for _, name := range []string{"jobTitle", "department", "mobilePhone"} {
		if v, ok := a.json[name]; !ok || v != nil {
			t.Errorf("%s is %v, want null", name, v)
		}
	}
	equals(t, "businessPhones", len(a.json["businessPhones"].([]any)), 0)
	own := s.get("/v1.0/users/" + guestID + "?$select=mobilePhone").is(200)
	equals(t, "own mobilePhone", own.json["mobilePhone"], any("+1 555"))
}

func TestRestrictedGuestSeesOnlyIdsOfGroups(t *testing.T) {
	for level, want := range map[graphsim.GuestAccess]string{
		graphsim.SameAsMembers: "Team, Secret", graphsim.Limited: "Team, Secret", graphsim.Restricted: "null, null",
	} {
		a := worldOf(t, fabrikam(level)).as(guestID).get("/v1.0/me/memberOf")
		equals(t, string(level)+" ids", a.column("id"), teamID+", "+hiddenID)
		equals(t, string(level)+" names", a.column("displayName"), want)
		equals(t, string(level)+" types", a.column("@odata.type"), "#microsoft.graph.group, #microsoft.graph.group")
	}
}

func TestOrganizationShowsLessToGuests(t *testing.T) {
	for level, want := range map[graphsim.GuestAccess]struct {
		city    any
		domains int
	}{
		graphsim.SameAsMembers: {"Paris", 2}, graphsim.Limited: {nil, 2}, graphsim.Restricted: {nil, 0},
	} {
		row := worldOf(t, fabrikam(level)).as(guestID).get("/v1.0/organization").rows()[0]
		equals(t, string(level)+" displayName", row["displayName"], any("Fabrikam Inc"))
		equals(t, string(level)+" city", row["city"], want.city)
		equals(t, string(level)+" verifiedDomains", len(row["verifiedDomains"].([]any)), want.domains)
	}
}

func TestHiddenMembership(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.Limited))
	equals(t, "told to an outsider", s.as(memberID).get("/v1.0/users/"+bossID+"/memberOf").column("displayName"), "")
	equals(t, "told to a role", s.as(adminID).get("/v1.0/users/"+bossID+"/memberOf").column("displayName"), "Secret")
	s.as(adminID).get("/v1.0/groups/" + hiddenID + "/members").is(200)
	s.as(guestID).scoped(allScopes + " Member.Read.Hidden").get("/v1.0/groups/" + hiddenID + "/members").is(200)
	s.as(memberID).scoped(allScopes + " Member.Read.Hidden").get("/v1.0/groups/" + hiddenID + "/members").is(403)
	outsider := fabrikam(graphsim.Limited)
	outsider.Users[0].MemberOf = nil
	worldOf(t, outsider).as(guestID).get("/v1.0/groups/" + hiddenID).is(403)
}

func TestDynamicGroupHasWhomTheRuleMatches(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.Limited))
	equals(t, "members", s.get("/v1.0/groups/"+rulesID+"/members").column("mail"), "sean@fabrikam.com")
	got := s.get("/v1.0/users/" + memberID + "/memberOf").column("displayName")
	if !strings.Contains(got, "Sales people") {
		t.Errorf("memberOf is %s", got)
	}
}
