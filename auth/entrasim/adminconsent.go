package entrasim

import (
	"errors"
	"net/url"
	"strings"
)

// AdminConsent is an admin who opens a link to {tenant}/v2.0/adminconsent and accepts: from then on its scopes of Graph
// are consented to for everybody in the tenant. It refuses what the page would: another tenant or app, a redirect URI
// that is not the app's, and anything that is no scope of Graph.
func (s *Server) AdminConsent(link string) error {
	u, err := url.Parse(link)
	if err != nil {
		return err
	}
	tenant, page, _ := strings.Cut(strings.ToLower(strings.TrimPrefix(u.Path, "/")), "/")
	if u.Scheme != "https" || u.Host != s.world.LoginHost || page != "v2.0/adminconsent" {
		return errors.New("this is not a link to the login host's page for admins")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if no := s.adminConsents(tenant, u.Query()); no != nil {
		return errors.New(s.stamp(no, "").Description())
	}
	return nil
}

func (s *Server) adminConsents(tenant string, q url.Values) *refusal {
	app, no := s.appOf(tenant, q)
	if no != nil {
		return no
	}
	t := s.dir().tenants[tenant]
	switch {
	case t == nil: // common and its like have no admin
		return refuse(90002, tenant)
	case !app.redirectsTo(q.Get("redirect_uri")):
		return refuse(50011, q.Get("redirect_uri"), app.ID)
	case q.Get("scope") == "":
		return refuse(900144, "scope")
	}
	sc, no := s.readScopes(q.Get("scope"), app, t.Name)
	if no != nil {
		return no
	}
	for _, name := range sc.graph {
		s.approved[approvalKey(t, app, name)] = true
	}
	return nil
}
