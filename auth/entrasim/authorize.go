package entrasim

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// authorizePage shows a page of the browser flow: GET begins one, POST answers a page.
func (s *Server) authorizePage(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPost && r.Form.Has("flow") {
		s.show(w, r, s.continueFlow(r.PostForm))
		return
	}
	s.show(w, r, s.beginAuthorize(tenantOf(r), r.Form, correlation(r)))
}

// continueFlow takes the form of a page and tells what to show next.
func (s *Server) continueFlow(form url.Values) page {
	return s.locked(func() page {
		f := s.flows.get(form.Get("flow"))
		if f == nil {
			return page{Step: "over"}
		}
		s.submit(f, form)
		return s.pageOf(f)
	})
}

// locked works on the state, and afterwards tells OnRedeem's function who redeemed.
func (s *Server) locked(work func() page) page {
	s.mu.Lock()
	p := work()
	told, redeemed := s.onRedeem, s.redeemed
	s.redeemed = nil
	s.mu.Unlock()
	if told != nil {
		for _, st := range redeemed {
			told(st.tenant.ID, st.objectID)
		}
	}
	return p
}

// beginAuthorize checks an authorize request and tells the first page. What is wrong with the
// client or the redirect stays on the page; any other mistake goes back to the program.
func (s *Server) beginAuthorize(tenant string, q url.Values, correlation string) page {
	return s.locked(func() page {
		a, no := s.readClient(tenant, q, correlation)
		if no != nil {
			return page{Step: "refused", Refused: s.stamp(no, correlation)}
		}
		if no := s.readAsk(&a, q); no != nil {
			s.stamp(no, correlation)
			return page{Step: "reply", target: a.redirect, reply: s.replyWith(a, url.Values{
				"error": {no.OAuth}, "error_description": {no.Description()}, "error_uri": {s.errorURI(no)},
			})}
		}
		return s.pageOf(s.begin(a, false))
	})
}

// readClient reads what must be right before anything may be sent to a redirect URI.
func (s *Server) readClient(tenant string, q url.Values, correlation string) (ask, *refusal) {
	a := ask{tenant: tenant, correlation: correlation, state: q.Get("state"), mode: q.Get("response_mode"), redirect: q.Get("redirect_uri")}
	app, no := s.appOf(tenant, q)
	if no != nil {
		return a, no
	}
	a.app = app
	if !app.redirectsTo(a.redirect) {
		return a, refuse(50011, a.redirect, app.ID)
	}
	if a.mode == "" {
		a.mode = "query"
	}
	if a.mode != "query" && a.mode != "form_post" {
		return a, refuse(70007, a.mode)
	}
	return a, nil
}

// appOf finds the client that a request to a tenant names.
func (s *Server) appOf(tenant string, q url.Values) (*App, *refusal) {
	if !s.dir().known(tenant) {
		return nil, refuse(90002, tenant)
	}
	id := q.Get("client_id")
	if id == "" {
		return nil, refuse(900144, "client_id")
	}
	app := s.dir().apps[strings.ToLower(id)]
	if app == nil {
		return nil, refuse(700016, id, s.tenantName(tenant))
	}
	return app, nil
}

func (s *Server) tenantName(tenant string) string {
	if t := s.dir().tenants[tenant]; t != nil {
		return t.Name
	}
	return "Microsoft Services"
}

var prompts = []string{"", "none", "login", "select_account", "consent", "create"}

// readAsk reads the rest of an authorize request.
func (s *Server) readAsk(a *ask, q url.Values) (no *refusal) {
	a.nonce, a.loginHint, a.prompt = q.Get("nonce"), q.Get("login_hint"), q.Get("prompt")
	a.verify, a.clientInfo = q.Get("code_challenge"), q.Get("client_info") == "1"
	hint := q.Get("domain_hint")
	switch {
	case q.Get("response_type") != "code":
		return refuse(70005, q.Get("response_type"))
	case a.verify == "" || q.Get("code_challenge_method") != "S256":
		return refuse(9002325)
	case !slices.Contains(prompts, a.prompt):
		return refuse(90023, "prompt", a.prompt)
	case hint != "" && s.knobs.RefuseDomainHint == 90023:
		return refuse(90023, "domain_hint", hint)
	case hint != "" && s.knobs.RefuseDomainHint != 0:
		return refuse(50143, hint)
	}
	if a.scopes, no = s.readScopes(q.Get("scope"), a.app, s.tenantName(a.tenant)); no != nil {
		return no
	}
	if a.challenge, no = readChallenge(q.Get("claims")); no != nil {
		return no
	}
	if a.prompt == "none" {
		return refuse(50058) // no browser session is kept: somebody has to pick the account
	}
	return nil
}

// redirectsTo says whether the app may be answered at uri. Of http://localhost any port is good,
// and nothing else may differ.
func (a *App) redirectsTo(uri string) bool {
	allowed := a.Redirects
	if len(allowed) == 0 && a.PublicClient {
		allowed = []string{"http://localhost"}
	}
	if slices.Contains(allowed, uri) {
		return true
	}
	port, ok := strings.CutPrefix(uri, "http://localhost:")
	if !ok || !slices.Contains(allowed, "http://localhost") {
		return false
	}
	n, err := strconv.Atoi(port)
	return err == nil && n > 0 && n < 1<<16 && strconv.Itoa(n) == port
}
