package tui_test

import (
	"fmt"
	"testing"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/graphquery/library"
	"graphguest/tui"
	"graphguest/tui/kit"
)

// BenchmarkKey is what one typed letter costs: an update and a frame of 120×40.
func BenchmarkKey(b *testing.B) {
	env := demoEnvironment
	m := tui.New(tui.World{Start: &env, Dark: true})
	m.FirstFrame(120, 40)
	b.ReportAllocs()
	for b.Loop() {
		m.Update(keyNamed("x"))
		m.View()
		m.Update(keyNamed("backspace"))
		m.View()
	}
}

// BenchmarkFirstFrame is what the first frame costs, from nothing.
func BenchmarkFirstFrame(b *testing.B) {
	env := demoEnvironment
	b.ReportAllocs()
	for b.Loop() {
		tui.New(tui.World{Start: &env, Dark: true}).FirstFrame(120, 40)
	}
}

// BenchmarkPalette is what opening the palette costs among 2,000 saved queries.
func BenchmarkPalette(b *testing.B) {
	env := demoEnvironment
	m := tui.New(tui.World{Start: &env, Dark: true})
	m.FirstFrame(120, 40)
	m.Update(kit.SavedListed{Environment: env.Name, Saved: manySaved(2000)})
	b.ReportAllocs()
	for b.Loop() {
		m.Update(keyNamed("ctrl+p"))
		m.View()
		m.Update(keyNamed("g"))
		m.View()
		m.Update(keyNamed("esc"))
	}
}

var demoEnvironment = auth.Environment{
	Name: "fabrikam", Cloud: "global", TenantID: "46d2a1c0-7b5e-4c11-9d0a-5be2c47a3f58", TenantDomain: "fabrikam.com",
	ClientID: auth.DefaultClientID, Account: consultant, Color: "green",
}

func manySaved(n int) (list []library.Saved) {
	for i := range n {
		list = append(list, library.Saved{
			Name: fmt.Sprintf("q%d", i), Title: fmt.Sprintf("guests of group %d by name", i),
			Query: graphquery.Query{Method: "GET", Version: "v1.0", Path: fmt.Sprintf("/groups/%d/members?$filter=userType eq 'Guest'", i)},
		})
	}
	return list
}
