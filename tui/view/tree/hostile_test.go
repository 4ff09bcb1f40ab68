package tree

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"graphguest/tui/safetext/hostile"
)

// naughty are the strings of the big list, and the graphemes of Unicode's test.
func naughty(t *testing.T) (texts []string) {
	t.Helper()
	data := filepath.Join("..", "..", "..", "..", "shared", "data")
	if body, err := os.ReadFile(filepath.Join(data, "blns", "blns.json")); err == nil {
		_ = json.Unmarshal(body, &texts)
	}
	for _, file := range []string{"GraphemeBreakTest.txt", filepath.Join("auxiliary", "GraphemeBreakTest.txt")} {
		body, _ := os.ReadFile(filepath.Join(data, "unicode", file))
		for _, line := range strings.Split(string(body), "\n") {
			line, _, _ = strings.Cut(line, "#")
			var b strings.Builder
			for _, word := range strings.Fields(line) {
				var r rune
				if _, err := fmt.Sscanf(word, "%X", &r); err == nil {
					b.WriteRune(r)
				}
			}
			if b.Len() > 0 {
				texts = append(texts, b.String())
			}
		}
	}
	return texts
}

func TestNaughtyStringsAreShownInTheirCells(t *testing.T) {
	texts := naughty(t)
	if len(texts) == 0 {
		t.Skip("the test data is not there: ../shared/data/blns, unicode")
	}
	corpus, _ := hostile.Corpus()
	for _, text := range append(texts, corpus...) {
		if len(text) > 4000 {
			continue
		}
		quoted, _ := json.Marshal(text)
		body := fmt.Sprintf(`{%s:%s,"a":[%s]}`, quoted, quoted, quoted)
		p := looks(t, 30, 8, body).Presses("j", "shift+right", "C", "E")
		p.M.Where()
		for _, c := range p.M.Copies() {
			if back, err := c.Text(); c.Key == "v" && (err != nil || back != string([]rune(text)) && strings.ToValidUTF8(text, "\uFFFD") != back) {
				t.Errorf("%q is copied as %q, %v", text, back, err)
			}
		}
	}
}

func TestATerminalShowsEveryRowInItsCells(t *testing.T) {
	texts := naughty(t)
	if len(texts) == 0 {
		t.Skip("the test data is not there: ../shared/data/blns, unicode")
	}
	const w, h, beyond = 30, 24, 20
	for from := 0; from < len(texts); from += h - 2 {
		var rows []string
		for _, text := range texts[from:min(from+h-2, len(texts))] {
			quoted, _ := json.Marshal(text + strings.Repeat("x", 5) + text)
			rows = append(rows, string(quoted))
		}
		p := looks(t, w, h, "["+strings.Join(rows, ",")+"]")
		for _, search := range []letters{"", "x"} {
			if search != "" {
				p.M.Mark(search)
			}
			view := p.M.View(w, h)
			terminal := vt.NewEmulator(w+beyond, h)
			fmt.Fprint(terminal, strings.ReplaceAll(view, "\n", "\r\n"))
			for y, row := range strings.Split(view, "\n") {
				if ansi.StringWidthWc(row) > w { // the emulator counts code points: there the renderer cuts what is too wide
					continue
				}
				for x := w; x < w+beyond; x++ {
					if c := terminal.CellAt(x, y); c != nil && strings.TrimSpace(c.Content) != "" {
						t.Fatalf("%q is shown in column %d of %q", c.Content, x, row)
					}
				}
			}
		}
	}
}
