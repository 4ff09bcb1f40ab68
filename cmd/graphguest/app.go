package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"

	"graphguest/auth"
	"graphguest/cmd/demo"
	"graphguest/graphquery"
	"graphguest/graphquery/library"
	"graphguest/graphquery/permissions"
	"graphguest/tui"
)

// app is the program's world, real or demo, put together once for a command.
type app struct {
	streams
	config, state string // folders
	cache         string // the folder of what can be asked for again
	taste         string // the folder of settings.toml: the person's also in the demo
	clouds        auth.Clouds
	store         auth.Store
	desk          *auth.Desk
	login, graph  http.RoundTripper // reach Entra ID and Graph; they share no connection
	permissions   permissions.Service
	browse        func(ctx context.Context, url string) error
	demo          *demo.World // nil in the real world
	now           func() time.Time
	faults        []error // what could not be read so far; also said on stderr
}

// folders returns where settings and state live: the program's own variables first, then XDG's.
func folders() (config, state string) {
	config, state = os.Getenv("GRAPHGUEST_CONFIG_DIR"), os.Getenv("GRAPHGUEST_STATE_DIR")
	if config == "" {
		config = filepath.Join(xdg.ConfigHome, "graphguest")
	}
	if state == "" {
		state = filepath.Join(xdg.StateHome, "graphguest")
	}
	return config, state
}

// cacheFolder returns where answers are kept that can be asked for again.
func cacheFolder() string {
	if own := os.Getenv("GRAPHGUEST_CACHE_DIR"); own != "" {
		return own
	}
	return filepath.Join(xdg.CacheHome, "graphguest")
}

// keyringTimeout leaves a person the time to type the keyring's password.
const keyringTimeout = 30 * time.Second

// newRealApp reads clouds.toml and nothing else. A damaged one is said and the built-in clouds stand.
func newRealApp(s streams) *app {
	a := &app{streams: s, now: time.Now, browse: openBrowser}
	a.config, a.state = folders()
	a.taste = a.config
	var err error
	if a.clouds, err = auth.ReadClouds(filepath.Join(a.config, "clouds.toml")); err != nil {
		fmt.Fprintln(s.err, "graphguest: "+err.Error())
		a.faults = append(a.faults, err)
	}
	a.login, a.graph, a.cache = auth.NewTransport(), graphquery.NewTransport(), cacheFolder()
	a.permissions.HTTP = graphquery.NewTransport() // the token's connections are Graph's alone
	a.wire(auth.NewOSKeyring(keyringTimeout), filepath.Join(a.state, "locks"))
	return a
}

// newDemoApp puts the simulated clouds, tokens in memory and a throw-away folder in the real ones' place.
func newDemoApp(s streams) (*app, error) {
	w, err := demo.New(time.Now)
	if err != nil {
		return nil, err
	}
	a := &app{streams: s, now: time.Now, demo: w, browse: demoBrowser(w), login: w.HTTP, graph: w.HTTP, clouds: auth.BuiltinClouds()}
	a.config, a.state, a.cache = w.Dir, w.Dir, filepath.Join(w.Dir, "cache")
	a.permissions.HTTP = w.HTTP
	a.taste, _ = folders()
	a.wire(w.Secrets, "")
	return a, nil
}

// demoBrowser opens the demo's own page, except where the explorer goes on as a chosen account by itself.
func demoBrowser(w *demo.World) func(context.Context, string) error {
	return func(ctx context.Context, link string) error {
		if tui.Approving(ctx) {
			return nil
		}
		return openBrowser(ctx, w.Page(link))
	}
}

func (a *app) wire(secrets auth.Secrets, locks string) {
	a.permissions.Cache, a.permissions.Now = filepath.Join(a.cache, "permissions"), a.now
	a.store = auth.Store{Dir: filepath.Join(a.config, "environments")}
	a.desk = auth.NewDesk(auth.World{
		HTTP: a.login, Secrets: secrets, Browse: a.browse, Now: a.now, Locks: locks,
		Siblings: func() ([]auth.Environment, error) { envs, errs := a.store.List(); return envs, errors.Join(errs...) },
		Remember: a.remember,
	}, a.clouds)
}

// remember keeps what a sign-in or a sign-out taught about an environment. The file is read again, so that
// what another window changed meanwhile stays.
func (a *app) remember(learned auth.Environment) error {
	env, err := a.store.Load(learned.Name)
	if err != nil {
		return err
	}
	env.Account, env.HomeAccount, env.SignedOut = learned.Account, learned.HomeAccount, learned.SignedOut
	env.Scopes = learned.Scopes // as they are written, with those that a sign-in added
	return a.store.Save(env)
}

func (a *app) close() {
	a.flush()
	if a.demo != nil {
		a.demo.Close()
	}
}

// guest opens the named environment. An empty name is a usage error that lists the names.
func (a *app) guest(name string) (auth.Environment, *auth.Guest, error) {
	if name == "" {
		return auth.Environment{}, nil, usagef("which environment? give it with -e NAME; there %s", a.names())
	}
	env, err := a.store.Load(name)
	if err != nil {
		return auth.Environment{}, nil, err
	}
	g, err := a.desk.Guest(env)
	return env, g, err
}

// names says which environments there are.
func (a *app) names() string {
	envs, _ := a.store.List()
	if len(envs) == 0 {
		return "are none yet: graphguest env add NAME --tenant DOMAIN"
	}
	text := "are: "
	for i, e := range envs {
		if i > 0 {
			text += ", "
		}
		text += e.Name
	}
	return text
}

// client returns a Graph client for one guest. confirm is asked before each write.
func (a *app) client(env auth.Environment, g *auth.Guest, confirm func(method, url string) bool) (*graphquery.Client, error) {
	cloud, err := a.clouds.Named(env.Cloud)
	if err != nil {
		return nil, err
	}
	return &graphquery.Client{
		Environment: env.Name, Tenant: env.TenantID, Graph: cloud.Graph, HTTP: a.graph, Token: g.Token,
		Writable: env.EffectiveAccess() == auth.ReadWrite, Confirm: confirm, Now: a.now,
	}, nil
}

// library returns the saved queries of an environment.
func (a *app) library(name string) library.Library {
	return library.Library{Dir: filepath.Join(a.store.Path(name), "queries"), Shared: filepath.Join(a.config, "queries")}
}
