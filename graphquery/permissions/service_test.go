package permissions_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"graphguest/graphquery/permissions"
	"graphguest/graphquery/permissions/permsim"
)

// bench is a service that counts and keeps what it was asked.
type bench struct {
	permissions.Service
	asked []*http.Request
	clock time.Time
}

func newBench(t *testing.T, h http.Handler) *bench {
	t.Helper()
	b := &bench{clock: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.asked = append(b.asked, r)
		h.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	b.Service = permissions.Service{
		HTTP: &http.Transport{DisableKeepAlives: true}, Base: server.URL, Cache: filepath.Join(t.TempDir(), "cache"),
		Now: func() time.Time { return b.clock },
	}
	return b
}

func (b *bench) needs(t *testing.T, method, path string) string {
	t.Helper()
	list, err := b.Needed(t.Context(), method, "v1.0", path)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, p := range list {
		names = append(names, p.Value)
	}
	return strings.Join(names, " ")
}

func TestNeededAsksForTheTemplateAndNothingElse(t *testing.T) {
	b := newBench(t, permsim.Handler())
	got := b.needs(t, "get", "/users/consultant_contoso.com%23EXT%23@fabrikam.onmicrosoft.com/memberOf?$select=secret")
	if !strings.HasPrefix(got, "User.Read ") {
		t.Errorf("it needs %s", got)
	}
	r := b.asked[0]
	if u := r.URL.String(); u != "/permissions?method=GET&requesturl=%2Fusers%2F%7Bid%7D%2FmemberOf&scopeType=DelegatedWork" {
		t.Errorf("it asked %s", u)
	}
	for name := range r.Header {
		switch name {
		case "Accept", "User-Agent", "Accept-Encoding", "Connection":
		default:
			t.Errorf("it sent %s: %s", name, r.Header.Get(name))
		}
	}
}

func TestHeadCountAndContentNeedWhatTheThingNeeds(t *testing.T) {
	b := newBench(t, permsim.Handler())
	users := b.needs(t, "GET", "/users")
	if users == "" || b.needs(t, "HEAD", "/users") != users || b.needs(t, "", "/users/$count?$search=x") != users {
		t.Error("HEAD /users or /users/$count needs something else than /users")
	}
	if b.needs(t, "GET", "/me/photo/$value") == "" {
		t.Error("nothing is known of /me/photo/$value")
	}
}

func TestWhatIsListedOnlyForUsersIsFoundForMe(t *testing.T) {
	b := newBench(t, permsim.Handler())
	if got := b.needs(t, "GET", "/me/appRoleAssignments"); got != b.needs(t, "GET", "/users/x/appRoleAssignments") || got == "" {
		t.Errorf("/me/appRoleAssignments needs %q", got)
	}
}

func TestAnUnknownCallHasNoPermissions(t *testing.T) {
	b := newBench(t, permsim.Handler())
	list, err := b.Needed(t.Context(), "GET", "v1.0", "/nowhere")
	if err != nil || len(list) != 0 {
		t.Errorf("%v, %v", list, err)
	}
}

func TestAnswersAreKeptForThirtyDaysAndForTheirCallOnly(t *testing.T) {
	b := newBench(t, permsim.Handler())
	first := b.needs(t, "GET", "/users/one")
	b.clock = b.clock.Add(30 * 24 * time.Hour)
	if again := b.needs(t, "GET", "/USERS/two"); again != first || len(b.asked) != 1 {
		t.Errorf("asked %d times, %q then %q", len(b.asked), first, again)
	}
	b.clock = b.clock.Add(time.Second)
	if b.needs(t, "GET", "/users/one"); len(b.asked) != 2 {
		t.Error("an old answer was used")
	}
	b.needs(t, "DELETE", "/users/one")
	if _, err := b.Needed(t.Context(), "GET", "beta", "/users/one"); err != nil || len(b.asked) != 4 {
		t.Errorf("asked %d times for three calls, %v", len(b.asked), err)
	}
}

func TestAClockThatWentBackAsksAgain(t *testing.T) {
	b := newBench(t, permsim.Handler())
	b.needs(t, "GET", "/users")
	b.clock = b.clock.Add(-time.Hour)
	if b.needs(t, "GET", "/users"); len(b.asked) != 2 {
		t.Error("an answer of the future was used")
	}
}

func TestCacheFilesArePrivateNameNobodyAndMayBeDamaged(t *testing.T) {
	b := newBench(t, permsim.Handler())
	want := b.needs(t, "GET", "/users/alice@fabrikam.com")
	b.needs(t, "GET", "/groups")
	files, err := filepath.Glob(filepath.Join(b.Cache, "*"))
	if err != nil || len(files) != 2 {
		t.Fatalf("%v, %v", files, err)
	}
	var bodies [][]byte
	for _, f := range files {
		body, err := os.ReadFile(f)
		if err != nil || bytes.Contains(body, []byte("alice")) {
			t.Errorf("%s: %v\n%s", f, err, body)
		}
		if info, err := os.Stat(f); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", f, info.Mode(), err)
		}
		bodies = append(bodies, body)
	}
	for name, damage := range map[string][]byte{"cut": bodies[0][:20], "empty": {}, "not JSON": []byte("\x1b]0;x"), "null": []byte("null"), "of another call": bodies[1]} {
		if err := os.WriteFile(files[0], damage, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(files[1], bodies[0], 0o600); err != nil {
			t.Fatal(err)
		}
		asked := len(b.asked)
		if got := b.needs(t, "GET", "/users/alice@fabrikam.com"); got != want || len(b.asked) != asked+1 {
			t.Errorf("a file that is %s: %q, asked %d times", name, got, len(b.asked)-asked)
		}
	}
}

func TestACacheThatCannotBeWrittenOnlyCostsAskingAgain(t *testing.T) {
	b := newBench(t, permsim.Handler())
	b.Cache = filepath.Join(t.TempDir(), "file", "cache")
	if err := os.WriteFile(filepath.Dir(b.Cache), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if b.needs(t, "GET", "/users") == "" {
			t.Error("no permission")
		}
	}
	if len(b.asked) != 2 {
		t.Errorf("asked %d times", len(b.asked))
	}
}

func TestFaultsOfTheServiceAreOneSentenceWithANextStep(t *testing.T) {
	second := 0
	evil := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { second++ }))
	defer evil.Close()
	for name, serve := range map[string]http.HandlerFunc{
		"500":          func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) },
		"a redirect":   func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, evil.URL, http.StatusFound) },
		"HTML":         func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>") },
		"another type": func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"value":[]}`) },
		"too much":     func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(bytes.Repeat([]byte(" "), 4<<20+1)) },
		"a cut body": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, "[")
		},
		"no answer": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	} {
		b := newBench(t, serve)
		_, err := b.Needed(t.Context(), "GET", "v1.0", "/users")
		var e *permissions.Error
		if !errors.As(err, &e) || e.What == "" || e.Next == "" || strings.ContainsAny(e.What, "\n\x1b") {
			t.Errorf("%s: %v", name, err)
		}
		if files, _ := filepath.Glob(filepath.Join(b.Cache, "*")); len(files) > 0 {
			t.Errorf("%s was kept: %v", name, files)
		}
	}
	if second != 0 {
		t.Error("a redirect was followed")
	}
}

func TestAPersonEndsTheQuestionAtOnce(t *testing.T) {
	b := newBench(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	if _, err := b.Needed(ctx, "GET", "v1.0", "/users"); !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
}

func TestOnlyHTTPSIsAskedBeyondTheOwnMachine(t *testing.T) {
	for _, base := range []string{"http://example.com", "ftp://example.com", "example.com", "://", "https://"} {
		s := permissions.Service{Base: base, HTTP: refuser{t}}
		if _, err := s.Needed(t.Context(), "GET", "v1.0", "/users"); err == nil {
			t.Errorf("%s was asked", base)
		}
	}
}

type refuser struct{ t *testing.T }

func (r refuser) RoundTrip(req *http.Request) (*http.Response, error) {
	r.t.Errorf("a request left for %s", req.URL)
	return nil, errors.New("refused")
}
