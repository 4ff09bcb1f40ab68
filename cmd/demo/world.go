// Package demo is the demo world: simulated clouds with six tenants and five people, tokens in
// memory, files in a throw-away folder. Nothing of the person's is touched and no packet leaves
// the machine: whatever is not simulated is refused.
package demo

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"graphguest/auth"
	"graphguest/auth/entrasim"
	"graphguest/graphquery/graphsim"
	"graphguest/graphquery/permissions/permsim"
)

// World is one running demo.
type World struct {
	Dir      string            // throw-away folder for settings and queries
	HTTP     http.RoundTripper // reaches the simulated hosts, in-process
	Secrets  auth.Secrets      // a keyring in memory, in which the consultant is signed in at home
	Entra    *entrasim.Server
	Graph    *graphsim.Server
	Accounts []string // the people who can sign in

	now   func() time.Time
	pages pages
}

// New makes the demo world and its folder.
func New(now func() time.Time) (*World, error) {
	dir, err := os.MkdirTemp("", "graphguest-demo-*")
	if err != nil {
		return nil, fmt.Errorf("make the demo's folder: %w", err)
	}
	if err := writeFiles(dir); err != nil {
		_ = os.RemoveAll(dir)
		return nil, fmt.Errorf("write the demo's files: %w", err)
	}
	w := &World{Dir: dir, Entra: entrasim.New(entraWorld(), now), Graph: graphsim.New(graphWorld(now()), now), now: now}
	w.Entra.OnRedeem(w.Graph.Accept)
	pace(w.Graph)
	w.HTTP = w.network()
	w.Secrets = &seeded{seed: w.seed}
	for _, p := range people {
		w.Accounts = append(w.Accounts, p.UPN)
	}
	return w, nil
}

// network is every host of the demo world. The hosts beside Graph's take no token, and remember who brings one.
func (w *World) network() hosts {
	all := hosts{loginHost: w.Entra, graphHost: w.Graph, permissionHost: permsim.Handler()}
	for _, name := range w.Graph.StorageHosts() {
		all[name] = w.Graph.Storage()
	}
	return all
}

// Page is where the simulator shows a sign-in page, instead of Microsoft's: on loopback, for the person's browser.
// The server starts with the first page that is asked for; where it can't, the link stays as it is.
func (w *World) Page(link string) string {
	u, err := url.Parse(link)
	if err != nil || link == "" {
		return link
	}
	host, err := w.pages.start(w.Entra.Pages())
	if err != nil {
		return link
	}
	u.Scheme, u.Host = "http", host
	return u.String()
}

// Approve goes on with a sign-in as the person at the browser would: with the page's link, or with a device code.
func (w *World) Approve(ctx context.Context, link, userCode, account string) error {
	if userCode != "" {
		return w.Entra.ApproveDevice(userCode, account)
	}
	return w.Entra.Approve(ctx, link, account)
}

// seed signs the consultant in at home, the way a person would.
func (w *World) seed(ctx context.Context, secrets auth.Secrets) error {
	env, err := auth.Store{Dir: filepath.Join(w.Dir, "environments")}.Load(Home)
	if err != nil {
		return err
	}
	approve := func(ctx context.Context, link string) error { return w.Entra.Approve(ctx, link, env.Account) }
	desk := auth.NewDesk(auth.World{HTTP: w.HTTP, Secrets: secrets, Browse: approve, Now: w.now}, auth.BuiltinClouds())
	guest, err := desk.Guest(env)
	if err != nil {
		return err
	}
	return guest.SignIn(ctx, auth.SignIn{})
}

// Close stops the page server and removes the folder.
func (w *World) Close() {
	w.pages.stop()
	_ = os.RemoveAll(w.Dir)
}
