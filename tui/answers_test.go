package tui_test

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui"
	"graphguest/tui/kit"
)

// numbered answers /n/x with a row named x, and a link to /n/xx.
func numbered(r *http.Request) *http.Response {
	name, found := strings.CutPrefix(r.URL.Path, "/v1.0/n/")
	switch {
	case !found:
		return nil
	case name == "refused":
		return jsonOf(403, `{"error":{"code":"Authorization_RequestDenied","message":"no"}}`)
	case name == "paged" && r.URL.RawQuery == "":
		return jsonOf(200, `{"value":[{"id":"row-paged"}],"@odata.nextLink":"`+graphBase+`/n/paged?more=2"}`)
	case name == "paged":
		return jsonOf(200, `{"value":[{"id":"row-more"}]}`)
	}
	return jsonOf(200, fmt.Sprintf(`{"id":"row-%s","next":"%s/n/%s%s"}`, name, graphBase, name, name))
}

func stepping(t *testing.T, names ...string) (*world, *staged, *user) {
	w := newWorld(t)
	s := w.stage(numbered)
	u := w.at(t, "contoso").presses(esc)
	for _, name := range names {
		u.asks("/n/" + name)
	}
	return w, s, u
}

// asks runs a query from the line.
func (u *user) asks(path string) *user {
	return u.wishes(kit.EditQuery{Query: queryOf(path)}).presses(enter, esc)
}

// sends is asks of what is on its way for longer.
func (u *user) sends(path string) *user {
	return u.wishes(kit.EditQuery{Query: queryOf(path)}).presses(enter)
}

func (u *user) wishes(wish any) *user {
	u.gets(wish)
	return u.settles()
}

func TestOlderAnswersAreAStepAwayWithTheirQueriesAndSendNothing(t *testing.T) {
	_, s, u := stepping(t, "a", "b", "refused")
	u.sees("403").presses("tab")
	u.wishes(kit.OlderAnswer{}).sees("row-b", "/n/b", "answer 2 of 3 of this tab").seesNo("403")
	u.wishes(kit.OlderAnswer{}).sees("row-a", "/n/a").seesNo("row-b")
	u.wishes(kit.OlderAnswer{}).sees("row-a", "this is the first answer of the tab")
	u.wishes(kit.NewerAnswer{}).sees("row-b").wishes(kit.NewerAnswer{}).sees("403", "/n/refused")
	u.wishes(kit.NewerAnswer{}).sees("this is the newest answer of the tab")
	if got := s.asked(); len(got) != 3 {
		t.Errorf("sent %q", got)
	}
}

func TestWhatIsDoneConcernsTheAnswerOnTheScreen(t *testing.T) {
	_, s, u := stepping(t, "paged", "b")
	u.sees("row-b").presses("alt+p").sees("there is no further page")
	u.wishes(kit.OlderAnswer{}).sees("row-paged").presses("alt+s").sees("paged.json").presses(esc)
	u.presses("alt+p").sees("row-paged", "row-more").seesNo("row-b")
	u.wishes(kit.NewerAnswer{}).sees("row-b").wishes(kit.OlderAnswer{}).sees("row-paged", "row-more") // it has grown for good
	if got := last(s.asked()); !strings.Contains(got, "more=2") {
		t.Errorf("sent %q", got)
	}
}

func TestARunUnderWayComesToTheFrontUnlessThePersonHasSteppedAway(t *testing.T) {
	_, s, u := stepping(t, "a", "b")
	release := s.hold("/n/c")
	u.sends("/n/c").sees("asking Graph")
	u.wishes(kit.OlderAnswer{}).sees("row-b", "/n/b")
	release()
	u.sees("the answer has come: } leads to it", "row-b").seesNo("row-c")
	u.wishes(kit.NewerAnswer{}).sees("row-c", "/n/c")

	again := s.hold("/n/d")
	u.sends("/n/d").wishes(kit.OlderAnswer{}).sees("row-c").wishes(kit.NewerAnswer{}).sees("/n/d", "asking Graph")
	again()
	u.sees("row-d")
}

