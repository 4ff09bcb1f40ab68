package tui

import (
	"time"

	"graphguest/tui/kit"
)

// Kept is what is remembered of an environment between two starts: no answers, no
// headers, no bodies, no tokens.
type Kept struct {
	Tenant string    // cloud and tenant id: a name may come to mean another tenant
	Used   time.Time // when it was last open
	Tabs   []Line    // the query lines that were open, in order
	Tab    int       // the one in front
	Runs   []kit.Run // the newest first, at most MostRuns; of Query only method, version and path
}

// Line is a query line as it is kept.
type Line struct{ Method, Version, Path string }

// MostRuns is how many runs of an environment are kept.
const MostRuns = 200
