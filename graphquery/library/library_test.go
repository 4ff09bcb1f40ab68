package library

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"graphguest/graphquery"
)

// shelf is a library in a folder of its own, with some files in it.
func shelf(t *testing.T, files map[string]string) Library {
	t.Helper()
	root := t.TempDir()
	l := Library{Dir: filepath.Join(root, "environments", "fabrikam", "queries"), Shared: filepath.Join(root, "queries")}
	for name, text := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

const own = "environments/fabrikam/queries/"

func names(t *testing.T, l Library) []string {
	t.Helper()
	all, errs := l.List()
	for _, err := range errs {
		t.Error(err)
	}
	var names []string
	for _, s := range all {
		names = append(names, s.Name)
	}
	return names
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestAnEmptyLibraryIsNoError(t *testing.T) {
	if got := names(t, Library{Dir: filepath.Join(t.TempDir(), "none")}); len(got) != 0 {
		t.Error(got)
	}
}

func TestOwnQueriesComeBeforeSharedOnesAndNamesAreUnique(t *testing.T) {
	l := shelf(t, map[string]string{
		own + "b.http":      "### same\nGET /me\n### two\nGET /users\n",
		own + "a.rest":      "### first\nGET /me\n",
		own + "notes.txt":   "### no\nGET /me\n",
		own + ".tmp-b.http": "### no\nGET /me\n",
		"queries/s.http":    "### same\nGET /groups\n",
	})
	if got, want := names(t, l), []string{"first", "same", "two", "same-2"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	s, err := l.Find("same-2")
	if err != nil || !s.Shared || s.Query.Path != "/groups" || s.Line != 1 || filepath.Base(s.File) != "s.http" {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestADamagedFileIsNamedWithItsLineAndTheRestWorks(t *testing.T) {
	l := shelf(t, map[string]string{
		own + "bad.http":  "### fine\nGET /me\n\n### evil\nGET https://evil.example/\n",
		own + "good.http": "### good\nGET /me\n",
	})
	if err := os.Mkdir(filepath.Join(l.Dir, "folder.http"), 0o700); err != nil {
		t.Fatal(err)
	}
	all, errs := l.List()
	if len(all) != 2 || all[0].Name != "fine" || all[1].Name != "good" {
		t.Errorf("%+v", all)
	}
	text := fmt.Sprint(errs)
	if len(errs) != 2 || !strings.Contains(text, "bad.http:5: ") || !strings.Contains(text, "folder.http") {
		t.Errorf("errors %v", errs)
	}
}

func TestAQueryIsFoundByNameOrTitle(t *testing.T) {
	l := shelf(t, map[string]string{own + "a.http": "### All Guests!\nGET /a\n### pending invitations\nGET /b\n"})
	for _, name := range []string{"all-guests", "All Guests!", "all guests!", "all_guests"} {
		if s, err := l.Find(name); err != nil || s.Query.Path != "/a" {
			t.Errorf("%q: %+v, %v", name, s, err)
		}
	}
	for name, says := range map[string]string{"al-gests": "did you mean all-guests?", "pending": "did you mean pending-invitations?", "zzz": "there are: all-guests, pending-invitations"} {
		if _, err := l.Find(name); !errors.Is(err, ErrNoQuery) || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want it to say %q", name, err, says)
		}
	}
}

func TestANewQueryGetsAFileOfItsOwn(t *testing.T) {
	l := shelf(t, nil)
	saved, err := l.Save(Saved{Title: "Who am I?", Description: "Me.", Query: graphquery.Query{Path: "/me?$select=id"}})
	if err != nil {
		t.Fatal(err)
	}
	if saved.Name != "who-am-i" || saved.File != filepath.Join(l.Dir, "who-am-i.http") || saved.Line != 1 || saved.Query.String() != "GET v1.0 /me?$select=id" {
		t.Errorf("%+v", saved)
	}
	want := "### Who am I?\n# @name who_am_i\n# Me.\nGET {{graph}}/v1.0/me?$select=id\n"
	if got := read(t, saved.File); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	again, err := l.Save(Saved{Title: "who am i", Query: graphquery.Query{Path: "/users"}})
	if err != nil || again.Name != "who-am-i-2" {
		t.Errorf("a second one of that name: %+v, %v", again, err)
	}
	if runtime.GOOS != "windows" {
		for path, mode := range map[string]os.FileMode{l.Dir: 0o700 | os.ModeDir, saved.File: 0o600} {
			if info, _ := os.Stat(path); info.Mode() != mode {
				t.Errorf("%s has mode %v", path, info.Mode())
			}
		}
	}
}

func TestASharedQueryIsSavedInTheSharedFolder(t *testing.T) {
	l := shelf(t, nil)
	s, err := l.Save(Saved{Title: "x", Shared: true, Query: graphquery.Query{Path: "/me"}})
	if err != nil || !s.Shared || filepath.Dir(s.File) != l.Shared {
		t.Errorf("%+v, %v", s, err)
	}
}

const many = "@x = 1\n\n### one\n# kept\nGET {{graph}}/v1.0/me\n\n### two\n// odd\nGET {{graph}}/v1.0/users\n    ?$top=5\n"

func TestASavedQueryIsChangedWhereItStands(t *testing.T) {
	l := shelf(t, map[string]string{own + "many.http": many})
	s, err := l.Find("one")
	if err != nil {
		t.Fatal(err)
	}
	s.Query.Path = "/me?$select=id"
	if s, err = l.Save(s); err != nil || s.Name != "one" || s.Line != 3 {
		t.Errorf("%+v, %v", s, err)
	}
	if got, want := read(t, s.File), strings.Replace(many, "/me", "/me?$select=id", 1); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestARefusedSaveLeavesNothingBehind(t *testing.T) {
	l := shelf(t, nil)
	if _, err := l.Save(Saved{Title: "x", Query: graphquery.Query{Path: "/x", Body: []byte("# x")}}); err == nil {
		t.Fatal("saved")
	}
	if files, _ := os.ReadDir(l.Dir); len(files) != 0 {
		t.Errorf("%v", files)
	}
}

func TestRenamingKeepsTheQueryAndItsFileInStep(t *testing.T) {
	l := shelf(t, map[string]string{own + "many.http": many})
	l.Save(Saved{Title: "alone", Query: graphquery.Query{Path: "/x"}})

	s, err := l.Rename("alone", "Quite alone")
	if err != nil || s.Name != "quite-alone" || filepath.Base(s.File) != "quite-alone.http" || s.Title != "Quite alone" {
		t.Errorf("%+v, %v", s, err)
	}
	if exists(filepath.Join(l.Dir, "alone.http")) {
		t.Error("the old file is still there")
	}
	if s, err = l.Rename("one", "Two"); err != nil || s.Name != "two-2" || filepath.Base(s.File) != "many.http" {
		t.Errorf("%+v, %v", s, err)
	}
	if got := names(t, l); !slices.Equal(got, []string{"two-2", "two", "quite-alone"}) {
		t.Errorf("%q", got)
	}
	if _, err := l.Rename("nobody", "x"); !errors.Is(err, ErrNoQuery) {
		t.Error(err)
	}
}

func TestDeletingTakesOnlyTheOneQuery(t *testing.T) {
	l := shelf(t, map[string]string{own + "many.http": many})
	alone, _ := l.Save(Saved{Title: "alone", Query: graphquery.Query{Path: "/x"}})
	if err := l.Delete("one"); err != nil {
		t.Fatal(err)
	}
	if got, want := read(t, filepath.Join(l.Dir, "many.http")), "@x = 1\n\n### two\n// odd\nGET {{graph}}/v1.0/users\n    ?$top=5\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if err := l.Delete("alone"); err != nil || exists(alone.File) {
		t.Errorf("%v; the empty file is there: %v", err, exists(alone.File))
	}
}

func TestAnEditStartsFromWhatTheOtherWindowSaved(t *testing.T) {
	l := shelf(t, map[string]string{own + "many.http": many})
	one, _ := l.Find("one")
	two, _ := l.Find("two")
	one.Query.Path, two.Query.Path = "/1", "/2"
	if _, err := l.Save(two); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Save(one); err != nil { // read before two was saved
		t.Fatal(err)
	}
	for name, path := range map[string]string{"one": "/1", "two": "/2"} {
		if s, _ := l.Find(name); s.Query.Path != path {
			t.Errorf("%s is %s", name, s.Query.Path)
		}
	}
}

func TestHostileNamesStayInTheFolderAndApart(t *testing.T) {
	f, err := os.Open("../../../shared/data/hostile/names.jsonl")
	if err != nil {
		t.Skip("the hostile corpus names.jsonl is not here")
	}
	defer f.Close()
	l := shelf(t, nil)
	seen := map[string]string{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var row struct{ Name string }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		s, err := l.Save(Saved{Title: row.Name, Query: graphquery.Query{Path: fmt.Sprintf("/%d", len(seen))}})
		if err != nil {
			t.Errorf("%q: %v", row.Name, err)
			continue
		}
		file := strings.ToLower(filepath.Base(s.File))
		if before, taken := seen[file]; taken || filepath.Dir(s.File) != l.Dir {
			t.Errorf("%q went to %s, where %q is", row.Name, s.File, before)
		}
		seen[file] = row.Name
		if found, err := l.Find(s.Name); err != nil || found.Query.Path != fmt.Sprintf("/%d", len(seen)-1) {
			t.Errorf("%q: found %+v, %v", row.Name, found, err)
		}
	}
	if len(seen) < 50 {
		t.Errorf("only %d names", len(seen))
	}
	if files, _ := os.ReadDir(filepath.Dir(l.Dir)); len(files) != 1 {
		t.Errorf("something left the folder: %v", files)
	}
}

func TestASavedQueryKeepsWhatTheLibraryDoesNotKnow(t *testing.T) {
	l := shelf(t, map[string]string{own + "mine.http": "### Me\n# @name me\n# @gx {\"columns\":[\"id\"]}\nGET {{graph}}/v1.0/me\n"})
	s, err := l.Find("me")
	if err != nil {
		t.Fatal(err)
	}
	s.Query.Path = "/me?$select=id"
	if s, err = l.Save(s); err != nil {
		t.Fatal(err)
	}
	if got := read(t, s.File); !strings.Contains(got, `# @gx {"columns":["id"]}`) || !strings.Contains(got, "select=id") {
		t.Errorf("the file is now\n%s", got)
	}
}
