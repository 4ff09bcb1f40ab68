// Package permsim answers as Microsoft's permission service does, for the calls that the simulated Graph serves.
package permsim

import (
	_ "embed"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// table.json has the permissions that a person can have for a call. A star marks the least privileged.
//
//go:embed table.json
var tableText []byte

type table struct {
	Permissions map[string]struct {
		DisplayName, Description string
		Admin                    bool
	}
	Calls map[string][]string // "GET /users" → scopes
}

var read = sync.OnceValue(func() table {
	var t table
	if err := json.Unmarshal(tableText, &t); err != nil {
		panic("permsim: table.json: " + err.Error()) // it is part of the program
	}
	lower := map[string][]string{}
	for call, scopes := range t.Calls {
		lower[strings.ToLower(call)] = scopes
	}
	t.Calls = lower
	return t
})

// Calls are the calls that the handler knows, in lower case: "get /users/{id}".
func Calls() []string { return slices.Sorted(maps.Keys(read().Calls)) }

// Handler serves GET /permissions. It refuses what must never reach such a service: a token, a cookie, a query with
// anything besides method, path and kind of permission.
func Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /permissions", answer)
	return mux
}

func answer(w http.ResponseWriter, r *http.Request) {
	for _, name := range []string{"Authorization", "Cookie", "Referer"} {
		if r.Header.Get(name) != "" {
			http.Error(w, "this service is asked without "+name, http.StatusBadRequest)
			return
		}
	}
	options := r.URL.Query()
	for name := range options {
		if !slices.Contains([]string{"requesturl", "method", "scopetype", "leastprivilegeonly", "includehidden"}, strings.ToLower(name)) {
			http.Error(w, "unknown option", http.StatusBadRequest)
			return
		}
	}
	path, method := options.Get("requesturl"), options.Get("method")
	scopes, ok := read().Calls[strings.ToLower(method+" "+strings.TrimSuffix(path, "/"))]
	if kind := options.Get("scopeType"); !ok || kind != "" && kind != "DelegatedWork" {
		http.Error(w, "Permissions information for '"+path+"' were not found.", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(rows(scopes)) // the one who asked has gone
}

// A row has the members of the real answer.
type row struct {
	Value              string `json:"value"`
	ScopeType          string `json:"scopeType"`
	ConsentDisplayName string `json:"consentDisplayName"`
	ConsentDescription string `json:"consentDescription"`
	IsAdmin            bool   `json:"isAdmin"`
	IsLeastPrivilege   bool   `json:"isLeastPrivilege"`
	IsHidden           bool   `json:"isHidden"`
}

func rows(scopes []string) []row {
	all := []row{}
	for _, scope := range scopes {
		name, least := strings.CutSuffix(scope, "*")
		p := read().Permissions[name]
		all = append(all, row{name, "DelegatedWork", p.DisplayName, p.Description, p.Admin, least, false})
	}
	return all
}
