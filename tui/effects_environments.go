package tui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/tui/kit"
)

// What effects on environments report.
type (
	found struct {
		id     int
		answer kit.TenantFound
	}
	environmentSaved struct {
		form, generation int // which form, and where the person was
		saved            kit.EnvironmentSaved
		enter            bool
		note             error // about the tokens of before
	}
	losses struct { // what goes with an environment
		name, tenant string
		strokes      int // typed when it was asked
		lines        []string
		err          error
	}
	restored struct {
		listed tea.Msg
		env    auth.Environment
		open   bool
	}
	removed struct {
		name, note string
		was        auth.Snapshot
		kept       Kept
		err        error
	}
)

// findTenant asks the clouds which tenant a text names.
func (x effects) findTenant(ctx context.Context, id int, text string) tea.Cmd {
	return func() tea.Msg {
		tenant, err := x.world.FindTenant(ctx, text)
		return found{id, kit.TenantFound{Text: text, Tenant: tenant, Err: err}}
	}
}

// saveEnvironment writes settings: new ones, those of an environment that there is, or
// a copy of the environment named from.
func (x effects) saveEnvironment(w kit.SaveEnvironment, from setup, generation int) tea.Cmd {
	return func() tea.Msg {
		saved := environmentSaved{form: from.number, generation: generation, saved: kit.EnvironmentSaved{Environment: w.Environment, Was: w.Was}}
		saved.saved.Environment, saved.note, saved.saved.Err = x.store(w, from)
		saved.enter = w.Enter && saved.saved.Err == nil
		return saved
	}
}

// store writes it. note is what could not be done besides.
func (x effects) store(w kit.SaveEnvironment, from setup) (env auth.Environment, note, err error) {
	store, env := x.world.Store, w.Environment
	switch {
	case w.Was == "" && from.purpose == kit.Duplicate:
		return env, nil, store.Copy(from.from.Name, env)
	case w.Was == "":
		if _, err := store.Load(env.Name); !errors.Is(err, auth.ErrNoEnvironment) {
			return env, nil, fmt.Errorf("there is an environment %s already; choose another name", env.Name)
		}
		if err := store.Save(env); err != nil {
			return env, nil, err
		}
		return env, x.world.Library(env.Name).AddStarter(), nil // without them it is an environment all the same
	}
	if now, err := store.Load(w.Was); err == nil && from.from.Name == w.Was {
		env = rebased(env, from.from, now)
	}
	env, err = x.world.Desk.Change(context.Background(), store, w.Was, env)
	if errors.Is(err, auth.ErrKeyring) { // it was saved all the same
		note, err = err, nil
	}
	if err == nil && w.Was != env.Name {
		x.moveKept(w.Was, env.Name)
	}
	return env, note, err
}

// rebased is what the person changed in the form, and for the rest what is on disk now:
// another window may have changed that meanwhile.
func rebased(env, start, now auth.Environment) auth.Environment {
	keep := func(mine *string, before, disk string) {
		if *mine == before {
			*mine = disk
		}
	}
	if env.TenantID == start.TenantID && env.Cloud == start.Cloud {
		env.TenantID, env.Cloud, env.TenantDomain = now.TenantID, now.Cloud, now.TenantDomain
	}
	if env.Account == start.Account {
		env.Account, env.HomeAccount = now.Account, now.HomeAccount
	}
	keep(&env.ClientID, start.ClientID, now.ClientID)
	keep(&env.DomainHint, start.DomainHint, now.DomainHint)
	keep(&env.Color, start.Color, now.Color)
	keep((*string)(&env.Access), string(start.Access), string(now.Access))
	if slices.Equal(env.Scopes, start.Scopes) {
		env.Scopes = now.Scopes
	}
	if env.Isolated == start.Isolated {
		env.Isolated = now.Isolated
	}
	return env
}

// moveKept lets what is remembered follow a new name. It is no loss if that fails.
func (x effects) moveKept(was, name string) {
	if k, err := x.world.Kept(was); err == nil {
		_ = x.world.Keep(name, k)
		_ = x.world.Forget(was)
	}
}

// weigh counts what goes with an environment.
func (x effects) weigh(name string, strokes int) tea.Cmd {
	return func() tea.Msg {
		env, err := x.world.Store.Load(name)
		if err != nil {
			return losses{name: name, err: err}
		}
		queries, _ := x.world.Library(name).List()
		own := 0
		for _, q := range queries {
			if !q.Shared {
				own++
			}
		}
		k, _ := x.world.Kept(name)
		lines := []string{
			fmt.Sprintf("tenant %s %s as %s", env.TenantDomain, env.TenantID, nobody(env.Account)),
			"its settings and variables, " + count(own, "saved query", "saved queries") + " and " + count(len(k.Runs), "remembered run", "remembered runs"),
			x.tokenLoss(env),
		}
		return losses{name: name, tenant: env.TenantID, strokes: strokes, lines: lines}
	}
}

func nobody(account string) string {
	if account == "" {
		return "nobody yet"
	}
	return account
}

// tokenLoss says what becomes of the tokens: environments of one tenant, app and
// account share them.
func (x effects) tokenLoss(env auth.Environment) string {
	shared, err := x.world.Desk.Shares(env)
	switch {
	case err != nil:
		return "its tokens in the keyring"
	case len(shared) > 0:
		return "its tokens stay: " + shared[0] + " uses the same sign-in"
	}
	return "its tokens in the keyring; they cannot be brought back, a new sign-in can"
}

// remove forgets the tokens, unless another environment uses them, and deletes the
// settings, of which a copy is kept in memory.
func (x effects) remove(w kit.RemoveEnvironment) tea.Cmd {
	name := w.Name
	return func() tea.Msg {
		env, err := x.world.Store.Load(name)
		if err == nil && w.TenantID != "" && env.TenantID != w.TenantID {
			err = fmt.Errorf("it was not removed: it is another tenant now, %s", env.TenantID)
		}
		if err != nil {
			return removed{name: name, err: err}
		}
		was, err := x.world.Store.Snapshot(name)
		if err != nil {
			return removed{name: name, err: err}
		}
		r := removed{name: name, was: was}
		r.kept, _ = x.world.Kept(name)
		if _, err := x.world.Desk.Discard(context.Background(), env); err != nil {
			r.note = "; " + err.Error()
		}
		if len(was.Left) > 0 {
			r.note += "; undo cannot bring back " + strings.Join(was.Left, ", ")
		}
		if r.err = x.world.Store.Remove(name); r.err == nil {
			_ = x.world.Forget(name)
		}
		return r
	}
}

// restore brings a removed environment back, without its tokens, and opens it where
// the person was left without one.
func (x effects) restore(r removed, open bool) tea.Cmd {
	return func() tea.Msg {
		if err := x.world.Store.Restore(r.was); err != nil {
			return failed{fmt.Errorf("%s could not be brought back: %w", r.name, err)}
		}
		_ = x.world.Keep(r.name, r.kept)
		env, err := x.world.Store.Load(r.name)
		return restored{x.listEnvironments()(), env, open && err == nil}
	}
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
