package querypane

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

const block = "@id = 42\n### invite\nPOST https://graph.microsoft.com/beta/users/{{id}}\nPrefer: a\nAuthorization: Bearer canary\n\n{\"a\":1}\n"

// pastes pastes, and returns the error that was stated, if one was.
func pastes(u *kittest.User, text string) error {
	before := len(u.Wishes)
	u.Tell(tea.PasteMsg{Content: text})
	for _, w := range u.Wishes[before:] {
		if f, ok := w.(kit.Failed); ok {
			return f.Err
		}
	}
	return nil
}

func TestAWholeQueryIsLoadedAndSaysWhatWasLeftOut(t *testing.T) {
	want := graphquery.Query{Method: "POST", Version: "beta", Path: "/users/{{id}}", Header: []graphquery.Header{{Name: "Prefer", Value: "a"}}, Body: []byte(`{"a":1}`)}
	for _, before := range []string{"", "/somewhere/else"} {
		_, u := look(t)
		u.Types(before).Tell(tea.PasteMsg{Content: block}).Sees("POST  beta  /users/{{id}}", "1 header", "body of 7 bytes", "1 variable").SeesNo("canary", "else")
		u.Wished(kit.Pasted{Query: want, Variables: map[string]string{"id": "42"}, Notes: []string{"left out Authorization: the token comes from the sign-in"}})
		u.Presses("enter").Wished(kit.RunQuery{Query: want, Variables: map[string]string{"id": "42"}})
	}
	_, u := look(t)
	u.Tell(tea.PasteMsg{Content: "curl 'https://graph.microsoft.com/v1.0/me?%24select=id'"}).Sees("GET  v1.0  /me?$select=id")
}

func TestAPieceOfTextGoesToTheCursor(t *testing.T) {
	_, u := look(t)
	u.Types("/users?=5").Presses("left", "left").Tell(tea.PasteMsg{Content: " $top\n"}).Sees("/users?$top=5").Wished()
	u.Presses("ctrl+u", "ctrl+k").Types("/shares/").Tell(tea.PasteMsg{Content: "GET /me"}).Sees("/shares/GET /me").Wished()
}

func TestAnAddressOfAnotherHostIsAValueWithinAQuery(t *testing.T) {
	_, u := look(t)
	u.Types("/sites?$filter=webUrl eq ''").Presses("left")
	if err := pastes(u, "https://contoso.sharepoint.com/sites/x"); err != nil {
		t.Error(err)
	}
	u.Sees("webUrl eq 'https://contoso.sharepoint.com/sites/x'")
}

func TestAPasteThatFailsSaysWhyAndLosesNothing(t *testing.T) {
	_, u := look(t)
	if err := pastes(u, "https://evil.example/me"); !errors.Is(err, graphquery.ErrOtherOrigin) {
		t.Errorf("another host: %v", err)
	}
	u.Sees("https://evil.example/me")
	for _, text := range []string{"curl -u canary:x https://graph.microsoft.com/v1.0/me", "POST /me\nA: b\n\n< canary.json", "curl " + strings.Repeat("canary ", 1<<20)} {
		_, u := look(t)
		if err := pastes(u.Types("/users"), text); err == nil || strings.Contains(err.Error(), "canary") {
			t.Errorf("%.80q: %v", text, err)
		}
		u.Sees("/users").SeesNo("canary")
	}
}

func TestWhereNobodyTypesAPasteBeginsTyping(t *testing.T) {
	for text, want := range map[string]string{
		"users": "GET  v1.0  users", "PATCH /me": "PATCH  v1.0  /me", "https://evil.example/me": "https://evil.example/me",
	} {
		m, u := look(t)
		m.Leave()
		if u.Tell(tea.PasteMsg{Content: text}).Sees(want); !m.Editing() {
			t.Errorf("after %q nobody types", text)
		}
		m.Leave()
		if u.Tell(kit.Focused{}, tea.PasteMsg{Content: "GET /groups"}).SeesNo("groups"); m.typing {
			t.Error("a pane without the keys began to type")
		}
	}
}

func TestWithoutAnEnvironmentAPasteIsReadAllTheSame(t *testing.T) {
	m := New(kit.NewTheme(true))
	m.Edit()
	kittest.Look(t, m, 80, 1).Tell(kit.Focused{Yes: true}, tea.PasteMsg{Content: "https://graph.microsoft.com/v1.0/me"}).Sees("GET  v1.0  /me")
}

func TestAMegabyteIsTakenAtOnce(t *testing.T) {
	for _, piece := range []string{"x", "é", "\n", "a b\n", "{{", "$("} {
		for _, start := range []string{"", "curl ", "GET /me\n\n", "https://graph.microsoft.com/v1.0/"} {
			_, u := look(t)
			began := time.Now()
			pastes(u, start+strings.Repeat(piece, (1<<20)/len(piece)))
			if took := time.Since(began); took > time.Second { // some 30 ms, but for a busy machine
				t.Errorf("%q and a megabyte of %q took %v", start, piece, took)
			}
		}
	}
}
