package auth_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"graphguest/auth"
	"graphguest/auth/claims"
	"graphguest/auth/entrasim"
)

func TestEveryBuiltInCloudIsFoundByNameAndAnotherIsNot(t *testing.T) {
	clouds := auth.BuiltinClouds()
	for _, c := range clouds {
		if got, err := clouds.Named(c.Name); err != nil || got != c {
			t.Errorf("%s: %v, %v", c.Name, got, err)
		}
	}
	_, err := clouds.Named("moon")
	for _, name := range []string{"moon", "global", "usgov", "usgovdod", "china"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("the error does not name %s: %v", name, err)
		}
	}
}

func TestCloudsOfOnesOwnAreAdded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clouds.toml")
	if clouds, err := auth.ReadClouds(path); err != nil || len(clouds) != 4 {
		t.Errorf("without a file: %d clouds, %v", len(clouds), err)
	}
	write(t, path, "[lab]\nlogin = \"https://login.lab:8443/\"\ngraph = \"https://Graph.lab:9443\"\n")
	clouds, err := auth.ReadClouds(path)
	if err != nil || !slices.Contains(clouds, auth.Cloud{Name: "lab", Login: "https://login.lab:8443", Graph: "https://graph.lab:9443"}) {
		t.Errorf("%v, %v", clouds, err)
	}
}

func TestADamagedCloudsFileNamesItsLineAndTheSoundCloudsRemain(t *testing.T) {
	sound := "[lab]\nlogin = \"https://login.lab\"\ngraph = \"https://graph.lab\"\n"
	for name, row := range map[string]struct {
		text, says string
		clouds     int
	}{
		"no https":       {sound + "[old]\nlogin = \"http://l\"\ngraph = \"https://g\"\n", `:4: cloud "old": login: `, 5},
		"a path":         {sound + "[old]\nlogin = \"https://l/common\"\ngraph = \"https://g\"\n", `:4: cloud "old": login: `, 5},
		"a version":      {sound + "[old]\nlogin = \"https://l\"\ngraph = \"https://g/v1.0\"\n", `:4: cloud "old": graph: `, 5},
		"a user name":    {sound + "[old]\nlogin = \"https://u:p@l\"\ngraph = \"https://g\"\n", `:4: cloud "old": login: `, 5},
		"no graph":       {sound + "[old]\nlogin = \"https://l\"\n", `:4: cloud "old": graph: `, 5},
		"a built-in one": {sound + "[global]\nlogin = \"https://l\"\ngraph = \"https://g\"\n", `:4: cloud "global": `, 5},
		"in capitals":    {sound + "[Global]\nlogin = \"https://l\"\ngraph = \"https://g\"\n", `:4: cloud "Global": `, 5},
		"a hostile name": {sound + "[\"../x\"]\nlogin = \"https://l\"\ngraph = \"https://g\"\n", `:4: cloud "../x": `, 5},
		"a misspelt key": {sound + "logn = \"https://l\"\n", `clouds.toml:4:1: unknown key "lab.logn"`, 4},
		"no TOML":        {"[lab\n", "clouds.toml:1:", 4},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "clouds.toml")
			write(t, path, row.text)
			clouds, err := auth.ReadClouds(path)
			if err == nil || !strings.Contains(err.Error(), row.says) || len(clouds) != row.clouds {
				t.Errorf("%d clouds, err = %v, want %q", len(clouds), err, row.says)
			}
		})
	}
}

func TestACloudOfOnesOwnWorksFromSignInToRefresh(t *testing.T) {
	l := arrive(t)
	w := world()
	w.LoginHost, w.GraphHost = "login.lab:8443", "graph.lab:9443"
	l.sim = entrasim.New(w, l.clock.now)
	l.world.HTTP = inProcess{l.sim}
	l.clouds = append(l.clouds, auth.Cloud{Name: "lab", Login: "https://login.lab:8443", Graph: "https://graph.lab:9443"})
	l.restart()
	lab := func(e *auth.Environment) { e.Cloud = "lab" }
	g := l.at("fabrikam", fabrikam, lab)
	l.signsIn(g)
	l.clock.turn(hour)
	if who := claims.Identify(l.token(g), ""); who.TenantID != fabrikam {
		t.Errorf("token for %s", who.TenantID)
	}
	l.token(l.at("adatum", adatum, lab))
	calls := l.sim.Calls()
	if scope := calls[len(calls)-1].Form.Get("scope"); !strings.HasPrefix(scope, "https://graph.lab:9443/User.Read ") {
		t.Errorf("scope %q", scope)
	}
}
