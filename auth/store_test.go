package auth_test

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"graphguest/auth"
)

func sample(name string) auth.Environment {
	return auth.Environment{
		Name: name, Cloud: "global", TenantID: fabrikam, TenantDomain: "fabrikam.com", ClientID: auth.DefaultClientID,
		Account: consultant, HomeAccount: "aaaa.bbbb", DomainHint: "none", Scopes: []string{"User.Read"},
		Access: auth.ReadWrite, Color: "magenta", Isolated: true, SignedOut: true,
	}
}

func TestAnEnvironmentComesBackAsItWasSaved(t *testing.T) {
	s := auth.Store{Dir: filepath.Join(t.TempDir(), "config", "environments")}
	want := sample("fabrikam")
	if err := s.Save(want); err != nil {
		t.Fatal(err)
	}
	got, err := s.Load("fabrikam")
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
	if runtime.GOOS != "windows" {
		for path, mode := range map[string]os.FileMode{s.Dir: 0o700, s.Path("fabrikam"): 0o700, filepath.Join(s.Path("fabrikam"), "environment.toml"): 0o600} {
			if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode {
				t.Errorf("%s is %v, %v", path, info.Mode().Perm(), err)
			}
		}
	}
	if rest, _ := filepath.Glob(filepath.Join(s.Path("fabrikam"), "*tmp*")); len(rest) != 0 {
		t.Errorf("left behind: %q", rest)
	}
}

func TestSavingLeavesThePersonsOtherFilesAlone(t *testing.T) {
	s := auth.Store{Dir: t.TempDir()}
	if err := s.Save(sample("fabrikam")); err != nil {
		t.Fatal(err)
	}
	query := filepath.Join(s.Path("fabrikam"), "mine.http")
	write(t, query, "GET /me")
	if err := s.Save(sample("fabrikam")); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(query); err != nil {
		t.Error(err)
	}
	if err := s.Remove("fabrikam"); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(s.Path("fabrikam")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder is still there: %v", err)
	}
}

func TestADamagedFileNamesItsLineAndTheRestIsListed(t *testing.T) {
	good := `cloud = "global"
tenant_id = "` + fabrikam + `"
client_id = "` + auth.DefaultClientID + `"
`
	for name, row := range map[string]struct{ text, says string }{
		"a misspelt key":      {good + "acces = \"read-write\"\n", `environment.toml:4:1: unknown key "acces"`},
		"no TOML":             {good + "color = red\n", "environment.toml:4:"},
		"cut short":           {good + "color = \"re", "environment.toml:4:"},
		"a wrong type":        {good + "isolated = \"yes\"\n", "environment.toml:4:"},
		"a wrong access mode": {good + "\naccess = \"admin\"\n", "environment.toml:5: access: "},
		"a wrong colour":      {good + "color = \"pink\"\n", "environment.toml:4: color: "},
		"no tenant id":        {strings.Replace(good, fabrikam, "fabrikam.com", 1), "environment.toml:2: tenant_id: "},
		"no client id":        {strings.Replace(good, auth.DefaultClientID, "", 1), "environment.toml:3: client_id: "},
		"two scopes in one":   {good + "scopes = [\"User.Read Mail.Read\"]\n", "environment.toml:4: scopes: "},
		"a guest's name":      {good + "account = \"a_b.com#EXT#@c.com\"\n", "environment.toml:4: account: "},
		"empty":               {"", "environment.toml:1: cloud: "},
	} {
		t.Run(name, func(t *testing.T) {
			s := auth.Store{Dir: t.TempDir()}
			if err := s.Save(sample("sound")); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(s.Path("hurt"), "environment.toml")
			write(t, path, row.text)
			list, faults := s.List()
			if len(list) != 1 || list[0].Name != "sound" || len(faults) != 1 || !strings.Contains(faults[0].Error(), row.says) {
				t.Errorf("listed %v, faults %v, want one with %q", list, faults, row.says)
			}
			if left, err := os.ReadFile(path); err != nil || string(left) != row.text {
				t.Error("the damaged file was changed")
			}
		})
	}
}

func TestAnEnvironmentThatIsNotThereNamesThoseThatAre(t *testing.T) {
	s := auth.Store{Dir: filepath.Join(t.TempDir(), "none-yet")}
	if list, faults := s.List(); len(list) != 0 || len(faults) != 0 {
		t.Errorf("listed %v, %v", list, faults)
	}
	if _, err := s.Load("fabrikam"); !errors.Is(err, auth.ErrNoEnvironment) || !strings.Contains(err.Error(), "env add") {
		t.Errorf("err = %v", err)
	}
	for _, name := range []string{"contoso", "adatum"} {
		if err := s.Save(sample(name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, try := range []func(string) error{s.Remove, func(name string) error { _, err := s.Load(name); return err }} {
		if err := try("fabrikam"); !errors.Is(err, auth.ErrNoEnvironment) || !strings.Contains(err.Error(), "adatum, contoso") {
			t.Errorf("err = %v", err)
		}
		if err := try("../contoso"); !errors.Is(err, auth.ErrNoEnvironment) {
			t.Errorf("err = %v", err)
		}
	}
}

func TestTwoNamesThatDifferInCapitalsOnlyAreRefused(t *testing.T) {
	s := auth.Store{Dir: t.TempDir()}
	if err := s.Save(sample("fabrikam")); err != nil {
		t.Fatal(err)
	}
	if err := s.Save(sample("Fabrikam")); err == nil || !strings.Contains(err.Error(), "fabrikam") {
		t.Errorf("err = %v", err)
	}
}

func TestIdsAreKeptInLowerCase(t *testing.T) {
	s := auth.Store{Dir: t.TempDir()}
	e := sample("fabrikam")
	e.TenantID, e.ClientID = "ABCDEF00-2222-4222-8222-222222222222", strings.ToUpper(e.ClientID)
	if err := s.Save(e); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Load("fabrikam"); err != nil || got.TenantID != strings.ToLower(e.TenantID) || got.ClientID != auth.DefaultClientID {
		t.Errorf("%q, %q, %v", got.TenantID, got.ClientID, err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
