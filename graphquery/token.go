package graphquery

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// graphID is Microsoft Graph as the audience of a token.
const graphID = "00000003-0000-0000-c000-000000000000"

// checkToken refuses a token that must not be sent: one that is no token at all, or a JWT that was issued for another
// tenant than this environment's, or for another service than Graph.
func (c *Client) checkToken(token string) error {
	if token == "" || strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return errors.New("the sign-in gave no usable token; sign in again")
	}
	claims, ok := claimsOf(token)
	switch {
	case !ok:
		return nil // opaque, as those of personal accounts are
	case !strings.EqualFold(claims.Tenant, c.Tenant):
		return &Failure{
			Kind: ErrWrongTenant,
			What: fmt.Sprintf("nothing was sent: the token is for tenant %s, the environment %s is tenant %s", claims.Tenant, c.Environment, c.Tenant),
			Next: "sign in to " + c.Environment + " again",
		}
	case !c.isGraph(claims.Audience):
		return &Failure{
			Kind: ErrWrongTenant,
			What: fmt.Sprintf("nothing was sent: the token is for another service than this environment's Graph (audience %.80q)", claims.Audience),
			Next: "sign in to " + c.Environment + " again",
		}
	}
	return nil
}

func (c *Client) isGraph(audience string) bool {
	return strings.EqualFold(audience, graphID) || strings.EqualFold(strings.TrimSuffix(audience, "/"), strings.TrimSuffix(c.Graph, "/"))
}

// tokenClaims are those of a token that decide whether and what it may be sent for.
type tokenClaims struct {
	Tenant   string `json:"tid"`
	Audience string `json:"aud"`
	Scopes   string `json:"scp"`
}

// claimsOf reads a JWT, unverified. An opaque token has none, and neither has one without a tenant.
func claimsOf(token string) (claims tokenClaims, ok bool) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return claims, false
	}
	payload, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	if err != nil {
		return claims, false
	}
	_ = json.Unmarshal(payload, &claims) // a claim of a wrong type is as good as none
	return claims, claims.Tenant != ""
}

// scopesOf are the scopes that a token was granted, where it says.
func scopesOf(token string) []string {
	claims, _ := claimsOf(token)
	return strings.Fields(claims.Scopes)
}
