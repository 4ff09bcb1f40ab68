package library

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestTheStarterSetIsForGuests(t *testing.T) {
	l := shelf(t, nil)
	if err := l.AddStarter(); err != nil {
		t.Fatal(err)
	}
	want := []string{"who-am-i-here", "my-groups", "my-apps", "all-guests", "guests-whose-usertype-is-null", "pending-invitations", "organisation"}
	if got := names(t, l); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	all, _ := l.List()
	for _, s := range all {
		if s.Description == "" || s.Query.Writes() {
			t.Errorf("%s: no description, or it writes: %+v", s.Name, s)
		}
		if u, err := s.Query.URL("https://graph.microsoft.com"); err != nil || strings.ContainsAny(u.RequestURI(), " \"") {
			t.Errorf("%s: %v, %v", s.Name, u, err)
		}
		// Counting a directory is an advanced query: without the header Graph refuses it.
		counts := strings.Contains(s.Query.Path, "$count=true")
		if eventual := len(s.Query.Header) == 1 && s.Query.Header[0].Value == "eventual"; counts != eventual {
			t.Errorf("%s counts: %v, asks for eventual consistency: %v", s.Name, counts, eventual)
		}
	}
}

func TestTheStarterSetIsWrittenOnce(t *testing.T) {
	l := shelf(t, map[string]string{own + "starter.http": "### mine\nGET /me\n"})
	if err := l.AddStarter(); err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(l.Dir, "starter.http")); !strings.Contains(got, "mine") {
		t.Errorf("%s", got)
	}
	Starter()[0] = 'x'
	if Starter()[0] != '#' {
		t.Error("the starter set can be changed from outside")
	}
	os.Remove(filepath.Join(l.Dir, "starter.http"))
}
