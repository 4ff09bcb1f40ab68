package kittest

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"graphguest/tui/safetext/hostile"
)

// plain is what is shown without its colours. It fits into w×h cells, and holds nothing hostile.
func plain(t testing.TB, shown string, w, h int) string {
	t.Helper()
	rows := strings.Split(shown, "\n")
	if len(rows) != max(h, 1) {
		t.Errorf("%d rows in %d", len(rows), h)
	}
	for _, row := range rows {
		if cells := ansi.StringWidth(row); cells > max(w, 0) {
			t.Errorf("a row of %d cells in %d: %q", cells, w, row)
		}
	}
	text := ansi.Strip(shown)
	if why := hostile.Smuggled(text); why != "" {
		t.Errorf("on the screen: %s", why)
	}
	return text
}

// shows fails the test for each text that a screen is wanted to hold and does not, or not to hold and does.
func shows(t testing.TB, screen string, holds func(screen, text string) bool, wanted bool, texts []string) {
	t.Helper()
	for _, text := range texts {
		switch is := holds(screen, text); {
		case wanted && !is:
			t.Errorf("%q is not on the screen:\n%s", text, screen)
		case is && !wanted:
			t.Errorf("%q is on the screen:\n%s", text, screen)
		}
	}
}

// holdsFlat is true where a text may be broken over several rows.
func holdsFlat(screen, text string) bool {
	return strings.Contains(screen, text) || strings.Contains(flat(screen), flat(text))
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }
