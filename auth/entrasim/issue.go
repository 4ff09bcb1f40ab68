package entrasim

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// issue is the answer of the token endpoint to a session. mu is held.
func (s *Server) issue(ss *session, a ask) map[string]any {
	a.scopes = a.scopes.withGranted(ss.seat, a.app)
	life := s.knobs.TokenLife
	if life == 0 {
		life = time.Hour
	}
	seconds := int(life.Seconds())
	t := tokens{server: s, session: ss, ask: a, life: life, id: secret(16)}
	answer := map[string]any{
		"token_type":     "Bearer",
		"scope":          strings.Join(a.scopes.echo, " "),
		"expires_in":     seconds - 1,
		"ext_expires_in": seconds - 1,
		"access_token":   t.access(),
	}
	if a.scopes.openid {
		answer["id_token"] = t.identity()
	}
	if a.scopes.offline {
		answer["refresh_token"] = s.newRefreshToken(ss)
	}
	if a.clientInfo {
		answer["client_info"] = ss.clientInfo()
	}
	return answer
}

// tokens makes the tokens of one answer.
type tokens struct {
	server  *Server
	session *session
	ask     ask
	life    time.Duration
	id      string // uti
}

// tid is the tenant that the tokens name.
func (t tokens) tid() string {
	if lie := t.server.knobs.LieTenant; lie != "" {
		return lie
	}
	return t.session.seat.tenant.ID
}

// access is an access token for Graph, in the v1.0 format that Graph still gets. Personal accounts
// at home get one that says nothing.
func (t tokens) access() string {
	st, p := t.session.seat, t.session.person
	if st.tenant.ID == consumersID {
		return "EwB4A8l6BAAU" + secret(900)
	}
	now := t.server.now()
	claims := map[string]any{
		"aud": graphID, "iss": "https://sts.windows.net/" + t.tid() + "/", "tid": t.tid(),
		"iat": now.Add(-5 * time.Minute).Unix(), "nbf": now.Add(-5 * time.Minute).Unix(), "exp": now.Add(t.life).Unix(),
		"acct": 0, "acr": "1", "amr": t.methods(), "idtyp": "user", "ver": "1.0", "uti": t.id,
		"app_displayname": t.ask.app.Name, "appid": t.ask.app.ID, "appidacr": "0", "scp": t.ask.scopes.scp(),
		"ipaddr": "203.0.113.24", "platf": "3", "name": p.Name, "oid": st.objectID, "puid": st.puid,
		"unique_name": t.uniqueName(), "sub": t.subject(graphID), "signin_state": []string{"kmsi"},
		"aio": "A" + deriveText(70, "aio", t.id), "rh": "1.A" + deriveText(36, "rh", st.objectID) + ".",
		"wids": []string{everyoneRole}, "xms_idrel": relation(st), "xms_tcdt": created(st.tenant),
		"xms_ftd": deriveText(48, "ftd", t.id), "xms_st": map[string]any{"sub": t.subject(t.ask.app.ID)},
	}
	if region := st.tenant.Region; region != "" {
		claims["tenant_region_scope"], claims["xms_tdbr"] = region, region
	}
	if lie := t.server.knobs.LieAudience; lie != "" {
		claims["aud"] = lie
	}
	if contexts := t.session.contexts(st.tenant); len(contexts) > 0 {
		slices.Sort(contexts)
		claims["acrs"] = contexts
	}
	if able := t.ask.challenge.capabilities; len(able) > 0 {
		claims["xms_cc"] = slices.Compact(slices.Sorted(slices.Values(able)))
	}
	t.addOrigin(claims)
	return sign(claims, map[string]any{"nonce": deriveText(32, "nonce", t.id)})
}

// everyoneRole is the directory role that ordinary users' tokens list.
const everyoneRole = "b79fbf4d-3ef9-4689-8143-76b194e85509"

// addOrigin adds what differs between people at home and people from elsewhere.
func (t tokens) addOrigin(claims map[string]any) {
	st, p := t.session.seat, t.session.person
	if st.guest {
		claims["acct"] = 1
	}
	if st.external {
		claims["idp"], claims["email"] = p.provider(), p.UPN
		claims["altsecid"] = alternativeID(p)
		return
	}
	claims["upn"], claims["given_name"], claims["family_name"] = p.UPN, p.GivenName, p.FamilyName
	if p.Kind == Entra {
		claims["onprem_sid"] = onPremSID(st)
	}
}

