package graphsim

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// deltaState is what a delta token carries: the query it was made for, and how far its caller is.
type deltaState struct {
	Kind           string `json:"k"`
	Select, Filter string `json:",omitempty"`
	Since          int    `json:"s"`           // writes known to the caller; -1 = nothing is
	Upto           int    `json:"u"`           // writes this round tells of
	Position       int    `json:"p,omitempty"` // within the round
	Ended          bool   `json:"e,omitempty"` // is in a deltaLink
	Epoch          int    `json:"o"`
	Born           int64  `json:"b"` // seconds
}

// deltaLife is how long the directory keeps what a delta token needs.
const deltaLife = 7 * 24 * time.Hour

// ExpireDeltas makes every delta token of a tenant too old: who comes with one has to start over.
func (s *Server) ExpireDeltas(tenantID string) {
	if d := s.tenants[strings.ToLower(tenantID)]; d != nil {
		d.mu.Lock()
		d.epoch++
		d.mu.Unlock()
	}
}

// deltaState reads where the caller is. Options belong into the first call: the tokens keep them.
func (q *request) deltaState(k *kind) (deltaState, error) {
	o := q.opts
	text := orElse(o.skipToken, o.deltaToken)
	if given := o.given; given["orderby"] || given["expand"] || given["search"] || given["count"] {
		return deltaState{}, unsupported("Unsupported Query.")
	}
	writes, epoch := q.dir.written()
	fresh := deltaState{Kind: k.name, Select: o.sel, Filter: o.filter, Since: -1, Upto: writes, Epoch: epoch, Born: q.answer.time.Unix()}
	switch {
	case text == "":
		return fresh, nil
	case strings.EqualFold(o.deltaToken, "latest"):
		fresh.Since = writes
		return fresh, nil
	case len(o.raw) > 0:
		return deltaState{}, badRequest("The token keeps the query options of the first request; no other can be given with it.")
	}
	state, ok := q.openState(text)
	if !ok || state.Kind != k.name || state.Ended != (o.deltaToken != "") {
		return deltaState{}, badRequest("Badly formed token.")
	}
	if state.Epoch != epoch || q.answer.time.Sub(time.Unix(state.Born, 0)) > deltaLife {
		return deltaState{}, q.resync(state)
	}
	if state.Ended {
		state.Ended, state.Upto, state.Born = false, writes, q.answer.time.Unix()
	}
	return state, nil
}

// resync tells a caller whose token is too old where to start over.
func (q *request) resync(state deltaState) error {
	var pairs []string
	if state.Select != "" {
		pairs = append(pairs, "$select="+url.QueryEscape(state.Select))
	}
	if state.Filter != "" {
		pairs = append(pairs, "$filter="+url.QueryEscape(state.Filter))
	}
	r := refused(http.StatusGone, "resyncRequired", "Resync is required: the token is too old. Start over without a token.")
	r.header = http.Header{"Location": {q.answer.pathWith(strings.Join(append(pairs, "$deltatoken="), "&"))}}
	return r
}

func (q *request) sealState(state deltaState) string {
	body, _ := json.Marshal(state)
	return base64.RawURLEncoding.EncodeToString(append(q.stateSeal(body), body...))
}

// stateSeal binds a token to the tenant and the caller.
func (q *request) stateSeal(body []byte) []byte {
	sum := sha256.Sum256(append([]byte("delta\x00"+q.dir.spec.ID+"\x00"+q.caller.ID+"\x00"), body...))
	return sum[:sealSize]
}

func (q *request) openState(text string) (state deltaState, ok bool) {
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(b) <= sealSize || string(q.stateSeal(b[sealSize:])) != string(b[:sealSize]) {
		return state, false
	}
	return state, json.Unmarshal(b[sealSize:], &state) == nil
}
