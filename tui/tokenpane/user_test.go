package tokenpane

import (
	"encoding/base64"
	"encoding/json"
	"testing"
	"time"

	"graphguest/auth"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

var (
	noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	oslo = time.FixedZone("CET", 3600)
)

// jwt makes a token that says these claims.
func jwt(said map[string]any) string {
	body, err := json.Marshal(said)
	if err != nil {
		panic(err)
	}
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(`{"typ":"JWT","alg":"RS256"}`)) + "." + encode(body) + "." + encode([]byte("signature"))
}

func guest() map[string]any {
	return map[string]any{
		"aud": "00000003-0000-0000-c000-000000000000", "tid": "46d2f1a0-3c1e-4b6d-9d53-0d5c3f58aa01",
		"iss": "https://sts.windows.net/46d2f1a0-3c1e-4b6d-9d53-0d5c3f58aa01/",
		"idp": "https://sts.windows.net/b1c2d3e4-0001-4a5b-8c6d-111122223333/", "acct": 1,
		"oid": "0a0a0a0a-1111-4222-8333-444455556666", "name": "Chris Consultant", "unique_name": "consultant@contoso.com",
		"scp": "User.Read openid", "exp": noon.Add(52 * time.Minute).Unix(), "iat": noon.Add(-8 * time.Minute).Unix(),
	}
}

func held(access, id string) kit.TokenChanged {
	return kit.TokenChanged{Environment: "fabrikam", Held: true, Token: auth.Token{Access: access, ID: id, Expires: noon.Add(time.Hour)}}
}

var asGuest = held(jwt(guest()), jwt(map[string]any{"ver": "2.0", "aud": auth.DefaultClientID, "tid": guest()["tid"], "oid": guest()["oid"], "preferred_username": "consultant@contoso.com"}))

func look(t testing.TB, w, h int, token kit.TokenChanged) *kittest.User {
	t.Helper()
	m := New(kit.NewTheme(true), func() time.Time { return noon }, oslo)
	return kittest.Look(t, m, w, h).Tell(kit.Focused{Yes: true}, token)
}
