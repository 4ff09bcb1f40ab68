package entrasim_test

import (
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"graphguest/auth/entrasim"
)

// browser is a person's: it reads pages, fills forms and follows what they lead to.
// It knows only what is in the HTML.
type browser struct {
	t    *testing.T
	at   *url.URL
	html string
	head http.Header
}

// opens visits the page server of a rig, as the demo does: other host, same path and query.
func opens(r *rig, address string) *browser {
	r.t.Helper()
	server := httptest.NewServer(r.sim.Pages())
	r.t.Cleanup(server.Close)
	u, err := url.Parse(address)
	if err != nil {
		r.t.Fatal(err)
	}
	b := &browser{t: r.t}
	b.visit("GET", server.URL+u.RequestURI(), nil)
	return b
}

func (b *browser) visit(method, address string, body url.Values) {
	b.t.Helper()
	request, _ := http.NewRequest(method, address, strings.NewReader(body.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		b.t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	b.html = string(text)
	b.at, b.head = response.Request.URL, response.Header
}

var (
	formTag  = regexp.MustCompile(`(?s)<form method="post" action="([^"]*)".*?</form>`)
	inputTag = regexp.MustCompile(`<(?:input|button)[^>]*>[^<]*`)
	attr     = regexp.MustCompile(`(name|value)="([^"]*)"`)
)

// presses sends the form that holds a button with that text; typed fills its fields.
func (b *browser) presses(button string, typed ...string) *browser {
	b.t.Helper()
	for _, match := range formTag.FindAllStringSubmatch(b.html, -1) {
		body, found := url.Values{}, false
		for _, tag := range inputTag.FindAllString(match[0], -1) {
			named := map[string]string{}
			for _, a := range attr.FindAllStringSubmatch(tag, -1) {
				named[a[1]] = html.UnescapeString(a[2])
			}
			mine := strings.HasSuffix(tag, ">"+button)
			found = found || mine
			if named["name"] != "" && (mine || strings.HasPrefix(tag, "<input")) {
				body.Set(named["name"], named["value"])
			}
		}
		if found {
			target, _ := b.at.Parse(html.UnescapeString(match[1]))
			b.visit("POST", target.String(), changed(body, typed))
			return b
		}
	}
	b.t.Fatalf("no button %q on\n%s", button, b.html)
	return b
}

func (b *browser) sees(texts ...string) *browser {
	b.t.Helper()
	for _, text := range texts {
		if !strings.Contains(html.UnescapeString(b.html), text) {
			b.t.Errorf("%q is not on the page\n%s", text, b.html)
		}
	}
	return b
}

func (b *browser) seesNo(text string) *browser {
	b.t.Helper()
	if strings.Contains(html.UnescapeString(b.html), text) {
		b.t.Errorf("%q is on the page\n%s", text, b.html)
	}
	return b
}

// shown is the code that the page tells the person.
func (b *browser) shown() string {
	b.t.Helper()
	match := regexp.MustCompile(`class="code">([^<]*)`).FindStringSubmatch(b.html)
	if match == nil {
		b.t.Fatalf("no code on\n%s", b.html)
	}
	return match[1]
}

func TestAPasscodeGuestGoesThroughEveryPage(t *testing.T) {
	w := demoWorld()
	for i := range w.Tenants {
		if w.Tenants[i].ID == tailspin {
			w.Tenants[i].RequiresMFA, w.Tenants[i].Consented = true, nil
		}
	}
	r, l := newRig(t), listen(t)
	r.sim = entrasim.New(w, r.clock)
	b := opens(r, authorizeURL(tailspin, l.url))
	b.sees("Pick an account", "Microsoft Graph Command Line Tools", "Tailspin", "one-time passcode by e-mail").
		presses("Sam Shop").sees("Enter the code", smallshop)
	code := b.shown()
	b.presses("Sign in", "passcode", "1").sees("That code is not the one").
		presses("Sign in", "passcode", code).sees("Review permissions", "Tailspin").seesNo("That code is not the one").
		presses("Accept").sees("Approve sign in request")
	number := b.shown()
	b.presses("Approve", "number", "1").sees("The number does not match").
		presses("Approve", "number", number).sees("Permissions requested", "User.Read").
		presses("Accept").sees("Back to the app", `document.forms[0].submit()`).
		presses("Continue")
	if l.method != "POST" || l.got.Get("code") == "" || l.got.Get("state") != "s-1" {
		t.Error(l.method, l.got)
	}
}

func TestOtherProvidersHaveAPageOfTheirOwn(t *testing.T) {
	for button, title := range map[string]string{"Gil Google": "Sign in with Google", "Olga Outlook": "Sign in with Microsoft"} {
		opens(newRig(t), authorizeURL(fabrikam, listen(t).url)).presses(button).sees(title).presses("Continue").sees("Back to the app")
	}
}

func TestCancelEndsTheSignInOnAnyPage(t *testing.T) {
	r := newRig(t)
	var redeemed int
	r.sim.OnRedeem(func(string, string) { redeemed++ })
	for name, walk := range map[string]func(*browser) *browser{
		"account": func(b *browser) *browser { return b },
		"review":  func(b *browser) *browser { return b.presses("Casey Consultant").sees("Review permissions") },
	} {
		l := listen(t)
		walk(opens(r, authorizeURL(tailspin, l.url))).presses("Cancel").presses("Continue")
		if l.got.Get("error") != "access_denied" || !strings.HasPrefix(l.got.Get("error_description"), "AADSTS65004:") {
			t.Errorf("%s: %v", name, l.got)
		}
	}
	if redeemed != 0 {
		t.Error("cancelling redeems the invitation")
	}
}

func TestARefusalStaysOnThePageAndHasAWayBack(t *testing.T) {
	l := listen(t)
	b := opens(newRig(t), authorizeURL(wingtip, l.url)).presses("Casey Consultant").
		sees("AADSTS50020", consultant, "Trace ID: ", "Correlation ID: ", "Timestamp: 2026-11-22 14:00:00Z")
	if l.got != nil {
		t.Error("the program hears it before the person went back:", l.got)
	}
	b.presses("Back to the app").presses("Continue")
	if l.got.Get("error") != "access_denied" || !strings.HasPrefix(l.got.Get("error_description"), "AADSTS50020:") {
		t.Error(l.got)
	}
}

func TestTheHintedAccountIsPreselectedOrFilledIn(t *testing.T) {
	picked := regexp.MustCompile(`value="([^"]*)" data-hint autofocus`)
	b := opens(newRig(t), authorizeURL(fabrikam, "http://localhost:1", "login_hint", "Guest@outlook.com"))
	if match := picked.FindStringSubmatch(b.html); match == nil || match[1] != outlook {
		t.Error(b.html)
	}
	b = opens(newRig(t), authorizeURL(fabrikam, "http://localhost:1", "login_hint", "new@else.example"))
	if picked.MatchString(b.html) || !strings.Contains(b.html, `name="other" type="text" value="new@else.example"`) {
		t.Error(b.html)
	}
	b.presses("Next").sees("We couldn't find an account with that username.").
		presses("Next", "other", " Consultant@Contoso.com ").sees("Back to the app")
}

func TestPromptConsentAsksAgain(t *testing.T) {
	opens(newRig(t), authorizeURL(fabrikam, "http://localhost:1", "prompt", "consent")).presses("Casey Consultant").sees("Permissions requested")
}

func TestAnAnsweredPageIsOver(t *testing.T) {
	l := listen(t)
	b := opens(newRig(t), authorizeURL(fabrikam, l.url))
	first := *b
	b.presses("Casey Consultant").presses("Continue")
	first.presses("Casey Consultant").sees("This page is over")
}

func TestThePageOfAnEarlierStepChangesNothing(t *testing.T) {
	b := opens(newRig(t), authorizeURL(northwind, "http://localhost:1"))
	first := *b
	b.presses("Sam Shop").sees("Enter the code")
	first.presses("Casey Consultant").sees("Enter the code", smallshop).seesNo("That code is not the one")
}

func TestPagesAreSelfContainedAndLockedDown(t *testing.T) {
	b := opens(newRig(t), authorizeURL(fabrikam, "http://localhost:4711"))
	policy := b.head.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "form-action 'self' http://localhost:4711;", "frame-ancestors 'none'", "base-uri 'none'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("%q is not in %s", want, policy)
		}
	}
	if match := regexp.MustCompile(`(src|href)=`).FindString(b.html); match != "" {
		t.Error("the page loads something")
	}
	if b.head.Get("Cache-Control") == "" || b.head.Get("Referrer-Policy") != "no-referrer" {
		t.Error(b.head)
	}
}

