package entrasim

import "encoding/json"

// challenge is what the parameter "claims" of a request asks for.
type challenge struct {
	contexts     []string // acrs: authentication contexts that the token must carry
	capabilities []string // xms_cc: what the client can handle
}

// readChallenge reads a decoded claims request. What it does not know it lets pass, as Entra ID does.
func readChallenge(text string) (challenge, *refusal) {
	var c challenge
	if text == "" {
		return c, nil
	}
	type wish struct {
		Value  string   `json:"value"`
		Values []string `json:"values"`
	}
	var asked struct {
		AccessToken struct {
			ACRS         *wish `json:"acrs"`
			Capabilities *wish `json:"xms_cc"`
		} `json:"access_token"`
	}
	if err := json.Unmarshal([]byte(text), &asked); err != nil {
		return c, refuse(90023, "claims", "not a JSON object")
	}
	all := func(w *wish) (values []string) {
		if w == nil {
			return nil
		}
		if w.Value != "" {
			values = append(values, w.Value)
		}
		return append(values, w.Values...)
	}
	c.contexts, c.capabilities = all(asked.AccessToken.ACRS), all(asked.AccessToken.Capabilities)
	return c, nil
}

// demand is the challenge that comes with a refusal for want of MFA: asking again with it
// makes sure that the policy in question is looked at.
func demand(t *Tenant, contexts []string) string {
	wish := map[string]any{"capolids": map[string]any{"essential": true, "values": []string{policyID(t)}}}
	if len(contexts) > 0 {
		wish = map[string]any{"acrs": map[string]any{"essential": true, "value": contexts[0]}}
	}
	text, _ := json.Marshal(map[string]any{"access_token": wish})
	return string(text)
}

// policyID is the id of the tenant's Conditional Access policy.
func policyID(t *Tenant) string { return formatGUID(derive(16, "policy", t.ID)) }
