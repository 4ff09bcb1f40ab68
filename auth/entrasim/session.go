package entrasim

import (
	"encoding/base64"
	"fmt"
	"strings"
	"time"
)

// session is a person signed in to an app: what a code or a refresh token stands for.
// It does not change once it is won.
type session struct {
	seat   seat // where it was won
	person *Person
	app    *App
	proofs map[string]bool // MFA and authentication contexts, per tenant
	since  time.Time       // when the person was last there
}

func (ss *session) prove(t *Tenant, contexts []string) {
	ss.proofs[t.ID] = true
	for _, c := range contexts {
		ss.proofs[t.ID+" "+c] = true
	}
}

func (ss *session) mfa(t *Tenant) bool { return ss.proofs[t.ID] }

func (ss *session) has(t *Tenant, context string) bool { return ss.proofs[t.ID+" "+context] }

// contexts lists the authentication contexts satisfied in a tenant.
func (ss *session) contexts(t *Tenant) []string {
	var names []string
	for proof := range ss.proofs {
		if name, ok := strings.CutPrefix(proof, t.ID+" "); ok {
			names = append(names, name)
		}
	}
	return names
}

// clientInfo names the account at home, the same from every tenant. People without a home tenant
// are at home where they are guests.
func (ss *session) clientInfo() string {
	uid, utid := ss.person.homeObject(), ss.person.homeTenant()
	if utid == "" {
		uid, utid = ss.seat.objectID, ss.seat.tenant.ID
	}
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, `{"uid":%q,"utid":%q}`, uid, utid))
}

// code is an authorization code.
type code struct {
	ask      ask
	session  *session
	made     time.Time
	redeemed bool
}

const codeLife = 10 * time.Minute

func (s *Server) newCode(a ask, won *session) string {
	name := "1.A" + secret(420)
	s.codes.add(name, &code{ask: a, session: won, made: s.now()})
	return name
}

// refreshToken is a session that a program may renew. It is good in every tenant that knows the person.
type refreshToken struct {
	session
	made    time.Time
	revoked bool
}

const (
	refreshLife  = 90 * 24 * time.Hour // without use
	passcodeLife = 24 * time.Hour      // after the passcode, however often it is used
)

func (s *Server) newRefreshToken(ss *session) string {
	name := "1.A" + secret(1180)
	s.refresh.add(name, &refreshToken{session: *ss, made: s.now()})
	return name
}