func TestWhatAProgramSendsIsEscaped(t *testing.T) {
	evil := `"><script>alert(1)</script>`
	b := opens(newRig(t), authorizeURL(fabrikam, "http://localhost:1", "login_hint", evil, "state", evil))
	if strings.Contains(b.html, "<script>") {
		t.Error(b.html)
	}
	if b.presses("Casey Consultant"); strings.Contains(b.html, "<script>alert") {
		t.Error(b.html)
	}
	b = opens(newRig(t), authorizeURL(fabrikam, evil))
	if b.sees("AADSTS50011"); strings.Contains(b.html, "<script>") {
		t.Error(b.html)
	}
}

func TestThePagesServerServesNothingButPages(t *testing.T) {
	for _, path := range []string{"/" + fabrikam + "/oauth2/v2.0/token", "/" + fabrikam + "/oauth2/v2.0/devicecode", "/common/discovery/instance", "/", "/favicon.ico"} {
		w := httptest.NewRecorder()
		newRig(t).sim.Pages().ServeHTTP(w, httptest.NewRequest("POST", path, nil))
		if w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

func TestADeviceIsApprovedAtThePages(t *testing.T) {
	for _, address := range []string{"https://microsoft.com/devicelogin", "https://login.microsoftonline.com/common/oauth2/deviceauth"} {
		r := newRig(t)
		_, started := r.deviceCode(northwind)
		code := started["user_code"].(string)
		b := opens(r, address).sees("Enter code").presses("Next", "user_code", "NONSENSE").sees("That code didn't work").
			presses("Next", "user_code", strings.ToLower(code)).presses("Casey Consultant")
		b.presses("Approve", "number", b.shown()).sees("Are you trying to sign in to Microsoft Graph Command Line Tools?", consultant).
			presses("Continue").sees("You have signed in to")
		if status, answer := r.poll(northwind, started); status != 200 {
			t.Error(address, answer)
		}
	}
}

func TestADeviceIsDeclinedAtThePages(t *testing.T) {
	r := newRig(t)
	_, started := r.deviceCode(fabrikam)
	opens(r, "https://microsoft.com/devicelogin?otc="+started["user_code"].(string)).presses("Next").
		presses("Casey Consultant").presses("Cancel").sees("was declined")
	if _, answer := r.poll(fabrikam, started); answer["error"] != "authorization_declined" {
		t.Error(answer)
	}
}
