package resultpane

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

// situations is every state that there is, and how a person comes to it.
func situations() map[string]func(user) {
	return map[string]func(user){
		"nothing yet": func(user) {},
		"running": func(u user) {
			u.starts(7)
			u.waits(3, 0)
		},
		"running with bytes": func(u user) {
			u.starts(7)
			u.waits(75, 1_234_567)
		},
		"done":            func(u user) { u.gets(wide(2)) },
		"done and empty":  func(u user) { u.gets(typed("", "")) },
		"done and binary": func(u user) { u.gets(typed("image/jpeg", "\xff\xd8\xff")) },
		"refused":         func(u user) { u.refused() },
		"refused, body": func(u user) {
			u.refused()
			u.Presses("a")
		},
		"refused by Entra ID": func(u user) {
			u.fails(&auth.Error{Code: "AADSTS50020", What: "you are not a guest in wingtip", Tenant: "wingtip", Admin: "invite you", AdminOf: "resource"})
		},
		"sign-in needed": func(u user) {
			u.fails(&auth.Error{Code: "AADSTS50076", What: "fabrikam asks for its own MFA", Guest: "sign in and answer it", Person: true})
		},
		"failed": func(u user) { u.fails(errUnreachable) },
		"cancelled": func(u user) {
			u.starts(7)
			u.waits(3, 0)
			u.ends(nil, context.Canceled)
		},
		"partial":    func(u user) { u.breaks(`{"value":"` + strings.Repeat("abc ", 8) + `","more":[{"id":1,"name":"Jan`) },
		"more pages": func(u user) { u.hasPages(1, 2400) },
		"collecting": func(u user) {
			u.hasPages(1, 2400)
			u.collects(4, 3)
		},
		"collecting and waiting": func(u user) {
			u.hasPages(1, 2400)
			u.collects(4, 3)
			u.pauses(12)
		},
		"collected": func(u user) {
			u.hasPages(1, 4)
			u.collects(1, 2)
			u.ends(collected(2, 4, ""), nil)
		},
		"collected until stopped": func(u user) {
			u.hasPages(1, 2400)
			u.collects(1, 2)
			u.ends(collected(2, 2400, next), context.Canceled)
		},
		"changes": func(u user) { u.gets(changed()) },
		"accepted": func(u user) {
			r := typed("", "")
			r.Status, r.Header = 202, http.Header{"Location": {"https://monitor.example/op/secret?code=1"}}
			u.gets(r)
		},
		"watching": func(u user) {
			u.starts(7)
			u.watches(40)
		},
	}
}

func TestEveryStateInItsWords(t *testing.T) {
	for name, comesTo := range situations() {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			for _, w := range []int{40, 80, 120} {
				u := look(t, w, 14)
				comesTo(u)
				fmt.Fprintf(&b, "%s %d\n%s\n%s\n", strings.Repeat("=", w-4), w, u.Pane.Title(), strings.TrimRight(u.Screen(), "\n"))
			}
			golden.RequireEqual(t, b.String())
		})
	}
}

func TestEveryKeyWorksInEveryStateOrSaysWhyNot(t *testing.T) {
	for name, comesTo := range situations() {
		t.Run(name, func(t *testing.T) {
			kittest.EveryKeyWorks(t, func() *kittest.User {
				u := look(t, 24, 4)
				comesTo(u)
				if u.Pane.(*Model).shown() != nil {
					u.Presses("j")
				}
				return u.User
			})
			u := look(t, 80, 24)
			comesTo(u)
			now := map[string]bool{}
			for _, k := range u.Pane.Keys() {
				now[k.Help().Desc] = true
			}
			for _, k := range u.Pane.(kit.Keyed).AllKeys() {
				if why := u.Pane.(kit.Keyed).Why(k); (why == "") != now[k.Help().Desc] {
					t.Errorf("%s works: %v, but why not: %q", k.Help().Desc, now[k.Help().Desc], why)
				}
			}
		})
	}
}

