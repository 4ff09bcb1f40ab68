package auth_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"graphguest/auth"
)

// shelf is a store with the environment fabrikam, which has saved queries and variables, and contoso.
func shelf(t *testing.T) auth.Store {
	t.Helper()
	s := auth.Store{Dir: filepath.Join(t.TempDir(), "environments")}
	for _, name := range []string{"fabrikam", "contoso"} {
		if err := s.Save(sample(name)); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(s.Path("fabrikam"), "queries", "me.http"), "GET /me")
	write(t, filepath.Join(s.Path("fabrikam"), "queries", "deep", "all.http"), "GET /users")
	write(t, filepath.Join(s.Path("fabrikam"), "http-client.env.json"), `{"dev":{}}`)
	write(t, filepath.Join(s.Path("fabrikam"), "notes.txt"), "mine")
	return s
}

// holds is the files of an environment with their text, by path.
func holds(t *testing.T, s auth.Store, name string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(s.Path(name), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(s.Path(name), path)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// tidy fails when anything but these environments is left in the store's folder.
func tidy(t *testing.T, s auth.Store, names string) {
	t.Helper()
	entries, err := os.ReadDir(s.Dir)
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if strings.Join(got, " ") != names {
		t.Errorf("the folder holds %q, %v", got, err)
	}
}

func TestARenamedEnvironmentKeepsItsFiles(t *testing.T) {
	s := shelf(t)
	before := holds(t, s, "fabrikam")
	if err := s.Rename("fabrikam", "Fabrikam"); err != nil {
		t.Fatal(err)
	}
	if err := s.Rename("Fabrikam", "client-7"); err != nil {
		t.Fatal(err)
	}
	after := holds(t, s, "client-7")
	for path, text := range before {
		if after[path] != text {
			t.Errorf("%s: %q", path, after[path])
		}
	}
	want := sample("client-7")
	if got, err := s.Load("client-7"); err != nil || !same(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	tidy(t, s, "client-7 contoso")
}

func TestANameThatIsTakenIsRefused(t *testing.T) {
	s := shelf(t)
	write(t, filepath.Join(s.Dir, "unused", "thing"), "somebody's")
	snap, err := s.Snapshot("fabrikam")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"contoso", "CONTOSO", "unused"} {
		snap.Name = name
		for what, err := range map[string]error{"rename": s.Rename("fabrikam", name), "copy": s.Copy("fabrikam", sample(name)), "restore": s.Restore(snap)} {
			if !errors.Is(err, auth.ErrNameTaken) {
				t.Errorf("%s to %s: %v", what, name, err)
			}
		}
	}
	for _, name := range []string{"../up", "", "aux"} {
		snap.Name = name
		for what, err := range map[string]error{"rename": s.Rename("fabrikam", name), "copy": s.Copy("fabrikam", sample(name)), "restore": s.Restore(snap)} {
			if err == nil {
				t.Errorf("%s to %q went well", what, name)
			}
		}
	}
	if err := s.Save(sample("FABRIKAM")); !errors.Is(err, auth.ErrNameTaken) {
		t.Errorf("save: %v", err)
	}
	tidy(t, s, "contoso fabrikam unused")
}

func TestWhatIsNotThereCannotBeRenamedCopiedOrKept(t *testing.T) {
	s := shelf(t)
	for _, name := range []string{"nobody", "../contoso"} {
		_, kept := s.Snapshot(name)
		for what, err := range map[string]error{"rename": s.Rename(name, "new"), "copy": s.Copy(name, sample("new")), "snapshot": kept} {
			if !errors.Is(err, auth.ErrNoEnvironment) {
				t.Errorf("%s of %s: %v", what, name, err)
			}
		}
	}
	tidy(t, s, "contoso fabrikam")
}

func TestACopyTakesQueriesAndVariablesAlongAndNothingElse(t *testing.T) {
	s := shelf(t)
	e := sample("again")
	e.Color = "cyan"
	if err := s.Copy("fabrikam", e); err != nil {
		t.Fatal(err)
	}
	got := holds(t, s, "again")
	if len(got) != 4 || got["queries/me.http"] != "GET /me" || got["queries/deep/all.http"] != "GET /users" || got["http-client.env.json"] == "" {
		t.Errorf("%q", got)
	}
	if loaded, err := s.Load("again"); err != nil || !same(loaded, e) {
		t.Errorf("%+v, %v", loaded, err)
	}
	tidy(t, s, "again contoso fabrikam")
}

func TestACopyIsSignedInOnlyWhereItIsTheSamePersonInTheSamePlace(t *testing.T) {
	s := shelf(t)
	for name, row := range map[string]struct {
		change func(*auth.Environment)
		same   bool
	}{
		"settings":  {func(e *auth.Environment) { e.Scopes = nil }, true},
		"nothing":   {func(e *auth.Environment) { e.HomeAccount = ""; e.Account = strings.ToUpper(e.Account) }, true},
		"account":   {func(e *auth.Environment) { e.Account = people[0] }, false},
		"noaccount": {func(e *auth.Environment) { e.Account = "" }, false},
		"tenant":    {func(e *auth.Environment) { e.TenantID = adatum }, false},
		"app":       {func(e *auth.Environment) { e.ClientID = lab }, false},
		"cloud":     {func(e *auth.Environment) { e.Cloud = "usgov" }, false},
	} {
		e := sample(name)
		row.change(&e)
		if err := s.Copy("fabrikam", e); err != nil {
			t.Fatal(err)
		}
		got, err := s.Load(name)
		if err != nil || (got.HomeAccount != "") != row.same || got.SignedOut != row.same {
			t.Errorf("%s: home %q, signed out %v, %v", name, got.HomeAccount, got.SignedOut, err)
		}
	}
	if err := s.Copy("fabrikam", auth.Environment{Name: "empty"}); err == nil {
		t.Error("settings that cannot be used were saved")
	}
}
