package tui_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"image/color"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/graphquery/library"
	"graphguest/tui"
	"graphguest/tui/kit"
	"graphguest/tui/safetext/hostile"
)

// fits fails unless the screen is exactly as large as the terminal.
func (u *user) fits(w, h int) {
	u.t.Helper()
	v := u.m.View()
	rows := strings.Split(v.Content, "\n")
	if len(rows) != h {
		u.t.Errorf("%d×%d: %d rows", w, h, len(rows))
	}
	for i, row := range rows {
		if cells := ansi.StringWidth(row); cells > w {
			u.t.Errorf("%d×%d: row %d has %d cells: %q", w, h, i, cells, ansi.Strip(row))
		}
	}
	if c := v.Cursor; c != nil && (c.X >= w || c.Y >= h || c.X < 0 || c.Y < 0) {
		u.t.Errorf("%d×%d: the cursor is at %d,%d", w, h, c.X, c.Y)
	}
}

func TestEveryScreenFitsEverySize(t *testing.T) {
	sizes := [][2]int{{1, 1}, {1, 40}, {2, 2}, {3, 5}, {7, 7}, {10, 3}, {20, 6}, {24, 11}, {25, 12}, {40, 12}, {80, 24}, {99, 30}, {100, 30}, {120, 40}, {200, 60}, {500, 300}}
	screens := map[string][]string{
		"line": nil, "answer": {enter}, "saved": {esc, "o"}, "environments": {"ctrl+o"}, "token": {"ctrl+t"},
		"sign-in": {esc, "s"}, "help": {"f1"}, "save": {"ctrl+s"}, "delete": {esc, "o", "d"},
	}
	for name, keys := range screens {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := guestAt(t, "contoso").presses(keys...)
			for _, s := range sizes {
				u.sizes(s[0], s[1]).fits(s[0], s[1])
			}
			u.sizes(120, 40).sees("contoso")
		})
	}
}

func TestAnErrorFitsEverySize(t *testing.T) {
	u := guestAt(t, "fabrikam").types("/users").presses(enter).sees("403")
	for w := 1; w < 220; w += 7 {
		u.sizes(w, 30).fits(w, 30)
	}
	u.presses("ctrl+x").sizes(50, 10).fits(50, 10)
}

func TestResizingKeepsThePlace(t *testing.T) {
	u := guestAt(t, "adatum").types("/users?$top=50").presses(enter).sees("200 OK").presses(tab, "pgdown", "pgdown")
	before := u.screen()
	u.sizes(30, 5).sizes(200, 60).sizes(120, 40)
	if u.screen() != before {
		t.Errorf("after resizing there and back:\n%s\ninstead of\n%s", u.screen(), before)
	}
}

func TestTheCursorIsTheTerminalsOwnAndWhereTextGoes(t *testing.T) {
	u := guestAt(t, "contoso").types("/me")
	c := u.m.View().Cursor
	if c == nil {
		t.Fatal("no cursor in the query line")
	}
	if row := []rune(u.row(c.Y)); string(row[c.X-3:c.X]) != "/me" {
		t.Errorf("the cursor is at %d,%d of %q", c.X, c.Y, string(row))
	}
	if u.presses(esc); u.m.View().Cursor != nil {
		t.Error("there is a cursor where nothing is typed")
	}
}

func TestWithoutColoursNothingIsColoured(t *testing.T) {
	w := newWorld(t)
	w.NoColor = true
	u := w.at(t, "contoso").presses(enter).sees("200 OK")
	if colour := regexp.MustCompile(`\x1b\[[0-9;]*(3|4|9|10)[0-9][0-9;]*m`).FindString(u.m.View().Content); colour != "" {
		t.Errorf("a colour: %q", colour)
	}
}

func TestTheEnvironmentsColourPaintsItsNameAndTheFocus(t *testing.T) {
	w := newWorld(t)
	env, err := w.Store.Load("contoso")
	if err != nil {
		t.Fatal(err)
	}
	env.Color = "magenta"
	w.Start = &env
	u := sitsDown(t, tui.New(w.World), w.clock)
	want := kit.NewTheme(true).In("magenta")
	for what, piece := range map[string]string{"name": want.Name.Render(" " + kit.ColourMark("magenta") + " contoso "), "focus": want.FocusedFrame.Render("╭─")} {
		if !strings.Contains(u.m.View().Content, piece) {
			t.Errorf("the %s is not magenta", what)
		}
	}
}

func TestALightTerminalGetsALightTheme(t *testing.T) {
	u := guestAt(t, "contoso").types("x").presses(esc)
	before := u.m.View().Content
	u.gets(tea.BackgroundColorMsg{Color: color.White})
	if u.settles(); u.m.View().Content == before {
		t.Error("nothing changed on a light background")
	}
	u.gets(tea.BackgroundColorMsg{Color: color.Black})
	if u.settles(); u.m.View().Content != before {
		t.Error("and not back on a dark one")
	}
}

func TestTheViewerShowsAnyJSON(t *testing.T) {
	sitsDown(t, tui.NewViewer("-", held("{}")), newClock(time.Now())).sees("standard input")
	u := sitsDown(t, tui.NewViewer("a\x1bfile.json", held(`{"b": [1, 2, {"c": null}]}`)), newClock(time.Now()))
	u.sees("a␛file.json", `"b": [`, `"c": null`, "q quit")
	for _, s := range [][2]int{{1, 1}, {40, 2}, {80, 24}} {
		u.sizes(s[0], s[1]).fits(s[0], s[1])
	}
	if u.presses("q"); !u.quit {
		t.Error("q does not quit")
	}
}

