package permsim

import (
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
)

func ask(t *testing.T, options url.Values, header http.Header) (int, []row) {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "/permissions?"+options.Encode(), nil)
	r.Header = header
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, r)
	var rows []row
	if w.Code == http.StatusOK {
		if err := json.Unmarshal(w.Body.Bytes(), &rows); err != nil {
			t.Fatal(err)
		}
	}
	return w.Code, rows
}

func options(method, path string) url.Values {
	return url.Values{"method": {method}, "requesturl": {path}, "scopeType": {"DelegatedWork"}}
}

func TestEveryCallOfTheTableIsAnswered(t *testing.T) {
	for _, call := range Calls() {
		method, path, _ := strings.Cut(call, " ")
		code, rows := ask(t, options(method, path), nil)
		if code != http.StatusOK || len(rows) == 0 {
			t.Fatalf("%s: %d", call, code)
		}
		least := false
		for _, r := range rows {
			least = least || r.IsLeastPrivilege
			if r.ConsentDisplayName == "" || r.ConsentDescription == "" || r.ScopeType != "DelegatedWork" {
				t.Errorf("%s: %+v lacks a text", call, r)
			}
		}
		if !least && !slices.Contains(noLeast, call) {
			t.Errorf("%s has no least privileged permission", call)
		}
	}
}

// noLeast are calls for which Microsoft's list marks no permission of a person.
var noLeast = []string{"get /groups/{id}", "get /organization", "get /organization/{id}", "patch /groups/{id}"}

func TestItRefusesWhatMustNotReachIt(t *testing.T) {
	for name, header := range map[string]http.Header{
		"a token":   {"Authorization": {"Bearer x"}},
		"a cookie":  {"Cookie": {"a=b"}},
		"a referer": {"Referer": {"https://graph.microsoft.com/"}},
	} {
		if code, _ := ask(t, options("GET", "/users"), header); code != http.StatusBadRequest {
			t.Errorf("%s: %d", name, code)
		}
	}
	with := options("GET", "/users")
	with.Set("tenant", "fabrikam")
	if code, _ := ask(t, with, nil); code != http.StatusBadRequest {
		t.Errorf("a tenant: %d", code)
	}
}

func TestWhatItDoesNotKnowIsNotFound(t *testing.T) {
	other := options("GET", "/users")
	other.Set("scopeType", "Application")
	for name, o := range map[string]url.Values{
		"an unknown path": options("GET", "/users/alice"), "another method": options("DELETE", "/users"),
		"another kind": other, "nothing": {},
	} {
		if code, _ := ask(t, o, nil); code != http.StatusNotFound {
			t.Errorf("%s: %d", name, code)
		}
	}
}

func TestTheTableSaysWhatMicrosoftsListSays(t *testing.T) {
	real := microsofts(t)
	for call, scopes := range read().Calls {
		listed := real[call]
		for _, scope := range scopes {
			name, least := strings.CutSuffix(scope, "*")
			if isLeast, ok := listed[name]; !ok || isLeast != least {
				t.Errorf("%s: %s is listed: %t, as least: %t", call, scope, ok, isLeast)
			}
		}
		for name, least := range listed {
			if least && !slices.Contains(scopes, name+"*") && !strings.HasPrefix(name, "DeviceManagement") && !strings.HasPrefix(name, "Group-") {
				t.Errorf("%s lacks %s", call, name)
			}
		}
	}
}

// microsofts returns the list as call → scope → whether it is the least.
func microsofts(t *testing.T) map[string]map[string]bool {
	t.Helper()
	body, err := os.ReadFile("../../../../shared/data/devx-content/permissions.json")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("Microsoft's list is not beside the project")
	}
	var list struct {
		Permissions map[string]struct {
			PathSets []struct {
				SchemeKeys, Methods []string
				Paths               map[string]string
			}
		}
	}
	if err == nil {
		err = json.Unmarshal(body, &list)
	}
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[string]bool{}
	for name, p := range list.Permissions {
		for _, set := range p.PathSets {
			if !slices.Contains(set.SchemeKeys, "DelegatedWork") {
				continue
			}
			for path, marks := range set.Paths {
				for _, method := range set.Methods {
					call := strings.ToLower(method + " " + path)
					if all[call] == nil {
						all[call] = map[string]bool{}
					}
					_, least, _ := strings.Cut(marks, "least=")
					least, _, _ = strings.Cut(least, ";")
					all[call][name] = all[call][name] || slices.Contains(strings.Split(least, ","), "DelegatedWork")
				}
			}
		}
	}
	return all
}
