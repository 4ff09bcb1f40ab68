package kit

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"graphguest/tui/safetext"
)

const ownGlyphs = "─│╭╮╰╯…·—“”×±●○✓✗⌕›‹→←↑↓▸▾▲▼◆◇■★✚␀␊␛␡"

func TestABoxComesOutInASCIIAndOfTheSameSize(t *testing.T) {
	box := "╭─ fabrikam · ✓ ──╮\n│ › “Jan” ±5 …    │\n╰─────────────────╯"
	want := "+- fabrikam - + --+\n| > \"Jan\" ~5 ~    |\n+-----------------+"
	if got := ASCII(box); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestEveryGlyphHasAFormOfOneCell(t *testing.T) {
	for _, glyph := range ownGlyphs {
		form := ASCII(string(glyph))
		if len(form) != 1 || form[0] < ' ' || form[0] > '~' || safetext.Width(string(glyph)) != 1 {
			t.Errorf("%c of %d cells becomes %q", glyph, safetext.Width(string(glyph)), form)
		}
	}
}

func TestTheMarksOfColoursStayApart(t *testing.T) {
	seen := map[string]string{"+": "the row that adds an environment", "*": "the mark of the one that is open"}
	for colour := range colourMarks {
		form := ASCII(ColourMark(colour))
		if seen[form] != "" {
			t.Errorf("%s looks like %s: %s", colour, seen[form], form)
		}
		seen[form] = colour
	}
}

func TestNamesAndColoursStay(t *testing.T) {
	for _, text := range []string{"Zoë Müller", "日本語", "\x1b[1;31mred\x1b[m", "plain ASCII ~", "Ж", "👩‍🚀"} {
		if got := ASCII(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

// A glyph that somebody adds to a pane must be added to the set.
func TestNoPaneHasAGlyphWithoutAForm(t *testing.T) {
	drawn := map[string]bool{"qrcode.go": true, "place.go": true, "ascii.go": true, "binary.go": true} // pictures, and tables of characters
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || drawn[d.Name()] || strings.Contains(path, "hostile") {
			return err
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, nil, 0)
		if err != nil {
			return nil // the compiler says so
		}
		ast.Inspect(file, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING && lit.Kind != token.CHAR {
				return true
			}
			text, _ := strconv.Unquote(lit.Value)
			for _, r := range ASCII(text) {
				if r > '~' && unicode.IsGraphic(r) {
					t.Errorf("%s: %q has no form in ASCII", fset.Position(lit.Pos()), r)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func BenchmarkASCII(b *testing.B) {
	frame := strings.Repeat("│ "+strings.Repeat("displayName Jan ", 11)+" │\n", 60)
	for b.Loop() {
		ASCII(frame)
	}
}