func TestPagesThatComeWhileThePersonIsElsewhereAreInTheirAnswer(t *testing.T) {
	_, s, u := stepping(t, "a", "paged")
	release := s.hold("more=2")
	u.presses("alt+p").wishes(kit.OlderAnswer{}).sees("row-a").presses("alt+p")
	release()
	u.sees("the answer has come").seesNo("row-more").wishes(kit.NewerAnswer{}).sees("row-paged", "row-more")
	if got := s.asked(); len(got) != 3 {
		t.Errorf("sent %q", got)
	}
}

func TestEscEndsARunThatOneHasSteppedAwayFrom(t *testing.T) {
	_, s, u := stepping(t, "a", "b")
	defer s.hold("/n/c")()
	u.sends("/n/c").wishes(kit.OlderAnswer{}).sees("row-b").presses(esc).sees("cancelled", "row-b")
	u.wishes(kit.NewerAnswer{}).sees("this is the newest answer").wishes(kit.OlderAnswer{}).sees("row-a")
}

func TestASwitchLeavesNoAnswerToStepTo(t *testing.T) {
	_, s, u := stepping(t, "a", "b")
	u.wishes(kit.OlderAnswer{}).sees("row-a")
	u.wishes(kit.SwitchEnvironment{Name: "adatum"}).header("adatum").seesNo("row-a")
	u.wishes(kit.NewerAnswer{}).seesNo("row-b").wishes(kit.OlderAnswer{}).sees("there is no answer before").seesNo("row-a", "row-b")
	u.wishes(kit.Back{}).seesNo("row-a", "row-b")
	u.wishes(kit.SwitchEnvironment{Name: "contoso"}).header("contoso").wishes(kit.OlderAnswer{}).seesNo("row-a", "row-b")
	if got := s.asked(); len(got) != 2 {
		t.Errorf("sent %q", got)
	}
}

func TestTheOldestAnswersFallOutAndThatIsSaid(t *testing.T) {
	_, _, u := stepping(t)
	for i := range 23 {
		u.asks(fmt.Sprintf("/n/x%d", i))
	}
	for range 19 {
		u.wishes(kit.OlderAnswer{})
	}
	u.sees("row-x3").wishes(kit.OlderAnswer{}).sees("this is the oldest answer at hand: 20 a tab").sees("row-x3")
}

func TestAnswersOfAllTabsTogetherStayWithinTheirBytes(t *testing.T) {
	_, _, u := stepping(t, "a", "b")
	m := u.m.(*tui.Model)
	before := m.HeldBytes()
	u.wishes(kit.OpenTab{Query: queryOf("/n/c")}).presses(enter, esc).sees("row-c")
	if m.HeldBytes() <= before {
		t.Error("the second tab's answer is not counted")
	}
	m.ForgetBeyond(before) // what is on the screens of the two tabs stays
	u.presses("[").sees("row-b").wishes(kit.OlderAnswer{}).sees("this is the oldest answer at hand", "row-b")
	m.ForgetBeyond(0)
	u.sees("row-b").presses("]").sees("row-c")
}

func TestWhatWasTypedAndNotSentCanBeBroughtBack(t *testing.T) {
	_, _, u := stepping(t, "a", "b")
	u.presses("i", "ctrl+u").types("/half/a/tho").presses(esc)
	u.wishes(kit.OlderAnswer{}).sees("row-a", "what was typed and not sent is kept").presses("u").sees("/half/a/tho")
	u.wishes(kit.NewerAnswer{}).wishes(kit.OlderAnswer{}).sees("row-a").presses("u").sees("/half/a/tho")
}

