package raw

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"graphguest/graphquery"
	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
	"graphguest/tui/view"
)

var _ view.View = (*Model)(nil)
var _ view.Found = (*Model)(nil)
var _ view.Copied = (*Model)(nil)

func text(parts ...string) view.Answer {
	var all [][]byte
	for _, p := range parts {
		all = append(all, []byte(p))
	}
	return view.Answer{Doc: jsondoc.NewText(all...), Text: true}
}

func shown(a view.Answer) *Model {
	m := New(kit.PlainTheme())
	m.Show(a)
	return m
}

func press(m *Model, keys ...string) {
	for _, k := range keys {
		msg := tea.KeyPressMsg{Code: []rune(k)[0], Text: k}
		switch k {
		case "pgup":
			msg = tea.KeyPressMsg{Code: tea.KeyPgUp}
		case "pgdn":
			msg = tea.KeyPressMsg{Code: tea.KeyPgDown}
		}
		m.Update(msg)
	}
}

func lines(m *Model, width, height int) []string {
	return strings.Split(ansi.Strip(m.View(width, height)), "\n")
}

func TestLongLinesAreBrokenAtTheWidth(t *testing.T) {
	m := shown(text("abcdefghij\nkl\n\nmno", "pqrs日本\xff\x1b"))
	want := []string{"abcde", "fghij", "kl   ", "", "mnopq", "rs日", "本", "‹FF›␛"}
	got := lines(m, 5, 10)
	for i := range want {
		if strings.TrimRight(got[i], " ") != strings.TrimRight(want[i], " ") {
			t.Errorf("row %d is %q, want %q; all: %q", i, got[i], want[i], got)
		}
	}
}

// some is text with everything in it, n bytes or a little more.
func some(r *rand.Rand, n int) string {
	pieces := []string{"a", "bc ", `{"id":"x"},`, "\n", "日本", "é", "e\u0301", "👩‍👩‍👧", "❤️", "🇩🇪", "\xff", "\xe6\x97", "\x1b[31m", "\u202e", "\t", "\r\n", strings.Repeat("x", 300)}
	var b strings.Builder
	for b.Len() < n {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

func TestRowsAreTheSameFromWhereverTheyAreReached(t *testing.T) {
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 1))
		all := some(r, 40_000)
		if seed%2 == 0 {
			all = strings.ReplaceAll(all, "\n", "")
		}
		var parts []string
		for rest := all; rest != ""; {
			n := min(1+r.IntN(9000), len(rest))
			parts, rest = append(parts, rest[:n]), rest[n:]
		}
		m := shown(text(parts...))
		for _, width := range []int{1, 7, 80} {
			m.View(width, 10)
			var starts []int
			for at := 0; at < m.bytes.size; {
				starts = append(starts, at)
				next, _ := m.rows.row(&m.bytes, at, false)
				if next <= at {
					t.Fatalf("the row at %d does not end", at)
				}
				at = next
			}
			for range 300 {
				i := r.IntN(len(starts))
				end := m.bytes.size
				if i+1 < len(starts) {
					end = starts[i+1]
				}
				if got := m.rowAt(starts[i] + r.IntN(end-starts[i])); got != starts[i] {
					t.Fatalf("seed %d, width %d: the row is at %d, from elsewhere at %d", seed, width, starts[i], got)
				}
				n := r.IntN(50)
				if got, want := m.up(starts[i], n), starts[max(i-n, 0)]; got != want {
					t.Fatalf("seed %d, width %d: %d rows above %d is %d, want %d", seed, width, n, starts[i], got, want)
				}
			}
			for i, at := range starts {
				if _, row := m.rows.row(&m.bytes, at, true); width > 10 && safetext.Width(row) > width {
					t.Fatalf("row %d is %d cells wide: %q", i, safetext.Width(row), row)
				}
			}
		}
	}
}

func TestTheScreenIsFilledExactlyAndHostileTextIsHarmless(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, a := range []view.Answer{text(some(r, 50_000)), {Result: &graphquery.Result{Status: 200, Body: []byte(some(r, 5000)), More: [][]byte{[]byte(some(r, 5000))}}}, text("x")} {
		m := shown(a)
		for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 60}, {1, 1}, {3, 2}, {80, 24}} {
			for range 60 {
				switch r.IntN(9) {
				case 0:
					press(m, "G")
				case 1:
					press(m, "g")
				case 2:
					m.Update(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
				case 3:
					m.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
				case 4:
					m.Update(tea.MouseClickMsg{Y: r.IntN(size[1])})
				default:
					press(m, []string{"j", "k", "pgup", "pgdn", " "}[r.IntN(5)])
				}
				screen := strings.Split(m.View(size[0], size[1]), "\n")
				if len(screen) != size[1] {
					t.Fatalf("%v: %d lines", size, len(screen))
				}
				for _, line := range screen {
					if safetext.Width(line) > size[0] || strings.ContainsAny(ansi.Strip(line), "\x1b\r\t\u202e") {
						t.Fatalf("%v: %q", size, line)
					}
				}
				if m.cursor < m.top || m.cursor > m.down(m.top, m.height-1) || m.cursor != m.rowAt(m.cursor) {
					t.Fatalf("%v: the cursor %d is not in sight from %d", size, m.cursor, m.top)
				}
			}
		}
	}
}