// onPremSID is the security id of a work account that is synchronised from a domain.
func onPremSID(st seat) string {
	n := binary.BigEndian.Uint32
	domain, user := derive(12, "domain", st.tenant.ID), derive(2, "user", st.objectID)
	return fmt.Sprintf("S-1-5-21-%d-%d-%d-%d", n(domain), n(domain[4:]), n(domain[8:]), 1000+binary.BigEndian.Uint16(user))
}

// identity is an id token, which is v2.0.
func (t tokens) identity() string {
	st, p, now := t.session.seat, t.session.person, t.server.now()
	claims := map[string]any{
		"aud": t.ask.app.ID, "iss": "https://" + t.server.world.LoginHost + "/" + t.tid() + "/v2.0", "tid": t.tid(),
		"iat": now.Add(-5 * time.Minute).Unix(), "nbf": now.Add(-5 * time.Minute).Unix(), "exp": now.Add(t.life).Unix(),
		"aio": "A" + deriveText(90, "id aio", t.id), "name": p.Name, "oid": st.objectID, "preferred_username": p.UPN,
		"rh": "1.A" + deriveText(36, "rh", st.objectID) + ".", "sid": formatGUID(derive(16, "sid", t.id)),
		"sub": t.subject(t.ask.app.ID), "uti": t.id, "ver": "2.0",
	}
	if st.external {
		claims["idp"], claims["email"] = p.provider(), p.UPN
	}
	if t.ask.nonce != "" {
		claims["nonce"] = t.ask.nonce
	}
	return sign(claims, nil)
}

// methods is amr: how the person proved who they are, for this tenant.
func (t tokens) methods() []string {
	how := map[Kind]string{Google: "fed", EmailOTP: "otp"}[t.session.person.Kind]
	if how == "" {
		how = "pwd"
	}
	if t.session.mfa(t.session.seat.tenant) {
		return []string{how, "mfa"}
	}
	return []string{how}
}

// uniqueName is the home address; other providers than Entra ID are put before it.
func (t tokens) uniqueName() string {
	p := t.session.person
	if p.Kind == Entra || p.Kind == Unmanaged || !t.session.seat.external {
		return p.UPN
	}
	return p.provider() + "#" + p.UPN
}

// subject is pairwise: another one for each audience, and never the object id.
func (t tokens) subject(audience string) string {
	return deriveText(32, "sub", audience, t.session.seat.tenant.ID, t.session.seat.objectID)
}

// alternativeID links the guest object to the account at home.
func alternativeID(p *Person) string {
	if p.Kind == Entra || p.Kind == Unmanaged {
		return "5::" + p.PUID
	}
	return "1:" + p.provider() + ":" + p.PUID
}

// relation is xms_idrel: what the person is to the tenant. Readers ignore its even numbers.
func relation(st seat) string {
	switch {
	case st.guest:
		return "5 28"
	case st.person.Kind == MicrosoftAccount:
		return "3 30"
	}
	return "1 30"
}

// created is xms_tcdt, the time of the tenant's creation: some day between 2013 and 2021.
func created(t *Tenant) int64 {
	b := derive(4, "created", t.ID)
	return 1357000000 + int64(b[0])<<20 + int64(b[1])<<12 + int64(b[2])
}

// sign makes a JWT whose signature is noise: the same for the same claims, and nobody can verify it.
func sign(claims, header map[string]any) string {
	head := map[string]any{"typ": "JWT", "alg": "RS256", "kid": deriveText(20, "key"), "x5t": deriveText(20, "key")}
	if header == nil {
		delete(head, "x5t")
	}
	for name, value := range header {
		head[name] = value
	}
	encode := func(v any) string {
		text, _ := json.Marshal(v) // maps of plain values always can be
		return base64.RawURLEncoding.EncodeToString(text)
	}
	body := encode(head) + "." + encode(claims)
	return body + "." + deriveText(256, "signature", body)
}