// plain are the only escape sequences that the screen may hold: our own styles.
var plain = regexp.MustCompile(`\x1b\[((1|2|3|4|7)(;(1|2|3|4|7))*)?m`)

// clean fails if anything on the screen or in the title would be obeyed by a terminal.
func (u *user) clean(where, text string) {
	u.t.Helper()
	v := u.m.View()
	if why := hostile.Smuggled(plain.ReplaceAllString(v.Content, "")); why != "" {
		u.t.Fatalf("%s %q: on the screen: %s", where, text, why)
	}
	if why := hostile.Smuggled(v.WindowTitle); why != "" {
		u.t.Fatalf("%s %q: in the title: %s", where, text, why)
	}
}

func TestNothingHostileReachesTheScreenOrTheTitle(t *testing.T) {
	corpus, found := hostile.Corpus()
	w := newWorld(t)
	w.NoColor = true
	u := w.at(t, "contoso")
	for _, s := range corpus {
		s = s[:min(len(s), 2000)]
		env := auth.Environment{Name: s, TenantDomain: s, TenantID: s, Account: s, Cloud: "global", ClientID: s}
		w.Start = &env
		u.m = tui.New(w.World)
		u.sizes(160, 9).clean("environment", s)
		u.m.(*tui.Model).Hold(token(map[string]any{"tid": s, "unique_name": s, "idp": s, "name": s, "acct": 1}), "", w.clock.now)
		u.tells(kit.Failed{Err: fmt.Errorf("%s", s)}, kit.EditQuery{Query: graphquery.Query{Method: "GET", Path: "/" + s}})
		u.clean("identity, status and line", s)
	}
	if !found {
		t.Skip("only the built-in samples: the shared corpus is not beside the module")
	}
}

func TestNothingHostileReachesADialog(t *testing.T) {
	w := newWorld(t)
	w.NoColor = true
	u := w.at(t, "contoso").sizes(160, 20)
	for _, s := range hostile.Samples {
		u.tells(kit.Confirmation{Title: s, Lines: []string{s}, Yes: s})
		u.clean("dialog", s)
		u.tells(kit.Close{}, kit.Question{Title: s, Lines: []string{s}, Value: s})
		u.clean("question", s)
		u.tells(kit.Close{})
	}
}

func TestNothingHostileReachesTheLists(t *testing.T) {
	corpus, _ := hostile.Corpus()
	w := newWorld(t)
	w.NoColor = true
	u := w.at(t, "contoso").sizes(160, 40)
	for chunk := range slices.Chunk(corpus, 12) {
		var saved []library.Saved
		var rows []kit.EnvironmentRow
		for _, s := range chunk {
			s = s[:min(len(s), 2000)]
			saved = append(saved, library.Saved{Name: s, Title: s, File: s, Query: graphquery.Query{Method: "GET", Path: "/" + s}})
			rows = append(rows, kit.EnvironmentRow{Environment: auth.Environment{Name: s, TenantDomain: s, Account: s}})
		}
		damaged := []error{errors.New(chunk[0])}
		u.tells(kit.SavedListed{Saved: saved, Problems: damaged})
		u.clean("saved", chunk[0])
		u.tells(kit.EnvironmentsListed{Rows: rows, Problems: damaged}, kit.Show{Overlay: kit.Environments})
		u.clean("switcher", chunk[0])
		u.tells(kit.Close{})
	}
}

// tells updates the model and forgets what it asks for.
func (u *user) tells(msgs ...any) {
	for _, msg := range msgs {
		u.m, _ = u.m.Update(msg)
	}
}

// token is a JWT with these claims, as nobody could verify it.
func token(claims map[string]any) string {
	body, err := json.Marshal(claims)
	if err != nil {
		panic(err)
	}
	part := base64.RawURLEncoding.EncodeToString
	return part([]byte(`{"alg":"RS256","typ":"JWT"}`)) + "." + part(body) + "." + part([]byte("signature"))
}

func TestATokenOfAnotherTenantIsShouted(t *testing.T) {
	u := guestAt(t, "fabrikam")
	u.m.(*tui.Model).Hold(token(map[string]any{"tid": "11111111-0000-0000-0000-000000000000", "oid": "x", "unique_name": "a@b.example"}), "", u.clock.time().Add(time.Hour))
	u.header("TOKEN OF ANOTHER TENANT 11111111")
}

func TestViewIsCheapWhereverOneLooks(t *testing.T) {
	u := guestAt(t, "adatum").types("/users?$top=999").presses(enter).sees("200 OK").sizes(200, 60)
	result := testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			u.m.View()
		}
	})
	if per := time.Duration(result.NsPerOp()); per > 8*time.Millisecond {
		t.Errorf("a View takes %s", per)
	} else {
		t.Logf("a View takes %s", per)
	}
}

// held is a source that has its text at hand.
func held(text string) tui.Source {
	return func() (io.ReadCloser, int64, error) {
		return io.NopCloser(strings.NewReader(text)), int64(len(text)), nil
	}
}
