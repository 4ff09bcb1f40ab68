package timeline

import (
	"net/http"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
	"graphguest/tui/view"
)

var _ view.View = (*Model)(nil)
var _ view.Copied = (*Model)(nil)

const ms = time.Millisecond

func shown(r *graphquery.Result) *Model {
	m := New(kit.PlainTheme())
	m.zone = time.UTC
	m.Show(view.Answer{Result: r})
	return m
}

func TestBarsAreAsLongAsThePartsTook(t *testing.T) {
	m := shown(&graphquery.Result{Status: 200, Rows: -1, Pages: 1, Took: 400 * ms, Body: []byte("{}"),
		Timing: graphquery.Timing{Token: 100 * ms, DNS: 120 * ms, Connect: 150 * ms, TLS: 200 * ms, FirstByte: 300 * ms, LastByte: 400 * ms}})
	lines := strings.Split(ansi.Strip(m.View(62, 24)), "\n")
	for i, want := range []string{
		"It took 400 ms",
		"token     ■■■■■■■■■■                                    100 ms",
		"DNS       ··········■■                                   20 ms",
		"connect   ············■■■                                30 ms",
		"TLS       ···············■■■■■                           50 ms",
		"waiting   ····················■■■■■■■■■■                100 ms",
		"download  ······························■■■■■■■■■■      100 ms",
		"", "All in all", "400 ms, 2 B",
	} {
		if lines[i] != want {
			t.Errorf("line %d is\n%q, want\n%q", i, lines[i], want)
		}
	}
}

func TestWhatWasTriedBeforeAndHowFastItCameIsTold(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	m := shown(&graphquery.Result{Status: 200, Rows: 9000, Pages: 10, Took: 5 * time.Second,
		Timing:  graphquery.Timing{Reused: true, FirstByte: 10 * ms, LastByte: 11 * ms},
		Retries: []graphquery.Retry{{At: at, Status: http.StatusTooManyRequests, Why: "Graph asked to wait 2 s (429)", Wait: 2 * time.Second}, {At: at, Why: "the connection failed"}}})
	text := ansi.Strip(m.View(120, 40))
	for _, want := range []string{"The last try took 11 ms", "connection reused", "2 times it was sent again", "03:04:05  429  Graph asked to wait 2 s (429); waited 2.00 s",
		"03:04:05  no answer  the connection failed", "10 pages, 9,000 rows", "2.0 pages a second, 1,800 rows a second", "2.00 s of it were spent waiting"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	copied, _ := m.Copies()[0].Text()
	if !strings.Contains(copied, "9,000 rows") {
		t.Error(copied)
	}
}

func TestAnythingFitsTheScreen(t *testing.T) {
	hostile := "\x1b[31mred\u202e\r\n\xff日本"
	var many []graphquery.Retry
	for range 1000 {
		many = append(many, graphquery.Retry{Why: strings.Repeat(hostile, 20), Status: 1 << 40, Wait: 1 << 62})
	}
	for _, r := range []*graphquery.Result{
		{Status: 200},
		{Status: 200, Timing: graphquery.Timing{LastByte: 1}},
		{Status: 200, Timing: graphquery.Timing{Token: time.Second, FirstByte: ms, LastByte: 2 * ms}},
		{Status: 200, Timing: graphquery.Timing{Token: -1, FirstByte: 1 << 62, LastByte: 1 << 62}, Retries: many, Pages: 1 << 60, Rows: 1 << 60, Took: 1, Partial: hostile},
	} {
		m := shown(r)
		for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 60}, {1, 1}, {29, 3}, {31, 3}} {
			for _, k := range []rune{'g', 'j', ' ', 'G', 'k'} {
				m.Update(tea.KeyPressMsg{Code: k, Text: string(k)})
				lines := strings.Split(m.View(size[0], size[1]), "\n")
				if len(lines) != size[1] {
					t.Fatalf("%v: %d lines", size, len(lines))
				}
				for _, line := range lines {
					if safetext.Width(line) > size[0] || strings.ContainsAny(ansi.Strip(line), "\x1b\r\u202e") {
						t.Fatalf("%v: %q", size, line)
					}
				}
			}
		}
	}
}

func TestKeysMoveOnlyWhereThereIsMore(t *testing.T) {
	m := shown(&graphquery.Result{Status: 200, Rows: -1})
	m.View(80, 24)
	if len(m.Keys()) != 0 || m.Why(view.Down) != "the end is in sight" {
		t.Error("keys move what is all in sight")
	}
	m.View(80, 2)
	if len(m.Keys()) == 0 || m.Why(view.Down) != "" {
		t.Error("no keys move what is not all in sight")
	}
	if m.Offers(view.Answer{}) || m.Offers(view.Answer{Result: &graphquery.Result{}}) {
		t.Error("there is nothing to show of a file")
	}
}
