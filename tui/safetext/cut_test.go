package safetext

import (
	"slices"
	"strings"
	"testing"

	"graphguest/tui/safetext/hostile"
)

func TestTruncateCutsByCells(t *testing.T) {
	for _, c := range []struct {
		in    string
		cells int
		want  string
	}{
		{"fabrikam", 8, "fabrikam"}, {"fabrikam", 7, "fabrik…"}, {"fabrikam", 1, "…"}, {"fabrikam", 0, ""}, {"fabrikam", -3, ""},
		{"山田太郎", 8, "山田太郎"}, {"山田太郎", 7, "山田太…"}, {"山田太郎", 6, "山田…"}, {"山田太郎", 1, "…"},
		{"a\x1b[2J", 3, "a␛…"}, {"", 5, ""}, {"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
	} {
		if got := Truncate(c.in, c.cells); got != c.want {
			t.Errorf("Truncate(%q, %d) = %q, want %q", c.in, c.cells, got, c.want)
		}
	}
}

func TestCutTakesAWindowOfCells(t *testing.T) {
	for _, c := range []struct {
		in          string
		from, cells int
		want        string
	}{
		{"fabrikam", 0, 3, "fab"}, {"fabrikam", 6, 9, "am"}, {"fabrikam", 20, 3, ""}, {"fabrikam", 2, 0, ""},
		{"山田太郎", 2, 4, "田太"}, {"山田太郎", 1, 4, " 田 "}, {"a山b", 2, 2, " b"}, {"山", 0, 1, " "},
		{"\x1b[m", 1, 9, "[m"},
	} {
		if got := Cut(c.in, c.from, c.cells); got != c.want {
			t.Errorf("Cut(%q, %d, %d) = %q, want %q", c.in, c.from, c.cells, got, c.want)
		}
	}
}

func TestWrapBreaksBetweenWordsAndLosesNone(t *testing.T) {
	for _, c := range []struct {
		in    string
		cells int
		want  []string
	}{
		{"ask its admin to invite you", 12, []string{"ask its", "admin to", "invite you"}},
		{"abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"abc   ", 3, []string{"abc"}},
		{"one two", 3, []string{"one", "two"}},
		{"", 5, []string{""}},
		{"a\n\nb", 5, []string{"a", "", "b"}},
		{"  indented text", 10, []string{"  indented", "text"}},
		{"山田", 1, []string{"…", "…"}},
		{"x", 0, []string{"x"}},
	} {
		if got := Wrap(c.in, c.cells); !slices.Equal(got, c.want) {
			t.Errorf("Wrap(%q, %d) = %q, want %q", c.in, c.cells, got, c.want)
		}
	}
}

func TestEveryStringFitsIntoItsCells(t *testing.T) {
	corpus, _ := hostile.Corpus()
	for _, s := range corpus {
		for _, cells := range []int{0, 1, 2, 13, 80} {
			mustFit(t, s, cells)
		}
	}
}

func mustFit(t *testing.T, s string, cells int) {
	t.Helper()
	if got := Truncate(s, cells); Width(got) > max(cells, 0) {
		t.Errorf("Truncate(%.80q, %d) is %d cells wide", s, cells, Width(got))
	}
	if got := Cut(s, 2, cells); Width(got) > max(cells, 0) {
		t.Errorf("Cut(%.80q, 2, %d) is %d cells wide", s, cells, Width(got))
	}
	if len(s) > 1<<16 {
		return
	}
	for _, line := range Wrap(s, cells) {
		if Width(line) > max(cells, 1) {
			t.Errorf("Wrap(%.80q, %d) has a line of %d cells", s, cells, Width(line))
		}
	}
}

func TestTitleIsOneShortLine(t *testing.T) {
	got := Title("fabrikam\x1b]52;c;AAAA\a\n" + strings.Repeat("x", 500))
	if Width(got) != 80 || !strings.HasPrefix(got, "fabrikam␛]52;c;AAAA␇␊xxx") || !strings.HasSuffix(got, "…") {
		t.Errorf("Title = %q", got)
	}
}
