package entrasim

import (
	"maps"
	"slices"
	"strings"
)

// graphID is Graph's application id: the audience of its tokens.
const graphID = "00000003-0000-0000-c000-000000000000"

// preauthorized are Microsoft's own clients that may only ask for "/.default",
// and what that brings. Named scopes end in AADSTS65002.
var preauthorized = map[string][]string{
	"04b07795-8ddb-461a-bbee-02f9e1bf7b46": { // Azure CLI
		"Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All", "AuditLog.Read.All", "DelegatedPermissionGrant.ReadWrite.All",
		"Directory.AccessAsUser.All", "Group.ReadWrite.All", "User.Read.All", "User.ReadWrite.All",
	},
}

var oidcScopes = map[string]bool{"openid": true, "profile": true, "email": true, "offline_access": true}

// scopes are what a program asked for.
type scopes struct {
	echo    []string // as they come back in the answer's "scope"
	graph   []string // Graph's delegated scopes, short names
	byName  map[string]bool
	whole   bool // "/.default"
	openid  bool
	offline bool // wants a refresh token
}

var scopeName = pattern(`^[A-Za-z-]+(\.[A-Za-z-]+)+$`)

// readScopes reads the parameter "scope" of a request by app in the tenant of that name.
func (s *Server) readScopes(text string, app *App, tenant string) (scopes, *refusal) {
	sc := scopes{byName: map[string]bool{}}
	for _, word := range strings.Fields(text) {
		if oidcScopes[strings.ToLower(word)] {
			sc.openid = sc.openid || word == "openid"
			sc.offline = sc.offline || word == "offline_access"
			if word != "offline_access" {
				sc.echo = append(sc.echo, word)
			}
			continue
		}
		name := word
		if i := strings.LastIndex(word, "/"); i >= 0 {
			if resource := strings.TrimRight(word[:i], "/"); !s.isGraph(resource) {
				return sc, refuse(500011, resource, tenant)
			}
			name = word[i+1:]
		}
		sc.echo = append(sc.echo, word)
		if strings.EqualFold(name, ".default") {
			sc.whole = true
			continue
		}
		if !scopeName().MatchString(name) {
			return sc, refuse(650053, app.Name, name)
		}
		sc.add(name)
	}
	if len(sc.echo) == 0 && !sc.offline {
		return sc, refuse(900144, "scope")
	}
	return sc, s.fillDefault(&sc, app)
}

// fillDefault gives "/.default" its meaning, which depends on the app.
func (s *Server) fillDefault(sc *scopes, app *App) *refusal {
	fixed, firstParty := preauthorized[strings.ToLower(app.ID)]
	if firstParty && len(sc.graph) > 0 {
		return refuse(65002, app.ID)
	}
	if sc.whole && len(sc.graph) > 0 {
		return refuse(28000, ".default")
	}
	if sc.whole && !firstParty {
		fixed = []string{"User.Read"}
	}
	if sc.whole || firstParty {
		for _, name := range fixed {
			sc.add(name)
			sc.echo = append(sc.echo, "https://"+s.world.GraphHost+"/"+name)
		}
	}
	return nil
}

// add reports whether the scope was not there yet.
func (sc *scopes) add(name string) bool {
	if sc.byName[strings.ToLower(name)] {
		return false
	}
	sc.byName[strings.ToLower(name)] = true
	sc.graph = append(sc.graph, name)
	return true
}

// scp is the claim of an access token.
func (sc scopes) scp() string {
	names := slices.Clone(sc.graph)
	for _, word := range sc.echo {
		if oidcScopes[word] {
			names = append(names, word)
		}
	}
	if len(sc.graph) == 0 {
		names = append(names, "User.Read") // Graph tokens always carry it
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " ")
}

func (s *Server) isGraph(resource string) bool {
	return resource == "https://"+s.world.GraphHost || resource == graphID
}

// userMayGrant are the scopes ending in .All that a person may still consent to.
var userMayGrant = map[string]bool{
	"user.readbasic.all": true, "files.read.all": true, "files.readwrite.all": true,
	"sites.read.all": true, "sites.readwrite.all": true, "notes.read.all": true, "notes.readwrite.all": true,
}

// needsAdmin says whether only an admin can consent to a scope of Graph.
func needsAdmin(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, ".all") && !userMayGrant[name]
}

// withGranted adds what an admin granted beyond what was asked: tokens carry all of it.
func (sc scopes) withGranted(st seat, app *App) scopes {
	if !st.tenant.consentedTo(app) {
		return sc
	}
	sc.echo, sc.graph, sc.byName = slices.Clone(sc.echo), slices.Clone(sc.graph), maps.Clone(sc.byName)
	for _, name := range st.tenant.Granted {
		if sc.add(name) {
			sc.echo = append(sc.echo, name)
		}
	}
	return sc
}

func (t *Tenant) consentedTo(app *App) bool {
	return slices.ContainsFunc(t.Consented, func(id string) bool { return strings.EqualFold(id, app.ID) })
}

// admits says whether an admin consented to a scope for everybody before the world began.
func (t *Tenant) admits(app *App, name string) bool {
	same := func(scope string) bool { return strings.EqualFold(scope, name) }
	return t.consentedTo(app) && (t.ConsentedTo == nil || slices.ContainsFunc(t.ConsentedTo, same) || slices.ContainsFunc(t.Granted, same))
}

// missing lists the scopes that neither an admin nor the person granted to the app in a tenant.
func (s *Server) missing(st seat, app *App, sc scopes) []string {
	if preauthorized[strings.ToLower(app.ID)] != nil {
		return nil
	}
	wanted := sc.graph
	if len(wanted) == 0 {
		wanted = []string{"User.Read"} // signing in needs at least this
	}
	var names []string
	for _, name := range wanted {
		if !st.tenant.admits(app, name) && !s.consents[consentKey(st, app, name)] && !s.approved[approvalKey(st.tenant, app, name)] {
			names = append(names, name)
		}
	}
	return names
}

func (s *Server) consent(st seat, app *App, names []string) {
	for _, name := range names {
		s.consents[consentKey(st, app, name)] = true
	}
}

func approvalKey(t *Tenant, app *App, scope string) string {
	return strings.ToLower(t.ID + " " + app.ID + " " + scope)
}

func consentKey(st seat, app *App, scope string) string {
	return strings.ToLower(st.key() + " " + app.ID + " " + scope)
}
