package graphsim_test

import (
	"encoding/json"
	"image/jpeg"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"graphguest/graphquery/graphsim"
)

// elsewhere sends a request to the second host, with the given headers: name, value, …
func (s *sim) elsewhere(method, link, body string, headers ...string) *httptest.ResponseRecorder {
	s.t.Helper()
	r, err := http.NewRequest(method, link, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return recorder(s.server.Storage(), r)
}

func withFiles(t testing.TB) *sim {
	return worldOf(t, fabrikam(graphsim.SameAsMembers)).scoped(allScopes + " Files.ReadWrite Tasks.ReadWrite Reports.Read.All Group.ReadWrite.All")
}

func (s *sim) file(path string) string {
	s.t.Helper()
	return s.get("/v1.0/me/drive/" + path).is(200).json["id"].(string)
}

func TestADriveIsWalked(t *testing.T) {
	s := withFiles(t)
	equals(t, "drive", s.get("/v1.0/me/drive").is(200).json["driveType"], any("business"))
	equals(t, "root", s.get("/v1.0/me/drive/root/children").column("name"), "Documents, Welcome.txt, Badge.jpg, Archive.bin")
	equals(t, "folder", s.get("/v1.0/me/drive/items/"+s.file("root:/documents")+"/children?$select=name&$top=2").column("name"), "Hours.csv, Settings.xml")
	if _, there := s.get("/v1.0/me/drive/root:/Documents").json["file"]; there {
		t.Error("a folder has a member for files")
	}
	equals(t, "by name", s.file("root:/Documents/Plan.json"), s.file("items/"+s.file("root:/Documents/Plan.json")))
	s.get("/v1.0/me/drive/root:/Nothing.txt").fails(404, "itemNotFound", "could not be found")
	s.get("/v1.0/me/drive/pets").is(400)
	s.get("/v1.0/users/"+memberID+"/drive/root").fails(403, "accessDenied", "Access denied")
	s.scoped("User.Read").get("/v1.0/me/drive/root").is(403)
	s.scoped("Files.Read").send("DELETE", "/v1.0/me/drive/root:/Welcome.txt", "").is(403)
}

func TestContentIsFetchedElsewhereWithoutTheToken(t *testing.T) {
	s := withFiles(t)
	link := s.get("/v1.0/me/drive/root:/Welcome.txt:/content").is(302).Header().Get("Location")
	if !strings.HasPrefix(link, "https://fabrikam-my.sharepoint.com/personal/") || !strings.Contains(link, "tempauth=") {
		t.Fatalf("Location is %s", link)
	}
	a := s.elsewhere("GET", link, "")
	equals(t, "text", a.Body.String()[:10], "Welcome to")
	equals(t, "type", a.Header().Get("Content-Type"), "text/plain")
	a = s.elsewhere("GET", link, "", "Range", "bytes=0-6")
	equals(t, "part", a.Body.String(), "Welcome")
	equals(t, "status of a part", a.Code, 206)
	equals(t, "downloadUrl", s.elsewhere("GET", s.get("/v1.0/me/drive/root:/Badge.jpg").json["@microsoft.graph.downloadUrl"].(string), "").Code, 200)
	equals(t, "leaks", len(s.server.Leaks()), 0)

	for _, name := range []string{"Authorization", "Cookie", "Referer"} {
		equals(t, name, s.elsewhere("GET", link, "", name, "secret").Code, 401)
	}
	leaks := s.server.Leaks()
	equals(t, "leaks", len(leaks), 3)
	equals(t, "first leak", leaks[0].Host+" "+leaks[0].Headers[0], "fabrikam-my.sharepoint.com Authorization")
	equals(t, "another secret", s.elsewhere("GET", link+"0", "").Code, 401)
	equals(t, "no secret", s.elsewhere("GET", link[:strings.Index(link, "?")], "").Code, 401)
	*s.clock = noon.Add(2 * time.Hour)
	equals(t, "an hour later", s.elsewhere("GET", link, "").Code, 401)
}

func TestALargeFileIsNotHeld(t *testing.T) {
	s := withFiles(t)
	link := s.get("/v1.0/me/drive/root:/Archive.bin:/content").Header().Get("Location")
	a := s.elsewhere("GET", link, "", "Range", "bytes=20000000-20000003")
	equals(t, "part", a.Body.Len(), 4)
	equals(t, "range", a.Header().Get("Content-Range"), "bytes 20000000-20000003/25165824")
}

func TestAnOperationIsWatchedWithoutTheToken(t *testing.T) {
	s := withFiles(t)
	copied := "/v1.0/me/drive/items/" + s.file("root:/Welcome.txt") + "/copy"
	monitor := s.send("POST", copied, `{"name":"Second.txt"}`).is(202).Header().Get("Location")
	equals(t, "with a token", s.elsewhere("GET", monitor, "", "Authorization", "Bearer x").Code, 401)
	var states []string
	var last map[string]any
	for range 3 {
		a := s.elsewhere("GET", monitor, "")
		if err := json.Unmarshal(a.Body.Bytes(), &last); err != nil {
			t.Fatal(err)
		}
		states = append(states, last["status"].(string))
	}
	equals(t, "states", strings.Join(states, " "), "inProgress inProgress completed")
	equals(t, "copy", s.get("/v1.0/me/drive/items/" + last["resourceId"].(string)).json["name"], any("Second.txt"))
	s.send("POST", copied, `{"name":"second.txt"}`).fails(409, "nameAlreadyExists", "exists")

	s.server.Operations(graphsim.Operation{Takes: 10 * time.Second, SeeOther: true, RetryAfter: "2", Header: "Operation-Location"})
	monitor = s.send("POST", copied, `{}`).is(202).Header().Get("Operation-Location")
	*s.clock = noon.Add(4 * time.Second)
	a := s.elsewhere("GET", monitor, "")
	equals(t, "percent", strings.Contains(a.Body.String(), `"percentageComplete":40`), true)
	equals(t, "Retry-After", a.Header().Get("Retry-After"), "2")
	*s.clock = noon.Add(11 * time.Second)
	a = s.elsewhere("GET", monitor, "")
	equals(t, "end", a.Code, 303)
	equals(t, "what came out", s.get(a.Header().Get("Location")).is(200).json["name"], any("Copy of Welcome.txt"))

	s.server.Operations(graphsim.Operation{Polls: 1, Fails: true})
	monitor = s.send("POST", copied, `{"name":"Third.txt"}`).Header().Get("Location")
	equals(t, "failed", strings.Contains(s.elsewhere("GET", monitor, "").Body.String(), `"status":"failed"`), true)
	s.get("/v1.0/me/drive/root:/Third.txt").is(404)
}

func TestAnOperationOnGraphItselfNeedsTheToken(t *testing.T) {
	s := withFiles(t)
	place := s.send("PUT", "/v1.0/groups/"+teamID+"/team", `{}`).is(202).Header().Get("Location")
	equals(t, "neither host nor version", strings.HasPrefix(place, "/teams('"+teamID+"')/operations('"), true)
	for _, want := range []string{"inProgress", "inProgress", "succeeded"} {
		equals(t, "status", s.get("/v1.0" + place).is(200).json["status"], any(want))
	}
	bare := s.with(nil)
	bare.claims = nil
	bare.get("/v1.0" + place).is(401)
	s.as(memberID).scoped("Group.ReadWrite.All").send("PUT", "/v1.0/groups/"+teamID+"/team", `{}`).is(403)
}

func TestAnUploadComesInPieces(t *testing.T) {
	const unit = 320 << 10
	s := withFiles(t)
	session := func() string {
		return s.send("POST", "/v1.0/me/drive/root:/Up.bin:/createUploadSession", `{}`).is(200).json["uploadUrl"].(string)
	}
	piece := strings.Repeat("x", unit)
	link := session()
	equals(t, "with a token", s.elsewhere("PUT", link, piece, "Content-Range", "bytes 0-327679/327690", "Authorization", "Bearer x").Code, 401)
	equals(t, "no range", s.elsewhere("PUT", link, piece).Code, 400)
	equals(t, "odd size", s.elsewhere("PUT", link, "abc", "Content-Range", "bytes 0-2/327690").Code, 400)
	equals(t, "a gap", s.elsewhere("PUT", link, "0123456789", "Content-Range", "bytes 327680-327689/327690").Code, 416)
	a := s.elsewhere("PUT", link, piece, "Content-Range", "bytes 0-327679/327690")
	equals(t, "first", a.Code, 202)
	equals(t, "next", strings.Contains(a.Body.String(), `"nextExpectedRanges":["327680-"]`), true)
	equals(t, "state", strings.Contains(s.elsewhere("GET", link, "").Body.String(), "327680-"), true)
	equals(t, "last", s.elsewhere("PUT", link, "0123456789", "Content-Range", "bytes 327680-327689/327690").Code, 201)
	equals(t, "size", s.get("/v1.0/me/drive/root:/Up.bin").json["size"], any(327690.0))
	equals(t, "over", s.elsewhere("GET", link, "").Code, 404)
	link = session()
	equals(t, "given up", s.elsewhere("DELETE", link, "").Code, 204)
	equals(t, "gone", s.elsewhere("GET", link, "").Code, 404)
	s.typed("text/plain").send("PUT", "/v1.0/me/drive/root:/New.txt:/content", "hello").is(201)
	equals(t, "small file", s.elsewhere("GET", s.get("/v1.0/me/drive/root:/New.txt:/content").Header().Get("Location"), "").Body.String(), "hello")
}

func TestAReportIsACSVOnAThirdHost(t *testing.T) {
	s := withFiles(t)
	link := s.get("/v1.0/reports/getOffice365ActiveUserDetail(period='D7')").is(302).Header().Get("Location")
	equals(t, "host", strings.HasPrefix(link, "https://reports.office.com/"), true)
	text := s.elsewhere("GET", link, "").Body.String()
	equals(t, "mark and columns", text[:len("\uFEFFReport Refresh Date")], "\uFEFFReport Refresh Date")
	equals(t, "rows", strings.Count(text, "\n"), 7)
	s.get("/v1.0/reports/getOffice365ActiveUserDetail(period='D8')").is(400)
	s.as(guestID).scoped("Reports.Read.All").get("/v1.0/reports/getOffice365ActiveUserDetail(period='D7')").fails(403, "S2SUnauthorized", "Invalid permission")
}

func TestAPhotoIsAnImage(t *testing.T) {
	tenant := fabrikam(graphsim.SameAsMembers)
	tenant.Users[1].Photo = true
	s := worldOf(t, tenant)
	a := s.get("/v1.0/users/" + memberID + "/photo/$value").is(200)
	equals(t, "type", a.Header().Get("Content-Type"), "image/jpeg")
	size, err := jpeg.DecodeConfig(a.Body)
	if err != nil || size.Width != 648 {
		t.Errorf("%v, %v", size, err)
	}
	equals(t, "size", s.get("/v1.0/users/" + memberID + "/photos/64x64").is(200).json["width"], any(64.0))
	equals(t, "sizes", len(s.get("/v1.0/users/"+memberID+"/photos").rows()), 9)
	s.get("/v1.0/users/" + memberID + "/photos/1x1/$value").is(404)
	s.get("/v1.0/me/photo").fails(404, "ImageNotFound", "ImageNotFoundException")
}

func TestTheSecondHostMayHaveAnyName(t *testing.T) {
	server := graphsim.New(graphsim.World{Tenants: []graphsim.Tenant{fabrikam(graphsim.SameAsMembers)}, Storage: "https://127.0.0.1:9/"}, func() time.Time { return noon })
	s := withFiles(t)
	s.server = server
	equals(t, "host", strings.HasPrefix(s.get("/v1.0/me/drive/root:/Welcome.txt:/content").Header().Get("Location"), "https://127.0.0.1:9/personal/"), true)
	equals(t, "hosts", strings.Join(server.StorageHosts(), " "), "127.0.0.1:9")
	equals(t, "usual hosts", strings.Join(withFiles(t).server.StorageHosts(), " "), "fabrikam-my.sharepoint.com reports.office.com")
}
