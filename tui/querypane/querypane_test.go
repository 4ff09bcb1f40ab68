package querypane

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

func look(t *testing.T) (*Model, *kittest.User) {
	m := New(kit.NewTheme(true))
	m.Edit()
	u := kittest.Look(t, m, 80, 1)
	return m, u.Tell(kit.Focused{Yes: true}, kit.EnvironmentOpened{Cloud: auth.Cloud{Graph: "https://graph.microsoft.com"}})
}

func TestWhatIsTypedIsWhatRuns(t *testing.T) {
	for typed, want := range map[string]graphquery.Query{
		"":                          {Method: "GET", Version: "v1.0", Path: "/me"},
		"/me":                       {Method: "GET", Version: "v1.0", Path: "/me"},
		"me":                        {Method: "GET", Version: "v1.0", Path: "/me"},
		"beta /me":                  {Method: "GET", Version: "beta", Path: "/me"},
		"beta/me":                   {Method: "GET", Version: "beta", Path: "/me"},
		"/beta/me":                  {Method: "GET", Version: "beta", Path: "/me"},
		"post beta /me/x":           {Method: "POST", Version: "beta", Path: "/me/x"},
		"delete /users/x":           {Method: "DELETE", Version: "v1.0", Path: "/users/x"},
		"/users?$filter=a eq 'b c'": {Method: "GET", Version: "v1.0", Path: "/users?$filter=a eq 'b c'"},
		"https://graph.microsoft.com/beta/users?$top=1": {Method: "GET", Version: "beta", Path: "/users?$top=1"},
	} {
		_, u := look(t)
		for _, r := range typed {
			u.Tell(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
		u.Presses("enter").Wished(kit.RunQuery{Query: want})
	}
}

func TestALineThatCannotRunSaysWhy(t *testing.T) {
	_, u := look(t)
	u.Tell(tea.PasteMsg{Content: "https://evil.example/me"}).Presses("enter")
	if len(u.Wishes) != 1 {
		t.Fatalf("wished %#v", u.Wishes)
	}
	if _, ok := u.Wishes[0].(kit.RefuseQuery); !ok {
		t.Errorf("wished %#v, want an error", u.Wishes[0])
	}
}

func TestMethodAndVersionMoveIntoTheirPlace(t *testing.T) {
	_, u := look(t)
	u.Tell(tea.PasteMsg{Content: "PATCH beta /me"}).Sees("PATCH  beta  /me")
}

func TestALoadedQueryKeepsWhatIsNotSeen(t *testing.T) {
	m, u := look(t)
	q := graphquery.Query{Method: "POST", Version: "v1.0", Path: "/x", Header: []graphquery.Header{{Name: "A", Value: "b"}, {Name: "C", Value: "d"}}, Body: []byte("{}")}
	m.Load(q, map[string]string{"v": "w"})
	u.Sees("2 headers", "body of 2 bytes").Presses("enter").Wished(kit.RunQuery{Query: q, Variables: map[string]string{"v": "w"}})
	u.Presses("ctrl+u").SeesNo("header", "body").Presses("/", "y", "enter").
		Wished(kit.RunQuery{Query: graphquery.Query{Method: "POST", Version: "v1.0", Path: "/y"}})
}

func TestABodyDoesNotTravelWithARead(t *testing.T) {
	m, u := look(t)
	m.Load(graphquery.Query{Method: "PATCH", Path: "/x", Body: []byte("{}")}, nil)
	for range len(methods) {
		m.NextMethod()
		if m.method == "GET" {
			break
		}
	}
	u.Presses("enter").Wished(kit.RunQuery{Query: graphquery.Query{Method: "GET", Version: "v1.0", Path: "/x"}})
}

func TestTheMethodsAndVersionsGoRound(t *testing.T) {
	m, u := look(t)
	for range methods {
		m.NextMethod()
	}
	for range versions {
		m.NextVersion()
	}
	u.Sees("GET  v1.0  /me")
	m.Load(graphquery.Query{Method: "OPTIONS", Path: "/x"}, nil)
	m.NextMethod()
	u.Sees("GET  v1.0  /x")
}

func TestOutsideTypingLettersAreNoText(t *testing.T) {
	m, u := look(t)
	m.Leave()
	u.Presses("a", "b").Sees("/me").SeesNo("ab")
	if _, _, shown := m.Cursor(); shown || m.Editing() {
		t.Error("there is still a cursor")
	}
}

func TestAnySizeHolds(t *testing.T) {
	for _, size := range [][2]int{{0, 0}, {1, 1}, {9, 1}, {20, 3}} {
		m, _ := look(t)
		kittest.Look(t, m, size[0], size[1]).Tell(tea.PasteMsg{Content: "/users?$filter=日本語"}).Screen()
	}
}
