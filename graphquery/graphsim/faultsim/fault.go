// Package faultsim is a server that goes wrong in every way that a service, a proxy or a network can: each row of its
// catalogue is one. What it is asked for before that it answers well. Beside it stands a second server that nobody has
// any business to give a secret to.
package faultsim

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
)

var (
	//go:embed testdata/http-faults.jsonl
	faultRows []byte
	//go:embed testdata/urls.jsonl
	urlRows []byte
	//go:embed testdata/canaries.jsonl
	canaryRows []byte
)

// Fault is one way to go wrong: an answer, or what happens in place of one.
type Fault struct {
	Status     int     `json:"status"`
	Body       string  `json:"body"`        // a kind of body, see bodies
	RetryAfter *string `json:"retry_after"` // with status
	Transport  string  `json:"transport"`   // see transports, and what goes wrong before any request
}

func (f Fault) String() string {
	switch {
	case f.Transport != "":
		return f.Transport
	case f.RetryAfter != nil:
		return fmt.Sprintf("%d, Retry-After %q", f.Status, *f.RetryAfter)
	}
	return fmt.Sprintf("%d %s", f.Status, f.Body)
}

// Catalogue is every fault. The rows of the catalogue give an OData error, a challenge and a Location with status 200;
// they come once more with the status that they usually have.
func Catalogue() []Fault {
	all := rows[Fault](faultRows)
	for _, f := range slices.Clone(all) {
		for _, status := range usual[f.Body] {
			all = append(all, Fault{Status: status, Body: f.Body})
		}
	}
	return all
}

// usual is which statuses a body comes with in earnest.
var usual = map[string][]int{
	"odata-error-escape-codes":    {400, 403},
	"odata-error-10MB":            {400},
	"odata-error-html":            {403},
	"claims-challenge-bad-base64": {401},
	"claims-challenge-huge":       {401},
	"location-other-host":         {202, 301, 302, 303, 307, 308},
	"location-http":               {202, 302},
	"location-loop":               {202, 302},
	"location-javascript":         {202, 302},
}

// URL is an address, and whether a token for https://graph.microsoft.com may go there.
type URL struct {
	URL     string `json:"url"`
	Allowed bool   `json:"token_allowed"`
}

// URLs are addresses that look like Graph's, and some that are.
func URLs() []URL { return rows[URL](urlRows) }

func rows[T any](file []byte) []T {
	var all []T
	for line := range bytes.Lines(file) {
		var row T
		if err := json.Unmarshal(line, &row); err != nil {
			panic(fmt.Sprintf("%v in %s", err, line)) // the file is built in
		}
		all = append(all, row)
	}
	return all
}
