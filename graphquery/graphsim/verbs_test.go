package graphsim_test

import (
	"net/http"
	"strconv"
	"testing"

	"graphguest/graphquery/graphsim"
)

func (s *sim) preferring(what string) *sim {
	next := s.with(nil)
	next.header.Set("Prefer", what)
	return next
}

func (s *sim) ifMatch(tag string) *sim {
	next := s.with(nil)
	next.header.Set("If-Match", tag)
	return next
}

func TestHeadHasTheHeadersAlone(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	whole := s.get("/v1.0/me").is(200)
	r := s.request("/v1.0/me")
	r.Method = http.MethodHead
	a := recorder(s.server, r)
	equals(t, "status", a.Code, 200)
	equals(t, "body", a.Body.Len(), 0)
	equals(t, "length", a.Header().Get("Content-Length"), strconv.Itoa(whole.Body.Len()))
	equals(t, "type", a.Header().Get("Content-Type"), whole.Header().Get("Content-Type"))
}

func TestOptionsNameTheMethods(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	for path, want := range map[string]string{
		"/me": "GET, PATCH, HEAD, OPTIONS", "/users": "GET, HEAD, OPTIONS", "/users/" + memberID: "DELETE, GET, PATCH, HEAD, OPTIONS",
		"/groups/" + teamID: "DELETE, GET, PATCH, HEAD, OPTIONS", "/invitations": "POST, OPTIONS", "/me/drive/items/1/content": "GET, PUT, HEAD, OPTIONS",
	} {
		a := s.send("OPTIONS", "/v1.0"+path, "").is(200)
		equals(t, path, a.Header().Get("Allow"), want)
		equals(t, "body", a.Body.Len(), 0)
	}
	s.send("OPTIONS", "/v1.0/pets", "").is(400)
}

func TestWhatIsPreferred(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	a := s.preferring("return=representation").send("PATCH", "/v1.0/users/"+bossID+"?$select=city", `{"city":"Rome"}`).is(200)
	equals(t, "city", a.json["city"], any("Rome"))
	equals(t, "applied", a.Header().Get("Preference-Applied"), "return=representation")
	a = s.preferring("return=minimal").send("POST", "/v1.0/invitations", `{"invitedUserEmailAddress":"n@gmail.com","inviteRedirectUrl":"https://x"}`).is(204)
	equals(t, "applied", a.Header().Get("Preference-Applied"), "return=minimal")
	a = s.preferring(`respond-async, odata.maxpagesize=2`).get("/v1.0/users")
	equals(t, "rows", len(a.rows()), 2)
	equals(t, "applied", a.Header().Get("Preference-Applied"), "odata.maxpagesize=2")
	equals(t, "$top wins", len(s.preferring("odata.maxpagesize=2").get("/v1.0/users?$top=3").rows()), 3)
}

func TestATaskIsChangedOnlyByThoseWhoSawIt(t *testing.T) {
	s := withFiles(t)
	seen := s.get("/v1.0/me/planner/tasks").rows()[0]
	path, tag := "/v1.0/planner/tasks/"+seen["id"].(string), seen["@odata.etag"].(string)
	equals(t, "ETag", s.get(path).is(200).Header().Get("ETag"), tag)
	s.send("PATCH", path, `{"percentComplete":50}`).is(428)
	s.ifMatch(`W/"old"`).send("PATCH", path, `{"percentComplete":50}`).is(412)
	a := s.ifMatch(tag).preferring("return=representation")
	changed := a.send("PATCH", path, `{"percentComplete":50}`).is(200).json
	equals(t, "percent", changed["percentComplete"], any(50.0))
	s.ifMatch(tag).send("PATCH", path, `{"percentComplete":100}`).is(412)
	s.ifMatch(changed["@odata.etag"].(string)).send("PATCH", path, `{"percentComplete":100}`).is(204)
	s.ifMatch(s.get(path).Header().Get("ETag")).send("DELETE", path, "").is(204)
	s.get(path).is(404)
	equals(t, "left", len(s.get("/v1.0/me/planner/tasks").rows()), 2)
}

func TestAFileKnowsIfItWasChanged(t *testing.T) {
	s := withFiles(t)
	item := s.get("/v1.0/me/drive/root:/Welcome.txt").json
	path, tag := "/v1.0/me/drive/items/"+item["id"].(string), item["eTag"].(string)
	s.ifMatch(tag).send("PATCH", path, `{"name":"Hello.txt"}`).is(200)
	s.ifMatch(tag).send("DELETE", path, "").fails(412, "resourceModified", "ETag")
	s.send("DELETE", path, "").is(204)
	s.get(path).is(404)
}
