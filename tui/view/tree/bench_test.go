package tree

import (
	"fmt"
	"strings"
	"testing"

	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/view"
)

func BenchmarkAKeyIn20MB(b *testing.B) {
	var text strings.Builder
	text.WriteString(`{"value":[`)
	for i := range 150_000 {
		fmt.Fprintf(&text, `{"id":"0a0a0a0a-1111-4222-8333-444455556666","displayName":"Person %d","createdDateTime":"2026-11-20T12:00:00Z","tags":["a"]},`, i)
	}
	text.WriteString("{}]}")
	for name, keys := range map[string][]string{"open": {"j"}, "folded": {"2", "j"}, "pages": {"0", "pgdown"}, "folded pages": {"2", "pgdown"}} {
		b.Run(name, func(b *testing.B) {
			m := New(kit.NewTheme(true))
			m.Show(view.Answer{Doc: doc(b, text.String())})
			m.View(120, 40)
			lines, _ := m.doc.Len()
			m.Reveal(lines / 2)
			m.Update(kittest.Press(keys[0]))
			for b.Loop() {
				m.Update(kittest.Press(keys[len(keys)-1]))
				m.View(120, 40)
				m.Where()
			}
		})
	}
}
