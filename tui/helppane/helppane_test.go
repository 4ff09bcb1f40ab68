package helppane

import (
	"fmt"
	"testing"

	"charm.land/bubbles/v2/key"

	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

func look(t *testing.T, w, h int) *kittest.User {
	sections := []Section{{Title: "One", Keys: []key.Binding{kit.Bind("a", "first"), key.NewBinding(key.WithKeys("z")), key.NewBinding(key.WithKeys("y"), key.WithHelp("y", "off"), key.WithDisabled())}}}
	for i := range 30 {
		sections = append(sections, Section{Title: fmt.Sprintf("Part %d", i), Keys: []key.Binding{kit.Bind("x", fmt.Sprintf("does %d", i)), kit.Bind("y", "and more")}})
	}
	return kittest.Look(t, New(kit.NewTheme(true), sections), w, h)
}

func TestItShowsWhatHasHelpAndWorks(t *testing.T) {
	look(t, 80, 200).Sees("One", "a            first", "Part 29", "does 29").SeesNo("off")
}

func TestItScrolls(t *testing.T) {
	look(t, 80, 10).Sees("One").SeesNo("Part 29").Presses("G").Sees("Part 29").Presses("g").Sees("One")
	kittest.EveryKeyWorks(t, func() *kittest.User {
		u := look(t, 80, 10)
		u.Screen()
		return u.Presses("pgdown", "pgdown")
	})
}

func TestAnySizeHolds(t *testing.T) {
	for _, s := range kittest.Sizes {
		look(t, s.W, s.H).Screen()
	}
	look(t, 0, 0).Screen()
	look(t, 1, 1).Presses("j").Screen()
}