func TestAnyPlaceOfAHugeAnswerIsReachedAtOnce(t *testing.T) {
	row := `{"id":"00000000-0000-0000-0000-000000000000","displayName":"Zażółć gęślą jaźń"},`
	half := []byte(`[` + strings.Repeat(row, 50<<20/len(row)))
	m := shown(view.Answer{Doc: jsondoc.New(half, half[1:], []byte("1]"))})
	m.View(200, 60)
	fastest := time.Hour // of twenty rounds: what others do on the machine only ever adds to it
	for range 20 {
		start := time.Now()
		press(m, "G", "pgup", "k")
		m.View(200, 60)
		press(m, "g", "pgdn")
		m.View(200, 60)
		m.goTo(m.rowAt(m.bytes.size / 2))
		m.View(200, 60)
		press(m, "pgup")
		m.View(200, 60)
		fastest = min(fastest, time.Since(start)/6)
	}
	t.Logf("%v a key", fastest)
	if fastest > 20*time.Millisecond {
		t.Errorf("a key takes %v", fastest)
	}
	press(m, "G")
	if got := m.Where(); !strings.HasPrefix(got, "byte 104,8") || !strings.HasSuffix(got, "(99 %)") {
		t.Error(got)
	}
}

type found string

func (f found) Marks(text string) (marks [][2]int) {
	for at := 0; ; {
		i := strings.Index(text[at:], string(f))
		if i < 0 {
			return marks
		}
		marks = append(marks, [2]int{at + i, at + i + len(f)})
		at += i + len(f)
	}
}

func TestWhatWasSearchedIsMarkedAcrossRows(t *testing.T) {
	m := shown(text("xxxxneedle\nnee\ndle"))
	m.View(6, 4)
	m.Mark(found("needle"))
	texts, joined, _ := m.texts()
	if got, want := fmt.Sprint(m.marks(texts, joined)), "[[[4 6]] [[0 4]] [] []]"; got != want {
		t.Errorf("marked %v, want %v", got, want)
	}
	if got := strings.Join(lines(m, 6, 4), "|"); got != "xxxxne|edle|nee|dle" {
		t.Error(got)
	}
}

func TestLinesOfTheDocumentAreGoneTo(t *testing.T) {
	var b strings.Builder
	b.WriteString("[")
	for i := range 5000 {
		fmt.Fprintf(&b, `{"id":%d,"name":"n"},`, i)
	}
	d := jsondoc.New([]byte(b.String()), []byte("0]"))
	_ = d.Index(context.Background())
	m := shown(view.Answer{Doc: d})
	m.View(80, 24)
	for _, line := range []int{0, 1, 2, 7777, 7778, 12, 19999} {
		m.Reveal(line)
		m.View(80, 24)
		if got := m.Line(); got != line {
			t.Errorf("went to line %d, it is on %d", line, got)
		}
		want := d.PlaceOf(line)
		next, _ := m.rows.row(&m.bytes, m.cursor, false)
		if at := m.bytes.at(want); at < m.cursor || at >= next {
			t.Errorf("line %d begins at %d, the row is [%d,%d)", line, at, m.cursor, next)
		}
	}
	m.Reveal(12)
	press(m, "j")
	if got, want := m.Line(), d.LineOf(m.bytes.place(m.cursor)); got != want {
		t.Errorf("it is on line %d, want %d", got, want)
	}
	m.Reveal(7777)
	m.View(33, 24)
	if got := m.Line(); got != 7777 {
		t.Errorf("at another width it is on line %d", got)
	}
	m.Reveal(1 << 40)
	m.View(80, 24)
}

func TestWhatIsNoTextIsShownInHexadecimal(t *testing.T) {
	m := shown(view.Answer{Result: &graphquery.Result{Status: 200, Body: []byte("\x89PNG\r\n\x1a\n0123456789")}})
	got := lines(m, 80, 3)
	if got[0] != "00000000  89 50 4e 47 0d 0a 1a 0a 30 31 32 33 34 35 36 37  ·PNG····01234567     " || got[1] != "00000010  38 39                                            89" {
		t.Errorf("%q", got)
	}
	if got := lines(m, 30, 3)[0]; got != "00000000  89 50 4e 47  ·PNG   " && !strings.HasPrefix(got, "00000000  89 50 4e 47  ·PNG") {
		t.Errorf("%q", got)
	}
	if m.Line() != 0 {
		t.Error("bytes have no lines")
	}
}

func TestMoreBytesLeaveTheCursorWhereItIs(t *testing.T) {
	m := shown(text(strings.Repeat("line\n", 100)))
	m.View(80, 10)
	press(m, "pgdn", "pgdn", "j")
	at, top := m.cursor, m.top
	m.Grow(text(strings.Repeat("line\n", 100), strings.Repeat("more\n", 100)))
	m.View(80, 10)
	if m.cursor != at || m.top != top || m.bytes.size != 1000 {
		t.Errorf("cursor %d, top %d, %d bytes", m.cursor, m.top, m.bytes.size)
	}
	m.Show(view.Answer{})
	if m.View(80, 10) != strings.Repeat("\n", 9) || m.Where() != "" || len(m.Keys()) != 0 || m.Why(view.Down) != "there is no answer" {
		t.Error("something is shown without an answer")
	}
	m.Reveal(3)
	m.Update(tea.MouseClickMsg{Y: 3})
	m.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
}

func TestCopies(t *testing.T) {
	m := shown(text("abc\x1b\n", "def"))
	m.View(80, 10)
	for i, want := range []string{"abc\x1b\n", "abc\x1b\ndef"} {
		if got, err := m.Copies()[i].Text(); got != want || err != nil {
			t.Errorf("copied %q, want %q", got, want)
		}
	}
	m.Show(text(strings.Repeat("x", mostCopied+1)))
	if _, err := m.Copies()[1].Text(); err == nil {
		t.Error("more than 1 MB is copied")
	}
}
