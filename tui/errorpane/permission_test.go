package errorpane

import (
	"errors"
	"strings"
	"testing"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/graphquery/permissions"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/safetext/hostile"
)

var (
	usersQuery = graphquery.Query{Method: "GET", Path: "/users"}
	needed     = []permissions.Permission{
		{Value: "User.ReadBasic.All", DisplayName: "Read all users' basic profiles", Least: true},
		{Value: "User.Read.All", Admin: true},
	}
	forAdmins = []permissions.Permission{{Value: "Domain.Read.All", DisplayName: "Read domains", Admin: true, Least: true}}
)

// refusedUsers is a refusal of Graph that knows its query.
func refusedUsers() *graphquery.Error {
	e := *denied
	e.Query, e.Granted, e.Who = usersQuery, []string{"User.Read"}, "a guest, likely with limited access"
	return &e
}

func explained(list []permissions.Permission, granted ...string) kit.PermissionsExplained {
	return kit.PermissionsExplained{Query: usersQuery, Explanation: permissions.Explain(granted, list), Letter: "Dear admin\n"}
}

func TestTheTicketIsCopiedByItself(t *testing.T) {
	look(t, 80, 24, refusedUsers()).Presses("t").Wished(kit.Copy{What: "the ticket", Text: refusedUsers().Ticket()})
	for _, id := range []string{"33333333-cccc", "44444444-dddd", "2026-11-22T12:00:00", "fabrikam.example"} {
		if !strings.Contains(refusedUsers().Ticket(), id) {
			t.Errorf("%s is not in the ticket", id)
		}
	}
	look(t, 80, 24, notAGuest).Presses("t").Wished()
}

func TestItSaysWhoTheTokenSaysThePersonIs(t *testing.T) {
	look(t, 100, 60, refusedUsers()).Sees("you are            a guest, likely with limited access")
}

func TestWhichPermissionIsAskedOnlyWhenThePersonAsks(t *testing.T) {
	u := look(t, 100, 60, refusedUsers()).SeesNo("Which permission").Wished()
	u.Presses("W").Wished(kit.AskPermission{Query: usersQuery, Granted: []string{"User.Read"}}).Sees("Asking the permission service")
}

func TestTheExplanationOffersItsSteps(t *testing.T) {
	u := look(t, 100, 60, refusedUsers()).Tell(explained(needed, "User.Read"))
	u.Sees("Which permission", "query              GET /users", "The call needs User.ReadBasic.All, or User.Read.All.", "The token has User.Read", "Read all users' basic profiles")
	u.Presses("s", "c").Wished(
		kit.SignIn{Scopes: []string{"User.ReadBasic.All"}},
		kit.Copy{What: "the request to the admin", Text: "Dear admin\n"})
}

func TestTheExplanationIsOnASmallScreenWithoutScrolling(t *testing.T) {
	look(t, 78, 18, refusedUsers()).Presses("W").Tell(explained(needed, "User.Read")).
		Sees("What happened", "The call needs User.ReadBasic.All", "signs in again and asks for User.ReadBasic.All", "copies a text for the admin")
}

func TestWhatOnlyAnAdminCanGrantIsSaid(t *testing.T) {
	u := look(t, 100, 60, refusedUsers()).Tell(explained(forAdmins, "User.Read"))
	u.Sees("Only an admin of this tenant can consent to it.").Presses("s").Wished(kit.SignIn{Scopes: []string{"Domain.Read.All"}})
}

func TestWhereThePermissionIsThereNoStepIsOffered(t *testing.T) {
	e := explained(needed, "user.read.all")
	e.Letter = ""
	u := look(t, 100, 60, refusedUsers()).Tell(e)
	u.Sees("The token has User.Read.All, which is enough.").SeesNo("signs in again", "copies a text")
	u.Presses("s", "c").Wished()
}

