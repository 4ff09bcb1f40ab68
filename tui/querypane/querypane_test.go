package querypane

import (
	"slices"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/safetext/hostile"
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
	u.Types("https://evil.example/me").Presses("enter")
	if len(u.Wishes) != 1 {
		t.Fatalf("wished %#v", u.Wishes)
	}
	if _, ok := u.Wishes[0].(kit.RefuseQuery); !ok {
		t.Errorf("wished %#v, want an error", u.Wishes[0])
	}
}

func TestMethodAndVersionMoveIntoTheirPlace(t *testing.T) {
	for typed, want := range map[string]string{
		"PATCH beta /me": "PATCH  beta  /me", "patch /me": "PATCH  v1.0  /me", "beta /me": "GET  beta  /me", "Beta/me": "GET  beta  /me",
		"/beta/me": "GET  beta  /me", "delete v1.0/x": "DELETE  v1.0  /x", "/betamax/x": "GET  v1.0  /betamax/x", "get": "GET  v1.0  get",
	} {
		_, u := look(t)
		u.Types(typed).Sees(want)
		_, u = look(t)
		u.Tell(tea.PasteMsg{Content: typed}).Sees(want)
	}
}

func TestWhatIsTypedInFrontLeavesTheCursorThere(t *testing.T) {
	for typed, want := range map[string]string{"patch ": "PATCH  v1.0  x/me", "beta": "GET  beta  x/me", "/beta": "GET  beta  x/me"} {
		_, u := look(t)
		u.Types("/me").Presses("home").Types(typed).Types("x").Sees(want)
	}
}

func TestEmptyingTheLineForgetsWhatBelongedToIt(t *testing.T) {
	for _, stroke := range []string{"ctrl+u", "ctrl+w"} {
		_, u := look(t)
		u.Types("patch beta /x").Presses(stroke, "backspace").Types("/me").Presses("enter").
			Wished(kit.RunQuery{Query: graphquery.Query{Method: "GET", Version: "v1.0", Path: "/me"}})
	}
	m, u := look(t)
	m.NextMethod()
	u.Presses("left", "home").Sees("POST").Presses("backspace").Sees("GET").SeesNo("POST")
}

func TestALoadedQueryKeepsWhatIsNotSeen(t *testing.T) {
	m, u := look(t)
	q := graphquery.Query{Method: "POST", Version: "v1.0", Path: "/x", Header: []graphquery.Header{{Name: "A", Value: "b"}, {Name: "C", Value: "d"}}, Body: []byte("{}")}
	m.Load(q, map[string]string{"v": "w"})
	u.Sees("2 headers", "body of 2 bytes").Presses("enter").Wished(kit.RunQuery{Query: q, Variables: map[string]string{"v": "w"}})
	u.Presses("ctrl+u").SeesNo("header", "body").Presses("/", "y", "enter").
		Wished(kit.Say{Text: "cleared 2 headers, a body of 2 bytes and 1 variable; ctrl+y brings them back"}, kit.RunQuery{Query: graphquery.Query{Method: "GET", Version: "v1.0", Path: "/y"}})
}

