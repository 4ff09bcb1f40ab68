package resultpane

import (
	"context"
	"testing"

	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

// large opens an answer of about 50 MB, indexed or not.
func large(index bool) *Model {
	m := New(kit.NewTheme(true))
	m.View(120, 40)
	r := people(1)
	for row := []byte(`{"id":"0a0a0a0a-1111-4222-8333-444455556666","displayName":"Person","userType":"Guest","mail":null},`); len(r.Body) < 50e6; {
		r.Body = append(r.Body[:len(r.Body)-2], append([]byte{','}, append(row[:len(row)-1:len(row)-1], "]}"...)...)...)
	}
	m.Update(kit.QueryStarted{ID: 1, Query: graphquery.Query{Path: "/users"}})
	m.Update(kit.QueryDone{ID: 1, Result: r})
	if index {
		m.doc.Index(context.Background())
		m.Update(indexed{m.doc})
	}
	return m
}

func BenchmarkFirstFrame50MB(b *testing.B) {
	m := large(false)
	for b.Loop() {
		m.Update(kit.ThemeChanged{Theme: m.theme})
		m.View(120, 40)
	}
}

func BenchmarkFrameAfterAKey50MB(b *testing.B) {
	m := large(true)
	lines, _ := m.doc.Len()
	m.View(120, 40)
	m.found().Reveal(lines / 2)
	for b.Loop() {
		m.Update(kittest.Press("j"))
		m.View(120, 40)
	}
}

func BenchmarkFrameThatDidNotChange50MB(b *testing.B) {
	m := large(true)
	for b.Loop() {
		m.View(120, 40)
	}
}
