package editor

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/kittest"
	"graphguest/tui/safetext"
	"graphguest/tui/safetext/hostile"
)

// at makes a text in which "|" is the cursor.
func at(text string) *Text {
	t := new(Text)
	before, after, _ := strings.Cut(text, "|")
	t.SetValue(before + after)
	lines := strings.Split(before, "\n")
	t.GoTo(len(lines), len([]rune(lines[len(lines)-1]))+1)
	return t
}

// state is the text with "|" for the cursor.
func state(t *Text) string {
	line, column := t.Position()
	rows := strings.Split(t.Value(), "\n")
	r := []rune(rows[line-1])
	rows[line-1] = string(r[:column-1]) + "|" + string(r[column-1:])
	return strings.Join(rows, "\n")
}

func TestKeysEditTheText(t *testing.T) {
	for _, tt := range []struct{ before, keys, after string }{
		{"|", "a b enter c", "ab\nc|"},
		{"ab|cd", "enter", "ab\n|cd"},
		{"  ab|", "enter x", "  ab\n  x|"},
		{"\tab|", "enter", "\tab\n\t|"},
		{"{|}", "enter", "{\n  |\n}"},
		{"  \"a\": [|]", "enter x", "  \"a\": [\n    x|\n  ]"},
		{"{|", "enter } x", "{\n}x|"},
		{"a}|", "}", "a}}|"},
		{"ab\n|cd", "backspace", "ab|cd"},
		{"ab|\ncd", "delete", "ab|cd"},
		{"ab|\ncd", "ctrl+k x", "abx|cd"},
		{"ab|cd\nef", "ctrl+k", "ab|\nef"},
		{"ab|cd", "ctrl+u", "|cd"},
		{"one two|", "ctrl+w", "one |"},
		{"one\n|two", "ctrl+w", "one|two"},
		{"|", "backspace delete ctrl+u ctrl+k ctrl+w left up right down", "|"},
		{"ab\n|cd", "left x", "abx|\ncd"},
		{"ab|\ncd", "right x", "ab\nx|cd"},
		{"one two|", "alt+left x", "one x|two"},
		{"|one two", "alt+right x", "onex| two"},
		{"one|\ntwo", "alt+right x", "one\nx|two"},
		{"ab|cd", "home x end y", "xabcdy|"},
		{"abcd|\na\nabcd", "down down x", "abcd\na\nabcdx|"},
		{"abcd|\na\nabcd", "down left down x", "abcd\na\nx|abcd"},
		{"ab\nc|d", "up x", "ax|b\ncd"},
		{"a|\nb\nc", "ctrl+end x ctrl+home y", "y|a\nb\ncx"},
		{"|ab", "tab x", "  x|ab"},
		{"    ab|", "shift+tab", "  ab|"},
		{" a|b", "shift+tab shift+tab", "a|b"},
		{"\ta|b", "shift+tab", "a|b"},
		{"日本|語", "left x", "日x|本語"},
		{"日本|語", "backspace delete", "日|"},
		{"e\u0301|a", "backspace", "|a"},
		{"👩\u200d👩\u200d👧|a", "left x", "x|👩\u200d👩\u200d👧a"},
	} {
		text := at(tt.before)
		for stroke := range strings.FieldsSeq(tt.keys) {
			if !text.Update(kittest.Press(stroke)) {
				t.Errorf("%q is no key", stroke)
			}
		}
		if got := state(text); got != tt.after {
			t.Errorf("%q after %q is %q, want %q", tt.before, tt.keys, got, tt.after)
		}
		if text.Len() != len(text.Value()) {
			t.Errorf("%q after %q: Len is %d, want %d", tt.before, tt.keys, text.Len(), len(text.Value()))
		}
	}
}

