package entrasim_test

import (
	"context"
	"sync"
	"testing"

	"graphguest/auth/entrasim"
)

func TestManyPeopleSignInAtOnce(t *testing.T) {
	r := newRig(t)
	r.sim.OnRedeem(func(string, string) { r.sim.Calls() })
	var all sync.WaitGroup
	for _, upn := range []string{consultant, google, outlook, smallshop, viralGuest} {
		for _, tenant := range []string{fabrikam, northwind, tailspin} {
			all.Go(func() {
				l := listen(t)
				if err := r.sim.Approve(context.Background(), authorizeURL(tenant, l.url), upn); err != nil {
					t.Error(err)
				}
				_, answer := r.redeem(tenant, l.got.Get("code"), l)
				if status, again := r.renew(tenant, answer); status != 200 {
					t.Errorf("%s at %s: %v", upn, tenant, again)
				}
				r.sim.Tune(func(k *entrasim.Knobs) { k.Interval = 0 })
			})
		}
	}
	all.Wait()
}

func TestAnotherCloudHasItsOwnHosts(t *testing.T) {
	w := demoWorld()
	w.LoginHost, w.GraphHost = "login.lab:8443", "graph.lab:9443"
	r := newRig(t)
	r.sim = entrasim.New(w, r.clock)
	_, doc := r.send("GET", "/fabrikam.com/v2.0/.well-known/openid-configuration", nil)
	if doc["issuer"] != "https://login.lab:8443/"+fabrikam+"/v2.0" || doc["msgraph_host"] != "graph.lab:9443" {
		t.Error(doc)
	}
	answer := r.signIn(fabrikam, consultant, "scope", "https://graph.lab:9443/User.Read openid")
	if scp := r.claims(answer, "access_token")["scp"]; scp != "User.Read openid" {
		t.Error(scp)
	}
	heard, _ := r.approve(fabrikam, consultant, "scope", "https://graph.microsoft.com/User.Read")
	if heard.Get("error") != "invalid_resource" {
		t.Error(heard)
	}
}

func TestAHammeredServerForgetsTheOldestFirst(t *testing.T) {
	r := newRig(t)
	_, oldest := r.deviceCode(fabrikam)
	_, second := r.deviceCode(fabrikam)
	for range 999 {
		r.deviceCode(fabrikam)
	}
	if _, answer := r.poll(fabrikam, oldest); codeOf(answer) != 70018 {
		t.Error(answer)
	}
	if _, answer := r.poll(fabrikam, second); codeOf(answer) != 70016 {
		t.Error(answer)
	}
}

// The demo's start waits for New: it must not build anything.
func BenchmarkNew(b *testing.B) {
	w := demoWorld()
	for b.Loop() {
		entrasim.New(w, nil)
	}
}
