package composepane

import (
	"errors"
	"maps"
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/safetext/hostile"
)

// line is the query line above the pane: it takes what the pane says and says it back.
type line struct {
	*kittest.User
	t         *testing.T
	query     graphquery.Query
	variables map[string]string
	told      int // wishes that it took
}

// before opens the parts of a query: "POST /users?$top=1".
func before(t *testing.T, at kit.Overlay, query string) *line {
	return opened(t, at, parsed(t, query), nil)
}

func parsed(t *testing.T, query string) graphquery.Query {
	q, err := graphquery.ParseLine(query, "https://graph.microsoft.com")
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func opened(t *testing.T, at kit.Overlay, q graphquery.Query, variables map[string]string) *line {
	l := &line{User: kittest.Look(t, New(kit.NewTheme(true), at), 100, 16), t: t, query: q, variables: variables}
	l.Tell(kit.Focused{Yes: true})
	l.echo()
	return l
}

// echo is what the root tells: the query as the line reads it.
func (l *line) echo() {
	q := l.query
	q.Path = strings.TrimSpace(q.Path)
	l.Tell(kit.QueryChanged{Query: q, Variables: maps.Clone(l.variables)})
}

// hear takes the statements since the last time, and says each back where it changes the line.
func (l *line) hear() *line {
	for ; l.told < len(l.Wishes); l.told++ {
		was, values := l.query, l.variables
		switch w := l.Wishes[l.told].(type) {
		case kit.ChangeQuery:
			l.query, l.variables = w.Query, w.Variables
		case kit.RunQuery:
			l.query, l.variables = w.Query, w.Variables
		}
		if !reflect.DeepEqual(was, l.query) || !maps.Equal(values, l.variables) {
			l.echo()
		}
	}
	return l
}

func (l *line) presses(strokes ...string) *line {
	for _, s := range strokes {
		l.Presses(s)
		l.hear()
	}
	return l
}

func (l *line) types(text string) *line { return l.presses(kittest.Letters(text)...) }

func (l *line) pastes(text string) *line {
	l.Tell(tea.PasteMsg{Content: text})
	return l.hear()
}

func (l *line) sees(texts ...string) *line {
	l.t.Helper()
	l.Sees(texts...)
	return l
}

func (l *line) seesNo(texts ...string) *line {
	l.t.Helper()
	l.SeesNo(texts...)
	return l
}

func (l *line) has(query string) *line {
	l.t.Helper()
	if got := l.query.Verb() + " " + l.query.Path; got != query {
		l.t.Errorf("the line has %q, want %q", got, query)
	}
	return l
}

func (l *line) hasHeaders(want ...string) *line {
	l.t.Helper()
	var got []string
	for _, h := range l.query.Header {
		got = append(got, h.Name+": "+h.Value)
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		l.t.Errorf("the line has the headers %q, want %q", got, want)
	}
	return l
}

func (l *line) hasBody(want string) *line {
	l.t.Helper()
	if string(l.query.Body) != want {
		l.t.Errorf("the line has the body %q, want %q", l.query.Body, want)
	}
	return l
}

func (l *line) runs(want graphquery.Query) {
	l.t.Helper()
	last, ok := l.Wishes[len(l.Wishes)-1].(kit.RunQuery)
	if !ok || !reflect.DeepEqual(last.Query, want) {
		l.t.Errorf("it wished %#v, want to run %v", l.Wishes[len(l.Wishes)-1], want)
	}
}

// row is the row of the screen that holds text.
func (l *line) row(text string) string {
	for row := range strings.SplitSeq(l.Screen(), "\n") {
		if strings.Contains(row, text) {
			return row
		}
	}
	return ""
}

func (l *line) model() *Model { return l.Pane.(*Model) }

func TestThePartInFrontHasAMark(t *testing.T) {
	q := graphquery.Query{Method: "POST", Version: "v1.0", Path: "/users?$top=1&x={{y}}", Header: []graphquery.Header{header("A", "b")}, Body: []byte("{}")}
	for at, want := range map[kit.Overlay]string{
		kit.Options:   "› Options 2 · Headers 1 · Body 2 B · Variables 1",
		kit.Headers:   "  Options 2 › Headers 1 · Body 2 B · Variables 1",
		kit.Body:      "  Options 2 · Headers 1 › Body 2 B · Variables 1",
		kit.Variables: "  Options 2 · Headers 1 · Body 2 B › Variables 1",
	} {
		if got, _, _ := strings.Cut(opened(t, at, q, nil).Screen(), "\n"); got != want {
			t.Errorf("at %s one sees %q, want %q", at, got, want)
		}
	}
	before(t, kit.Body, "/me").sees("Options · Headers › Body · Variables")
}

func TestThePartsAreChosenByKeyAndByMouse(t *testing.T) {
	l := before(t, kit.Options, "/me")
	for _, tt := range []struct{ key, sees string }{
		{"f3", "› Headers"}, {"f4", "› Body"}, {"f5", "› Variables"}, {"f2", "› Options"}, {"ctrl+b", "› Body"}, {"ctrl+f", "› Options"},
		{"ctrl+n", "› Headers"}, {"ctrl+p", "› Options"}, {"ctrl+p", "› Variables"}, {"ctrl+n", "› Options"},
	} {
		l.presses(tt.key).sees(tt.sees)
	}
	l.Tell(tea.MouseClickMsg{X: 12, Y: 0})
	l.sees("› Headers").Tell(tea.MouseClickMsg{X: 99, Y: 0})
	l.sees("› Headers").Wished()
}

func TestALineThatIsNoQueryDisablesTheFieldsAndSaysWhy(t *testing.T) {
	l := before(t, kit.Options, "/users?$top=5")
	l.Tell(kit.QueryChanged{Err: errors.New(`"v9" is no version of Graph`)})
	for _, f := range []string{"f2", "f3", "f4", "f5"} {
		l.presses(f).sees("✗ The line is no query:", "no version of Graph").types("x1").presses("enter", "ctrl+y", "ctrl+g", "alt+d", "tab").pastes("y")
		if _, _, shown := l.model().Cursor(); shown {
			t.Error("there is a cursor")
		}
	}
	l.Wished()
	if l.model().Editing() {
		t.Error("letters still belong to the pane")
	}
	for _, k := range l.model().AllKeys() {
		if why := l.model().Why(k); k.Keys()[0] == "enter" && !strings.Contains(why, "no query") && !strings.Contains(why, "not open") {
			t.Errorf("%s does nothing, since %q", k.Help().Desc, why)
		}
	}
	l.presses("f2").echo()
	l.seesNo("no query").sees("$top 5")
}

func TestBeforeAQueryHasComeNothingCanBeDone(t *testing.T) {
	u := kittest.Look(t, New(kit.NewTheme(true), kit.Headers), 80, 12)
	u.Presses("x", "enter", "ctrl+y", "tab", "f4", "y", "f5", "up", "f2", "down", "ctrl+g").Tell(tea.PasteMsg{Content: "z"}, tea.MouseWheelMsg{Button: tea.MouseWheelDown}).Wished()
}

func TestAnotherEnvironmentEmptiesThePane(t *testing.T) {
	l := opened(t, kit.Headers, graphquery.Query{Method: "POST", Path: "/secret?$filter=x", Header: []graphquery.Header{header("X-Old", "old")}, Body: []byte("mine")}, map[string]string{"v": "w"})
	l.Tell(kit.EnvironmentOpened{})
	for _, f := range []string{"f2", "f3", "f4", "f5"} {
		l.presses(f).seesNo("X-Old", "old", "mine", "{{v}}", "x")
	}
}

func TestFastTypingOutrunsTheLineAndLosesNothing(t *testing.T) {
	l := before(t, kit.Options, "/users")
	l.Types(strings.Repeat("a,", 200) + "id") // the line has not taken any of it yet
	l.hear().has("GET /users?$select=" + strings.Repeat("a,", 200) + "id").types("x").sees(",a,idx")
}

func TestStatementsThatChangePlacesOnTheWayAreSetRight(t *testing.T) {
	l := before(t, kit.Options, "/users")
	l.Types("ab")
	l.Wishes[0], l.Wishes[1] = l.Wishes[1], l.Wishes[0]
	l.hear().has("GET /users?$select=ab").sees("$select ab")
}

func TestTheCursorSurvivesWhatThePaneItselfSaid(t *testing.T) {
	l := before(t, kit.Options, "/users?$select=id&$filter=a eq 'b'&$top=1")
	x0, y0, _ := l.model().Cursor()
	l.presses("down", "left", "left").types("c")
	x, y, shown := l.model().Cursor()
	if y != y0+1 || x <= x0 || !shown {
		t.Errorf("the cursor is at %d, %d", x, y)
	}
	l.echo() // once more
	l.has("GET /users?$select=id&$filter=a eq 'cb'&$top=1")
	if again, _, _ := l.model().Cursor(); again != x {
		t.Errorf("the cursor went from %d to %d", x, again)
	}
	l.types("d").has("GET /users?$select=id&$filter=a eq 'cdb'&$top=1")
}

func TestASpaceBeingTypedIsNotTakenAwayByTheLine(t *testing.T) {
	before(t, kit.Options, "/users").presses("down").types("a eq 'b c' ").types("or d").
		has("GET /users?$filter=a eq 'b c' or d").
		types(" ").presses("enter").runs(graphquery.Query{Method: "GET", Version: "v1.0", Path: "/users?$filter=a eq 'b c' or d"})
}

func TestAChangeInTheLineIsShownAndTheFocusStays(t *testing.T) {
	l := before(t, kit.Options, "/users?$filter=a").presses("down").types("b")
	l.query.Path = "/users?$filter=x&api-version=2"
	l.echo()
	l.sees("$filter x", "api-version 2").types("y").has("GET /users?$filter=xy&api-version=2")
	l.query.Header = []graphquery.Header{header("A", "1"), header("B", "2")}
	l.echo()
	l.presses("f3", "down").sees("› B")
	l.query.Header = l.query.Header[1:]
	l.echo()
	l.presses("tab").types("2").hasHeaders("B: 22")
}

func TestRunningSettlesWhatIsTyped(t *testing.T) {
	l := opened(t, kit.Options, graphquery.Query{Method: "GET", Version: "beta", Path: "/me", Body: []byte("kept")}, map[string]string{"v": "w"})
	l.types("id").presses("ctrl+r").runs(graphquery.Query{Method: "GET", Version: "beta", Path: "/me?$select=id"})
	if run := l.Wishes[len(l.Wishes)-1].(kit.RunQuery); run.Variables["v"] != "w" {
		t.Error("the variables do not go along")
	}
}

func TestHostileAndWideTextIsShownInEveryPart(t *testing.T) {
	corpus, _ := hostile.Packed(60)
	for _, s := range append(corpus, append(hostile.Samples, "日本語 👩\u200d👩\u200d👧 Ünal")...) {
		q := graphquery.Query{
			Method: "PATCH", Version: "v1.0", Path: "/users?$filter=" + s + "&" + s + "=1&x={{" + s + "}}",
			Header: []graphquery.Header{header(s, s), header("Prefer", s)}, Body: []byte(s),
		}
		for _, size := range kittest.Sizes[:2] {
			u := kittest.Look(t, New(kit.NewTheme(true), kit.Options), size.W, size.H)
			u.Tell(kit.QueryChanged{Query: q, Variables: map[string]string{s: s}})
			u.Presses("down", "f3", "tab", "tab", "f4", "ctrl+end", "f5", "down", "f2", "end", "down", "down")
			u.Tell(kit.QueryChanged{Err: errors.New(s)})
		}
	}
}

func TestAnySizeHolds(t *testing.T) {
	for _, s := range append([]struct{ W, H int }{{0, 0}, {1, 1}, {2, 3}, {9, 2}, {5, 30}, {30, 4}, {40, 5}}, kittest.Sizes...) {
		for _, at := range []kit.Overlay{kit.Options, kit.Headers, kit.Body, kit.Variables} {
			l := opened(t, at, graphquery.Query{Method: "POST", Path: "/x?$filter=a ne '日本語'&$search=b&c={{d}}", Header: []graphquery.Header{header("Cookie", "x")}, Body: []byte("{")}, nil)
			l.W, l.H = s.W, s.H
			l.presses("down", "end", "ctrl+y", "down")
		}
	}
}

func TestWhatIsTypedIsInSightInASmallPane(t *testing.T) {
	l := before(t, kit.Options, "/users")
	l.W, l.H = 40, 12
	l.presses("down", "down", "down", "down", "down").types("25").sees("› $top 25").presses("up", "up", "up", "up", "up").sees("› $select")
	for range 7 {
		l.presses("down")
	}
	l.sees("› $count").seesNo("such as id")
}
