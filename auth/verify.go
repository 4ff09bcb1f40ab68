package auth

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// facts is what of a token is checked. The signature is not: a token comes over TLS from the
// login host, and Graph's own tokens are not for us to verify.
type facts struct {
	TenantID string          `json:"tid"`
	ObjectID string          `json:"oid"`
	Issuer   string          `json:"iss"`
	Audience json.RawMessage `json:"aud"` // one text or a list
}

// readFacts decodes a JWT's payload; ok is false for an opaque token.
func readFacts(token string) (f facts, ok bool) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return facts{}, false
	}
	payload, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	if err != nil || json.Unmarshal(payload, &f) != nil {
		return facts{}, false
	}
	return f, true
}

func (f facts) audiences() []string {
	var one string
	if json.Unmarshal(f.Audience, &one) == nil {
		return []string{one}
	}
	var many []string
	_ = json.Unmarshal(f.Audience, &many) // neither: no audience
	return many
}

// verify says whether the tokens are for the environment's tenant, app and Graph. Nothing may be
// stored or sent before it returned nil: a login host can answer for another tenant than it was
// asked for, and MSAL takes such an answer.
func verify(env Environment, c Cloud, t Token) error {
	id, ok := readFacts(t.ID)
	if !ok {
		return mismatch(env, "Entra ID's answer holds no id token that can be read, so nobody can tell which tenant it is for")
	}
	if err := verifyTenant(env, id.TenantID); err != nil {
		return err
	}
	if !slices.Contains(id.audiences(), env.ClientID) {
		return mismatch(env, "Entra ID's answer is for another app than "+env.ClientID)
	}
	if issuer, err := url.Parse(id.Issuer); err != nil || !strings.HasPrefix(issuer.Path, "/"+env.TenantID+"/") {
		return mismatch(env, fmt.Sprintf("the id token was issued by %.200q, which is not tenant %s", id.Issuer, env.TenantID))
	}
	access, ok := readFacts(t.Access)
	if !ok {
		return nil // opaque: the id token that came with it speaks for it
	}
	if err := verifyTenant(env, access.TenantID); err != nil {
		return err
	}
	if !slices.ContainsFunc(access.audiences(), c.isGraph) {
		return mismatch(env, fmt.Sprintf("the access token is for %.200q, not for Graph at %s", access.audiences(), c.Graph))
	}
	if id.ObjectID != "" && access.ObjectID != "" && !strings.EqualFold(id.ObjectID, access.ObjectID) {
		return mismatch(env, "the access token and the id token are about two different persons")
	}
	return nil
}

func verifyTenant(env Environment, tenantID string) error {
	if strings.EqualFold(tenantID, env.TenantID) {
		return nil
	}
	other := "no tenant"
	if tenantID != "" {
		other = fmt.Sprintf("tenant %.64q", tenantID)
	}
	return mismatch(env, fmt.Sprintf("Entra ID answered with a token for %s, but environment %s is tenant %s (%s)", other, env.Name, env.TenantID, env.tenantName()))
}

// verifyPerson says whether the silent answer is about the person who signed in before.
func verifyPerson(env Environment, home string) error {
	if strings.EqualFold(home, env.HomeAccount) {
		return nil
	}
	return mismatch(env, fmt.Sprintf("Entra ID answered for account %.200q, but %s is signed in as %s", home, env.Name, env.HomeAccount))
}

var errMismatch = errors.New("the token is not for this environment: nothing was stored and nothing was sent")

func mismatch(env Environment, what string) error {
	return &Error{
		Environment: env.Name,
		Tenant:      env.tenantName(),
		Account:     env.Account,
		What:        what + ": nothing was stored and nothing was sent",
		Guest:       "sign in again; if it comes back, check the tenant id and the cloud of the environment (graphguest env show " + env.Name + ")",
		cause:       errMismatch,
	}
}
