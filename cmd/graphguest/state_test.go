package main

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"graphguest/graphquery"
	"graphguest/tui"
	"graphguest/tui/kit"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func remembers(t *testing.T) memory {
	t.Helper()
	return memory{dir: filepath.Join(t.TempDir(), "state"), now: func() time.Time { return noon.Add(time.Hour) }}
}

func (m memory) mustKeep(t *testing.T, name string, k tui.Kept) {
	t.Helper()
	if err := m.keep(name, k); err != nil {
		t.Fatal(err)
	}
}

func (m memory) mustRecall(t *testing.T, name string) tui.Kept {
	t.Helper()
	k, err := m.kept(name)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// ranAt is a run of path so many minutes after noon.
func ranAt(minutes int, path string) kit.Run {
	return kit.Run{At: noon.Add(time.Duration(minutes) * time.Minute), Query: graphquery.Query{Method: "GET", Version: "v1.0", Path: path}, Status: 200, Took: 132 * time.Millisecond}
}

func paths(k tui.Kept) (list []string) {
	for _, r := range k.Runs {
		list = append(list, r.Query.Path)
	}
	return list
}

func TestWhatIsKeptComesBack(t *testing.T) {
	m := remembers(t)
	if k := m.mustRecall(t, "fabrikam"); k.Used != (time.Time{}) || !m.used("fabrikam").IsZero() || m.last() != "" {
		t.Errorf("there is a memory of nothing: %+v", k)
	}
	k := tui.Kept{Used: noon, Tab: 1, Tabs: []tui.Line{{Method: "GET", Version: "v1.0", Path: "/me"}, {Path: "/users?$top=3"}}, Runs: []kit.Run{ranAt(2, "/b"), ranAt(1, "/a")}}
	k.Runs[0].Status, k.Runs[0].Failed = 0, "cancelled"
	m.mustKeep(t, "fabrikam", k)
	got := m.mustRecall(t, "fabrikam")
	if !got.Used.Equal(noon) || got.Tab != 1 || !slices.Equal(got.Tabs, k.Tabs) || len(got.Runs) != 2 || got.Runs[0].Failed != "cancelled" || got.Runs[1].Took != 132*time.Millisecond || got.Runs[1].Query.Version != "v1.0" {
		t.Errorf("what came back is %+v", got)
	}
	if !m.used("fabrikam").Equal(noon) || m.last() != "fabrikam" {
		t.Errorf("used %v, last %q", m.used("fabrikam"), m.last())
	}
}

func TestOnlyThePersonReadsWhatIsKept(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("its files have no such modes")
	}
	m := remembers(t)
	m.mustKeep(t, "fabrikam", tui.Kept{Used: noon})
	for path, want := range map[string]os.FileMode{m.dir: 0o700, filepath.Dir(m.file("x")): 0o700, m.file("fabrikam"): 0o600, m.lastFile(): 0o600} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s has mode %v (%v), want %v", path, info.Mode().Perm(), err, want)
		}
	}
}

