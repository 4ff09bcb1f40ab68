package savedpane

import (
	"testing"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/graphquery/library"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

func TestMarkedQueriesAreSentAsOneBatchInTheOrderOfTheList(t *testing.T) {
	u := look(t, 40, 10, 5).Presses("G", "space", "g", "j", "space").Sees("Saved · 5 · 2 marked", "● query 1", "  query 0", "● query 4")
	want := kit.RunBatch{Saved: []library.Saved{list(5).Saved[1], list(5).Saved[4]}}
	u.Presses("b").Wished(want).Sees("2 marked") // it may be sent again
	u.Presses("g", "j", "space").Sees("1 marked").Presses("c").Sees("query 0").SeesNo("●", "marked").Presses("b", "c").Wished()
}

func TestTheKeysOfTheMarkedComeFirst(t *testing.T) {
	u := look(t, 40, 10, 3)
	if first := u.Pane.Keys()[0].Help().Desc; first != "run" {
		t.Errorf("without a mark %q is first", first)
	}
	keys := u.Presses("space").Pane.Keys()
	if keys[0].Help().Desc != "send the marked as one batch" || keys[1].Help().Desc != "clear the marks" || keys[2].Help().Desc != "run" {
		t.Errorf("with a mark %q, %q and %q are first", keys[0].Help().Desc, keys[1].Help().Desc, keys[2].Help().Desc)
	}
}

func TestMarkingGoesOnToTheNext(t *testing.T) {
	look(t, 40, 10, 3).Presses("space", "space").Sees("2 marked").Presses("enter").Wished(kit.RunQuery{Query: list(3).Saved[2].Query, Saved: list(3).Saved[2].Name})
	look(t, 40, 10, 0).Presses("space", "b").Wished()
}

func TestMarksOutliveTheFilterAndAReload(t *testing.T) {
	u := look(t, 40, 10, 0).Tell(mixed()).Presses("/").Types("guest").Presses("enter", "space").Sees("Saved · 2 of 4 · 1 marked")
	u.Wished(u.Wishes...)
	u.Presses("/", "ctrl+u").Types("memberof").Presses("enter").SeesNo("●")
	u.Wished(u.Wishes...)
	u.Presses("b").Wished(kit.RunBatch{Saved: []library.Saved{mixed().Saved[1]}})
	shorter := mixed()
	shorter.Saved = shorter.Saved[:1]
	u.Presses("esc").Tell(mixed()).Sees("● all guests").Tell(shorter).SeesNo("marked").Presses("b").Wished()
}

func TestWhileTheFilterIsTypedASpaceIsText(t *testing.T) {
	look(t, 40, 10, 0).Tell(mixed()).Presses("/").Types("who am").Sees("/ who am", "who am I here").SeesNo("marked")
}

func TestMarksStayBehindOnASwitch(t *testing.T) {
	u := look(t, 40, 10, 3).Presses("space", "j", "space").Tell(kit.EnvironmentOpened{Environment: auth.Environment{Name: "wingtip"}}, list(3))
	u.SeesNo("marked", "●").Presses("b").Wished()
}

// tenant is fabrikam's; others have links of their own.
const tenant = "46d2aaaa-0000-4000-8000-000000003f58"

func followed() kit.SavedListed {
	l := kit.SavedListed{}
	for _, s := range []struct {
		title, method, path string
		links               map[string]string
	}{
		{"users who changed", "GET", "/users/delta?$select=id", map[string]string{tenant: "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=a"}},
		{"groups that changed", "GET", "/groups/microsoft.graph.delta()", map[string]string{"11111111-0000-4000-8000-000000000000": "https://x"}},
		{"plain", "GET", "/users?$filter=displayName eq 'delta'", nil},
		{"write", "POST", "/users/delta", nil},
	} {
		l.Saved = append(l.Saved, library.Saved{Name: s.title, Title: s.title, Query: graphquery.Query{Method: s.method, Path: s.path}, DeltaLinks: s.links})
	}
	return l
}

func TestChangesAreFollowedInTheTenantOnTheScreenAlone(t *testing.T) {
	u := kittest.Look(t, New(kit.NewTheme(true)), 44, 10).Tell(kit.Focused{Yes: true})
	u.Tell(kit.EnvironmentOpened{Environment: auth.Environment{Name: "fabrikam", TenantID: "46D2AAAA-0000-4000-8000-000000003F58"}}, followed())
	u.Sees("users who changed (changes)").SeesNo("groups that changed (changes)")
	u.Presses("D", "j", "D", "j", "D", "j", "D").
		Wished(kit.RunDelta{Saved: followed().Saved[0]}, kit.RunDelta{Saved: followed().Saved[1]})
	if why := u.Pane.(*Model).whyNoDelta(); why != "this one writes: only a GET can be asked for changes" {
		t.Error(why)
	}
	u.Tell(kit.EnvironmentOpened{Environment: auth.Environment{Name: "wingtip", TenantID: "22222222-0000-4000-8000-000000000000"}}, followed()).SeesNo("(changes)")
}
