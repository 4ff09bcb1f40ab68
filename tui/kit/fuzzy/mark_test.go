package fuzzy_test

import (
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"graphguest/tui/kit/fuzzy"
	"graphguest/tui/safetext"
	"graphguest/tui/safetext/hostile"
)

var plain, bold = lipgloss.NewStyle(), lipgloss.NewStyle().Bold(true)

// marked is the text with the hits in brackets.
func marked(text string, at ...int) string {
	shown := fuzzy.Mark(text, at, plain, bold)
	return strings.NewReplacer("\x1b[1m", "[", "\x1b[m", "]").Replace(shown)
}

func TestHitsAreMarkedAndNothingElse(t *testing.T) {
	for _, c := range []struct {
		text string
		at   []int
		want string
	}{
		{"fabrikam", nil, "fabrikam"}, {"fabrikam", []int{0}, "[f]abrikam"}, {"fabrikam", []int{0, 1, 4}, "[fa]br[i]kam"},
		{"fabrikam", []int{7}, "fabrika[m]"}, {"fab", []int{0, 1, 2}, "[fab]"}, {"日本語", []int{1}, "日[本]語"},
		{"", []int{0}, ""}, {"fa…", []int{0, 5, 9}, "[f]a…"}, // the rest was cut off
	} {
		if got := marked(c.text, c.at...); got != c.want {
			t.Errorf("%q at %v is %q, want %q", c.text, c.at, got, c.want)
		}
	}
}

func TestACharacterIsNotTornApart(t *testing.T) {
	for _, c := range []struct {
		text string
		at   int
		want string
	}{{"cafe\u0301s", 3, "caf[e\u0301]s"}, {"cafe\u0301s", 4, "caf[e\u0301]s"}, {"a👩‍🚀b", 1, "a[👩‍🚀]b"}, {"a👩‍🚀b", 4, "a👩‍🚀[b]"}} {
		if got := marked(c.text, c.at); got != c.want {
			t.Errorf("%q at %d is %q, want %q", c.text, c.at, got, c.want)
		}
	}
}

func TestAnUnderlineKeepsAccentsOnTheirLetters(t *testing.T) {
	shown := fuzzy.Mark("cafe\u0301 👩‍🚀", []int{3, 6}, plain, bold.Underline(true))
	if !strings.Contains(shown, "e\u0301") || !strings.Contains(shown, "👩‍🚀") {
		t.Errorf("torn apart: %q", shown)
	}
}

func TestMarkingChangesNoWidth(t *testing.T) {
	corpus, _ := hostile.Packed(4)
	for _, s := range corpus {
		safe := safetext.Truncate(s, 60)
		for _, m := range fuzzy.Rank("e", []string{safe}) {
			shown := fuzzy.Mark(safe, m.At, plain.Faint(true), bold.Underline(true))
			if ansi.Strip(shown) != safe || safetext.Width(shown) != safetext.Width(safe) {
				t.Errorf("%q became %q", safe, shown)
			}
		}
	}
}
