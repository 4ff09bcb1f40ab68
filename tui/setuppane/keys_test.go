package setuppane

import (
	"errors"
	"slices"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/safetext/hostile"
)

// situations are the states in which other keys work.
var situations = map[string]func(testing.TB) *kittest.User{
	"asked for a tenant": adding,
	"asking":             func(t testing.TB) *kittest.User { return types(adding(t), "x").Presses("enter") },
	"refused": func(t testing.TB) *kittest.User {
		u := types(adding(t), "x").Presses("enter").Tell(kit.TenantFound{Text: "x", Err: errors.New("there is no tenant that is named so, as far as is known, and much more")})
		u.W, u.H = 30, 3
		u.Screen()
		return u
	},
	"a twin": func(t testing.TB) *kittest.User {
		return types(adding(t), "x").Presses("enter").Tell(found("x", auth.Tenant{ID: wingtip.TenantID, Cloud: "global"}))
	},
	"back at the tenant": func(t testing.TB) *kittest.User { return atAccount(t).Presses("esc") },
	"asked who":          atAccount,
	"a button":           atProposal,
	"a text":             func(t testing.TB) *kittest.User { return on(t, atProposal(t), "app") },
	"a choice":           func(t testing.TB) *kittest.User { return on(t, atProposal(t), "colour") },
	"the end of a small screen": func(t testing.TB) *kittest.User {
		u := atProposal(t)
		u.W, u.H = 36, 7
		return u.Presses("up")
	},
	"an edit":                    editing,
	"an edit with a change":      func(t testing.TB) *kittest.User { return types(editing(t), "x") },
	"a change that is warned of": func(t testing.TB) *kittest.User { return types(editing(t), "x").Presses("esc") },
	"another tenant":             func(t testing.TB) *kittest.User { return on(t, editing(t), "Another tenant…").Presses("enter") },
	"a copy":                     func(t testing.TB) *kittest.User { return open(t, kit.Duplicate, contoso, 80, 24) },
	"renaming":                   func(t testing.TB) *kittest.User { return open(t, kit.Rename, contoso, 64, 3) },
	"a middle of one":            func(t testing.TB) *kittest.User { u := editing(t); u.W, u.H = 36, 7; return on(t, u, "app") },
}

// unedited is the pane without the keys of text, which need not change the screen.
type unedited struct{ *Model }

func (u unedited) Keys() []key.Binding {
	return slices.DeleteFunc(u.Model.Keys(), func(k key.Binding) bool {
		return slices.ContainsFunc(kit.LineKeys(), func(l key.Binding) bool { return l.Help() == k.Help() })
	})
}

func TestEveryKeyWorksInEachState(t *testing.T) {
	for name, situation := range situations {
		t.Run(name, func(t *testing.T) {
			kittest.EveryKeyWorks(t, func() *kittest.User {
				u := situation(t)
				u.Screen()
				u.Pane = unedited{u.Pane.(*Model)}
				return u
			})
		})
	}
}

func TestNoKeyMeansTwoThingsInOneState(t *testing.T) {
	for name, situation := range situations {
		seen := map[string]string{}
		for _, k := range situation(t).Pane.Keys() {
			for _, stroke := range k.Keys() {
				if other, twice := seen[stroke]; twice {
					t.Errorf("%s: %s is %q and %q", name, stroke, other, k.Help().Desc)
				}
				seen[stroke] = k.Help().Desc
			}
		}
	}
}

