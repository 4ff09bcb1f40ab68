package table

import (
	"strings"
	"testing"

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

// looks puts a person in front of the table of an answer.
func looks(t testing.TB, w, h int, body string) *kittest.Person[*Model] {
	t.Helper()
	p := kittest.Before(t, New(kit.NewTheme(true)), w, h)
	p.Does(p.M.Show(view.Answer{Doc: doc(t, body)}))
	return p
}

// namesOn are the first cells of the rows that are on the screen, from the top.
func namesOn(p *kittest.Person[*Model]) (names []string) {
	for _, row := range strings.Split(p.Screen(), "\n")[1:] {
		if fields := strings.Fields(row); len(fields) > 1 {
			names = append(names, fields[1])
		}
	}
	return names
}
