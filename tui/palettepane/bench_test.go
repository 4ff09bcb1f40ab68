package palettepane

import (
	"fmt"
	"strings"
	"testing"

	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

// crowd is as much as a person may have: 200 environments and 2,000 saved queries.
func crowd() (items []Item) {
	subjects := strings.Fields("users groups devices applications messages events drives sites teams invitations")
	for i := range 200 {
		items = append(items, Item{Kind: "environment", Title: fmt.Sprintf("client-%03d", i), Detail: fmt.Sprintf("client%03d.onmicrosoft.com consultant@contoso.com", i)})
	}
	for i := range 2000 {
		what := subjects[i%len(subjects)]
		items = append(items, Item{
			Kind: "query", Title: fmt.Sprintf("%s of department %d", what, i), Detail: fmt.Sprintf("GET v1.0 /%s?$filter=id eq '%d'", what, i),
			Wish: kit.EditQuery{},
		})
	}
	return items
}

func BenchmarkALetterAmong2200(b *testing.B) {
	for _, typed := range []string{"u", "gro", "groups", "sers 12", "department"} {
		b.Run(typed, func(b *testing.B) {
			m := New(kit.NewTheme(true), "Palette", crowd())
			keys := kittest.Letters(typed)
			for _, stroke := range keys[:len(keys)-1] {
				m.Update(kittest.Press(stroke))
			}
			letter, back := kittest.Press(keys[len(keys)-1]), kittest.Press("backspace")
			for b.Loop() {
				m.Update(letter)
				b.StopTimer()
				m.Update(back)
				b.StartTimer()
			}
		})
	}
}

func BenchmarkViewOf2200(b *testing.B) {
	for _, typed := range []string{"", "users"} {
		b.Run(typed, func(b *testing.B) {
			m := New(kit.NewTheme(true), "Palette", crowd())
			for _, stroke := range kittest.Letters(typed) {
				m.Update(kittest.Press(stroke))
			}
			for b.Loop() {
				m.View(96, 24)
			}
		})
	}
}

func BenchmarkOpening(b *testing.B) {
	items := crowd()
	for b.Loop() {
		New(kit.NewTheme(true), "Palette", items)
	}
}
