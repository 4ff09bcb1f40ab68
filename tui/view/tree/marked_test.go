package tree

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// letters marks a text wherever it stands.
type letters string

func (l letters) Marks(text string) (marks [][2]int) {
	for at := 0; ; {
		i := strings.Index(text[at:], string(l))
		if i < 0 {
			return marks
		}
		marks = append(marks, [2]int{at + i, at + i + len(l)})
		at += i + len(l)
	}
}

func TestWhatIsSearchedIsHighlightedAcrossPartsAndEdges(t *testing.T) {
	const body = `{"name":"Evangelista","n":1}`
	for _, c := range []struct {
		search string
		width  int
		marked []string
	}{
		{"Eva", 80, []string{"Eva"}},
		{`name": "E`, 80, []string{`name`, `"`, `: `, `"E`}},
		{"Evangelista", 16, []string{"Evan"}},
		{"st", 80, []string{"st"}},
		{"nowhere", 80, nil},
	} {
		p := looks(t, c.width, 5, body)
		p.M.theme.Match = p.M.theme.Selected // painted in one go
		p.M.Mark(letters(c.search))
		row := strings.Split(p.M.View(c.width, 5), "\n")[1]
		begin, end, _ := strings.Cut(p.M.theme.Found().Render("x"), "x")
		var got []string
		for _, marked := range strings.Split(row, begin)[1:] {
			text, _, _ := strings.Cut(marked, end)
			got = append(got, text)
		}
		if strings.Join(got, "") != strings.Join(c.marked, "") {
			t.Errorf("%q of %q is highlighted, want %q", got, row, c.marked)
		}
		if plain := looks(t, c.width, 5, body); ansi.Strip(p.M.View(c.width, 5)) != plain.Screen() {
			t.Errorf("highlighting %q changes the text", c.search)
		}
	}
}

func TestAHighlightTearsNoCharacter(t *testing.T) {
	for _, c := range []struct {
		text string
		want [][2]int
	}{
		{"ae\u0301e", [][2]int{{1, 5}}}, // the accent belongs to its letter
		{"xyz", nil},
		{"e e", [][2]int{{0, 1}, {2, 3}}},
	} {
		if got := characters(c.text, letters("e").Marks(c.text)); !slices.Equal(got, c.want) {
			t.Errorf("%q is highlighted at %v, want %v", c.text, got, c.want)
		}
	}
}