func TestAPageIsAsHighAsTheView(t *testing.T) {
	text := at("|1\n2\n3\n4\n5\n6\n7\n8\n9")
	text.View(10, 4)
	for _, stroke := range []string{"pgdown", "pgdown", "pgup"} {
		text.Update(kittest.Press(stroke))
	}
	if line, _ := text.Position(); line != 4 {
		t.Errorf("the cursor is on line %d", line)
	}
	text.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	text.Update(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
	if line, _ := text.Position(); line != 4 {
		t.Errorf("the wheel went to line %d", line)
	}
}

func TestEveryKeyOfALineWorksInATextToo(t *testing.T) {
	known := map[string]string{}
	for _, k := range Keys() {
		for _, stroke := range k.Keys() {
			if known[stroke] != "" {
				t.Errorf("%s means %s and %s", stroke, known[stroke], k.Help().Desc)
			}
			known[stroke] = k.Help().Desc
		}
	}
	for _, k := range kit.LineKeys() {
		for _, stroke := range k.Keys() {
			if known[stroke] != k.Help().Desc {
				t.Errorf("%s is %q, in a line %q", stroke, known[stroke], k.Help().Desc)
			}
		}
	}
}

func TestWhatIsNoEditIsLeftAlone(t *testing.T) {
	text := at("a|b")
	for _, msg := range []tea.Msg{kittest.Press("ctrl+r"), kittest.Press("f2"), kittest.Press("alt+x"), tea.FocusMsg{}} {
		if text.Update(msg) {
			t.Errorf("%v is obeyed", msg)
		}
	}
	if got := state(text); got != "a|b" {
		t.Errorf("it is %q", got)
	}
}

func TestOnlyChangesOfTheTextCount(t *testing.T) {
	text := at("a|b")
	before := text.Edits()
	for _, stroke := range []string{"left", "right", "home", "backspace", "end", "delete"} {
		text.Update(kittest.Press(stroke))
	}
	if text.Edits() != before {
		t.Errorf("%d edits by moving", text.Edits()-before)
	}
	text.Update(kittest.Press("x"))
	text.Update(kittest.Press("backspace"))
	if text.Edits() != before+2 {
		t.Errorf("%d edits of two", text.Edits()-before)
	}
}

func TestAPasteKeepsItsRows(t *testing.T) {
	for pasted, want := range map[string]string{
		"one\ntwo":         "aone\ntwo|b",
		"one\r\ntwo\r\n":   "aone\ntwo\n|b",
		"one\rtwo":         "aone\ntwo|b",
		"x\x1b[2Jy\x00\tz": "ax[2Jy\tz|b",
		"\xff\xfeé":        "aé|b",
		"":                 "a|b",
	} {
		text := at("a|b")
		text.Update(tea.PasteMsg{Content: pasted})
		if got := state(text); got != want {
			t.Errorf("with %q it is %q, want %q", pasted, got, want)
		}
	}
}

func TestRowEndsStayAsTheyWere(t *testing.T) {
	var text Text
	for _, value := range []string{"a\r\nb\r\n", "a\nb\r\nc\n", "a\rb", "\r\n", "", "\xff\x00"} {
		text.SetValue(value)
		if text.Value() != value || text.Len() != len(value) {
			t.Errorf("%q becomes %q", value, text.Value())
		}
	}
	text.SetValue("a\r\nb")
	text.Update(kittest.Press("enter"))
	text.Update(tea.PasteMsg{Content: "c\nd"})
	if want := "\r\nc\r\nda\r\nb"; text.Value() != want || text.Len() != len(want) {
		t.Errorf("it is %q, %d bytes", text.Value(), text.Len())
	}
}

func TestWhatIsBeyondTheLimitIsCutAndCounted(t *testing.T) {
	var text Text
	text.Update(tea.PasteMsg{Content: strings.Repeat("é\n", Limit)})
	if text.Len() > Limit || text.Len() < Limit-3 || text.LeftOut() != 3*Limit-text.Len() || text.Len() != len(text.Value()) {
		t.Errorf("it holds %d bytes, %d left out", text.Len(), text.LeftOut())
	}
	text.Update(kittest.Press("backspace"))
	if text.LeftOut() != 0 {
		t.Error("it still says that something was left out")
	}
	text.SetValue(strings.Repeat("x", Limit+5))
	if text.Len() != Limit || text.LeftOut() != 5 {
		t.Errorf("it holds %d bytes, %d left out", text.Len(), text.LeftOut())
	}
	text.Update(kittest.Press("y"))
	if text.Len() != Limit || text.LeftOut() != 1 {
		t.Errorf("a character more: %d bytes, %d left out", text.Len(), text.LeftOut())
	}
}

func TestHostileTextFitsTheViewAndComesBackAsItWas(t *testing.T) {
	corpus, _ := hostile.Packed(8)
	for _, s := range append(corpus, hostile.Samples...) {
		var text Text
		text.SetValue(s)
		if text.Value() != s {
			t.Errorf("%.60q becomes %.60q", s, text.Value())
		}
		for _, stroke := range []string{"end", "left", "left", "ctrl+home", "right", "ctrl+end"} {
			text.Update(kittest.Press(stroke))
			for _, row := range text.View(17, 3) {
				if why := hostile.Smuggled(row); why != "" || safetext.Width(row) > 17 {
					t.Errorf("of %.60q one sees %q: %d cells, %s", s, row, safetext.Width(row), why)
				}
			}
			if x, y := text.Cursor(); x < 0 || x >= 17 || y < 0 || y > 2 {
				t.Errorf("%.60q: the cursor is at %d, %d", s, x, y)
			}
		}
	}
}
