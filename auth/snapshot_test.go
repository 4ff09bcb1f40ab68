package auth_test

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

func TestARemovedEnvironmentComesBackWhole(t *testing.T) {
	s := shelf(t)
	before := holds(t, s, "fabrikam")
	snap, err := s.Snapshot("fabrikam")
	if err != nil || len(snap.Left) != 0 {
		t.Fatal(snap.Left, err)
	}
	if err := s.Remove("fabrikam"); err != nil {
		t.Fatal(err)
	}
	if err := s.Restore(snap); err != nil {
		t.Fatal(err)
	}
	after := holds(t, s, "fabrikam")
	if len(after) != len(before) {
		t.Errorf("%q", after)
	}
	for path, text := range before {
		if after[path] != text {
			t.Errorf("%s: %q", path, after[path])
		}
	}
	tidy(t, s, "contoso fabrikam")
	if runtime.GOOS == "windows" {
		return
	}
	for path, mode := range map[string]os.FileMode{"": 0o700, "queries": 0o700, "queries/me.http": 0o600, "environment.toml": 0o600} {
		if info, err := os.Stat(filepath.Join(s.Path("fabrikam"), path)); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%q is %v, %v", path, info.Mode().Perm(), err)
		}
	}
}

func TestADamagedEnvironmentIsKeptAsItIs(t *testing.T) {
	s := shelf(t)
	write(t, filepath.Join(s.Path("fabrikam"), "environment.toml"), "half a fi")
	snap, err := s.Snapshot("fabrikam")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Remove("fabrikam"); err != nil {
		t.Fatal(err)
	}
	if err := s.Restore(snap); err != nil || holds(t, s, "fabrikam")["environment.toml"] != "half a fi" {
		t.Error(err)
	}
}

func TestWhatASnapshotLeavesOutIsNamed(t *testing.T) {
	s := shelf(t)
	outside := filepath.Join(t.TempDir(), "secret")
	write(t, outside, "not yours")
	if err := os.Symlink(outside, filepath.Join(s.Path("fabrikam"), "link.http")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if err := os.Symlink(filepath.Dir(outside), filepath.Join(s.Path("fabrikam"), "folder")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(s.Path("fabrikam"), "big.json"), string(make([]byte, 17<<20)))
	snap, err := s.Snapshot("fabrikam")
	if err != nil || !slices.Equal(snap.Left, []string{"big.json", "folder", "link.http"}) {
		t.Errorf("left out: %q, %v", snap.Left, err)
	}
	if err := s.Remove("fabrikam"); err != nil {
		t.Fatal(err)
	}
	if err := s.Restore(snap); err != nil {
		t.Fatal(err)
	}
	if got := holds(t, s, "fabrikam"); len(got) != 5 || got["notes.txt"] != "mine" {
		t.Errorf("%q", got)
	}
	if text, err := os.ReadFile(outside); err != nil || string(text) != "not yours" {
		t.Error("what a link named was touched")
	}
}

// Some people keep their settings elsewhere and link them in.
func TestSettingsBehindALinkAreKept(t *testing.T) {
	s := shelf(t)
	elsewhere := filepath.Join(t.TempDir(), "dotfiles")
	if err := os.Rename(s.Path("fabrikam"), elsewhere); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, s.Path("fabrikam")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	settings := filepath.Join(elsewhere, "environment.toml")
	if err := os.Rename(settings, settings+".real"); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(settings+".real", settings); err != nil {
		t.Fatal(err)
	}
	snap, err := s.Snapshot("fabrikam")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Remove("fabrikam"); err != nil {
		t.Fatal(err)
	}
	if err := s.Restore(snap); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Load("fabrikam"); err != nil || got.TenantID != fabrikam {
		t.Errorf("%+v, %v", got, err)
	}
}
