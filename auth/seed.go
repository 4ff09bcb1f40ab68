package auth

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// maxSeeds is how many other sign-ins are tried: each try is a call, and the next one seldom
// gets an answer that the one before did not.
const maxSeeds = 3

// seeded opens the tenant with another environment's sign-in of the same account. Where that is
// not allowed or there is none, a person must sign in.
func (g *Guest) seeded(ctx context.Context, s stored, claims string) (Token, error) {
	none := signInRequired(s.env, s.nobody())
	if s.env.SignedOut {
		return Token{}, signInRequired(s.env, s.env.Name+" is signed out")
	}
	if s.env.Isolated || s.env.Account == "" && s.env.HomeAccount == "" {
		return Token{}, none
	}
	all, err := g.desk.siblings()
	if err != nil && len(all) == 0 {
		return Token{}, err
	}
	if i := slices.IndexFunc(all, func(e Environment) bool { return e.Name == s.env.Name }); i >= 0 {
		switch now := all[i].canonical(); {
		case now.SignedOut:
			return Token{}, signInRequired(s.env, s.env.Name+" was signed out in another window")
		case !samePlace(now, s.env):
			return Token{}, changedMeanwhile(s.env)
		}
	}
	refused := none
	tried := 0
	for _, giver := range givers(all, s.env) {
		id, _ := giver.unit()
		blob, _, ok, err := g.desk.units.load(ctx, id)
		if err != nil {
			return Token{}, err
		}
		c, err := readContract(blob)
		if !ok || err != nil || len(c[refreshTokens]) == 0 {
			continue
		}
		t, err := g.plant(ctx, s, giver, c.seed(), claims)
		if err == nil || ctx.Err() != nil || errors.Is(err, ErrUnreachable) || errors.Is(err, errSuperseded) {
			return t, err
		}
		if refused == none {
			refused = err
		}
		if tried++; tried == maxSeeds {
			break
		}
	}
	return Token{}, refused
}

// nobody says why nobody is signed in.
func (s stored) nobody() string {
	if s.damage != nil {
		return fmt.Sprintf("the sign-in to %s that was kept cannot be used: %v", s.env.Name, s.damage)
	}
	return "nobody is signed in to " + s.env.Name + " yet"
}

// givers are those of all environments whose sign-in may be used for env, each sign-in once.
func givers(all []Environment, env Environment) []Environment {
	own, _ := env.unit()
	seen := map[unitID]bool{own: true}
	var givers []Environment
	for _, e := range all {
		e = e.canonical()
		id, ok := e.unit()
		if !ok || seen[id] || e.Isolated || e.Cloud != env.Cloud || e.ClientID != env.ClientID || !samePerson(env, e) {
			continue
		}
		seen[id] = true
		givers = append(givers, e)
	}
	return givers
}

func samePerson(a, b Environment) bool {
	if a.HomeAccount != "" {
		return strings.EqualFold(a.HomeAccount, b.HomeAccount)
	}
	return strings.EqualFold(a.Account, b.Account)
}

// plant tries one seed, and keeps what grows of it as the environment's own sign-in.
func (g *Guest) plant(ctx context.Context, s stored, giver Environment, seed contract, claims string) (Token, error) {
	if s.env.HomeAccount != giver.HomeAccount { // only now it is known which unit this is: it may be there already
		s.env.HomeAccount = giver.HomeAccount
		id, _ := s.env.unit()
		_, epoch, ok, err := g.desk.units.load(ctx, id)
		if err != nil {
			return Token{}, err
		}
		if ok {
			s.epoch = epoch
		}
	}
	if s.env.Account == "" {
		s.env.Account = giver.Account
	}
	b, err := g.redeem(ctx, s.env, seed.blob(), claims)
	if err != nil {
		return Token{}, err
	}
	if err := g.enter(ctx, s, b); err != nil {
		return Token{}, err
	}
	// Not being able to save who it was costs one more seeding in the next process, no query.
	_ = g.desk.remember(g.Environment())
	return b.token, nil
}
