package tree

import (
	"testing"
	"time"

	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/view"
)

func doc(t testing.TB, body string) *jsondoc.Doc {
	t.Helper()
	d := jsondoc.New([]byte(body))
	if err := d.Index(t.Context()); err != nil {
		t.Fatal(err)
	}
	return d
}

// looks puts a person in front of the tree of an answer, at a time and place that stay the same.
func looks(t testing.TB, w, h int, body string) *kittest.Person[*Model] {
	t.Helper()
	p := kittest.Before(t, New(kit.NewTheme(true)), w, h)
	p.M.now = func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }
	p.M.zone = time.UTC
	p.M.Show(view.Answer{Doc: doc(t, body), Graph: "https://graph.microsoft.com"})
	p.Screen()
	return p
}
