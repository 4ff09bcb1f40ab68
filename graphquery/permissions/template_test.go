package permissions

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

func TestAKeyInBracketsIsNeverTakenForAName(t *testing.T) {
	for path, want := range map[string]string{
		"/messages(AAMkAGI=)":         "/messages/{id}",
		"/messages(AAMkAGI==)":        "/messages/{id}",
		"/me/messages('AAMk=')":       "/me/messages/{id}",
		"/me/messages(%27AAMk=%27)":   "/me/messages/{id}",
		"/users('it's,adele=x')":      "/{id}",
		"/users('it''s,adele=x')":     "/users/{id}",
		"/users/delta(token='adele')": "/users/delta(token={value})",
	} {
		if got := Template(path); got != want {
			t.Errorf("%s became %s, not %s", path, got, want)
		}
	}
}

func TestTemplateLeavesOnlyGraphsOwnWords(t *testing.T) {
	const id = "8d3b1c9e-4f52-4d5f-9a0e-2b1f3c4d5e6f"
	for path, want := range map[string]string{
		"":                 "/",
		"/me":              "/me",
		"me/":              "/me",
		"/users":           "/users",
		"/v1.0/users":      "/users",
		"/beta/me":         "/me",
		"/users?$top=3":    "/users",
		"/users/$count":    "/users/$count",
		"/users/" + id:     "/users/{id}",
		"/Users/" + id:     "/Users/{id}",
		"/users/alice":     "/users/{id}",
		"/users/delta":     "/users/delta",
		"/users/delta()":   "/users/delta()",
		"/users/messages":  "/users/{id}",
		"/users/me":        "/users/me",
		"/users/a.b@c.com": "/users/{id}",
		"/users/consultant_contoso.com#EXT#@fabrikam.onmicrosoft.com":     "/users/{id}",
		"/users/consultant_contoso.com%23EXT%23@fabrikam.com/memberOf":    "/users/{id}/memberOf",
		"/users('a.b@c.com')/memberOf":                                    "/users/{id}/memberOf",
		"/users('a/b?c')/memberOf":                                        "/users/{id}/memberOf",
		"/users(userPrincipalName='a@b.c')":                               "/users(userPrincipalName={value})",
		"/applications(appId='" + id + "')":                               "/applications(appId={value})",
		"/users/Mustermann/manager?$select=mail":                          "/users/{id}/manager",
		"/me/memberOf/microsoft.graph.group":                              "/me/memberOf/microsoft.graph.group",
		"/me/memberOf/microsoft.graph.group/$count":                       "/me/memberOf/microsoft.graph.group/$count",
		"/me/mailFolders/AAMkAGI1/messages/AAMkAGI2":                      "/me/mailFolders/{id}/messages/{id}",
		"/me/drive/root:/Umbau/Plan für Alice.xlsx":                       "/me/drive/root:/{id}",
		"/me/drive/root:/Umbau/Plan.xlsx:/content":                        "/me/drive/root:/{id}:/content",
		"/me/drive/items/01ABC:/new file.txt:/createUploadSession":        "/me/drive/items/{id}:/{id}:/createUploadSession",
		"/sites/contoso.sharepoint.com":                                   "/sites/{id}",
		"/sites/contoso.sharepoint.com:/sites/hr:/lists":                  "/sites/{id}:/{id}:/lists",
		"/domains/contoso.com":                                            "/domains/{id}",
		"/teams/" + id + "/channels/19:abc@thread.tacv2/messages":         "/teams/{id}/channels/{id}/messages",
		"/reports/getOffice365ActiveUserDetail(period='D7')":              "/reports/getOffice365ActiveUserDetail(period={value})",
		"/sites/getByPath(path='/a/b,c=d')":                               "/sites/{id}",
		"/alice":                                                          "/{id}",
		"/finance-secret/users":                                           "/{id}/users",
		"https://graph.microsoft.com/v1.0/groups/" + id:                   "/groups/{id}",
		"https://contoso-my.sharepoint.com/personal/alice":                "/{id}/{id}",
		"/users/(alice/messages":                                          "/users/{id}",
		"/users/%zz":                                                      "/users/{id}",
		"/users//alice":                                                   "/users/{id}",
		"/eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.signature": "/{id}",
	} {
		if got := Template(path); got != want {
			t.Errorf("Template(%q) is %q, want %q", path, got, want)
		}
	}
}

// Whatever stands where a key stands in Microsoft's own list must not come out again.
func TestNoKeySurvivesAnyPathOfMicrosoftsList(t *testing.T) {
	keys := []string{"Mallory", "8d3b1c9e-4f52-4d5f-9a0e-2b1f3c4d5e6f", "m_contoso.com%23EXT%23@fabrikam.com", "4711"}
	asked := 0
	for template := range microsoftsPaths(t) {
		for _, key := range keys {
			got := Template(strings.ReplaceAll(template, anyKey, key))
			asked++
			if got != template {
				t.Errorf("%s with %s became %s", template, key, got)
			}
			if strings.Contains(got, key) {
				t.Errorf("%s let %s through", template, key)
			}
		}
	}
	if asked < 10_000 {
		t.Errorf("only %d paths were tried", asked)
	}
}

// microsoftsPaths are the paths of the list that have no arguments and none of its own slips.
func microsoftsPaths(t *testing.T) map[string]bool {
	t.Helper()
	body, err := os.ReadFile("../../../shared/data/devx-content/permissions.json")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("Microsoft's list is not beside the project")
	}
	var list struct {
		Permissions map[string]struct {
			PathSets []struct{ Paths map[string]string }
		}
	}
	if err == nil {
		err = json.Unmarshal(body, &list)
	}
	if err != nil {
		t.Fatal(err)
	}
	plain := regexp.MustCompile(`^(/(\{id\}|\$?[a-zA-Z][a-zA-Z0-9_.]*))+$`)
	all := map[string]bool{}
	for _, p := range list.Permissions {
		for _, set := range p.PathSets {
			for path := range set.Paths {
				if plain.MatchString(path) && !strings.Contains(path, "/id") && !strings.Contains(strings.ToLower(path), "foldera") {
					all[path] = true
				}
			}
		}
	}
	return all
}

func FuzzTemplate(f *testing.F) {
	for _, seed := range []string{"/users/alice", "/me/drive/root:/a/b:/content", "/x(a='b/c',d=e)/f", "%2f%%", "https://h/p?q#f"} {
		f.Add(seed)
	}
	allowed := regexp.MustCompile(`^/?[a-zA-Z0-9_.$(){}=,:/]*$`)
	f.Fuzz(func(t *testing.T, path string) {
		got := Template(path)
		if !allowed.MatchString(got) {
			t.Errorf("Template(%q) is %q", path, got)
		}
		for _, segment := range strings.FieldsFunc(got, func(r rune) bool { return r == '/' }) {
			name, _, _ := strings.Cut(strings.TrimSuffix(segment, ":"), "(")
			if name != anyKey && !known(name) {
				t.Errorf("Template(%q) is %q: %s is not a word of Graph", path, got, name)
			}
		}
	})
}