func TestALinkIsFollowedInTheTabAndBackLeadsAlongIt(t *testing.T) {
	_, s, u := stepping(t, "a")
	u.wishes(kit.FollowLink{URL: graphBase + "/n/aa"}).sees("row-aa", "/n/aa")
	u.wishes(kit.FollowLink{URL: "v1.0/n/aaaa"}).sees("row-aaaa")
	u.asks("/n/z").sees("row-z").wishes(kit.Back{}).sees("this answer was not come to by a link")
	u.wishes(kit.OlderAnswer{}).sees("row-aaaa").wishes(kit.Back{}).sees("row-aa", "/n/aa").wishes(kit.Back{}).sees("row-a", "/n/a")
	u.wishes(kit.Back{}).sees("this answer was not come to by a link")
	if got := s.asked(); len(got) != 4 || got[1] != "GET /v1.0/n/aa" || got[2] != "GET /v1.0/n/aaaa" {
		t.Errorf("sent %q", got)
	}
}

func TestALinkThatLeadsElsewhereOrDoesSomethingIsNotFollowed(t *testing.T) {
	w, s, u := stepping(t, "a")
	w.write(t, "contoso", "http-client.env.json", `{"contoso":{"secret":"s3cret"}}`)
	for _, link := range []string{"https://evil.example/v1.0/n/a", "https://graph.microsoft.us/v1.0/me", "https://graph.microsoft.com@evil.example/v1.0/me", "//evil.example/x", "http://graph.microsoft.com/v1.0/me", "/n/{{secret}}", "javascript:x"} {
		u.wishes(kit.FollowLink{URL: link}).sees("✗", "row-a", "the link is not followed")
	}
	u.wishes(kit.FollowLink{URL: "DELETE /n/a"})
	for _, got := range s.asked() {
		if !strings.HasPrefix(got, "GET /") || strings.Contains(got, "s3cret") {
			t.Errorf("sent %q", got)
		}
	}
}

func TestAnswersOfTheTabAndOfOtherTabsAreThereToCompare(t *testing.T) {
	_, s, u := stepping(t, "a", "b")
	u.wishes(kit.OpenTab{Query: queryOf("/n/c")}).presses(enter, esc).sees("row-c").presses("[")
	u.wishes(kit.CompareAnswers{}).sees("Compare contoso · GET /n/b", "b  the answer before: contoso · GET /n/a", "tab 2: contoso · GET /n/c", "the same query in adatum")
	u.presses("b").seesNo("Compare contoso")
	if got := compared(u); got != "contoso · GET /n/a → contoso · GET /n/b" {
		t.Errorf("compared %s", got)
	}
	u.wishes(kit.CompareAnswers{}).presses("2")
	if got := compared(u); got != "contoso · GET /n/b → contoso · GET /n/c" {
		t.Errorf("compared %s", got)
	}
	if got := s.asked(); len(got) != 3 {
		t.Errorf("sent %q", got)
	}
}

// compared is what the status line says is compared, without the times.
func compared(u *user) string {
	_, said, _ := strings.Cut(u.screen(), "compared: ")
	said, _, _ = strings.Cut(said, "\n")
	return strings.TrimSpace(regexp.MustCompile(` · \d\d:\d\d:\d\d`).ReplaceAllString(said, ""))
}

func withHeaders(path string, headers ...string) graphquery.Query {
	q := queryOf(path)
	for i := 0; i+1 < len(headers); i += 2 {
		q.Header = append(q.Header, graphquery.Header{Name: headers[i], Value: headers[i+1]})
	}
	return q
}

// chooses goes down a menu to the item that ends so, and takes it.
func (u *user) chooses(label string) *user {
	u.t.Helper()
	for range 40 {
		for line := range strings.SplitSeq(u.screen(), "\n") {
			if strings.Contains(line, "› ") && strings.Contains(line, label) {
				return u.presses(enter)
			}
		}
		u.presses("down")
	}
	u.t.Fatalf("%q cannot be chosen:\n%s", label, u.screen())
	return u
}

