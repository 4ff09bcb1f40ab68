package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var figures = flag.Bool("figures", false, "measure what docs/performance.md reports")

// TestFigures measures what needs a cloud to switch in; docs/performance.md says how it is run.
// It fails for nothing but a program that does not work: figures are read, not asserted.
func TestFigures(t *testing.T) {
	if !*figures {
		t.Skip("figures are measured on request: -figures")
	}
	l := startLab(t)
	l.env = append(l.env, "DBUS_SESSION_BUS_ADDRESS="+os.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	for name, domain := range map[string]string{"first": "lab.example", "second": "second.example"} {
		l.must(t, "env", "add", name, "--cloud", "lab", "--tenant", domain, "--account", "you@home.example")
	}
	l.must(t, "login", "first")
	l.must(t, "query", "/me", "-e", "second") // a seeded unit
	t.Run("switch", l.measureSwitch)
	t.Run("query", l.measureQuery)
	t.Run("many", l.measureMany)
}

func (l lab) must(t *testing.T, args ...string) string {
	t.Helper()
	out, errs, code := l.does(t, args...)
	if code != 0 {
		t.Fatalf("%v: exit code %d\n%s%s", args, code, out, errs)
	}
	return out
}

// measureSwitch times the key that switches → the frame with the other tenant's header, and the
// key that runs → the request's arrival at Graph, tokens in memory.
func (l lab) measureSwitch(t *testing.T) {
	x := inTerminal(t, 120, 40, l.env, "-e", "first")
	x.sees("GUEST", "first")
	x.types(ctrlU + "/me" + enter).sees("200 OK")
	var frames, requests []time.Duration
	for i := range 60 {
		name := []string{"second", "first"}[i%2]
		x.types(ctrlO).sees("second.example", "lab.example").types(name).settles()
		frames = append(frames, x.untilDrawn(enter, func(header string) bool { return strings.Contains(header, name) && strings.Contains(header, "GUEST") }))
		x.settles().types(ctrlU + "/me").settles()
		l.drain()
		start := time.Now()
		x.types(enter)
		requests = append(requests, (<-l.asked).Sub(start))
		x.sees("200 OK")
	}
	quantiles(t, "switch: key to frame", frames[4:])
	quantiles(t, "run after a switch: key to request", requests[4:])
}

// untilDrawn sends keys and returns how long it takes until the header is as it should be.
func (x *terminal) untilDrawn(keys string, holds func(header string) bool) time.Duration {
	x.t.Helper()
	start := time.Now()
	return x.drawnWhere(keys, func(screen string) bool {
		header, _, _ := strings.Cut(screen, "\n")
		return holds(header)
	}).Sub(start)
}

// drawnWhere sends keys and returns when the screen was drawn as it should be.
func (x *terminal) drawnWhere(keys string, holds func(screen string) bool) time.Time {
	x.t.Helper()
	for len(x.drawn) > 0 {
		<-x.drawn
	}
	x.types(keys)
	for {
		select {
		case at := <-x.drawn:
			if holds(x.text()) {
				return at
			}
		case <-time.After(patience):
			x.t.Fatalf("waited in vain; the screen:\n%s", x.text())
		}
	}
}

// settles waits until nothing more is drawn.
func (x *terminal) settles() *terminal {
	for before := -1; before != len(x.bytes()); time.Sleep(40 * time.Millisecond) {
		before = len(x.bytes())
	}
	return x
}

func (l lab) drain() {
	for {
		select {
		case <-l.asked:
		default:
			return
		}
	}
}

// measureQuery times a fresh process with a cached token against curl on the same URL.
func (l lab) measureQuery(t *testing.T) {
	binary, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	header := filepath.Join(l.folder, "header") // only that curl has the same work: Graph refuses it
	if err := os.WriteFile(header, []byte("Authorization: Bearer x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) time.Duration {
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Env = l.env
		start := time.Now()
		_ = cmd.Run()
		return time.Since(start)
	}
	var ours, curls, ratios []time.Duration
	for range 40 {
		a := run(binary, "query", "/me", "-e", "first")
		b := run("curl", "-s", "--cacert", l.ca, "-H", "@"+header, l.graph+"/v1.0/me")
		ours, curls, ratios = append(ours, a), append(curls, b), append(ratios, time.Duration(float64(a)/float64(b)*1000))
	}
	quantiles(t, "query with a cached token", ours)
	quantiles(t, "curl", curls)
	slices.Sort(ratios)
	t.Logf("median of the ratios: %.2f", float64(ratios[len(ratios)/2])/1000)
}

func quantiles(t *testing.T, name string, d []time.Duration) {
	t.Helper()
	at := func(q float64) string { return fmt.Sprintf("%.1f", float64(quantile(d, q).Microseconds())/1000) }
	t.Logf("%s: n=%d p50 %s p90 %s p99 %s max %s ms", name, len(d), at(.5), at(.9), at(.99), at(1))
}
