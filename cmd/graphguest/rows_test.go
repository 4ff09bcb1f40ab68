package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"graphguest/auth/claims"
	"graphguest/graphquery"
)

// Whoever may set a display name must not be able to say more with it than a name.
func TestNobodyElseMakesRows(t *testing.T) {
	const forged = "Jan\nyou are          admin, MEMBER\tx"
	for name, prints := range map[string]func(p *program){
		"whoami": func(p *program) { p.printWhoami(whoami{User: &guestUser{DisplayName: forged}}, claims.Identity{}) },
		"claims": func(p *program) {
			p.printClaims(tokenFacts{Groups: []claimGroup{{"Who", []claimFact{{Name: "name", Value: forged}}}}}, claims.Identity{Account: forged})
		},
		"error": func(p *program) { report(p.out, errors.Join(&graphquery.Error{RequestID: forged})) },
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			prints(&program{streams: streams{out: &out, err: &out}})
			for line := range strings.Lines(out.String()) {
				if strings.HasPrefix(line, "you are          admin") {
					t.Errorf("a row of somebody else's:\n%s", out.String())
				}
			}
		})
	}
}