// visited is a consultant who has been in adatum before, and asks in contoso.
func visited(t *testing.T) (*world, *staged, *user) {
	w := newWorld(t)
	s := w.stage(func(r *http.Request) *http.Response {
		if !strings.HasPrefix(r.URL.Path, "/v1.0/n/") {
			return nil
		}
		return jsonOf(200, `{"id":"row-of-`+tenantOf(r.Header.Get("Authorization"))[:8]+`"}`)
	})
	u := w.at(t, "adatum").wishes(kit.SignIn{Approve: true, Account: consultant}).header("min")
	u.wishes(kit.SwitchEnvironment{Name: "contoso"}).header("contoso").presses(esc)
	return w, s, u
}

func TestTheSameIsAskedInAnotherEnvironmentWithoutGoingThere(t *testing.T) {
	w, s, u := visited(t)
	u.wishes(kit.EditQuery{Query: withHeaders("/n/a", "ConsistencyLevel", "eventual", "X-Own", "mine")}).presses(enter, esc).sees("row-of-")
	u.wishes(kit.CompareAnswers{}).sees("the same query in adatum").chooses("in adatum").header("contoso")
	if got := compared(u); got != "contoso · GET /n/a → adatum · GET /n/a" {
		t.Errorf("compared %s", got)
	}
	adatum, err := w.Store.Load("adatum")
	u.sees("- contoso · GET /n/a", "+ adatum · GET /n/a", "row-of-"+adatum.TenantID[:8])
	if r := s.seen[len(s.seen)-1]; err != nil || tenantOf(r.Header.Get("Authorization")) != adatum.TenantID {
		t.Errorf("asked with a token of %s, %v", tenantOf(r.Header.Get("Authorization")), err)
	}
	if r := s.seen[len(s.seen)-1]; r.Header.Get("ConsistencyLevel") != "eventual" || r.Header.Get("X-Own") != "" || r.Method != "GET" {
		t.Errorf("sent %s with %v", r.Method, r.Header)
	}
	u.wishes(kit.SwitchEnvironment{Name: "fabrikam"}).header("fabrikam").seesNo("row-of-")
}

func TestWhereNobodyIsSignedInTheWayThereIsSaid(t *testing.T) {
	_, s, u := stepping(t, "a")
	u.wishes(kit.CompareAnswers{}).chooses("in tailspin").sizes(300, 40).sees("✗ tailspin", "sign in there first", "graphguest login tailspin").header("contoso")
	if err := u.m.(*tui.Model).LastError(); !errors.Is(err, auth.ErrSignInRequired) {
		t.Errorf("%v", err)
	}
	if got := s.asked(); len(got) != 1 {
		t.Errorf("sent %q", got)
	}
}

func TestAComparisonIsForTheAnswerThatIsOnTheScreen(t *testing.T) {
	_, s, u := visited(t)
	u.asks("/n/a").asks("/n/b").sees("row-of-")
	release := s.hold("/n/b")
	u.wishes(kit.CompareAnswers{}).chooses("in adatum").sees("asking adatum the same… esc cancels")
	u.wishes(kit.OlderAnswer{})
	release()
	u.sees("another answer is on the screen by now")
	if got := compared(u); got != "" {
		t.Errorf("compared %s", got)
	}
	again := s.hold("/n/a")
	u.wishes(kit.CompareAnswers{}).chooses("in adatum").wishes(kit.SwitchEnvironment{Name: "adatum"})
	again()
	u.header("adatum").seesNo("asking adatum", "row-of-")
	if got := compared(u); got != "" {
		t.Errorf("compared %s", got)
	}
}

func TestWhatIsGoodForOneTenantIsNotAskedInAnother(t *testing.T) {
	_, _, u := stepping(t, "paged")
	u.asks("/n/a?$skiptoken=abc").wishes(kit.CompareAnswers{}).chooses("in adatum").sees("token that is good for this")
	u.presses(esc).wishes(kit.FollowLink{URL: "/n/b?%24deltatoken=abc"}).wishes(kit.CompareAnswers{}).chooses("in adatum").sees("token that is good for this")
}
