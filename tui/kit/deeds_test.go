package kit_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

func TestOfTwoDeedsOnOneKeyTheOneThatWorksIsDone(t *testing.T) {
	done := ""
	deed := func(name, does string, works bool) kit.Deed[*bool] {
		why := func(on *bool) string {
			if *on == works {
				return ""
			}
			return "no " + does
		}
		return kit.Does(kit.Bind(name, does), why, func(*bool) tea.Cmd { done = does; return nil })
	}
	deeds := kit.Deeds[*bool]{deed("a", "first", true), deed("a", "second", false), deed("b", "third", true)}
	for _, c := range []struct {
		on               bool
		press            rune
		does, why, third string
		found            bool
		works            int
	}{
		{true, 'a', "first", "", "", true, 2},
		{false, 'a', "second", "", "no third", true, 1},
		{false, 'b', "third", "no third", "no third", true, 1},
		{true, 'c', "", "", "", false, 2},
	} {
		d, why, found := deeds.Pressed(&c.on, tea.KeyPressMsg{Code: c.press, Text: string(c.press)})
		if found != c.found || why != c.why {
			t.Errorf("%c: found %t, why not %q", c.press, found, why)
		}
		if done = ""; found {
			d.Do(&c.on)
		}
		if done != c.does {
			t.Errorf("%c did %q, want %q", c.press, done, c.does)
		}
		if got := deeds.Why(&c.on, kit.Bind("b", "third")); got != c.third {
			t.Errorf("why not the third: %q", got)
		}
		if n := len(deeds.Keys(&c.on)); n != c.works || len(deeds.All()) != 3 {
			t.Errorf("%d of %d keys work", n, len(deeds.All()))
		}
	}
	if why := deeds.Why(new(bool), kit.Bind("x", "somebody else's")); why != "" {
		t.Errorf("a key of others: %q", why)
	}
}
