package auth_test

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"

	"graphguest/auth"
	"graphguest/auth/entrasim"
)

// Each lie alone, at a person's sign-in and at a refresh.
func TestALieInAnyClaimIsCaughtBeforeAnythingIsStored(t *testing.T) {
	for name, lie := range map[string]func(answer map[string]any){
		"the access token's tenant":   inToken("access_token", "tid", adatum),
		"no tenant in access token":   inToken("access_token", "tid", nil),
		"the id token's tenant":       inToken("id_token", "tid", adatum),
		"the id token's issuer":       inToken("id_token", "iss", "https://login.microsoftonline.com/"+adatum+"/v2.0"),
		"the id token's app":          inToken("id_token", "aud", adatum),
		"the access token's audience": inToken("access_token", "aud", "https://graph.microsoft.us"),
		"a list of audiences":         inToken("access_token", "aud", []string{"https://vault.azure.net"}),
		"two persons":                 inToken("access_token", "oid", "99999999-0000-4000-8000-000000000000"),
		"no id token":                 func(a map[string]any) { delete(a, "id_token") },
		"no readable id token":        func(a map[string]any) { a["id_token"] = "e30.e30" },
	} {
		for _, when := range []string{"sign-in", "refresh", "seed"} {
			t.Run(name+" at a "+when, func(t *testing.T) {
				l := arrive(t)
				g := l.at("fabrikam", fabrikam)
				switch when {
				case "refresh":
					l.signsIn(g)
					l.clock.turn(hour)
				case "seed":
					l.signsIn(l.at("contoso", contoso))
				}
				was, held := l.kept(), heldBy(g)
				l.sim.Tune(func(k *entrasim.Knobs) { k.Answer = lie })
				token, err := "", error(nil)
				if when == "sign-in" {
					err = g.SignIn(within(t), auth.SignIn{})
				} else {
					token, err = g.Token(within(t), "")
				}
				if err == nil || token != "" || heldBy(g) != held || l.kept() != was {
					t.Errorf("believed: err = %v, %d entries more", err, l.kept()-was)
				}
			})
		}
	}
}

func TestAnAnswerAboutSomebodyElseIsNoRefresh(t *testing.T) {
	l := arrive(t)
	g := l.at("fabrikam", fabrikam)
	l.signsIn(g)
	l.clock.turn(hour)
	l.sim.Tune(func(k *entrasim.Knobs) {
		k.Answer = func(a map[string]any) {
			a["client_info"] = base64.RawURLEncoding.EncodeToString([]byte(`{"uid":"somebody","utid":"else"}`))
		}
	})
	if token, err := g.Token(within(t), ""); err == nil || token != "" || !strings.Contains(err.Error(), "somebody.else") {
		t.Errorf("err = %v", err)
	}
}

func TestGraphsOwnNameAndAnOpaqueTokenAreFine(t *testing.T) {
	for name, answer := range map[string]func(map[string]any){
		"by URL":            inToken("access_token", "aud", "https://graph.microsoft.com"),
		"by URL and slash":  inToken("access_token", "aud", "https://graph.microsoft.com/"),
		"opaque":            func(a map[string]any) { a["access_token"] = "EwB4A8l6BAAU-opaque" },
		"capitals in claim": inToken("id_token", "tid", strings.ToUpper(fabrikam)),
	} {
		t.Run(name, func(t *testing.T) {
			l := arrive(t)
			l.sim.Tune(func(k *entrasim.Knobs) { k.Answer = answer })
			g := l.at("fabrikam", fabrikam)
			l.signsIn(g)
			l.token(g)
		})
	}
}

// inToken changes one claim of one token of an answer; nil takes it out.
func inToken(token, claim string, value any) func(map[string]any) {
	return func(answer map[string]any) {
		parts := strings.Split(answer[token].(string), ".")
		payload, _ := base64.RawURLEncoding.DecodeString(parts[1])
		var said map[string]any
		_ = json.Unmarshal(payload, &said)
		if said[claim] = value; value == nil {
			delete(said, claim)
		}
		parts[1] = base64.RawURLEncoding.EncodeToString([]byte(asJSON(said)))
		answer[token] = strings.Join(parts, ".")
	}
}

func heldBy(g *auth.Guest) string {
	t, _ := g.Held()
	return t.Access
}
