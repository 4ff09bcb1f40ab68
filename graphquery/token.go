package graphquery

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// checkToken refuses a token that must not be sent: one that is no token at all,
// or a JWT that was issued for another tenant than this environment's.
func (c *Client) checkToken(token string) error {
	if token == "" || strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return errors.New("the sign-in gave no usable token; sign in again")
	}
	tenant, ok := tokenTenant(token)
	if !ok || strings.EqualFold(tenant, c.Tenant) {
		return nil
	}
	return &Failure{
		Kind: ErrWrongTenant,
		What: fmt.Sprintf("nothing was sent: the token is for tenant %s, the environment %s is tenant %s", tenant, c.Environment, c.Tenant),
		Next: "sign in to " + c.Environment + " again",
	}
}

// tokenTenant reads the tenant out of a JWT, unverified. An opaque token names none.
func tokenTenant(token string) (string, bool) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return "", false
	}
	payload, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	if err != nil {
		return "", false
	}
	var claims struct {
		Tenant string `json:"tid"`
	}
	if json.Unmarshal(payload, &claims) != nil || claims.Tenant == "" {
		return "", false
	}
	return claims.Tenant, true
}
