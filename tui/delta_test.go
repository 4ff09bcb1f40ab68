package tui_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"graphguest/graphquery/library"
	"graphguest/tui/kit"
)

// following is a Graph whose /users/delta has two pages and a delta link; the link finds one removed user. gone
// makes it forget the link.
func following(gone *bool) func(*http.Request) *http.Response {
	link := graphBase + "/users/delta?"
	return func(r *http.Request) *http.Response {
		options := r.URL.Query()
		switch {
		case r.URL.Path != "/v1.0/users/delta":
			return nil
		case options.Get("$deltatoken") != "" && *gone:
			return jsonOf(410, `{"error":{"code":"resyncRequired","message":"start over"}}`)
		case options.Get("$deltatoken") != "":
			return jsonOf(200, `{"value":[{"id":"user-left","@removed":{"reason":"deleted"}}],"@odata.deltaLink":"`+link+`$deltatoken=second"}`)
		case options.Get("$skiptoken") != "":
			return jsonOf(200, `{"value":[{"id":"user-two"}],"@odata.deltaLink":"`+link+`$deltatoken=first"}`)
		}
		return jsonOf(200, `{"value":[{"id":"user-one"}],"@odata.nextLink":"`+link+`$skiptoken=2"}`)
	}
}

func followed(t *testing.T, gone *bool) (*world, *staged, *user) {
	w := newWorld(t)
	w.write(t, "contoso", "queries/staff.http", "### staff\n# @name staff\nGET {{graph}}/v1.0/users/delta\n")
	s := w.stage(following(gone))
	return w, s, w.at(t, "contoso").presses(esc)
}

func (w *world) staff(t *testing.T, environment string) library.Saved {
	t.Helper()
	saved, err := w.Library(environment).Find("staff")
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func TestChangesAreFollowedFromWhereTheLastRunEnded(t *testing.T) {
	w, s, u := followed(t, new(bool))
	u.gets(kit.RunDelta{Saved: w.staff(t, "contoso")})
	u.settles().sees("user-one", "user-two", "the delta link is kept with “staff”")
	u.gets(kit.RunDelta{Saved: w.staff(t, "contoso")})
	u.settles().sees("user-left").seesNo("user-one")
	if got := last(s.asked()); !strings.Contains(got, "deltatoken=first") {
		t.Errorf("the second run asked %q", got)
	}
	for _, run := range w.memory.kept["contoso"].Runs {
		if strings.Contains(run.Query.Path, "token") {
			t.Errorf("remembered %q", run.Query.Path)
		}
	}
}

func TestALinkThatGraphForgotStartsOverOnceAndSaysSo(t *testing.T) {
	gone := false
	w, _, u := followed(t, &gone)
	u.gets(kit.RunDelta{Saved: w.staff(t, "contoso")})
	u.settles().sees("user-two")
	gone = true
	u.gets(kit.RunDelta{Saved: w.staff(t, "contoso")})
	u.settles().sees("user-one", "user-two", "started over")
}

func TestALinkOfOneTenantIsNeverUsedInAnother(t *testing.T) {
	w, s, u := followed(t, new(bool))
	u.gets(kit.RunDelta{Saved: w.staff(t, "contoso")})
	u.settles().sees("user-two")
	there := filepath.Join(w.Store.Path("adatum"), "queries", "staff.http")
	text, err := os.ReadFile(filepath.Join(w.Store.Path("contoso"), "queries", "staff.http"))
	if err != nil || os.WriteFile(there, text, 0o600) != nil {
		t.Fatal(err)
	}
	u.gets(kit.SwitchEnvironment{Name: "adatum"})
	u.settles()
	u.gets(kit.RunDelta{Saved: w.staff(t, "adatum")})
	u.settles().header("adatum").sees("user-one")
	for _, got := range s.asked()[2:] {
		if strings.Contains(got, "deltatoken") {
			t.Errorf("adatum was asked %q", got)
		}
	}
}

func TestChangesInFlightNeverLandInAnotherEnvironmentNorLeaveALink(t *testing.T) {
	w, s, u := followed(t, new(bool))
	release := s.hold("skiptoken")
	u.gets(kit.RunDelta{Saved: w.staff(t, "contoso")})
	u.settles()
	u.gets(kit.SwitchEnvironment{Name: "adatum"})
	release()
	u.settles().header("adatum").seesNo("user-one", "user-two")
	if links := w.staff(t, "contoso").DeltaLinks; len(links) > 0 {
		t.Errorf("kept %v", links)
	}
}
