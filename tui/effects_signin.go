package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/tui/kit"
)

// tokens is what the environment's guest holds, and where it is kept.
type tokens struct {
	token   auth.Token
	held    bool
	storage auth.Storage
	asked   bool // false until the keyring was looked at
}

func (t tokens) changed(environment string) kit.TokenChanged {
	return kit.TokenChanged{Environment: environment, Token: t.token, Held: t.held}
}

type (
	peeked struct {
		tokens tokens
		err    error
	}
	prompted struct {
		id     int
		prompt auth.Prompt
	}
	signedIn struct {
		id     int
		env    auth.Environment
		tokens tokens
		err    error
	}
	signedOut struct {
		environment string
		tokens      tokens
		err         error
	}
	unapproved struct {
		id  int
		err error
	}
)

// held reads memory only.
func (x effects) held(g *auth.Guest) tokens {
	token, held := g.Held()
	return tokens{token, held, x.world.Desk.Storage(), true}
}

// remembered is the token that this window already holds for env. It reads memory only, so it is no command.
func (x effects) remembered(env auth.Environment) (tokens, bool) {
	guest, err := x.world.Desk.Guest(env)
	if err != nil {
		return tokens{}, false // the commands that ask for it say why
	}
	t := x.held(guest)
	return t, t.held
}

// peek looks for a token in memory and in the keyring, never on the network.
func (x effects) peek(env auth.Environment) tea.Cmd {
	return func() tea.Msg {
		guest, err := x.world.Desk.Guest(env)
		if err != nil {
			return peeked{err: err}
		}
		token, held, err := guest.Peek(context.Background())
		return peeked{tokens{token, held, x.world.Desk.Storage(), true}, err}
	}
}

// fetch gets a token without a person, over the network where that helps. It ends by itself.
func (x effects) fetch(env auth.Environment) tea.Cmd {
	return func() tea.Msg {
		guest, err := x.world.Desk.Guest(env)
		if err != nil {
			return peeked{err: err}
		}
		ctx, cancel := context.WithTimeout(context.Background(), fetchTime)
		defer cancel()
		_, err = guest.Token(ctx, "")
		return peeked{x.held(guest), err}
	}
}

// fetchTime is how long somebody who only wants to see a token may wait for it.
const fetchTime = 30 * time.Second

type approving struct{}

// Approving is true in the context of a sign-in that World.Approve finishes: the
// browser, which is called with that context, then has no page to open.
func Approving(ctx context.Context) bool { return ctx.Value(approving{}) != nil }

// signIn takes as long as the person does; ctx ends it. A guest signs in once at
// a time, so it begins when the one before, which is cancelled, has ended.
func (x effects) signIn(ctx context.Context, env auth.Environment, id int, how auth.SignIn, before, prompts feed) tea.Cmd {
	how.Show = func(p auth.Prompt) { prompts.put(prompted{id, x.onPage(p)}) }
	return func() tea.Msg {
		defer prompts.end()
		before.wait(ctx)
		guest, err := x.world.Desk.Guest(env)
		if err != nil {
			return signedIn{id: id, err: err}
		}
		err = guest.SignIn(ctx, how)
		return signedIn{id, guest.Environment(), x.held(guest), err}
	}
}

// onPage names the page where the person finds it.
func (x effects) onPage(p auth.Prompt) auth.Prompt {
	if p.URL != "" {
		p.URL = x.world.Page(p.URL)
	}
	if p.VerificationURL != "" {
		p.VerificationURL = x.world.Page(p.VerificationURL)
	}
	return p
}

// approve plays the person at the browser: the demo world only.
func (x effects) approve(ctx context.Context, id int, p auth.Prompt, account string) tea.Cmd {
	return func() tea.Msg {
		if err := x.world.Approve(ctx, p.URL, p.UserCode, account); err != nil {
			return unapproved{id, err}
		}
		return nil
	}
}

// signOut forgets the tokens of one environment.
func (x effects) signOut(env auth.Environment) tea.Cmd {
	return func() tea.Msg {
		guest, err := x.world.Desk.Guest(env)
		if err != nil {
			return signedOut{environment: env.Name, err: err}
		}
		err = guest.SignOut(context.Background())
		return signedOut{env.Name, x.held(guest), err}
	}
}

// listEnvironments reads what is on disk, and then whether each is signed in:
// a keyring may be slow, the names are not.
func (x effects) listEnvironments() tea.Cmd {
	return func() tea.Msg {
		environments, problems := x.world.Store.List()
		listed := kit.EnvironmentsListed{Problems: problems}
		for _, env := range environments {
			listed.Rows = append(listed.Rows, kit.EnvironmentRow{Environment: env, Used: x.world.Used(env.Name)})
		}
		return listed
	}
}

// askStates looks for every environment's tokens in the keyring.
func (x effects) askStates(listed kit.EnvironmentsListed, survey int) tea.Cmd {
	return func() tea.Msg {
		rows := make([]kit.EnvironmentRow, len(listed.Rows))
		for i, row := range listed.Rows {
			rows[i] = row
			rows[i].State = x.state(row.Environment)
		}
		return statesKnown{survey, kit.EnvironmentsListed{Rows: rows, Problems: listed.Problems}}
	}
}

type statesKnown struct {
	survey int // of which list: an older one's come too late
	listed kit.EnvironmentsListed
}

func (x effects) state(env auth.Environment) kit.SignInState {
	guest, err := x.world.Desk.Guest(env)
	if err != nil {
		return kit.StateUnknown
	}
	switch in, err := guest.SignedIn(context.Background()); {
	case err != nil:
		return kit.StateUnknown
	case in:
		return kit.StateSignedIn
	}
	return kit.StateSignedOut
}
