package auth

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/cache"
)

// stage holds MSAL's cache in memory during one acquisition, so that MSAL never touches the
// keyring: what it brought is stored only after it was verified.
type stage struct{ blob []byte }

func (s *stage) Replace(_ context.Context, c cache.Unmarshaler, _ cache.ReplaceHints) error {
	if len(s.blob) == 0 {
		return nil
	}
	return c.Unmarshal(s.blob)
}

func (s *stage) Export(_ context.Context, c cache.Marshaler, _ cache.ExportHints) (err error) {
	s.blob, err = c.Marshal()
	return err
}

// contract is MSAL's cache as JSON, the schema that all its languages share: kind of entry →
// key → entry. What we do not know of it passes through unchanged.
type contract map[string]map[string]entry

type entry map[string]any

const (
	accessTokens  = "AccessToken"
	refreshTokens = "RefreshToken"
	idTokens      = "IdToken"
)

func readContract(blob []byte) (contract, error) {
	var c contract
	if err := json.Unmarshal(blob, &c); err != nil {
		return nil, fmt.Errorf("the stored sign-in cannot be read") // its text may hold tokens
	}
	return c, nil
}

func (e entry) text(key string) string { s, _ := e[key].(string); return s }

func (e entry) time(key string) time.Time {
	seconds, err := strconv.ParseInt(e.text(key), 10, 64)
	if err != nil || seconds <= 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0)
}

func (e entry) setTime(key string, t time.Time) {
	delete(e, key)
	if !t.IsZero() {
		e[key] = strconv.FormatInt(t.Unix(), 10)
	}
}

// held is the tokens of one tenant in the cache, and when the access token should be renewed.
// The access token is the one that grants every scope, or none; the id token is there all the same.
func (c contract) held(tenantID string, scopes []string) (t Token, renew time.Time) {
	for _, e := range c[idTokens] {
		if strings.EqualFold(e.text("realm"), tenantID) {
			t.ID = e.text("secret")
		}
	}
	for _, e := range c[accessTokens] {
		ends := e.time("expires_on")
		if strings.EqualFold(e.text("realm"), tenantID) && grants(e.text("target"), scopes) && ends.After(t.Expires) {
			t.Access, t.Expires, renew = e.text("secret"), ends, e.time("refresh_on")
		}
	}
	return t, renew
}

func grants(target string, scopes []string) bool {
	granted := strings.Fields(strings.ToLower(target))
	return !slices.ContainsFunc(scopes, func(s string) bool { return !slices.Contains(granted, strings.ToLower(s)) })
}

// settle writes the times of the new access token by our clock (MSAL goes by its own) and drops
// the ones that ended.
func (c contract) settle(access string, now, ends, renew time.Time) {
	for key, e := range c[accessTokens] {
		if e.text("secret") == access {
			e.setTime("cached_at", now)
			e.setTime("expires_on", ends)
			e.setTime("refresh_on", renew)
		} else if !e.time("expires_on").After(now) {
			delete(c[accessTokens], key)
		}
	}
}

// seed is what a sign-in at one tenant can give to another tenant of the same account: the
// refresh token and what MSAL needs to find it. The first tenant's own tokens stay behind.
func (c contract) seed() contract {
	s := contract{}
	for kind, entries := range c {
		if kind != accessTokens && kind != idTokens {
			s[kind] = entries
		}
	}
	return s
}

func (c contract) blob() []byte {
	b, _ := json.Marshal(c) // maps of texts: cannot fail
	return b
}
