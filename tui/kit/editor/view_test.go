package editor

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kittest"
)

func TestTheRowsAroundTheCursorAreSeen(t *testing.T) {
	text := at("1\n2\n3\n4\n|5")
	for _, tt := range []struct {
		key  string
		want string
		y    int
	}{{"", "345", 2}, {"up", "345", 1}, {"up", "345", 0}, {"up", "234", 0}, {"ctrl+home", "123", 0}, {"ctrl+end", "345", 2}, {"ctrl+k", "345", 2}} {
		if tt.key != "" {
			text.Update(kittest.Press(tt.key))
		}
		got := strings.Join(text.View(5, 3), "")
		if _, y := text.Cursor(); got != tt.want || y != tt.y {
			t.Errorf("after %q one sees %q with the cursor in row %d, want %q, %d", tt.key, got, y, tt.want, tt.y)
		}
	}
	if got := text.View(5, 7); !slices.Equal(got, []string{"1", "2", "3", "4", "5", "", ""}) {
		t.Errorf("with more room one sees %q", got)
	}
}

func TestALongRowScrollsSidewaysAndTheOthersStay(t *testing.T) {
	for _, tt := range []struct {
		text, keys, want string
		caret            int
	}{
		{"|0123456789", "", "0123456…", 0},
		{"0123456|789", "", "01234567", 7},
		{"01234567|89", "", "…2345678", 7},
		{"0123456789|", "", "…456789", 7},
		{"0123456789|", "left left left left left", "…456789", 2},
		{"0123456789|", "left left left left left left left left", "23456789", 0},
		{"0123456789|", "home", "0123456…", 0},
		{"0123456789|", "backspace backspace backspace backspace", "012345", 6},
		{"日本語日本語|", "", "… 本語", 6},
		{"日本語|日本語", "", "日本語日", 6},
		{"a\tb|", "", "a  b", 4},
		{"a\x1bb|", "", "a␛b", 3},
	} {
		text := at("abcdefghijk\n" + tt.text)
		text.View(8, 2)
		for stroke := range strings.FieldsSeq(tt.keys) {
			text.Update(kittest.Press(stroke))
			text.View(8, 2)
		}
		got := text.View(8, 2)
		if x, y := text.Cursor(); got[1] != tt.want || x != tt.caret || y != 1 || got[0] != "abcdefg…" {
			t.Errorf("%q after %q shows %q with the cursor at %d, want %q at %d", tt.text, tt.keys, got, x, tt.want, tt.caret)
		}
	}
}

func TestAClickPutsTheCursorThere(t *testing.T) {
	text := at("one\n日本語\n0123456789|")
	text.View(6, 3)
	for _, tt := range []struct {
		x, y int
		want string
	}{{2, 2, "one\n日本語\n0123456|789"}, {3, 1, "one\n日|本語\n0123456789"}, {9, 0, "one|\n日本語\n0123456789"}, {1, 7, "one\n日本語\n0|123456789"}} {
		text.Update(tea.MouseClickMsg{X: tt.x, Y: tt.y})
		if got := state(text); got != tt.want {
			t.Errorf("a click at %d, %d makes %q, want %q", tt.x, tt.y, got, tt.want)
		}
		text.View(6, 3)
	}
}

func TestAnySizeHolds(t *testing.T) {
	text := at("one\n日本|語\nthree")
	for _, s := range [][2]int{{0, 0}, {-1, -1}, {1, 1}, {2, 1}, {0, 3}, {3, 0}} {
		if got := text.View(s[0], s[1]); len(got) != max(s[1], 0) {
			t.Errorf("%d rows of %d", len(got), s[1])
		}
	}
}

// big is a pretty-printed JSON text of a megabyte, and the same in one row.
func big(oneRow bool) string {
	row := "  {\"id\": \"6ea91a8d-e32e-41a1-b7bd-d2d185eed0e0\", \"displayName\": \"Zoë\"},\n"
	text := strings.Repeat(row, Limit/len(row))
	if oneRow {
		return strings.ReplaceAll(text, "\n", "")
	}
	return text
}

func TestALeapIntoAHugeRowShowsWhereItLanded(t *testing.T) {
	var text Text
	text.SetValue(big(true) + "the end")
	text.Update(kittest.Press("end"))
	if got := text.View(40, 1)[0]; !strings.HasSuffix(got, "the end") || !strings.HasPrefix(got, "…") {
		t.Errorf("one sees %q", got)
	}
	if x, _ := text.Cursor(); x < 20 {
		t.Errorf("the cursor is in column %d", x)
	}
	text.Update(kittest.Press("up"))
	text.Update(kittest.Press("down"))
	text.View(40, 1)
}

func BenchmarkPaste(b *testing.B) {
	for name, oneRow := range map[string]bool{"rows": false, "one row": true} {
		pasted := tea.PasteMsg{Content: big(oneRow)}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				var text Text
				text.Update(pasted)
			}
		})
	}
}

func BenchmarkView(b *testing.B) {
	for name, oneRow := range map[string]bool{"rows": false, "one row": true} {
		var text Text
		text.SetValue(big(oneRow))
		text.Update(kittest.Press("ctrl+end"))
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				text.View(200, 60)
			}
		})
	}
}

func BenchmarkKey(b *testing.B) {
	for name, oneRow := range map[string]bool{"rows": false, "one row": true} {
		var text Text
		text.SetValue(big(oneRow))
		text.Update(kittest.Press("ctrl+end"))
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				text.Update(kittest.Press("x"))
				text.Update(kittest.Press("backspace"))
				text.View(200, 60)
			}
		})
	}
}
