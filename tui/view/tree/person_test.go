package tree

import (
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/safetext/hostile"
	"graphguest/tui/view"
)

// person looks at a tree.
type person struct {
	t      testing.TB
	m      *Model
	w, h   int
	wishes []tea.Msg
}

func doc(t testing.TB, body string) *jsondoc.Doc {
	t.Helper()
	d := jsondoc.New([]byte(body))
	if err := d.Index(t.Context()); err != nil {
		t.Fatal(err)
	}
	return d
}

func looks(t testing.TB, w, h int, body string) *person {
	t.Helper()
	p := &person{t: t, m: New(kit.NewTheme(true)), w: w, h: h}
	p.m.now = func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }
	p.m.zone = time.UTC
	p.m.Show(view.Answer{Doc: doc(t, body), Graph: "https://graph.microsoft.com"})
	p.screen()
	return p
}

func (p *person) does(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd(); {
	case msg == nil:
	case reflect.TypeOf(msg).PkgPath() != reflect.TypeOf(Model{}).PkgPath():
		p.wishes = append(p.wishes, msg)
	default:
		p.does(p.m.Update(msg))
	}
}

func (p *person) presses(strokes ...string) *person {
	p.t.Helper()
	for _, s := range strokes {
		p.does(p.m.Update(kittest.Press(s)))
		p.screen()
	}
	return p
}

func (p *person) types(text string) *person { return p.presses(kittest.Letters(text)...) }

func (p *person) screen() string {
	p.t.Helper()
	shown := p.m.View(p.w, p.h)
	rows := strings.Split(shown, "\n")
	if len(rows) != max(p.h, 1) {
		p.t.Errorf("%d rows in %d", len(rows), p.h)
	}
	for _, row := range rows {
		if w := ansi.StringWidth(row); w > max(p.w, 0) {
			p.t.Errorf("a row of %d cells in %d: %q", w, p.w, row)
		}
	}
	text := ansi.Strip(shown)
	if why := hostile.Smuggled(text); why != "" {
		p.t.Errorf("on the screen: %s", why)
	}
	return text
}

func (p *person) sees(texts ...string) *person {
	p.t.Helper()
	screen := p.screen() + "\n" + p.m.Where()
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			p.t.Errorf("%q is not on the screen:\n%s", text, screen)
		}
	}
	return p
}

func (p *person) seesNo(texts ...string) *person {
	p.t.Helper()
	screen := p.screen() + "\n" + p.m.Where()
	for _, text := range texts {
		if strings.Contains(screen, text) {
			p.t.Errorf("%q is on the screen:\n%s", text, screen)
		}
	}
	return p
}

// isAt fails unless the cursor is at a path.
func (p *person) isAt(path string) *person {
	p.t.Helper()
	if got, _, _ := strings.Cut(p.m.Where(), " · "); got != path {
		p.t.Errorf("the cursor is at %s, want %s", got, path)
	}
	return p
}

// wished fails unless these wishes, and no others, were stated since the last call.
func (p *person) wished(want ...tea.Msg) *person {
	p.t.Helper()
	if len(p.wishes) != len(want) || len(want) > 0 && !reflect.DeepEqual(p.wishes, want) {
		p.t.Errorf("wished %#v, want %#v", p.wishes, want)
	}
	p.wishes = nil
	return p
}
