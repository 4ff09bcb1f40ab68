package graphsim_test

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"graphguest/graphquery/graphsim"
)

// wire serves the sim over a real connection and sends one request to it.
func (s *sim) wire(path string) (*http.Response, []byte, error) {
	s.t.Helper()
	server := httptest.NewServer(s.server)
	s.t.Cleanup(server.Close)
	r, err := http.NewRequest("GET", server.URL+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+s.token())
	client := &http.Client{Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	if err != nil {
		return nil, nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(io.LimitReader(answer.Body, 8<<20))
	return answer, body, err
}

func TestABrokenConnection(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	s.server.Fail(1, graphsim.Fault{Reset: true})
	if a, _, err := s.wire("/v1.0/me"); err == nil {
		t.Errorf("answered with %s", a.Status)
	}
	_, whole, err := s.wire("/v1.0/me")
	if err != nil {
		t.Fatal(err)
	}
	s.server.Fail(1, graphsim.Fault{Truncate: 20})
	a, part, err := s.wire("/v1.0/me")
	if !errors.Is(err, io.ErrUnexpectedEOF) || a.StatusCode != 200 {
		t.Errorf("cut: %v", err)
	}
	equals(t, "the beginning", string(part), string(whole[:20]))
	s.server.Fail(1, graphsim.Fault{WrongLength: len(whole) + 7})
	if _, part, err = s.wire("/v1.0/me"); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("too short: %v after %d bytes", err, len(part))
	}
}

func TestADelayEndsWithItsCaller(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	s.server.Fail(1, graphsim.Fault{Delay: time.Hour})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := s.request("/v1.0/me").WithContext(ctx)
	equals(t, "then the real answer", recorder(s.server, r).Code, 200)
	s.server.Fail(1, graphsim.Fault{Delay: time.Millisecond})
	equals(t, "id", s.get("/v1.0/me").is(200).json["id"], any(adminID))
}

func TestLinksThatNeverEnd(t *testing.T) {
	s := bigWorld(t)
	s.server.Fail(5, graphsim.Fault{EndlessNextLink: true})
	seen := map[string]bool{}
	link := "/v1.0/users"
	for range 5 {
		a := s.get(link)
		equals(t, "rows", len(a.rows()), 1)
		link = a.next()
		seen[link] = true
	}
	equals(t, "distinct links", len(seen), 5)
	s.server.Fail(2, graphsim.Fault{LoopNextLink: true})
	first := s.get("/v1.0/users?$top=5")
	equals(t, "loop", first.next(), graphHost+"/v1.0/users?$top=5")
	equals(t, "and again", s.get(first.next()).next(), first.next())
}

func TestAnotherHostInEveryLink(t *testing.T) {
	const evil = "https://graph.microsoft.com.evil.example"
	s := bigWorld(t).scoped(allScopes + " Files.ReadWrite Reports.Read.All")
	s.server.Fail(4, graphsim.Fault{AnotherHost: evil})
	if link := s.get("/v1.0/users").next(); !strings.HasPrefix(link, evil+"/v1.0/users?$skiptoken=") {
		t.Errorf("nextLink is %s", link)
	}
	if link := s.get("/v1.0/users/delta?$deltatoken=latest").deltaLink(); !strings.HasPrefix(link, evil+"/v1.0/users/delta?$deltatoken=") {
		t.Errorf("deltaLink is %s", link)
	}
	if link := s.get("/v1.0/me/drive/root:/Welcome.txt:/content").is(302).Header().Get("Location"); !strings.HasPrefix(link, evil+"/") {
		t.Errorf("Location is %s", link)
	}
	file := s.get("/v1.0/me/drive/root:/Welcome.txt").json
	if file["id"] == nil {
		t.Fatalf("no file in %v", file)
	}
	a := s.send("POST", "/v1.0/me/drive/items/"+file["id"].(string)+"/copy", `{}`).is(202)
	if strings.HasPrefix(a.Header().Get("Location"), evil) {
		t.Error("the fifth answer was spoiled too")
	}
}

func TestAGzipBomb(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	s.server.Fail(1, graphsim.Fault{GzipBomb: 100 << 20})
	a, packed, err := s.wire("/v1.0/users")
	if err != nil {
		t.Fatal(err)
	}
	equals(t, "encoding", a.Header.Get("Content-Encoding"), "gzip")
	plain, err := gzip.NewReader(strings.NewReader(string(packed)))
	if err != nil {
		t.Fatal(err)
	}
	n, err := io.Copy(io.Discard, plain)
	if err != nil || n != 100<<20 || len(packed) > 1<<20 {
		t.Errorf("%d bytes packed in %d, %v", n, len(packed), err)
	}
}

func TestAFaultIsSetBesideTheRealAnswer(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	s.server.Fail(1, graphsim.Fault{Header: http.Header{"x-made-up": {"1"}}})
	a := s.get("/v1.0/me").is(200)
	equals(t, "header", a.Header().Get("X-Made-Up"), "1")
	equals(t, "id", a.json["id"], any(adminID))
}

func TestAFaultOfTheSecondHost(t *testing.T) {
	s := withFiles(t)
	link := s.get("/v1.0/me/drive/root:/Welcome.txt:/content").Header().Get("Location")
	s.server.Fail(1, graphsim.Fault{Status: 503})
	equals(t, "a fault for all is Graph's", s.elsewhere("GET", link, "").Code, 200)
	s.get("/v1.0/me").is(503)
	s.server.Fail(1, graphsim.Fault{Status: 429, RetryAfter: "1", Match: func(r *http.Request) bool { return strings.HasSuffix(r.Host, ".sharepoint.com") }})
	s.get("/v1.0/me").is(200)
	a := s.elsewhere("GET", link, "")
	equals(t, "status", a.Code, 429)
	equals(t, "wait", a.Header().Get("Retry-After"), "1")
	equals(t, "then the file", s.elsewhere("GET", link, "").Code, 200)
}
