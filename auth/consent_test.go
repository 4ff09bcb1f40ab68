package auth_test

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"graphguest/auth"
	"graphguest/auth/entrasim"
)

// strict is a world in which fabrikam's admin consented to the usual scopes alone.
func strict(t *testing.T) *land {
	t.Helper()
	w := world()
	w.Tenants[1].ConsentedTo = []string{"User.Read", "User.ReadBasic.All"}
	l := arrive(t)
	l.sim = entrasim.New(w, l.clock.now)
	l.world.HTTP = inProcess{l.sim}
	l.restart()
	return l
}

var globalCloud = auth.Cloud{Name: "global", Login: "https://login.microsoftonline.com", Graph: "https://graph.microsoft.com"}

func TestASignInAsksForMoreAndTheEnvironmentKeepsIt(t *testing.T) {
	l := strict(t)
	g := l.at("fabrikam", fabrikam)
	l.signsIn(g)
	if err := g.SignIn(within(t), auth.SignIn{Scopes: []string{"Mail.Read", "user.read", globalCloud.Graph + "/mail.read"}, Show: l.show}); err != nil {
		t.Fatal(err)
	}
	want := []string{"User.Read", "User.ReadBasic.All", "Mail.Read"}
	if got := g.Environment().Scopes; !slices.Equal(got, want) {
		t.Errorf("the guest has %v", got)
	}
	if got := l.file("fabrikam").Scopes; !slices.Equal(got, want) {
		t.Errorf("the file has %v", got)
	}
	// A new process asks for all of it without a person, and is given it.
	l.restart()
	l.clock.turn(3 * time.Hour)
	l.token(l.at("fabrikam", fabrikam))
	calls := l.sim.Calls()
	if scope := calls[len(calls)-1].Form.Get("scope"); !strings.Contains(scope, "/Mail.Read") || !strings.Contains(scope, "/User.ReadBasic.All") {
		t.Errorf("the renewal asked for %q", scope)
	}
}

func TestAnEnvironmentAsItWasBeforeStillFindsItsGuest(t *testing.T) {
	l := strict(t)
	g := l.at("fabrikam", fabrikam)
	before := g.Environment()
	if err := g.SignIn(within(t), auth.SignIn{Scopes: []string{"Mail.Read"}, Show: l.show}); err != nil {
		t.Fatal(err)
	}
	for name, env := range map[string]auth.Environment{"before": before, "now": g.Environment()} {
		if found, err := l.desk.Guest(env); err != nil || found != g {
			t.Errorf("as it is %s: another guest, %v", name, err)
		}
	}
}

func TestWhatOnlyAnAdminMayConsentToIsRefusedAndNothingIsKept(t *testing.T) {
	l := strict(t)
	g := l.at("fabrikam", fabrikam)
	l.signsIn(g)
	before := l.token(g)
	err := g.SignIn(within(t), auth.SignIn{Scopes: []string{"Group.Read.All"}, Show: l.show})
	var refusal *auth.Error
	if !errors.As(err, &refusal) || refusal.Code != "AADSTS90094" {
		t.Fatal(err)
	}
	if l.token(g) != before || slices.Contains(g.Environment().Scopes, "Group.Read.All") || slices.Contains(l.file("fabrikam").Scopes, "Group.Read.All") {
		t.Error("a sign-in that was refused changed the environment")
	}
}

// The whole way: refused, the link sent to the admin, the admin consents, granted.
func TestTheLinkOfTheConsentRequestIsTheWayOn(t *testing.T) {
	l := strict(t)
	g := l.at("fabrikam", fabrikam)
	l.signsIn(g)
	text := auth.ConsentRequest(g.Environment(), globalCloud, []string{"Group.Read.All"})
	var link string
	for word := range strings.FieldsSeq(text) {
		if strings.HasPrefix(word, "https://") {
			link = word
		}
	}
	if err := l.sim.AdminConsent(link); err != nil {
		t.Fatalf("%s: %v", link, err)
	}
	if err := g.SignIn(within(t), auth.SignIn{Scopes: []string{"Group.Read.All"}, Show: l.show}); err != nil {
		t.Error(err)
	}
}

func TestScopesThatAreNoneAreRefusedBeforeAnythingIsAsked(t *testing.T) {
	l := strict(t)
	g := l.at("fabrikam", fabrikam)
	for _, scope := range []string{"two words", "https://vault.azure.net/user_impersonation", "Mail.Read\n", "\x1b[2J"} {
		if err := g.SignIn(within(t), auth.SignIn{Scopes: []string{scope}, Show: l.show}); err == nil {
			t.Errorf("%q was taken", scope)
		}
	}
	if n := len(l.sim.Calls()); n != 0 {
		t.Errorf("%d calls", n)
	}
}

// Another window may have changed the scopes while this one was open.
func TestASignOutDoesNotBringOldScopesBack(t *testing.T) {
	l := strict(t)
	g := l.at("fabrikam", fabrikam)
	l.signsIn(g)
	changed := l.file("fabrikam")
	changed.Scopes = []string{"User.Read"}
	l.save(changed)
	if err := g.SignOut(within(t)); err != nil {
		t.Fatal(err)
	}
	if got := l.file("fabrikam").Scopes; !slices.Equal(got, []string{"User.Read"}) {
		t.Errorf("the file has %v", got)
	}
}

func TestTheConsentRequestSaysWhatAnAdminMustKnow(t *testing.T) {
	env := auth.Environment{Name: "fabrikam", Cloud: "global", TenantID: fabrikam, TenantDomain: "fabrikam.com", ClientID: auth.DefaultClientID, Account: consultant}
	text := auth.ConsentRequest(env, globalCloud, []string{"Group.Read.All", "https://graph.microsoft.com/User.Read.All", "group.read.all", "bad scope", "https://evil.example/x"})
	for _, want := range []string{
		"fabrikam.com (" + fabrikam + ")", "Microsoft Graph Command Line Tools (" + auth.DefaultClientID + ")", consultant,
		"2 permissions", "Group.Read.All, User.Read.All (delegated)", "take it back", "http://localhost",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	for _, not := range []string{"evil", "bad scope", "group.read.all"} {
		if strings.Contains(text, not) {
			t.Errorf("%q is in\n%s", not, text)
		}
	}
}

func TestTheConsentLinkHasTheDocumentedForm(t *testing.T) {
	env := auth.Environment{TenantID: fabrikam, ClientID: "aaaaaaaa-0000-4000-8000-000000000000"}
	cloud := auth.Cloud{Name: "usgov", Login: "https://login.microsoftonline.us", Graph: "https://graph.microsoft.us"}
	u, err := url.Parse(auth.ConsentLink(env, cloud, []string{"Mail.Read", "User.Read.All"}))
	if err != nil {
		t.Fatal(err)
	}
	if u.Scheme+"://"+u.Host+u.Path != "https://login.microsoftonline.us/"+fabrikam+"/v2.0/adminconsent" || strings.Contains(u.RawQuery, "+") {
		t.Error(u)
	}
	want := url.Values{"client_id": {env.ClientID}, "redirect_uri": {"http://localhost"}, "scope": {"https://graph.microsoft.us/Mail.Read https://graph.microsoft.us/User.Read.All"}}
	if u.Query().Encode() != want.Encode() {
		t.Error(u.Query())
	}
}
