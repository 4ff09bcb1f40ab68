package graphsim

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

const graphAppID = "00000003-0000-0000-c000-000000000000"

// bearer is what Graph reads in an access token.
type bearer struct {
	tenantID, objectID string // lower case
	appID              string
	scopes             []string
	contexts           []string // acrs
}

func (b *bearer) holds(anyOf ...string) bool {
	return slices.ContainsFunc(b.scopes, func(have string) bool {
		return slices.ContainsFunc(anyOf, func(want string) bool { return strings.EqualFold(have, want) })
	})
}

// bearerText is the token as sent; "" where there is none.
func bearerText(r *http.Request) string {
	scheme, raw, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(raw)
}

// admit checks the bearer: shape, audience, lifetime, tenant, and the claims the tenant demands.
func (s *Server) admit(r *http.Request) (*bearer, error) {
	raw := bearerText(r)
	if raw == "" {
		return nil, unauthorized("Access token is empty.")
	}
	claims, err := readClaims(raw)
	if err != nil {
		return nil, err
	}
	b := &bearer{
		tenantID: strings.ToLower(claims.TenantID),
		objectID: strings.ToLower(claims.ObjectID),
		appID:    claims.AppID,
		scopes:   strings.Fields(claims.Scopes),
		contexts: claims.Contexts,
	}
	now := float64(s.now().Unix())
	switch {
	case claims.Audience != graphAppID && strings.TrimSuffix(claims.Audience, "/") != "https://graph.microsoft.com" &&
		strings.TrimSuffix(claims.Audience, "/") != baseURL(r):
		return nil, unauthorized("Access token validation failure. Invalid audience.")
	case now >= claims.Expires:
		return nil, unauthorized("Lifetime validation failed, the token is expired.")
	case now < claims.NotBefore:
		return nil, unauthorized("Lifetime validation failed, the token is not yet valid.")
	case s.tenants[b.tenantID] == nil:
		return nil, refused(http.StatusUnauthorized, "Authorization_IdentityNotFound",
			"The identity of the calling application could not be established.")
	}
	if want := s.wantedContext(b.tenantID); want != "" && !slices.Contains(b.contexts, want) {
		return nil, insufficientClaims(want)
	}
	return b, nil
}

// tokenClaims are the claims of a JWT that decide; acrs is one text or several.
type tokenClaims struct {
	Audience  string   `json:"aud"`
	TenantID  string   `json:"tid"`
	ObjectID  string   `json:"oid"`
	AppID     string   `json:"appid"`
	Scopes    string   `json:"scp"`
	Expires   float64  `json:"exp"`
	NotBefore float64  `json:"nbf"`
	Contexts  contexts `json:"acrs"`
}

type contexts []string

func (c *contexts) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*c = strings.FieldsFunc(one, func(r rune) bool { return r == ' ' || r == ',' })
		return nil
	}
	return json.Unmarshal(data, (*[]string)(c))
}

// readClaims decodes the middle part. The signature is nobody's business here: no key exists that could verify it.
func readClaims(raw string) (tokenClaims, error) {
	var c tokenClaims
	parts := strings.Split(raw, ".")
	if len(parts) != 3 {
		return c, unauthorized("IDX14100: JWT is not well formed, there are no dots (.).")
	}
	body, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	if err != nil {
		return c, unauthorized("IDX14102: Unable to decode the payload as Base64Url encoded string.")
	}
	if err := json.Unmarshal(body, &c); err != nil {
		return c, unauthorized("IDX14101: Unable to decode the payload as Base64Url encoded string.")
	}
	return c, nil
}

const authorizationURI = "https://login.microsoftonline.com/common/oauth2/authorize"

func unauthorized(message string) error {
	r := refused(http.StatusUnauthorized, "InvalidAuthenticationToken", "%s", message)
	r.header = http.Header{"Www-Authenticate": {fmt.Sprintf(
		`Bearer realm="", authorization_uri="%s", client_id="%s"`, authorizationURI, graphAppID)}}
	return r
}

// insufficientClaims is a claims challenge: what the next token has to carry, in base64.
func insufficientClaims(context string) error {
	claims := fmt.Sprintf(`{"access_token":{"acrs":{"essential":true,"value":%q}}}`, context)
	r := refused(http.StatusUnauthorized, "InvalidAuthenticationToken",
		"The presented access tokens are insufficient. An additional authentication context is required.")
	r.header = http.Header{"Www-Authenticate": {fmt.Sprintf(
		`Bearer realm="", authorization_uri="%s", client_id="%s", error="insufficient_claims", claims="%s"`,
		authorizationURI, graphAppID, base64.StdEncoding.EncodeToString([]byte(claims)))}}
	return r
}