func TestNoWindowLosesAnothersRuns(t *testing.T) {
	m := remembers(t)
	var wait sync.WaitGroup
	for i, path := range []string{"/a", "/b", "/c", "/d", "/e", "/f"} {
		wait.Go(func() {
			if err := m.keep("fabrikam", tui.Kept{Used: noon, Runs: []kit.Run{ranAt(i, path)}}); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	m.mustKeep(t, "fabrikam", tui.Kept{Used: noon, Runs: []kit.Run{ranAt(3, "/d")}}) // once more
	if got := paths(m.mustRecall(t, "fabrikam")); !slices.Equal(got, []string{"/f", "/e", "/d", "/c", "/b", "/a"}) {
		t.Errorf("the runs are %v", got)
	}
}

func TestOnlySoManyRunsAreKept(t *testing.T) {
	m := remembers(t)
	for half := range 2 {
		k := tui.Kept{Used: noon}
		for i := range tui.MostRuns {
			k.Runs = append(k.Runs, ranAt(half*tui.MostRuns+tui.MostRuns-i, "/x"))
		}
		m.mustKeep(t, "fabrikam", k)
	}
	got := m.mustRecall(t, "fabrikam").Runs
	if len(got) != tui.MostRuns || !got[0].At.Equal(noon.Add(2*tui.MostRuns*time.Minute)) {
		t.Errorf("%d runs, the newest of %v", len(got), got[0].At)
	}
}

// Two writes of one window may arrive in the wrong order.
func TestTheLaterTabsStay(t *testing.T) {
	m := remembers(t)
	m.mustKeep(t, "fabrikam", tui.Kept{Used: noon.Add(time.Minute), Tabs: []tui.Line{{Path: "/later"}}})
	m.mustKeep(t, "fabrikam", tui.Kept{Used: noon, Tabs: []tui.Line{{Path: "/earlier"}}, Runs: []kit.Run{ranAt(0, "/a")}})
	k := m.mustRecall(t, "fabrikam")
	if k.Tabs[0].Path != "/later" || !k.Used.Equal(noon.Add(time.Minute)) || len(k.Runs) != 1 {
		t.Errorf("kept %+v", k)
	}
	m.mustKeep(t, "contoso", tui.Kept{Used: noon})
	if m.last() != "fabrikam" {
		t.Errorf("the last one is %q: it was open later than contoso", m.last())
	}
	m.mustKeep(t, "contoso", tui.Kept{Used: noon.Add(2 * time.Minute)})
	if m.last() != "contoso" {
		t.Errorf("the last one is %q", m.last())
	}
}

func TestAWrongClockDoesNotFreezeTheTabs(t *testing.T) {
	m := remembers(t)
	m.mustKeep(t, "fabrikam", tui.Kept{Used: noon.AddDate(10, 0, 0), Tabs: []tui.Line{{Path: "/then"}}})
	m.mustKeep(t, "fabrikam", tui.Kept{Used: noon, Tabs: []tui.Line{{Path: "/now"}}})
	if k := m.mustRecall(t, "fabrikam"); k.Tabs[0].Path != "/now" {
		t.Errorf("kept %+v", k)
	}
}

func TestADamagedMemoryIsSetAsideAndSaid(t *testing.T) {
	m := remembers(t)
	for _, aside := range []string{".damaged", ".damaged-2"} {
		m.mustKeep(t, "fabrikam", tui.Kept{Used: noon})
		if err := os.WriteFile(m.file("fabrikam"), []byte("{half"), 0o600); err != nil {
			t.Fatal(err)
		}
		k, err := m.kept("fabrikam")
		if err == nil || !strings.Contains(err.Error(), "fabrikam.json"+aside) || len(k.Runs) != 0 {
			t.Fatalf("err = %v, %+v", err, k)
		}
		if text, err := os.ReadFile(m.file("fabrikam") + aside); string(text) != "{half" {
			t.Errorf("what was set aside is %q (%v)", text, err)
		}
		m.mustRecall(t, "fabrikam")
	}
}

func TestAMemoryThatCannotBeReadIsNotReplaced(t *testing.T) {
	m := remembers(t)
	if err := os.MkdirAll(m.file("fabrikam"), 0o700); err != nil { // a folder in its place
		t.Fatal(err)
	}
	if err := m.keep("fabrikam", tui.Kept{Used: noon}); err == nil {
		t.Error("it was kept")
	}
	if info, err := os.Stat(m.file("fabrikam")); err != nil || !info.IsDir() {
		t.Errorf("it was replaced: %v", err)
	}
}

func TestFieldsOfALaterVersionAreNoDamage(t *testing.T) {
	m := remembers(t)
	m.mustKeep(t, "fabrikam", tui.Kept{Used: noon})
	if err := os.WriteFile(m.file("fabrikam"), []byte(`{"used":"2026-11-22T12:00:00Z","pinned":true,"tabs":[{"path":"/me","split":1}],"runs":[{"path":"/a","rows":3}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if k := m.mustRecall(t, "fabrikam"); k.Tabs[0].Path != "/me" || k.Runs[0].Query.Path != "/a" {
		t.Errorf("kept %+v", k)
	}
}

func TestForgettingRemovesOneAndNoOther(t *testing.T) {
	m := remembers(t)
	m.mustKeep(t, "fabrikam", tui.Kept{Used: noon})
	m.mustKeep(t, "contoso", tui.Kept{Used: noon})
	for range 2 { // the second time it is gone already
		if err := m.forget("fabrikam"); err != nil {
			t.Fatal(err)
		}
	}
	if m.used("fabrikam") != (time.Time{}) || m.used("contoso").IsZero() {
		t.Error("the wrong one was forgotten")
	}
	for _, name := range []string{"../x", "", "a/b"} {
		if m.forget(name) == nil || m.keep(name, tui.Kept{}) == nil || !m.used(name).IsZero() {
			t.Errorf("%q is no environment's name", name)
		}
	}
}
