//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// colourOf is the colour of the first cell of a text on the screen; nil = the terminal's own.
func (x *terminal) colourOf(text string) (colour any) {
	x.t.Helper()
	x.sees(text)
	for row, line := range strings.Split(x.text(), "\n") {
		if before, _, found := strings.Cut(line, text); found {
			return x.screen.CellAt(ansi.StringWidth(before), row).Style.Fg
		}
	}
	x.t.Fatalf("%q is gone; the screen:\n%s", text, x.text())
	return nil
}

const asksForTheBackground = "\x1b]11;?"

func TestTheBackgroundIsAskedOfTheTerminalUnlessItIsSet(t *testing.T) {
	for _, c := range []struct {
		settings string
		asks     bool
		member   ansi.BasicColor
	}{
		{"", true, 6}, // the test's terminal says black
		{`background = "light"`, false, 4},
		{`background = "dark"`, false, 6},
	} {
		x := inTerminal(t, 100, 30, withSettings(t, c.settings), "--demo").sees("MEMBER").asks("/me").sees("200 OK").settles()
		if got := strings.Contains(x.bytes(), asksForTheBackground); got != c.asks {
			t.Errorf("with %q the terminal is asked: %v", c.settings, got)
		}
		if got := x.colourOf(`"displayName"`); got != c.member {
			t.Errorf("with %q a key of the answer is %v, want %v", c.settings, got, c.member)
		}
		x.types(ctrlC).ends(0)
	}
}

func TestWithNoColorThereIsNone(t *testing.T) {
	x := inTerminal(t, 100, 30, append(withSettings(t, `theme = "colour-blind"`), "NO_COLOR=1"), "--demo").sees("MEMBER").asks("/me").sees("200 OK").settles()
	for row := range 30 {
		for column := range 100 {
			if c := x.screen.CellAt(column, row); c != nil && (c.Style.Fg != nil || c.Style.Bg != nil) {
				t.Fatalf("there is colour at %d, %d; the screen:\n%s", column, row, x.text())
			}
		}
	}
	x.types(ctrlC).ends(0)
}

func TestAWrongSettingIsOnTheScreenWithItsLine(t *testing.T) {
	x := inTerminal(t, 120, 30, withSettings(t, "theme = \"mono\"\nbackground = \"grey\"\n"), "--demo")
	x.sees("MEMBER", "settings.toml:2", `"grey"`).types(ctrlC).ends(0)
}

func TestARemappedKeyWorksOnTheScreen(t *testing.T) {
	x := inTerminal(t, 120, 30, withSettings(t, "[keys.global]\nenvironments = [\"alt+j\"]\n"), "--demo").sees("MEMBER", "alt+j environments")
	x.types("\x1bj").sees("wingtip").types(escape).misses("wingtip").types(ctrlC).ends(0)
}

func TestTheViewerLooksAsThePersonWants(t *testing.T) {
	env := withSettings(t, "background = \"light\"\nglyphs = \"ascii\"\n[keys.answer]\npage-down = [\"Z\"]\n")
	dir, _ := strings.CutPrefix(env[0], "GRAPHGUEST_CONFIG_DIR=")
	file := filepath.Join(dir, "x.json")
	if err := os.WriteFile(file, []byte(`{"rows": [`+strings.Repeat("1, ", 200)+`"the end"]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	x := inTerminal(t, 80, 24, env, "view", file)
	if got := x.colourOf(`"rows"`); got != ansi.BasicColor(4) {
		t.Errorf("a key is %v", got)
	}
	if x.settles(); strings.Contains(x.bytes(), asksForTheBackground) {
		t.Error("the terminal is asked for its background")
	}
	x.types("y").sees("copied").types("ZZZZZZZZZZZZ").sees("the end").types("q").ends(0)
	x.isGivenBack()
}
