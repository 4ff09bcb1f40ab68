package demo_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"graphguest/cmd/demo"
	"graphguest/graphquery/graphsim"
)

// visitor asks the demo's hosts as the consultant in one environment.
type visitor struct {
	t     *testing.T
	world *demo.World
	token string
}

func visit(t *testing.T, environment string) *visitor {
	t.Helper()
	w, desk, store := open(t)
	env, err := store.Load(environment)
	if err != nil {
		t.Fatal(err)
	}
	guest, err := desk.Guest(env)
	if err != nil {
		t.Fatal(err)
	}
	token, err := guest.Token(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	return &visitor{t, w, token}
}

// asks sends a request; a link without a host is Graph's and carries the token.
func (v *visitor) asks(method, link, body string) (*http.Response, error) {
	return v.asksIn(v.t.Context(), method, link, body)
}

func (v *visitor) asksIn(ctx context.Context, method, link, body string) (*http.Response, error) {
	v.t.Helper()
	onGraph := strings.HasPrefix(link, "/")
	if onGraph {
		link = "https://graph.microsoft.com/v1.0" + link
	}
	r, err := http.NewRequestWithContext(ctx, method, link, strings.NewReader(body))
	if err != nil {
		v.t.Fatal(err)
	}
	if onGraph {
		r.Header.Set("Authorization", "Bearer "+v.token)
		r.Header.Set("Content-Type", "application/json")
	}
	return v.world.HTTP.RoundTrip(r)
}

// gets reads an answer of that status whole.
func (v *visitor) gets(status int, method, link, body string) (*http.Response, string) {
	v.t.Helper()
	a, err := v.asks(method, link, body)
	if err != nil {
		v.t.Fatalf("%s %s: %v", method, link, err)
	}
	defer a.Body.Close()
	text, err := io.ReadAll(a.Body)
	if err != nil || a.StatusCode != status {
		v.t.Fatalf("%s %s: status %d, want %d; %v\n%.300s", method, link, a.StatusCode, status, err, text)
	}
	return a, string(text)
}

func TestAFileLiesOnAnotherHost(t *testing.T) {
	v := visit(t, "contoso")
	a, _ := v.gets(302, "GET", "/me/drive/root:/Archive.bin:/content", "")
	link := a.Header.Get("Location")
	if !strings.HasPrefix(link, "https://contoso-my.sharepoint.com/") {
		t.Fatalf("it lies at %s", link)
	}
	a, text := v.gets(200, "GET", link, "")
	if len(text) != 24<<20 || a.ContentLength != 24<<20 {
		t.Errorf("%d bytes, %d said", len(text), a.ContentLength)
	}
	if leaks := v.world.Graph.Leaks(); len(leaks) != 0 {
		t.Errorf("leaks: %v", leaks)
	}
}

func TestACopyTakesItsTime(t *testing.T) {
	v := visit(t, "contoso")
	_, item := v.gets(200, "GET", "/me/drive/root:/Welcome.txt", "")
	var file struct{ ID string }
	if err := json.Unmarshal([]byte(item), &file); err != nil {
		t.Fatal(err)
	}
	a, _ := v.gets(202, "POST", "/me/drive/items/"+file.ID+"/copy", `{}`)
	if _, text := v.gets(202, "GET", a.Header.Get("Location"), ""); !strings.Contains(text, "inProgress") {
		t.Errorf("its monitor says %s", text)
	}
}

func TestADeltaAPhotoAndATaskAtHome(t *testing.T) {
	v := visit(t, "contoso")
	_, text := v.gets(200, "GET", "/users/delta?$deltatoken=latest", "")
	var page struct {
		Link string `json:"@odata.deltaLink"`
	}
	if err := json.Unmarshal([]byte(text), &page); err != nil {
		t.Fatal(err)
	}
	v.gets(204, "PATCH", "/me", `{"mobilePhone":"+49 1"}`)
	if _, text = v.gets(200, "GET", strings.TrimPrefix(page.Link, "https://graph.microsoft.com/v1.0"), ""); !strings.Contains(text, "Casey Consultant") {
		t.Errorf("the change is not in %s", text)
	}
	if a, _ := v.gets(200, "GET", "/me/photo/$value", ""); a.Header.Get("Content-Type") != "image/jpeg" {
		t.Errorf("the photo is %s", a.Header.Get("Content-Type"))
	}
	v.gets(200, "GET", "/me/planner/tasks", "")
}

func TestOneCollectionOfTheDemoIsThrottled(t *testing.T) {
	v := visit(t, "adatum")
	for range 6 {
		v.gets(200, "GET", "/applications?$top=5", "")
	}
	if a, _ := v.gets(429, "GET", "/applications?$top=5", ""); !strings.Contains(a.Header.Get("Retry-After"), ".") {
		t.Errorf("Retry-After: %s", a.Header.Get("Retry-After"))
	}
	v.gets(200, "GET", "/users?$top=5", "")
}

func TestThePermissionServiceAnswersInTheDemo(t *testing.T) {
	v := visit(t, "fabrikam")
	_, text := v.gets(200, "GET", "https://graphexplorerapi.azurewebsites.net/permissions?requesturl=/users&method=GET&scopeType=DelegatedWork", "")
	if !strings.Contains(text, "User.ReadBasic.All") {
		t.Errorf("it says %s", text)
	}
}

func TestABrokenConnectionIsOneInTheDemoToo(t *testing.T) {
	v := visit(t, "adatum")
	v.world.Graph.Fail(1, graphsim.Fault{Reset: true})
	if _, err := v.asks("GET", "/me", ""); !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("reset: %v", err)
	}
	for what, f := range map[string]graphsim.Fault{"cut": {Truncate: 1000}, "too short": {WrongLength: 10 << 20}} {
		v.world.Graph.Fail(1, f)
		a, err := v.asks("GET", "/users?$top=999", "")
		if err != nil {
			t.Fatal(what, err)
		}
		text, err := io.ReadAll(a.Body)
		a.Body.Close()
		if err == nil || len(text) == 0 {
			t.Errorf("%s: %d bytes and %v", what, len(text), err)
		}
	}
}

func TestALargeAnswerFlowsAndEndsWithItsReader(t *testing.T) {
	v := visit(t, "adatum")
	v.world.Graph.Fail(2, graphsim.Fault{GzipBomb: 64 << 30})
	a, err := v.asks("GET", "/users", "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(a.Body, make([]byte, 100_000)); err != nil {
		t.Error(err)
	}
	a.Body.Close()
	ctx, cancel := context.WithCancelCause(t.Context())
	if a, err = v.asksIn(ctx, "GET", "/users", ""); err != nil {
		t.Fatal(err)
	}
	gone := errors.New("gone")
	cancel(gone)
	if _, err = io.Copy(io.Discard, a.Body); !errors.Is(err, gone) {
		t.Errorf("after cancel: %v", err)
	}
	deadline := time.Now().Add(10 * time.Second)
	for len(v.world.Graph.Calls()) < 2 && time.Now().Before(deadline) {
		time.Sleep(time.Millisecond)
	}
	if n := len(v.world.Graph.Calls()); n != 2 {
		t.Errorf("%d of 2 handlers have ended", n)
	}
}
