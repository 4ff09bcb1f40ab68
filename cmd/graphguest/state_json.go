package main

import (
	"slices"
	"time"

	"graphguest/graphquery"
	"graphguest/tui"
	"graphguest/tui/kit"
)

// remembered is tui.Kept as a file holds it. Fields are added, never renamed.
type remembered struct {
	Tenant string          `json:"tenant"` // cloud and tenant id: a name may come to mean another tenant
	Used   time.Time       `json:"used"`
	Tab    int             `json:"tab"`
	Tabs   []rememberedTab `json:"tabs"`
	Runs   []rememberedRun `json:"runs"`
}

type rememberedTab struct {
	Method  string `json:"method,omitempty"`
	Version string `json:"version,omitempty"`
	Path    string `json:"path,omitempty"`
}

type rememberedRun struct {
	At time.Time `json:"at"`
	rememberedTab
	Status int    `json:"status,omitempty"`
	Took   int64  `json:"took"` // milliseconds
	Failed string `json:"failed,omitempty"`
}

// merged is what two windows know of an environment: every run once, the newest first, and what was open
// in the one that was used later.
// What was remembered of another tenant under the same name is no part of it.
func merged(a, b tui.Kept) tui.Kept {
	if a.Tenant != b.Tenant {
		return b
	}
	if a.Used.After(b.Used) {
		a, b = b, a
	}
	runs := append(slices.Clone(b.Runs), a.Runs...)
	slices.SortStableFunc(runs, func(x, y kit.Run) int { return y.At.Compare(x.At) })
	runs = slices.CompactFunc(runs, sameRun)
	b.Runs = runs[:min(len(runs), tui.MostRuns)]
	if b.Tabs == nil {
		b.Tabs, b.Tab = a.Tabs, a.Tab
	}
	return b
}

func sameRun(a, b kit.Run) bool {
	return a.At.Equal(b.At) && a.Query.Method == b.Query.Method && a.Query.Path == b.Query.Path && a.Query.Version == b.Query.Version
}

func rememberedOf(k tui.Kept) remembered {
	r := remembered{Tenant: k.Tenant, Used: k.Used, Tab: k.Tab, Tabs: []rememberedTab{}, Runs: []rememberedRun{}}
	for _, t := range k.Tabs {
		r.Tabs = append(r.Tabs, rememberedTab(t))
	}
	for _, run := range k.Runs {
		q := rememberedTab{Method: run.Query.Method, Version: run.Query.Version, Path: run.Query.Path}
		r.Runs = append(r.Runs, rememberedRun{At: run.At, rememberedTab: q, Status: run.Status, Took: run.Took.Milliseconds(), Failed: run.Failed})
	}
	return r
}

func (r remembered) kept() tui.Kept {
	k := tui.Kept{Tenant: r.Tenant, Used: r.Used, Tab: r.Tab}
	for _, t := range r.Tabs {
		k.Tabs = append(k.Tabs, tui.Line(t))
	}
	for _, run := range r.Runs[:min(len(r.Runs), tui.MostRuns)] {
		q := graphquery.Query{Method: run.Method, Version: run.Version, Path: run.Path}
		k.Runs = append(k.Runs, kit.Run{At: run.At, Query: q, Status: run.Status, Took: time.Duration(run.Took) * time.Millisecond, Failed: run.Failed})
	}
	return k
}
