package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"graphguest/graphquery"
	"graphguest/tui"
	"graphguest/tui/kit"
)

// What a person has after years, beside the two environments that are measured in.
const (
	manyEnvironments = 200
	manyQueries      = 2_000 // of them half in the environment that is measured in
)

// measureMany compares the explorer over a full disk with the one over an almost empty one, in turn in one run:
// spawn → first frame, a key → its frame, a switch → the other header.
func (l lab) measureMany(t *testing.T) {
	full := l.with(t, manyEnvironments, manyQueries)
	var first, keys, switches pair
	for range 15 {
		for i, in := range []lab{l, full} {
			x, took := in.spawned(t)
			first[i] = append(first[i], took)
			keys[i] = append(keys[i], x.keyTimes("xjxjxjxj")...)
			x.types(ctrlC).ends(0)
		}
	}
	for i, in := range []lab{l, full} {
		switches[i] = in.switchTimes(t)
	}
	first.compare(t, "spawn to first frame")
	keys.compare(t, "key to frame")
	switches.compare(t, "switch: key to frame")
}

// switchTimes switches between two environments whose tokens are in memory.
func (l lab) switchTimes(t *testing.T) (took []time.Duration) {
	x := inTerminal(t, 120, 40, l.env, "-e", "first").sees("GUEST", "first").asks("/me").sees("200 OK")
	for n := range 62 {
		name := []string{"second", "first"}[n%2]
		x.types(ctrlO).sees("signed in").types(name).settles()
		took = append(took, x.untilDrawn(enter, func(header string) bool { return strings.Contains(header, name) && strings.Contains(header, "GUEST") }))
		if x.settles(); n < 2 {
			x.types(ctrlU + "/me" + enter).sees("200 OK").settles()
		}
	}
	x.types(ctrlC).ends(0)
	return took[2:]
}

// pair is the times over a small disk and over a full one.
type pair [2][]time.Duration

func (p pair) compare(t *testing.T, what string) {
	t.Helper()
	quantiles(t, what+", 2 environments", p[0])
	quantiles(t, fmt.Sprintf("%s, %d environments and %d saved queries", what, manyEnvironments, manyQueries), p[1])
	ratio := func(q float64) float64 { return float64(quantile(p[1], q)) / float64(quantile(p[0], q)) }
	t.Logf("%s: times the small one: p50 %.2f p90 %.2f p99 %.2f", what, ratio(.5), ratio(.9), ratio(.99))
}

// quantile is the one at q; d is sorted after it.
func quantile(d []time.Duration, q float64) time.Duration {
	slices.Sort(d)
	return d[int(q*float64(len(d)-1))]
}

// spawned starts the explorer and returns how long it took until it showed where the person is.
func (l lab) spawned(t *testing.T) (*terminal, time.Duration) {
	t.Helper()
	start := time.Now()
	x := inTerminal(t, 120, 40, l.env, "-e", "first")
	for {
		select {
		case drawn := <-x.drawn:
			if strings.Contains(x.text(), "lab.example") {
				return x.sees("GUEST").settles(), drawn.Sub(start)
			}
		case <-time.After(patience):
			t.Fatalf("waited in vain; the screen:\n%s", x.text())
		}
	}
}

// keyTimes types letters into the query line and returns how long each took to be seen.
func (x *terminal) keyTimes(letters string) (took []time.Duration) {
	x.types(ctrlU).settles()
	for i := range letters {
		for len(x.drawn) > 0 {
			<-x.drawn
		}
		start := time.Now()
		x.types(letters[i : i+1])
		for seen := false; !seen; {
			select {
			case drawn := <-x.drawn:
				if seen = strings.Contains(x.text(), letters[:i+1]); seen {
					took = append(took, drawn.Sub(start))
				}
			case <-time.After(patience):
				x.t.Fatalf("waited in vain for %q; the screen:\n%s", letters[:i+1], x.text())
			}
		}
		x.settles()
	}
	return took
}

// with is the lab with folders of its own, a copy of these and so much more in them. The tokens are the same.
func (l lab) with(t *testing.T, environments, queries int) lab {
	t.Helper()
	config, state := filepath.Join(t.TempDir(), "config"), filepath.Join(t.TempDir(), "state")
	if err := os.CopyFS(config, os.DirFS(filepath.Join(l.folder, "config"))); err != nil {
		t.Fatal(err)
	}
	env := slices.DeleteFunc(slices.Clone(l.env), func(v string) bool { return strings.HasPrefix(v, "GRAPHGUEST_") })
	l.env = append(env, "GRAPHGUEST_CONFIG_DIR="+config, "GRAPHGUEST_STATE_DIR="+state)
	m := memory{dir: state, now: time.Now}
	like, err := os.ReadFile(filepath.Join(config, "environments", "first", "environment.toml"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range environments {
		name := fmt.Sprintf("client-%03d", i)
		folder := filepath.Join(config, "environments", name)
		put(t, filepath.Join(folder, "environment.toml"), string(like))
		put(t, filepath.Join(folder, "queries", "mine.http"), someQueries(queries/2/environments))
		m.mustKeep(t, name, tui.Kept{Used: time.Now().Add(-time.Duration(i) * time.Hour), Runs: someRuns(tui.MostRuns)})
	}
	put(t, filepath.Join(config, "environments", "first", "queries", "many.http"), someQueries(queries/2))
	for _, name := range []string{"first", "second"} {
		m.mustKeep(t, name, tui.Kept{Used: time.Now(), Tabs: []tui.Line{{Path: "/me"}}, Runs: someRuns(tui.MostRuns)})
	}
	return l
}

func put(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func someQueries(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "### Query number %d\n# @name query_%d\nGET {{graph}}/v1.0/users?$filter=startswith(displayName,'%c')&$select=displayName,mail\n\n", i, i, 'a'+i%26)
	}
	return b.String()
}

func someRuns(n int) (runs []kit.Run) {
	for i := range n {
		q := graphquery.Query{Method: "GET", Version: "v1.0", Path: fmt.Sprintf("/users/%d?$select=displayName,mail,userType", i)}
		runs = append(runs, kit.Run{At: time.Now().Add(-time.Duration(i) * time.Minute), Query: q, Status: 200, Took: 120 * time.Millisecond})
	}
	return runs
}