func TestWhyKeysMeanNothing(t *testing.T) {
	for name, why := range map[string]string{
		"nothing yet": "there is no answer yet", "running": "the answer is still on its way", "refused": "a shows Graph's own answer first",
		"done and binary": "a binary answer is not shown", "done and empty": "the answer has no body", "failed": "no answer came",
	} {
		u := look(t, 80, 24)
		situations()[name](u)
		if got := u.Pane.(kit.Keyed).Why(kit.Bind("j/↓", "down")); got != why {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestANewRunLeavesTheAnswerBeforeUntilItTakesTime(t *testing.T) {
	u := look(t, 80, 24)
	before := u.gets(people(3)).Screen()
	u.starts(8)
	u.Sees("asking Graph · 0 s").SeesNo("200 OK")
	if u.Screen() != before {
		t.Errorf("the screen flickers:\n%s", u.Screen())
	}
	u.Presses("j", "y", "G").Wished()
	if u.Screen() != before {
		t.Error("what is about to leave can still be moved")
	}
	u.Tell(kit.QueryDone{ID: 8, Result: ok(`"new"`)}).Sees("200 OK", `"new"`).SeesNo("Person")

	u.starts(9)
	u.waits(1, 0)
	u.Sees("GET v1.0 /users", "1 s · nothing has come yet", "esc cancels").SeesNo("new")
}

func TestNothingMovesWhileAnAnswerIsOnItsWay(t *testing.T) {
	u := look(t, 40, 12)
	u.starts(7)
	rows := func() []string { return strings.Split(u.Screen(), "\n") }
	first := rows()
	if first[1] != "0 s · nothing has come yet" {
		t.Errorf("%q", first)
	}
	for _, bytes := range []int{0, 10, 99_999, 1 << 30} {
		u.Tell(kit.RunProgress{ID: 7, Bytes: int64(bytes)}, kit.RunProgress{ID: 6, Bytes: 1})
		u.waits(2, bytes)
		now := rows()
		now[1] = first[1]
		if strings.Join(now, "\n") != strings.Join(first, "\n") {
			t.Errorf("it moved:\n%s", strings.Join(now, "\n"))
		}
	}
	u.Sees("2 s · 1073.7 MB so far")
	u.starts(8)
	u.Sees("0 s · nothing has come yet")
}

func TestALongQueryLeavesRoomForWhatItWaitsFor(t *testing.T) {
	u := look(t, 30, 5)
	u.Tell(kit.QueryStarted{ID: 7, At: noon, Query: graphquery.Query{Path: "/users?$filter=" + strings.Repeat("startswith(displayName,'Jan') and ", 20)}})
	u.Sees("GET v1.0", "0 s · nothing has come yet", "esc cancels")
}

func TestACancelledRunSaysHowFarItWas(t *testing.T) {
	for _, c := range []struct {
		seconds, bytes int
		want           string
	}{
		{0, 0, "Cancelled at once. Nothing came."},
		{3, 0, "Cancelled after 3 s. Nothing came."},
		{75, 1_200_000, "Cancelled after 1m15s. 1.2 MB had come and were dropped."},
	} {
		u := look(t, 80, 24)
		u.starts(7)
		u.waits(c.seconds, c.bytes)
		u.ends(nil, fmt.Errorf("run: %w", context.Canceled)).Sees("cancelled", c.want).SeesNo("✗")
	}
	u := look(t, 80, 24)
	u.starts(7)
	r := ok(`{"value":[1`)
	r.Partial = "cancelled after 11 bytes"
	u.ends(r, context.Canceled).Sees("200 OK · partial", "PARTIAL: cancelled after 11 bytes", `"value": [`)
}

func TestThatAnAnswerIsOnlyAPartStaysInSight(t *testing.T) {
	for _, w := range []int{10, 20, 40, 80} {
		u := look(t, w, 8)
		u.breaks(string(people(50).Body[:500]))
		u.Sees("200 OK · partial", "PARTIAL: the connection").SeesNo("not JSON")
		u.Presses("G").Sees("PARTIAL: the connection")
		u.Presses("l", "pgup", "h").Sees("PARTIAL: the connection")
	}
	u := look(t, 80, 8)
	u.starts(7)
	r := typed("image/png", "\x89PNG")
	r.Partial = "stopped after 64 MiB, the limit"
	u.ends(r, errors.New("too large")).Sees("PARTIAL: stopped after 64 MiB, the limit", "an image, 4 B")
}

func TestARefusalHasTwoSides(t *testing.T) {
	u := look(t, 80, 14)
	u.refused().Sees("refused · 403 Forbidden", "✗ run: 403 Authorization_RequestDenied: a guest may not list users",
		"Graph says: Insufficient privileges to complete the operation.", "→ read one user by id: /users/{id}",
		"→ ask the admin of fabrikam.example: let guests see the same as members", "a shows Graph's own answer").SeesNo(`"error": {`)
	u.Presses("a").Sees("refused · 403 Forbidden · Graph's own answer", `"error": {`, `"code": "Authorization_RequestDenied"`).SeesNo("→")
	u.Presses("y").Wished(kit.Copy{What: "Graph's refusal", Text: string(u.Pane.(*Model).result.Body)})
	u.Presses("a").Sees("→ read one user by id").SeesNo(`"error": {`)
	u.Tell(kit.QueryStarted{ID: 8}, kit.QueryDone{ID: 8, Result: ok(`"fine"`)}).Sees(`"fine"`).Presses("a").Sees(`"fine"`)
}

func TestAnErrorIsCopiedWithItsAdvice(t *testing.T) {
	u := look(t, 80, 14)
	u.refused().Presses("y").Wished(kit.Copy{What: "the error", Text: "run: 403 Authorization_RequestDenied: a guest may not list users\n" +
		"Graph says: Insufficient privileges to complete the operation.\n→ read one user by id: /users/{id}\n" +
		"→ ask the admin of fabrikam.example: let guests see the same as members"})
	u.fails(errUnreachable).Presses("y").Wished(kit.Copy{What: "the error", Text: errUnreachable.Error() + "\n→ " + errUnreachable.Next})
	u.fails(fmt.Errorf("fabrikam: %w", auth.ErrSignInRequired)).Presses("y")
	if c, is := u.Wishes[0].(kit.Copy); !is || c.What != "the error" || !strings.HasPrefix(c.Text, "fabrikam: a sign-in is needed") {
		t.Errorf("wished %#v", u.Wishes)
	}
	u.fails(errors.New("two\nlines \x1b[2J")).Presses("y")
	if text := u.Wishes[1].(kit.Copy).Text; strings.ContainsAny(text, "\n\x1b") {
		t.Errorf("%q is copied", text)
	}
}

func TestWhereLettersMayBeTextEscComesFirst(t *testing.T) {
	u := look(t, 80, 14)
	u.refused().Sees("\na shows Graph's own answer · W tells which permission · ctrl+x").Tell(kit.Focused{}).Sees("\nesc, then a shows Graph's own answer · alt+k tells")
	u.fails(auth.ErrSignInRequired).Sees("\nesc, then s signs in · ctrl+x").Tell(kit.Focused{Yes: true}).Sees("\ns signs in · ctrl+x")
	u.Tell(kit.Focused{})
	u.fails(errUnreachable).Sees("\nctrl+x shows the whole story").SeesNo("esc")
}

func TestARefusalWithoutABodyHasOneSide(t *testing.T) {
	u := look(t, 80, 14)
	u.fails(&graphquery.Error{Status: 403, What: "no"}).SeesNo("own answer").Presses("a").SeesNo("{")
	if why := u.Pane.(kit.Keyed).Why(turn); why != "the refusal came without a body" {
		t.Error(why)
	}
}

func TestASignInThatIsNeededIsSaidOnce(t *testing.T) {
	look(t, 80, 14).fails(fmt.Errorf("fabrikam: %w", auth.ErrSignInRequired)).
		Sees("sign-in needed", "fabrikam: a sign-in is needed\n", "s signs in").SeesNo("✗", "A sign-in is needed: ")
}

func TestTheWayOutIsTheLastToLeaveASmallScreen(t *testing.T) {
	u := look(t, 40, 4)
	u.refused().Sees("✗ run: 403", "a shows Graph's own answer", "ctrl+x")
}

func TestHintsNameTheKeysThatThePersonHas(t *testing.T) {
	theme := kit.NewTheme(true)
	theme.Keys = kit.NewKeymap(map[string]map[string][]string{
		"global": {"sign-in": {"f8"}, "stop-typing": {"f4"}, "answer-in-the-pager": {"f7"}, "cancel-the-run": {"f6"}}, "answer": {"advice-or-body": {"f5"}},
	})
	u := look(t, 80, 24)
	u.Tell(kit.ThemeChanged{Theme: theme})
	u.starts(7)
	u.Sees("f6 cancels")
	u.refused().Sees("f5 shows Graph's own answer")
	u.fails(auth.ErrSignInRequired).Sees("f8 signs in").Tell(kit.Focused{}).Sees("f4, then f8 signs in")
	u.gets(ok(`"` + strings.Repeat("x", 2<<20) + `"`)).Presses("y")
	var way interface{ NextStep() string }
	if failed, is := u.Wishes[0].(kit.Failed); !is || !errors.As(failed.Err, &way) || !strings.HasPrefix(way.NextStep(), "f7 shows it in a pager") {
		t.Errorf("wished %v", u.Wishes)
	}
}
