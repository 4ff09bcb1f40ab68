package querypane

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

var (
	invite = graphquery.Query{
		Method: "POST", Version: "v1.0", Path: "/invitations", Body: []byte(`{"invitedUserEmailAddress":"a@b.c"}`),
		Header: []graphquery.Header{{Name: "Prefer", Value: "a"}, {Name: "X", Value: "b"}},
	}
	said = kit.Say{Text: "cleared 2 headers, a body of 35 bytes and 1 variable; ctrl+y brings them back"}
)

// inviter is a person whose line holds a query with everything.
func inviter(t *testing.T) (*Model, *kittest.User) {
	m, u := look(t)
	m.Load(invite, map[string]string{"v": "w"})
	return m, u.Sees("2 headers", "body of 35 bytes", "1 variable")
}

func TestEmptyingTheLineSaysWhatWentAndAKeyBringsItBack(t *testing.T) {
	back := kit.Say{Text: "brought back 2 headers, a body of 35 bytes and 1 variable; the method is POST again"}
	other := invite
	other.Path = "/x"
	for _, ways := range [][]string{{"ctrl+u"}, {"home", "ctrl+k"}, {"ctrl+w", "backspace"}, strings.Fields(strings.Repeat("backspace ", 12))} {
		_, u := inviter(t)
		u.Presses(ways...).Wished(said).SeesNo("header", "body", "1 variable", "POST")
		u.Types("/x").Presses("ctrl+y").Wished(back).Sees("POST  v1.0  /x", "2 headers", "body of 35 bytes")
		u.Presses("ctrl+y").Wished().Presses("enter").Wished(kit.RunQuery{Query: other, Variables: map[string]string{"v": "w"}})
	}
	_, u := inviter(t)
	u.Presses("ctrl+u", "ctrl+y").Wished(said, back).Types("/x").Presses("enter").Wished(kit.RunQuery{Query: other, Variables: map[string]string{"v": "w"}})
}

func TestWhatWentIsCounted(t *testing.T) {
	header := invite.Header[:1]
	for _, c := range []struct {
		q    graphquery.Query
		want []tea.Msg
	}{
		{graphquery.Query{Path: "/x"}, nil},
		{graphquery.Query{Path: "/x", Header: header}, []tea.Msg{kit.Say{Text: "cleared 1 header; ctrl+y brings it back"}}},
		{graphquery.Query{Path: "/x", Header: header, Body: []byte("1")}, []tea.Msg{kit.Say{Text: "cleared 1 header and a body of 1 byte; ctrl+y brings them back"}}},
		{graphquery.Query{Path: "/x", Body: make([]byte, 34)}, []tea.Msg{kit.Say{Text: "cleared a body of 34 bytes; ctrl+y brings it back"}}},
	} {
		m, u := look(t)
		m.Load(c.q, nil)
		u.Presses("ctrl+u").Wished(c.want...)
	}
	theme := kit.NewTheme(true)
	theme.Keys = kit.NewKeymap(map[string]map[string][]string{"query": {"bring-back-headers-and-body": {"f8"}}})
	m, u := look(t)
	m.Load(graphquery.Query{Path: "/x", Header: header}, nil)
	u.Tell(kit.ThemeChanged{Theme: theme}).Presses("ctrl+u").Wished(kit.Say{Text: "cleared 1 header; f8 brings it back"})
}

func TestWhatTheLineHasOfItsOwnStays(t *testing.T) {
	m, u := inviter(t)
	u.Presses("ctrl+u").Types("PATCH beta /me").Wished(said)
	m.parts.header = []graphquery.Header{{Name: "prefer", Value: "mine"}}
	m.parts.body, m.parts.variables = []byte("{}"), map[string]string{"v": "mine", "x": "y"}
	u.Presses("ctrl+y").Sees("PATCH  beta  /me", "2 headers", "body of 2 bytes").Presses("enter")
	u.Wished(kit.Say{Text: "brought back 2 headers, a body of 35 bytes and 1 variable"}, kit.RunQuery{
		Query: graphquery.Query{
			Method: "PATCH", Version: "beta", Path: "/me", Body: []byte("{}"),
			Header: []graphquery.Header{{Name: "prefer", Value: "mine"}, {Name: "X", Value: "b"}},
		},
		Variables: map[string]string{"v": "mine", "x": "y"},
	})
}

func TestAfterARunALoadOrASwitchNothingComesBack(t *testing.T) {
	for name, after := range map[string]func(*Model, *kittest.User){
		"a run":    func(_ *Model, u *kittest.User) { u.Presses("enter") },
		"a load":   func(m *Model, _ *kittest.User) { m.Load(graphquery.Query{Path: "/y"}, nil) },
		"a switch": func(_ *Model, u *kittest.User) { u.Tell(kit.EnvironmentOpened{Cloud: auth.Cloud{}}) },
	} {
		m, u := inviter(t)
		if u.Presses("ctrl+u"); m.Why(bringBack) != "" {
			t.Errorf("%s: nothing could come back before: %s", name, m.Why(bringBack))
		}
		after(m, u)
		if u.Presses("ctrl+y").SeesNo("header", "body"); m.Why(bringBack) != "nothing was cleared since the last run" {
			t.Errorf("%s: the reason is %q", name, m.Why(bringBack))
		}
	}
}

func TestWhatWaitedBehindARecalledRunIsNotLostEither(t *testing.T) {
	for _, keys := range [][]string{{"up", "ctrl+u"}, {"up", "ctrl+u", "/"}, {"up", "x"}} {
		m, u := inviter(t)
		u.Tell(ran("PATCH /invitations")).Presses(keys...).Wished(said).Presses("ctrl+y").Sees("2 headers", "body of 35 bytes")
		if m.walk.under() {
			t.Error("a run is still in the line")
		}
	}
	m, u := inviter(t)
	u.Tell(ran("PATCH /invitations")).Presses("up")
	m.NextVersion()
	u.Presses("ctrl+y").Sees("PATCH  beta  /invitations", "2 headers", "body of 35 bytes")
}

func TestItComesBackWhileNobodyTypes(t *testing.T) {
	m, u := inviter(t)
	u.Presses("ctrl+u")
	m.Leave()
	u.Presses("ctrl+y").Sees("POST", "2 headers")
	if m.Editing() {
		t.Error("letters are text now")
	}
}
