package graphsim_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"graphguest/graphquery/graphsim"
)

func (a *answer) deltaLink() string {
	link, _ := a.json["@odata.deltaLink"].(string)
	return link
}

// round follows nextLinks to the deltaLink. Rows come as id, or id:reason for removed ones.
func (s *sim) round(path string) (ids []string, deltaLink string) {
	s.t.Helper()
	for link := path; ; {
		a := s.get(link)
		for _, row := range a.rows() {
			id := row["id"].(string)
			if removed, ok := row["@removed"].(map[string]any); ok {
				id += ":" + fmt.Sprint(removed["reason"])
			}
			ids = append(ids, id)
		}
		if (a.next() == "") == (a.deltaLink() == "") {
			s.t.Fatalf("%s has nextLink %q and deltaLink %q", link, a.next(), a.deltaLink())
		}
		if link = a.next(); link == "" {
			return ids, a.deltaLink()
		}
	}
}

func sayIDs(ids ...string) string { return strings.Join(ids, " ") }

func TestDeltaTellsEverythingOnceAndThenOnlyChanges(t *testing.T) {
	s := bigWorld(t)
	s.header.Set("Prefer", "odata.maxpagesize=999")
	ids, link := s.round("/v1.0/users/delta?$select=displayName")
	equals(t, "users", distinct(ids), 20000)
	ids, link = s.round(link)
	equals(t, "nothing new", len(ids), 0)

	s.send("PATCH", "/v1.0/users/"+memberID, `{"city":"Rome"}`).is(204)
	s.send("PATCH", "/v1.0/users/"+memberID, `{"city":"Oslo"}`).is(204)
	s.send("DELETE", "/v1.0/users/"+pendingID, "").is(204)
	made := s.send("POST", "/v1.0/invitations", `{"invitedUserEmailAddress":"n@gmail.com","inviteRedirectUrl":"https://x"}`).is(201)
	invited := made.json["invitedUser"].(map[string]any)["id"].(string)
	ids, second := s.round(link)
	equals(t, "changes", sayIDs(ids...), sayIDs(memberID, pendingID+":changed", invited))
	ids, _ = s.round(link)
	equals(t, "an old link tells the same again", len(ids), 3)

	s.send("DELETE", "/v1.0/directory/deletedItems/"+pendingID, "").is(204)
	ids, _ = s.round(second)
	equals(t, "gone for good", sayIDs(ids...), pendingID+":deleted")
}

func TestDeltaKeepsItsOptionsInTheToken(t *testing.T) {
	s := bigWorld(t)
	a := s.get("/v1.0/users/delta?$select=displayName")
	equals(t, "a usual page", len(a.rows()), 100)
	for _, row := range s.get(a.next()).rows() {
		if len(row) != 2 || row["displayName"] == nil || row["id"] == nil {
			t.Fatalf("the second page has %v", row)
		}
	}
	if strings.Contains(a.next(), "select") {
		t.Errorf("the options stand in the link: %s", a.next())
	}
	s.get(a.next()+"&$select=mail").fails(400, "BadRequest", "first request")
	for _, option := range []string{"$orderby=displayName", "$search=\"displayName:a\"", "$expand=manager", "$count=true", "$filter=startswith(displayName,'A')"} {
		s.get("/v1.0/users/delta?"+option).fails(400, "Request_UnsupportedQuery", "Unsupported Query.")
	}
	equals(t, "$top is passed over", len(s.get("/v1.0/users/delta?$top=5").rows()), 100)
	ids, _ := s.round("/v1.0/users/delta?$filter=id eq '" + memberID + "' or id eq '" + bossID + "'")
	equals(t, "by id", sayIDs(ids...), sayIDs(memberID, bossID))
}

func TestDeltaFromNowOn(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	ids, link := s.round("/v1.0/users/delta?$deltatoken=latest")
	equals(t, "rows", len(ids), 0)
	s.send("PATCH", "/v1.0/users/"+bossID, `{"city":"Rome"}`).is(204)
	ids, _ = s.round(link)
	equals(t, "change", sayIDs(ids...), bossID)
}

func TestDeltaOfGroups(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers)).scoped(allScopes + " Group.ReadWrite.All")
	ids, link := s.round("/v1.0/groups/microsoft.graph.delta()")
	equals(t, "groups", len(ids), 3)
	s.send("PATCH", "/v1.0/groups/"+teamID, `{"description":"new"}`).is(204)
	s.send("DELETE", "/v1.0/groups/"+rulesID, "").is(204)
	ids, _ = s.round(link)
	equals(t, "changes", sayIDs(ids...), sayIDs(teamID, rulesID+":changed"))
	equals(t, "description", s.get("/v1.0/groups/" + teamID).json["description"], any("new"))
	s.get("/v1.0/groups/" + rulesID).is(404)
	s.send("PATCH", "/v1.0/groups/"+teamID, `{"groupTypes":[]}`).fails(400, "Request_BadRequest", "read-only")
	s.as(memberID).scoped("Group.ReadWrite.All").send("PATCH", "/v1.0/groups/"+teamID, `{"description":"x"}`).is(403)
	s.scoped("Group.Read.All").send("DELETE", "/v1.0/groups/"+teamID, "").is(403)
}

func TestATokenThatIsTooOldStartsOver(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	_, link := s.round("/v1.0/users/delta?$select=displayName,mail")
	late := s.with(nil)
	*late.clock = noon.Add(8 * 24 * time.Hour)
	a := late.as(adminID).get(link)
	a.fails(410, "resyncRequired", "Start over")
	ids, fresh := late.as(adminID).round(a.Header().Get("Location"))
	equals(t, "everything again", len(ids), 6)
	if !strings.Contains(a.Header().Get("Location"), "$select=displayName%2Cmail&$deltatoken=") {
		t.Errorf("Location is %s", a.Header().Get("Location"))
	}
	late.as(adminID).get(fresh).is(200)
	s.server.ExpireDeltas(tenantID)
	late.as(adminID).get(fresh).is(410)
}

func TestADeltaTokenIsNobodyElses(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers), adatum())
	_, link := s.round("/v1.0/users/delta")
	token := link[strings.Index(link, "=")+1:]
	for what, a := range map[string]*answer{
		"another person": s.as(memberID).get(link),
		"another tenant": s.with(map[string]any{"tid": bigID}).get(link),
		"another kind":   s.get("/v1.0/groups/delta?$deltatoken=" + token),
		"as a page":      s.get("/v1.0/users/delta?$skiptoken=" + token),
		"changed":        s.get("/v1.0/users/delta?$deltatoken=A" + token),
	} {
		if a.Code != 400 {
			t.Errorf("%s: %d", what, a.Code)
		}
	}
	s.get("/v1.0/users?$deltatoken="+token).fails(400, "BadRequest", "$deltatoken")
	s.as(guestID).scoped("User.Read").get("/v1.0/users/delta").is(403)
	worldOf(t, fabrikam(graphsim.Limited)).as(guestID).get("/v1.0/users/delta").fails(403, "Authorization_RequestDenied", "Insufficient")
}
