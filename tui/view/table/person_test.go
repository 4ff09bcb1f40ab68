package table

import (
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/safetext/hostile"
	"graphguest/tui/view"
)

// person looks at a table.
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
	p.does(p.m.Show(view.Answer{Doc: doc(t, body)}))
	return p
}

// does runs what a command says; wishes and what is for the host are kept.
func (p *person) does(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		all := make(chan tea.Msg)
		for _, c := range msg {
			go func() { all <- c() }()
		}
		for range msg {
			m := <-all
			p.does(func() tea.Msg { return m })
		}
	default:
		if pkg := reflect.TypeOf(msg).PkgPath(); pkg != reflect.TypeOf(Model{}).PkgPath() {
			p.wishes = append(p.wishes, msg)
			return
		}
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
		if w := ansi.StringWidth(row); w > p.w {
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
	for _, text := range texts {
		if screen := p.screen(); strings.Contains(screen, text) {
			p.t.Errorf("%q is on the screen:\n%s", text, screen)
		}
	}
	return p
}

// column are the cells of a column that are on the screen, from the top.
func (p *person) names() (names []string) {
	for _, row := range strings.Split(p.screen(), "\n")[1:] {
		if fields := strings.Fields(row); len(fields) > 1 {
			names = append(names, fields[1])
		}
	}
	return names
}
