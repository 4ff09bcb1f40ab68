package entrasim

import (
	"net/url"
	"slices"
	"strings"
)

// ask is what a program wants: the request that a person's pages are shown for.
type ask struct {
	tenant      string // as the path named it
	app         *App
	scopes      scopes
	challenge   challenge
	redirect    string
	mode        string // response_mode
	state       string
	nonce       string
	verify      string // code_challenge
	loginHint   string
	prompt      string
	clientInfo  bool
	correlation string
}

// flow is one person at the pages, from the first page to the answer.
type flow struct {
	id       string
	ask      ask
	byDevice bool // began at the device page: the code is typed first
	device   *device

	seat      seat
	who       string // what the person typed, for the next try
	said      string // why the page is shown again
	passcode  string // sent to a person who signs in by e-mail
	number    string // to be matched in the authenticator
	proven    bool   // by the identity provider
	mfa       bool
	consented bool
	confirmed bool // the device's sign-in was meant
	refused   *refusal
	reply     *reply
}

// reply ends a flow: what goes to the redirect URI, or to nobody for a device.
type reply struct {
	redirect string
	mode     string
	values   url.Values
}

// step is one page: whether it is due, and what its answer does.
type step struct {
	name string
	due  func(*Server, *flow) bool
	take func(*Server, *flow, url.Values)
}

// steps in the order in which a person meets them. The first that is due is shown.
var steps = []step{
	{"code", (*Server).codeDue, (*Server).takeCode},
	{"account", func(_ *Server, f *flow) bool { return f.seat.person == nil }, (*Server).takeAccount},
	{"provider", providerDue, func(_ *Server, f *flow, _ url.Values) { f.proven = true }},
	{"passcode", func(_ *Server, f *flow) bool { return f.seat.person.Kind == EmailOTP && !f.proven }, (*Server).takePasscode},
	{"review", func(s *Server, f *flow) bool { return s.pending(f.seat) }, (*Server).takeReview},
	{"mfa", mfaDue, (*Server).takeNumber},
	{"consent", (*Server).consentDue, (*Server).takeConsent},
	{"confirm", func(_ *Server, f *flow) bool { return f.device != nil && !f.confirmed }, func(_ *Server, f *flow, _ url.Values) { f.confirmed = true }},
}

func providerDue(_ *Server, f *flow) bool {
	kind := f.seat.person.Kind
	return (kind == Google || kind == MicrosoftAccount) && !f.proven
}

func mfaDue(_ *Server, f *flow) bool {
	return (f.seat.tenant.RequiresMFA || len(f.ask.challenge.contexts) > 0) && !f.mfa
}

// begin puts a person at the first page.
func (s *Server) begin(a ask, forDevice bool) *flow {
	f := &flow{id: secret(18), ask: a, byDevice: forDevice, who: a.loginHint,
		passcode: digits(8), number: digits(2)}
	s.flows.add(f.id, f)
	return f
}

// current is the page that is due: the name of a step, "refused" or "reply".
func (s *Server) current(f *flow) string {
	if f.reply != nil {
		return "reply"
	}
	if f.refused != nil {
		return "refused"
	}
	for _, st := range steps {
		if !st.due(s, f) {
			continue
		}
		if f.refused != nil { // to ask for consent may turn out to be of no use
			return "refused"
		}
		return st.name
	}
	s.finish(f)
	return "reply"
}

// submit takes a page's form. A form of another page than the one due (the back button) changes nothing.
func (s *Server) submit(f *flow, form url.Values) {
	due := s.current(f)
	if due == "reply" || form.Get("step") != due {
		return
	}
	f.said = ""
	if due == "refused" || form.Get("do") == "cancel" {
		s.cancel(f)
		return
	}
	i := slices.IndexFunc(steps, func(st step) bool { return st.name == due })
	steps[i].take(s, f, form)
}

func (s *Server) takeAccount(f *flow, form url.Values) {
	f.who = strings.TrimSpace(form.Get("account"))
	if f.who == "" {
		f.who = strings.TrimSpace(form.Get("other"))
	}
	p := s.dir().people[strings.ToLower(f.who)]
	if p == nil {
		f.said = "We couldn't find an account with that username."
		return
	}
	st, no := s.dir().seatFor(p, f.ask.tenant, f.ask.app)
	if no != nil {
		f.refused = s.stamp(no, f.ask.correlation)
		return
	}
	f.seat = st
}

func (s *Server) takePasscode(f *flow, form url.Values) {
	if strings.TrimSpace(form.Get("passcode")) != f.passcode {
		f.said = "That code is not the one that was sent."
		return
	}
	f.proven = true
}

func (s *Server) takeNumber(f *flow, form url.Values) {
	if strings.TrimSpace(form.Get("number")) != f.number {
		f.said = "The number does not match."
		return
	}
	f.mfa = true
}

func (s *Server) takeReview(f *flow, _ url.Values) {
	s.accepted[f.seat.key()] = true
	s.redeemed = append(s.redeemed, f.seat)
}

func (s *Server) consentDue(f *flow) bool {
	if f.consented {
		return false
	}
	missing := s.missing(f.seat, f.ask.app, f.ask.scopes)
	if slices.ContainsFunc(missing, needsAdmin) {
		f.refused = s.stamp(refuse(90094, f.seat.tenant.Name, f.ask.app.Name, strings.Join(missing, " ")), f.ask.correlation)
		return true
	}
	return len(missing) > 0 || f.ask.prompt == "consent"
}

func (s *Server) takeConsent(f *flow, _ url.Values) {
	s.consent(f.seat, f.ask.app, s.missing(f.seat, f.ask.app, f.ask.scopes))
	f.consented = true
}

// cancel is the person giving up: the program hears access_denied with what stood on the page.
func (s *Server) cancel(f *flow) {
	no := f.refused
	if no == nil {
		no = s.stamp(refuse(65004), f.ask.correlation)
	}
	denied := *no
	denied.OAuth = "access_denied"
	if f.device != nil {
		f.device.refused = &denied
	}
	f.reply = s.replyWith(f.ask, url.Values{
		"error": {denied.OAuth}, "error_subcode": {"cancel"},
		"error_description": {denied.Description()}, "error_uri": {s.errorURI(&denied)},
	})
}

// finish ends a flow in which nothing is left to ask.
func (s *Server) finish(f *flow) {
	won := &session{seat: f.seat, person: f.seat.person, app: f.ask.app, proofs: map[string]bool{}, since: s.now()}
	if f.mfa {
		won.prove(f.seat.tenant, f.ask.challenge.contexts)
	}
	if f.device != nil {
		f.device.session = won
		f.reply = s.replyWith(f.ask, nil)
		return
	}
	values := url.Values{"code": {s.newCode(f.ask, won)}, "session_state": {guid()}}
	if f.ask.clientInfo {
		values.Set("client_info", won.clientInfo())
	}
	f.reply = s.replyWith(f.ask, values)
}

func (s *Server) replyWith(a ask, values url.Values) *reply {
	if values != nil && a.state != "" {
		values.Set("state", a.state)
	}
	return &reply{redirect: a.redirect, mode: a.mode, values: values}
}
