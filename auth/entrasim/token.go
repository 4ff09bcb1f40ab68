package entrasim

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
)

// token is the token endpoint.
func (s *Server) token(w http.ResponseWriter, r *http.Request) {
	a := ask{tenant: tenantOf(r), correlation: correlation(r)}
	if r.Method != http.MethodPost {
		s.writeRefusal(w, refuse(900561, r.Method), a.correlation)
		return
	}
	s.mu.Lock()
	answer, no := s.grant(&a, r.PostForm)
	change := s.knobs.Answer
	s.mu.Unlock()
	if no != nil {
		s.writeRefusal(w, no, a.correlation)
		return
	}
	if change != nil {
		change(answer)
	}
	writeJSON(w, http.StatusOK, answer)
}

// grants are the ways to a session. Each gives the session and what the token is for.
var grants = map[string]func(*Server, ask, url.Values) (*session, ask, *refusal){
	"authorization_code": (*Server).redeemCode,
	"refresh_token":      (*Server).renew,
	"device_code":        (*Server).poll,
	"urn:ietf:params:oauth:grant-type:device_code": (*Server).poll,
}

func (s *Server) grant(a *ask, form url.Values) (map[string]any, *refusal) {
	var no *refusal
	if a.app, no = s.appOf(a.tenant, form); no != nil {
		return nil, no
	}
	given := form.Has("client_secret") || form.Has("client_assertion")
	if a.app.PublicClient && given {
		return nil, refuse(700025)
	}
	if !a.app.PublicClient && !given {
		return nil, refuse(7000218)
	}
	take, ok := grants[form.Get("grant_type")]
	if !ok {
		return nil, refuse(70003, form.Get("grant_type"))
	}
	if a.challenge, no = readChallenge(form.Get("claims")); no != nil {
		return nil, no
	}
	a.clientInfo = form.Get("client_info") == "1"
	won, asked, no := take(s, *a, form)
	if no != nil {
		return nil, no
	}
	return s.issue(won, asked), nil
}

// redeemCode turns an authorization code into a session, once.
func (s *Server) redeemCode(a ask, form url.Values) (*session, ask, *refusal) {
	for _, field := range []string{"code", "redirect_uri"} {
		if form.Get(field) == "" {
			return nil, a, refuse(900144, field)
		}
	}
	c := s.codes.get(form.Get("code"))
	switch sum := sha256.Sum256([]byte(form.Get("code_verifier"))); {
	case c == nil:
		return nil, a, refuse(70000, "The code was not issued by this authority.")
	case c.redeemed:
		return nil, a, refuse(54005)
	case s.now().Sub(c.made) >= codeLife:
		return nil, a, refuse(70008)
	case c.ask.app != a.app:
		return nil, a, refuse(70000, "The code was issued to another client.")
	case s.dir().tenants[c.ask.tenant] != s.dir().tenants[a.tenant]:
		return nil, a, refuse(70000, "The code was issued by another tenant.")
	case c.ask.redirect != form.Get("redirect_uri"):
		return nil, a, refuse(500112, form.Get("redirect_uri"), c.ask.redirect)
	case base64.RawURLEncoding.EncodeToString(sum[:]) != c.ask.verify:
		return nil, a, refuse(501481)
	}
	c.redeemed = true
	asked := c.ask
	asked.clientInfo = a.clientInfo
	asked.challenge.capabilities = append(slices.Clone(asked.challenge.capabilities), a.challenge.capabilities...)
	return c.session, asked, nil
}

// renew turns a refresh token into a session in the tenant that is asked, which may be another one
// than that where it was won. No person is there: whatever needs one is refused.
func (s *Server) renew(a ask, form url.Values) (*session, ask, *refusal) {
	t := s.refresh.get(form.Get("refresh_token"))
	switch {
	case form.Get("refresh_token") == "":
		return nil, a, refuse(900144, "refresh_token")
	case t == nil:
		return nil, a, refuse(70000, "The refresh token was not issued by this authority.")
	case t.app != a.app:
		return nil, a, refuse(70000, "The refresh token was issued to another client.")
	case t.revoked:
		return nil, a, refuse(50173, t.made.UTC().Format("2006-01-02T15:04:05.0000000Z"))
	case s.now().Sub(t.made) >= refreshLife:
		return nil, a, refuse(700082, t.made.UTC().Format("2006-01-02T15:04:05.0000000Z"))
	case t.person.Kind == EmailOTP && s.now().Sub(t.since) >= passcodeLife:
		return nil, a, refuse(70043, t.since.UTC().Format("2006-01-02T15:04:05.0000000Z"))
	}
	var no *refusal
	if a.scopes, no = s.readScopes(form.Get("scope"), a.app, s.tenantName(a.tenant)); no != nil {
		return nil, a, no
	}
	st, no := s.dir().seatFor(t.person, a.tenant, a.app)
	if no != nil {
		return nil, a, no
	}
	if no := s.silently(st, &t.session, a); no != nil {
		return nil, a, no
	}
	ss := t.session
	ss.seat = st
	return &ss, a, nil
}

// silently says why a session does not reach a tenant without the person.
func (s *Server) silently(st seat, ss *session, a ask) *refusal {
	if st.person.homeTenant() == "" && st.tenant != ss.seat.tenant {
		return refuse(70000, "The account that the refresh token was issued to is another one in this tenant.")
	}
	if s.pending(st) || len(s.missing(st, a.app, a.scopes)) > 0 {
		return refuse(65001, a.app.ID, a.app.Name)
	}
	lacks := func(context string) bool { return !ss.has(st.tenant, context) }
	if st.tenant.RequiresMFA && !ss.mfa(st.tenant) || slices.ContainsFunc(a.challenge.contexts, lacks) {
		no := refuse(50076)
		no.Claims = demand(st.tenant, a.challenge.contexts)
		return no
	}
	return nil
}