func TestEachKeyWorksInSomeStateAndSaysWhyNotInTheOthers(t *testing.T) {
	works := map[string]bool{}
	for name, situation := range situations {
		m := situation(t).Pane.(*Model)
		for _, k := range m.AllKeys() {
			listed := slices.ContainsFunc(m.Keys(), func(l key.Binding) bool { return l.Help().Desc == k.Help().Desc })
			works[k.Help().Desc] = works[k.Help().Desc] || listed
			if (m.Why(k) == "") != listed {
				t.Errorf("%s: %q works: %v, and says why not: %q", name, k.Help().Desc, listed, m.Why(k))
			}
		}
	}
	names := map[string]bool{}
	for _, k := range New(kit.NewTheme(true), kit.Add, auth.Environment{}, nil).AllKeys() {
		if !works[k.Help().Desc] {
			t.Errorf("%q works in no state", k.Help().Desc)
		}
		if name := kit.KeyName(k); names[name] {
			t.Errorf("two keys are named %q", name)
		} else {
			names[name] = true
		}
	}
}

func TestHintsNameThePersonsKeys(t *testing.T) {
	theme := kit.NewTheme(true)
	theme.Keys = kit.NewKeymap(map[string]map[string][]string{"setup": {"stop-asking": {"ctrl+b"}}})
	types(adding(t).Tell(kit.ThemeChanged{Theme: theme}), "x").Presses("enter").Sees("ctrl+b stops")
}

// Whatever somebody else wrote, in every place that shows it.
func TestHostileTextIsShownAndNotObeyed(t *testing.T) {
	texts, _ := hostile.Packed(40)
	for _, s := range append(texts, hostile.Samples...) {
		evil := auth.Environment{Name: s, TenantDomain: s, TenantID: s, Cloud: s, Account: s, ClientID: s, DomainHint: s, Scopes: []string{s}, Color: s}
		for _, p := range []kit.Purpose{kit.Edit, kit.Duplicate, kit.Rename} {
			u := kittest.Look(t, New(kit.NewTheme(true), p, evil, []auth.Environment{evil}), 60, 16)
			u.Presses("down", "down", "up", "up", "up").Presses("enter")
		}
		u := kittest.Look(t, New(kit.NewTheme(true), kit.Add, evil, []auth.Environment{evil}), 60, 16)
		pastes(u, s).Presses("enter")
		asked := u.Pane.(*Model).search.asked
		u.Tell(kit.TenantFound{Text: asked, Err: errors.New(s)}).Presses("enter")
		u.Tell(found(asked, auth.Tenant{ID: s, Domain: s, Region: s, Cloud: s})).Presses("enter").Presses("ctrl+u", "enter", "enter")
		u.Tell(kit.EnvironmentSaved{Environment: u.Pane.(*Model).environment(), Err: errors.New(s)})
	}
}

func TestAnySizeHolds(t *testing.T) {
	for _, s := range [][2]int{{0, 0}, {1, 1}, {3, 9}, {13, 2}, {500, 300}, {96, 5}} {
		for _, situation := range situations {
			u := situation(t)
			u.W, u.H = s[0], s[1]
			u.Presses("down", "up", "enter").Screen()
		}
	}
}

func TestTheSizeIsTheSameInEveryStep(t *testing.T) {
	u := adding(t)
	w, h := u.Pane.(*Model).Size()
	for _, step := range []func(testing.TB) *kittest.User{atAccount, atProposal} {
		if gotW, gotH := step(t).Pane.(*Model).Size(); gotW != w || gotH != h {
			t.Errorf("%d×%d became %d×%d", w, h, gotW, gotH)
		}
	}
	if w, h := open(t, kit.Rename, contoso, 64, 3).Pane.(*Model).Size(); w != renameWidth || h != renameHeight {
		t.Errorf("a renaming of %d×%d", w, h)
	}
}

func TestOnlyTextIsEdited(t *testing.T) {
	for name, editing := range map[string]bool{"asked for a tenant": true, "asking": true, "asked who": true, "a text": true, "a choice": false, "a button": false} {
		if got := situations[name](t).Pane.(kit.Editor).Editing(); got != editing {
			t.Errorf("%s: editing is %v", name, got)
		}
	}
	atProposal(t).Tell(tea.PasteMsg{Content: "into a button"}).SeesNo("into").Wished()
}
