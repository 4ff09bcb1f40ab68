package diff

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"graphguest/tui/safetext/hostile"
)

func TestNothingHostileGetsThrough(t *testing.T) {
	corpus, found := hostile.Packed(40)
	if !found {
		t.Log("only the samples: the shared corpora are not beside the project")
	}
	for _, s := range corpus {
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		raw := `"` + strings.NewReplacer(`"`, `\"`, `\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(s) + `"`
		if !json.Valid([]byte(raw)) {
			raw = string(text)
		}
		m := showing(`{"value":[{"id":`+raw+`,"x":1,"y":`+string(text)+`}],`+raw+`:{}}`, `{"value":[{"id":`+raw+`,"x":`+string(text)+`,"y":[]}]}`)
		m.sides[0].Title = s
		for _, keys := range []string{"", "enter", "enter j enter", "enter j enter"} {
			presses(m, strings.Fields(keys)...)
			for _, size := range [][2]int{{80, 24}, {23, 9}, {3, 5}, {1, 2}} {
				screen(t, m, size[0], size[1])
				if what := hostile.Smuggled(ansi.Strip(m.View(size[0], size[1]))); what != "" {
					t.Fatalf("%s got through of %q", what, s)
				}
			}
		}
		if what := hostile.Smuggled(m.Text()); what != "" {
			t.Fatalf("%s got into the text of %q", what, s)
		}
	}
}

func TestOfAHugeValueTheBeginningIsShown(t *testing.T) {
	long := strings.Repeat("x", 5<<20)
	m := showing(`{"a":"`+long+`","b":[`+strings.Repeat("1,", 1<<20)+`1]}`, `{"a":"`+long+`\u00e9y","b":{}}`)
	if got := screen(t, m, 80, 10); !strings.Contains(got, `xx" → …x`) || !strings.Contains(got, `xxéy"`) || !strings.Contains(got, "~ b   [1,1,1") {
		t.Errorf("got\n%s", got)
	}
	presses(m, "enter")
	if got := screen(t, m, 80, 10); !strings.Contains(got, "xxxx") {
		t.Errorf("got\n%s", got)
	}
	if len(m.Text()) > 20_000 {
		t.Errorf("the text has %d bytes", len(m.Text()))
	}
}

func BenchmarkView(b *testing.B) {
	long := strings.Repeat("x", 5<<20)
	for name, m := range map[string]*Model{
		"many":    showing(many(5000, "a"), many(5000, "b")),
		"huge":    showing(`["`+long+`"`+strings.Repeat(`,"`+long[:1<<16]+`"`, 100)+`]`, `["`+long+`y"`+strings.Repeat(`,"`+long[:1<<16]+`y"`, 100)+`]`),
		"objects": showing(`[]`, many(5000, long[:1000])),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				m.View(200, 60)
			}
		})
	}
}
