package tui_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"graphguest/graphquery/library"
	"graphguest/tui/kit"
)

func columns(n int) library.Look {
	return library.Look{Columns: []library.Column{{Path: "displayName", Width: n}}, Filter: ".value"}
}

func looking(t *testing.T) (*world, *user) {
	w := newWorld(t)
	w.write(t, "contoso", "queries/a.http", "### letters\n# @name letters\nGET {{graph}}/v1.0/n/a\n")
	w.stage(numbered)
	return w, w.at(t, "contoso").presses(esc)
}

func (w *world) look(t *testing.T, environment, name string) library.Look {
	t.Helper()
	saved, err := w.Library(environment).Find(name)
	if err != nil {
		t.Fatal(err)
	}
	return saved.Look
}

func TestColumnsAreKeptWithTheSavedQuery(t *testing.T) {
	w, u := looking(t)
	u.asks("/n/a").sees("row-a").wishes(kit.KeepLook{Look: columns(20)}).sees("kept with “letters”")
	if got := w.look(t, "contoso", "letters"); !reflect.DeepEqual(got, columns(20)) {
		t.Errorf("kept %+v", got)
	}
	for n := range 30 { // as fast as somebody holds the key
		u.gets(kit.KeepLook{Look: columns(n)})
	}
	u.settles()
	if got := w.look(t, "contoso", "letters"); !reflect.DeepEqual(got, columns(29)) {
		t.Errorf("kept %+v", got)
	}
	u.wishes(kit.KeepLook{})
	if text, err := os.ReadFile(filepath.Join(w.Store.Path("contoso"), "queries", "a.http")); err != nil || strings.Contains(string(text), "@gx") {
		t.Errorf("%v\n%s", err, text)
	}
}

func TestColumnsOfAQueryThatIsNotSavedGoAlongWhenItIs(t *testing.T) {
	w, u := looking(t)
	u.asks("/n/b").wishes(kit.KeepLook{Look: columns(7)}).sees("save the query (ctrl+s) to keep its columns")
	u.presses("ctrl+s", "ctrl+u").types("bees").presses(enter).sees("saved “bees”")
	if got := w.look(t, "contoso", "bees"); !reflect.DeepEqual(got, columns(7)) {
		t.Errorf("kept %+v", got)
	}
	u.wishes(kit.KeepLook{Look: columns(8)})
	if got := w.look(t, "contoso", "bees"); !reflect.DeepEqual(got, columns(8)) {
		t.Errorf("then kept %+v", got)
	}
	if got := w.look(t, "contoso", "letters"); !got.Empty() {
		t.Errorf("another query got %+v", got)
	}
}

func TestASavedQueryIsLookedAtAsItWasKept(t *testing.T) {
	_, u := looking(t)
	u.asks("/n/a").asks("/n/a").sees("row-a").seesNo("jq .id").wishes(kit.KeepLook{Look: library.Look{Filter: ".id"}})
	u.wishes(kit.RunQuery{Query: queryOf("/n/a"), Saved: "letters"}).sees("jq .id")
	u.asks("/n/b").sees("row-b").seesNo("jq .id").wishes(kit.OlderAnswer{}).sees("jq .id").wishes(kit.OlderAnswer{}).sees("jq .id")
}

func TestColumnsStayWithTheAnswerOnTheScreen(t *testing.T) {
	w, u := looking(t)
	u.asks("/n/a").asks("/n/b").wishes(kit.OlderAnswer{}).sees("row-a").wishes(kit.KeepLook{Look: columns(5)}).sees("kept with “letters”")
	if got := w.look(t, "contoso", "letters"); !reflect.DeepEqual(got, columns(5)) {
		t.Errorf("kept %+v", got)
	}
}

func TestColumnsOfOneEnvironmentAreNotKeptInAnother(t *testing.T) {
	w, u := looking(t)
	w.write(t, "adatum", "queries/a.http", "### letters\n# @name letters\nGET {{graph}}/v1.0/n/a\n")
	u.asks("/n/a").sees("row-a")
	for n := range 5 {
		u.gets(kit.KeepLook{Look: columns(n)})
	}
	u.wishes(kit.SwitchEnvironment{Name: "adatum"}).header("adatum").wishes(kit.KeepLook{Look: columns(99)})
	if got := w.look(t, "adatum", "letters"); !got.Empty() {
		t.Errorf("adatum keeps %+v", got)
	}
	if got := w.look(t, "contoso", "letters"); !reflect.DeepEqual(got, columns(4)) {
		t.Errorf("contoso keeps %+v", got)
	}
}
