package entrasim

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
)

// page is what a person sees: everything the templates need, and nothing of the state.
type page struct {
	Step    string // a step's name, "refused", "reply" or "over"
	Flow    string
	Said    string // why the page is shown again
	Who     string // what to fill in
	App     string
	Tenant  string
	Person  *Person
	People  []Person
	Scopes  []string
	Code    string // the passcode or number that the person is to type
	Refused *refusal
	CanBack bool // the program can be told
	Action  string
	Nonce   string

	reply  *reply
	target string // the redirect URI that the flow will end at
}

// pageOf shows where a flow is.
func (s *Server) pageOf(f *flow) page {
	p := page{Step: s.current(f), Flow: f.id, Said: f.said, Who: f.who, Person: f.seat.person, Refused: f.refused, CanBack: true, reply: f.reply, target: f.ask.redirect}
	if f.ask.app != nil {
		p.App, p.Tenant = f.ask.app.Name, s.tenantName(f.ask.tenant)
	}
	if f.seat.tenant != nil {
		p.Tenant = f.seat.tenant.Name
	}
	switch p.Step {
	case "account":
		p.People = s.world.People
	case "passcode":
		p.Code = f.passcode
	case "mfa":
		p.Code = f.number
	case "consent":
		p.Scopes = f.ask.scopes.graph
	case "reply":
		s.flows.drop(f.id)
	}
	return p
}

// Preselected says whether the account is the one that the program hinted at.
func (p page) Preselected(upn string) bool { return strings.EqualFold(upn, p.Who) }

// Other is the hint where it names nobody on the list.
func (p page) Other() string {
	for _, person := range p.People {
		if p.Preselected(person.UPN) {
			return ""
		}
	}
	return p.Who
}

// Ended says whether a device's sign-in was approved; the page of a browser flow leads on.
func (p page) Ended() bool { return p.reply != nil && p.reply.redirect == "" }

// Approved says how it ended.
func (p page) Approved() bool { return p.reply.values.Get("error") == "" }

func (p page) Redirect() string   { return p.reply.redirect }
func (p page) Values() url.Values { return p.reply.values }

//go:embed pages.html
var pagesHTML string

// pages is parsed when somebody first opens one: a program that never shows a page pays nothing.
var pages = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("pages").Parse(pagesHTML))
})

// show writes a page, or sends the browser on with the answer.
func (s *Server) show(w http.ResponseWriter, r *http.Request, p page) {
	p.Action, p.Nonce = path.Base(r.URL.Path), secret(12)
	h := w.Header()
	h.Set("Cache-Control", "no-store, no-cache")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("X-Ms-Request-Id", guid())
	if p.reply != nil && p.reply.mode == "query" {
		http.Redirect(w, r, withQuery(p.reply.redirect, p.reply.values), http.StatusFound)
		return
	}
	h.Set("Content-Security-Policy", p.policy())
	h.Set("Content-Type", "text/html; charset=utf-8")
	var out bytes.Buffer
	if err := pages().Execute(&out, p); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.WriteHeader(p.status())
	out.WriteTo(w)
}

// policy lets the page run its own style and script, and post to itself and to the program's redirect
// URI: browsers check where a form's answer redirects to, too.
func (p page) policy() string {
	origin := ""
	if u, err := url.Parse(p.target); err == nil && u.Host != "" {
		origin = " " + u.Scheme + "://" + u.Host
	}
	return fmt.Sprintf("default-src 'none'; style-src 'nonce-%[1]s'; script-src 'nonce-%[1]s'; form-action 'self'%[2]s; base-uri 'none'; frame-ancestors 'none'", p.Nonce, origin)
}

func (p page) status() int {
	if p.Step == "over" || p.Step == "refused" && !p.CanBack {
		return http.StatusBadRequest
	}
	return http.StatusOK
}

func withQuery(uri string, values url.Values) string {
	if strings.Contains(uri, "?") {
		return uri + "&" + values.Encode()
	}
	return uri + "?" + values.Encode()
}
