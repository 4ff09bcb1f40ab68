package graphquery

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// standing is what a token says about its person in the tenant. Of an opaque token nothing is known.
type standing struct {
	guest, member bool
	level         string // of a guest: limited or restricted; "" = the token does not tell
	role          bool   // a directory role beside those that everybody has
}

const (
	limited    = "limited"
	restricted = "restricted"
)

// levels are the templates of the roles that stand for the access of guests. That tokens carry them was seen and is
// not documented: what follows from them is only likely.
var levels = map[string]string{
	"10dae51f-b6af-4016-8d66-8c2a99b929b3": limited,
	"2af84b1e-32c8-42b7-82bc-daa82404023b": restricted,
}

// everybodys are the templates that people without any role of their own have.
var everybodys = []string{
	"13bd1c72-6f4a-4dcf-985f-18d3b80f208a", "a0b1b346-4d3e-4e8b-98f8-753987be4970", "b79fbf4d-3ef9-4689-8143-76b194e85509",
}

// relations are the documented values of xms_idrel that stand for a guest (true) or a member.
var relations = map[string]bool{"5": true, "1": false, "3": false, "27": false, "29": false}

// standingOf reads a JWT unverified: nothing but the wording of advice depends on it.
func standingOf(token string) standing {
	claims := jwtClaims(token)
	var s standing
	for _, word := range claimWords(claims["xms_idrel"]) {
		if guest, known := relations[word]; known {
			s = standing{guest: guest, member: !guest}
		}
	}
	for _, word := range claimWords(claims["acct"]) { // says it more plainly, where it is there
		s = standing{guest: word == "1", member: word == "0"}
	}
	for _, role := range claimWords(claims["wids"]) {
		switch level := levels[strings.ToLower(role)]; {
		case level != "" && !s.member:
			s.guest, s.level = true, level
		case level == "" && !slices.Contains(everybodys, strings.ToLower(role)):
			s.role = true
		}
	}
	return s
}

// who is the standing in words; "" = nothing is known.
func (s standing) who() string {
	who := map[string]string{limited: "a guest, likely with limited access", restricted: "a guest, likely a restricted one"}[s.level]
	switch {
	case who != "":
	case s.guest:
		who = "a guest"
	case s.member:
		who = "a member"
	default:
		return ""
	}
	if s.role {
		who += ", with a directory role"
	}
	return who
}

// jwtClaims are the claims of a JWT; none of an opaque token.
func jwtClaims(token string) map[string]any {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil
	}
	payload, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	var claims map[string]any
	if err != nil || json.Unmarshal(payload, &claims) != nil {
		return nil
	}
	return claims
}

// claimWords are the words of a claim, which may be a text, a number or a list.
func claimWords(claim any) []string {
	switch claim := claim.(type) {
	case string:
		return strings.Fields(claim)
	case float64:
		return []string{strconv.FormatFloat(claim, 'f', -1, 64)}
	case []any:
		var all []string
		for _, one := range claim {
			if text, ok := one.(string); ok {
				all = append(all, text)
			}
		}
		return all
	}
	return nil
}
