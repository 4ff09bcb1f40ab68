package settings

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"graphguest/tui/kit"
)

func document(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "settings.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestTheSampleInTheDocumentsHasNoFault(t *testing.T) {
	samples := regexp.MustCompile("(?s)```toml\n(.*?)```").FindAllStringSubmatch(document(t), -1)
	if len(samples) == 0 {
		t.Fatal("there is no sample")
	}
	for _, sample := range samples {
		s, faults := parsed(t, sample[1])
		if faults != nil || s.Theme == "" || s.Background == "" || s.Glyphs == "" || s.Mouse == nil || len(s.Keys) == 0 {
			t.Errorf("%+v, %q", s, faults)
		}
	}
}

func TestTheDocumentsNameEverySettingAndWhatItMayBe(t *testing.T) {
	text := document(t)
	for _, name := range append(strings.Split(fieldNames(), ", "), kit.ThemeNames()...) {
		if !strings.Contains(text, "`"+name) {
			t.Errorf("%s is not there", name)
		}
	}
}

func TestTheFaultsInTheDocumentsAreThoseThatAreTold(t *testing.T) {
	_, faults := parsed(t, "theme = 'hi-contrast'"+strings.Repeat("\n", 7)+"[keys.answer]\npage-down = 'PageDown'\nleft = 'ctrl+i'")
	for _, fault := range faults {
		if !strings.Contains(document(t), "\n"+fault+"\n") {
			t.Errorf("the document does not have %s", fault)
		}
	}
	if len(faults) != 3 {
		t.Errorf("faults %q", faults)
	}
}

// A keystroke in the table of those that cannot be used cannot be used.
func TestTheDocumentsAreRightAboutKeystrokes(t *testing.T) {
	text := document(t)
	table := text[strings.Index(text, "| Keystroke |"):strings.Index(text, "## What a wrong line")]
	for _, row := range strings.Split(table, "\n")[2:] {
		cells := strings.Split(row, "|")
		if len(cells) < 2 {
			continue
		}
		cannot, _, _ := strings.Cut(cells[1], "but for")
		for _, m := range regexp.MustCompile("`([^`]+[^+])`").FindAllStringSubmatch(cannot, -1) {
			if _, known := kit.Stroke(m[1]); known && kit.Reserved(m[1]) == "" {
				t.Errorf("%s can be used", m[1])
			}
		}
	}
	for _, m := range regexp.MustCompile("`((?:ctrl|alt|f)[^` ]*[^+` ])`").FindAllStringSubmatch(text[:strings.Index(text, "Some keystrokes cannot")], -1) {
		if why := unusable(m[1]); why != "" {
			t.Errorf("%s: %s", m[1], why)
		}
	}
}
