package graphsim_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"graphguest/graphquery/graphsim"
)

func TestPatch(t *testing.T) {
	for _, c := range []struct {
		name, caller, path, body string
		status                   int
		code, message            string
	}{
		{"oneself", guestID, "/me", `{"mobilePhone":"+49 1"}`, 204, "", ""},
		{"oneself by id", guestID, "/users/" + guestID, `{"mobilePhone":null}`, 204, "", ""},
		{"oneself, what a role sets", guestID, "/me", `{"userType":"Member"}`, 403, "Authorization_RequestDenied", "Insufficient privileges"},
		{"somebody else", memberID, "/users/" + bossID, `{"city":"Rome"}`, 403, "Authorization_RequestDenied", "Insufficient privileges"},
		{"with a role", adminID, "/users/" + bossID, `{"jobTitle":"Chair","accountEnabled":false}`, 204, "", ""},
		{"nobody", adminID, "/users/nobody", `{"city":"Rome"}`, 404, "Request_ResourceNotFound", "Resource 'nobody'"},
		{"unknown property", adminID, "/me", `{"shoeSize":44}`, 400, "BadRequest", "'shoeSize'"},
		{"read-only property", adminID, "/me", `{"createdDateTime":null}`, 400, "Request_BadRequest", "read-only"},
		{"wrong type", adminID, "/me", `{"city":7}`, 400, "Request_BadRequest", "Invalid value specified for property 'city'"},
		{"no JSON", adminID, "/me", `city=Rome`, 400, "BadRequest", "Unable to read JSON request payload."},
		{"no body", adminID, "/me", ``, 400, "BadRequest", "Unable to read JSON request payload."},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := worldOf(t, fabrikam(graphsim.SameAsMembers)).as(c.caller).send("PATCH", "/v1.0"+c.path, c.body).is(c.status)
			if c.status == 204 {
				equals(t, "body", a.Body.Len(), 0)
				return
			}
			a.fails(c.status, c.code, c.message)
		})
	}
}

func TestAPatchIsSeenAfterwards(t *testing.T) {
	s := bigWorld(t)
	id := s.get("/v1.0/users?$select=id&$top=999").rows()[500]["id"].(string)
	before := s.count("city eq 'Nowhere'")
	s.send("PATCH", "/v1.0/users/"+id, `{"city":"Nowhere","businessPhones":["1"]}`).is(204)
	equals(t, "one user", s.get("/v1.0/users/" + id + "?$select=city").json["city"], any("Nowhere"))
	equals(t, "counted before and after", s.count("city eq 'Nowhere'"), before+1)
	s.scoped("User.Read User.Read.All").send("PATCH", "/v1.0/users/"+id, `{"city":"X"}`).is(403)
}

func TestARefusedPatchChangesNothing(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	s.send("PATCH", "/v1.0/users/"+memberID, `{"city":"Rome","jobTitle":7}`).is(400)
	equals(t, "city", s.get("/v1.0/users/" + memberID + "?$select=city").json["city"], nil)
}

func TestDelete(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	s.as(memberID).send("DELETE", "/v1.0/users/"+pendingID, "").is(403)
	s.scoped("User.Read.All").send("DELETE", "/v1.0/users/"+pendingID, "").is(403)
	s.send("DELETE", "/v1.0/users/"+pendingID, "").is(204)
	s.send("DELETE", "/v1.0/users/"+pendingID, "").fails(404, "Request_ResourceNotFound", pendingID)
	s.get("/v1.0/users/" + pendingID).is(404)
	s.as(pendingID).get("/v1.0/me").is(401)
	s.send("DELETE", "/v1.0/me", "").is(405)
}

func TestInvitationCreatesAPendingGuestWhoCanBeAccepted(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers)).as(guestID)
	const body = `{"invitedUserEmailAddress":"new@gmail.com","inviteRedirectUrl":"https://myapps.microsoft.com","sendInvitationMessage":true}`
	a := s.send("POST", "/v1.0/invitations", body).is(201)
	equals(t, "status", a.json["status"], any("PendingAcceptance"))
	equals(t, "context", a.json["@odata.context"], any(graphHost+"/v1.0/$metadata#invitations/$entity"))
	if link, err := url.Parse(a.json["inviteRedeemUrl"].(string)); err != nil || link.Host != "login.microsoftonline.com" {
		t.Errorf("inviteRedeemUrl is %v", a.json["inviteRedeemUrl"])
	}
	id := a.json["invitedUser"].(map[string]any)["id"].(string)
	const wanted = "?$select=id,userType,creationType,externalUserState,externalUserStateChangeDateTime,identities"
	u := s.get("/v1.0/users/new_gmail.com%23EXT%23@fabrikam.onmicrosoft.com" + wanted).is(200).json
	equals(t, "id", u["id"], any(id))
	equals(t, "userType", u["userType"], any("Guest"))
	equals(t, "state", u["externalUserState"], any("PendingAcceptance"))
	equals(t, "rows", len(s.get("/v1.0/users").rows()), 7)
	s.send("POST", "/v1.0/invitations", body).fails(400, "BadRequest", "already exists")

	*s.clock = noon.Add(5 * time.Minute)
	s.server.Accept(strings.ToUpper(tenantID), id)
	u = s.get("/v1.0/users/" + id + wanted).is(200).json
	equals(t, "state", u["externalUserState"], any("Accepted"))
	equals(t, "changed", u["externalUserStateChangeDateTime"], any("2026-11-22T12:05:00Z"))
	equals(t, "issuer", u["identities"].([]any)[0].(map[string]any)["issuer"], any("google.com"))
	s.server.Accept("no such tenant", id) // nothing to do, nothing to break
	s.server.Accept(tenantID, "no such user")
}

func TestInvitationsThatAreRefused(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	for body, message := range map[string]string{
		`{"inviteRedirectUrl":"https://x"}`:                                                                   "not a valid email address",
		`{"invitedUserEmailAddress":"a+b@x.com","inviteRedirectUrl":"https://x"}`:                             "not a valid email address",
		`{"invitedUserEmailAddress":"a@x.com"}`:                                                               "'inviteRedirectUrl' is missing",
		`{"invitedUserEmailAddress":"a@x.com","inviteRedirectUrl":"https://x","invitedUserType":"Owner"}`:     "invitedUserType",
		`{"invitedUserEmailAddress":"a@x.com","inviteRedirectUrl":"https://x","sendInvitationMessage":"yes"}`: "sendInvitationMessage",
		`[]`: "Unable to read JSON request payload.",
	} {
		s.send("POST", "/v1.0/invitations", body).fails(400, "BadRequest", message)
	}
	s.get("/v1.0/invitations").is(405)
	s.scoped("User.Read.All").send("POST", "/v1.0/invitations", `{}`).is(403)
	for setting, want := range map[string][3]int{ // guest, member, role
		"": {201, 201, 201}, "everyone": {201, 201, 201}, "adminsGuestInvitersAndAllMembers": {403, 201, 201},
		"adminsAndGuestInviters": {403, 403, 201}, "none": {403, 403, 403},
	} {
		for i, caller := range []string{guestID, memberID, adminID} {
			tenant := fabrikam(graphsim.SameAsMembers)
			tenant.AllowInvitesFrom = setting
			worldOf(t, tenant).as(caller).send("POST", "/v1.0/invitations",
				`{"invitedUserEmailAddress":"a@x.com","inviteRedirectUrl":"https://x"}`).is(want[i])
		}
	}
}