func TestAnUnknownCallAndASilentServiceAreSaid(t *testing.T) {
	look(t, 100, 60, refusedUsers()).Tell(explained(nil)).Sees("knows no delegated permission").Presses("s", "c").Wished()
	failed := kit.PermissionsExplained{Query: usersQuery, Err: &permissions.Error{What: "the service could not be reached", Next: "try again later", Cause: errors.New("dial")}}
	u := look(t, 100, 60, refusedUsers()).Presses("W").Tell(failed)
	u.Sees("the service could not be reached", "try again later").SeesNo("Asking").Presses("s", "c")
	u.Presses("W").Sees("Asking the permission service")
}

func TestAnotherErrorOrEnvironmentTakesTheExplanationAway(t *testing.T) {
	u := look(t, 100, 60, refusedUsers()).Tell(explained(needed))
	u.Tell(kit.Failed{Err: refusedUsers()}).SeesNo("Which permission").Presses("s", "c").Wished()
	u.Tell(explained(needed), kit.EnvironmentOpened{Environment: auth.Environment{Name: "adatum"}}, kit.EnvironmentOpened{Environment: auth.Environment{Name: "fabrikam"}})
	u.SeesNo("User.ReadBasic.All").Tell(explained(needed)).SeesNo("User.ReadBasic.All").Presses("s", "c", "t", "W").Wished()
}

func TestKeysOfTheExplanationSayWhyTheyMeanNothing(t *testing.T) {
	notFound := refusedUsers()
	notFound.Status = 404
	noQuery := refusedUsers()
	noQuery.Query = graphquery.Query{}
	for _, c := range []struct {
		err  error
		told []any
		want map[string]string
	}{
		{nil, nil, map[string]string{"t": nothing, "W": nothing, "s": nothing, "c": nothing}},
		{notAGuest, nil, map[string]string{"t": "Graph did not refuse", "W": "Graph did not refuse", "s": "ask with W first"}},
		{notFound, nil, map[string]string{"t": "", "W": "not about permissions", "c": "ask with W first"}},
		{noQuery, nil, map[string]string{"W": "not known which query"}},
		{refusedUsers(), nil, map[string]string{"t": "", "W": "", "s": "ask with W first"}},
		{refusedUsers(), []any{explained(needed)}, map[string]string{"s": "", "c": ""}},
		{refusedUsers(), []any{explained(needed, "User.Read.All")}, map[string]string{"s": "no permission would help", "c": "no permission would help"}},
		{refusedUsers(), []any{kit.PermissionsExplained{Explanation: permissions.Explain(nil, needed)}}, map[string]string{"s": "", "c": "nothing to ask an admin"}},
	} {
		u := look(t, 100, 60, c.err)
		for _, msg := range c.told {
			u.Tell(msg)
		}
		u.Screen()
		for _, k := range deeds.All() {
			want, tested := c.want[k.Help().Key]
			why := u.Pane.(*Model).Why(k)
			if tested && (!strings.Contains(why, want) || (want == "") != (why == "")) {
				t.Errorf("%v: %s: %q, want %q", c.err, k.Help().Key, why, want)
			}
		}
	}
}

func TestEveryKeyOfTheExplanationWorks(t *testing.T) {
	kittest.EveryKeyWorks(t, func() *kittest.User {
		return look(t, 60, 8, refusedUsers()).Tell(explained(needed)).Presses("j", "j", "j")
	})
}

func TestNothingOfTheServicesTextsReachesTheScreen(t *testing.T) {
	corpus, _ := hostile.Packed(8)
	for _, s := range corpus {
		list := []permissions.Permission{{Value: s, DisplayName: s, Description: s, Least: true}}
		e := kit.PermissionsExplained{Query: graphquery.Query{Method: s, Path: s}, Explanation: permissions.Explain([]string{s + s}, list), Letter: s}
		u := look(t, 60, 12, refusedUsers()).Tell(e)
		u.Screen() // which judges every view
		u.Presses("G").Screen()
		if why := hostile.Smuggled(text(u.Pane.(*Model).story)); why != "" {
			t.Errorf("the text of %.60q has %s", s, why)
		}
		u.Tell(kit.PermissionsExplained{Err: errors.New(s)}).Screen()
	}
}