func TestABodyDoesNotTravelWithARead(t *testing.T) {
	m, u := look(t)
	m.Load(graphquery.Query{Method: "PATCH", Path: "/x", Body: []byte("{}")}, nil)
	for range len(methods) {
		m.NextMethod()
		if m.parts.method == "GET" {
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
	m.Edit()
	m.Load(graphquery.Query{Method: "OPTIONS", Path: "/x"}, nil)
	m.NextMethod()
	u.Sees("GET  v1.0  /x")
}

func TestTheTitleSaysWhatGoesAlongUnseen(t *testing.T) {
	m, u := look(t)
	m.Load(graphquery.Query{Method: "PUT", Path: "/x", Body: make([]byte, 20<<10)}, map[string]string{"a": "b"})
	u.Sees("Query · body of 20 KB · 1 variable")
	m.Load(graphquery.Query{Path: "/x", Header: make([]graphquery.Header, 1), Body: []byte("{}")}, nil)
	u.Sees("Query · 1 header").SeesNo("body")
	if q, err := m.Parts(); err != nil || string(q.Body) != "{}" {
		t.Errorf("whoever edits the parts gets %+v, %v", q, err)
	}
	m.Load(graphquery.Query{Method: "POST", Path: "/x", Body: []byte("1")}, nil)
	u.Sees("Query · body of 1 byte")
}

func TestTheLabelIsShort(t *testing.T) {
	m, _ := look(t)
	for _, c := range []struct {
		q    graphquery.Query
		want string
	}{
		{graphquery.Query{}, ""}, {graphquery.Query{Path: "/users?$filter=a"}, "/users"}, {graphquery.Query{Method: "PATCH", Path: "/me"}, "PATCH /me"},
		{graphquery.Query{Path: "/users/46d2a1c0-7b5e-4c11-9d0a-5be2c47a3f58/memberOf"}, "/users/46d2a1c0-7b…/memberOf"},
		{graphquery.Query{Path: "https://graph.microsoft.com/beta/me/x"}, "/me/x"}, {graphquery.Query{Path: "https://evil.example/me"}, "https://evil.example/me"},
	} {
		m.Load(c.q, nil)
		if got := m.Label(); got != c.want {
			t.Errorf("%s is called %q, want %q", c.q, got, c.want)
		}
	}
}

func TestEveryChangeOfTheQueryCounts(t *testing.T) {
	m, u := look(t)
	q := graphquery.Query{Method: "POST", Version: "v1.0", Path: "/x", Body: []byte("{}")}
	last := m.Changed()
	for i, c := range []struct {
		do      func()
		changes bool
	}{
		{func() { u.Types("/") }, true}, {func() { u.Presses("left", "end") }, false}, {func() { u.Presses("backspace") }, true},
		{func() { u.Presses("backspace") }, false}, {func() { m.Load(q, nil) }, true}, {func() { m.Load(q, nil) }, false},
		{func() { m.Load(q, map[string]string{"a": "b"}) }, true}, {m.NextMethod, true}, {m.NextVersion, true},
		{func() { u.Tell(tea.PasteMsg{Content: "curl https://graph.microsoft.com/v1.0/me"}) }, true}, {m.Leave, false},
	} {
		c.do()
		if (m.Changed() > last) != c.changes {
			t.Errorf("step %d counts as %v", i, m.Changed() > last)
		}
		last = m.Changed()
	}
}

func TestTheCursorStaysWhereTheTextDoes(t *testing.T) {
	m, u := look(t)
	u.Types("/me").Presses("left")
	m.Load(graphquery.Query{Method: "PATCH", Path: "/me", Body: []byte("{}")}, nil)
	u.Types("x").Sees("/mxe")
}

func TestAnEmptyLineInvites(t *testing.T) {
	m, u := look(t)
	u.Sees("/me   type a path, paste a URL, a curl command or an .http block").Types("x").SeesNo("paste a URL")
	u.Presses("backspace")
	m.Leave()
	u.Sees("/me   i types a query")
}

func TestASlashBeginsAPath(t *testing.T) {
	m, u := look(t)
	m.Leave()
	if u.Presses("/").Sees("/"); !m.Editing() || m.Text() != "/" {
		t.Errorf("typing: %v, in the line: %q", m.Editing(), m.Text())
	}
	u.Types("me/photo").Sees("GET  v1.0  /me/photo").Presses("home", "/").Sees("//me/photo")
	if why := m.Why(begin); why != "you type already" {
		t.Errorf("the reason is %q", why)
	}
}

func TestOutsideTypingLettersAreNoText(t *testing.T) {
	m, u := look(t)
	m.Leave()
	u.Presses("a", "b").Sees("/me").SeesNo("ab")
	if _, _, shown := m.Cursor(); shown || m.Editing() {
		t.Error("there is still a cursor")
	}
}

// only is the pane with nothing but its own keys: those that edit are the line's.
type only struct{ *Model }

func (o only) Keys() []key.Binding {
	return slices.DeleteFunc(o.Model.Keys(), func(k key.Binding) bool {
		return slices.ContainsFunc(kit.LineKeys(), func(l key.Binding) bool { return l.Help() == k.Help() })
	})
}

func TestEveryKeyWorksOrSaysWhyNot(t *testing.T) {
	situation := func() *kittest.User {
		_, u := walker(t)
		u.Presses("up", "up")
		u.Pane = only{u.Pane.(*Model)}
		return u
	}
	if n := len(situation().Pane.Keys()); n != 4 {
		t.Errorf("%d keys of its own, want 4", n)
	}
	kittest.EveryKeyWorks(t, situation)
	kittest.EveryKeyWorks(t, func() *kittest.User {
		m, u := inviter(t)
		u.Presses("ctrl+u")
		m.Leave()
		return u
	})
	for _, state := range []func(m *Model){func(*Model) {}, (*Model).Leave} {
		m, _ := look(t)
		state(m)
		for _, k := range m.AllKeys() {
			works := slices.ContainsFunc(m.Keys(), func(w key.Binding) bool { return w.Help() == k.Help() })
			if works != (m.Why(k) == "") {
				t.Errorf("%s works: %v, and the reason is %q", k.Help().Desc, works, m.Why(k))
			}
		}
	}
}

func TestNothingHostileIsShown(t *testing.T) {
	for _, text := range hostile.Samples {
		m, u := look(t)
		m.Load(graphquery.Query{Method: "PATCH", Path: text}, nil)
		u.Screen()
		if why := hostile.Smuggled(m.Label()); why != "" {
			t.Errorf("the label of %q: %s", text, why)
		}
		u.Tell(tea.PasteMsg{Content: text}, tea.PasteMsg{Content: "curl " + text}, tea.PasteMsg{Content: "GET /me\n" + text})
		u.Tell(kit.RecentRuns{Runs: []kit.Run{{Query: graphquery.Query{Path: text}}}}).Presses("ctrl+u", "up", "up", "down")
	}
}

func TestAnySizeHolds(t *testing.T) {
	for _, size := range [][2]int{{0, 0}, {1, 1}, {9, 1}, {20, 3}} {
		m, _ := look(t)
		kittest.Look(t, m, size[0], size[1]).Tell(tea.PasteMsg{Content: "/users?$filter=日本語"}).Screen()
	}
}
