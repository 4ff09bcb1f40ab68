package jsonfold

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"graphguest/graphquery/jsondoc"
)

// random writes a document of some depth.
func random(r *rand.Rand, depth int, b *strings.Builder) {
	if depth == 0 || r.IntN(4) == 0 {
		fmt.Fprint(b, r.IntN(100))
		return
	}
	open, end := "[", "]"
	object := r.IntN(2) == 0
	if object {
		open, end = "{", "}"
	}
	b.WriteString(open)
	for i := range r.IntN(5) {
		if i > 0 {
			b.WriteString(",")
		}
		if object {
			fmt.Fprintf(b, `"k%d":`, i)
		}
		random(r, depth-1, b)
	}
	b.WriteString(end)
}

// document writes one that may be nested beyond the levels that are counted.
func document(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString(`{"value":[`)
	for i := range 1 + r.IntN(3) {
		if i > 0 {
			b.WriteString(",")
		}
		random(r, 4+r.IntN(3), &b)
	}
	b.WriteString("]")
	deep := r.IntN(8)
	b.WriteString(strings.Repeat(`,"x":[{"y":1`, deep) + strings.Repeat("}]", deep) + "}")
	return b.String()
}

func indexed(t *testing.T, d *jsondoc.Doc) *jsondoc.Doc {
	t.Helper()
	if err := d.Index(t.Context()); err != nil {
		t.Fatal(err)
	}
	return d
}

// plain is the same kept in the simplest way: for each line whether the container that it begins is folded, and whether
// that was said of this one.
type plain struct {
	doc         *jsondoc.Doc
	lines       int
	folded, own []bool
}

func newPlain(d *jsondoc.Doc) *plain {
	n, _ := d.Len()
	return &plain{doc: d, lines: n, folded: make([]bool, n), own: make([]bool, n)}
}

func (p *plain) rows() (lines []int) {
	for i := 0; i < p.lines; i++ {
		lines = append(lines, i)
		if p.folded[i] {
			n, _ := p.doc.Node(i)
			if n.Last < 0 {
				return lines
			}
			i = n.Last
		}
	}
	return lines
}

// each does something to the containers of some lines.
func (p *plain) each(from, to int, do func(line int, n jsondoc.Node)) {
	for i := from; i <= to && i < p.lines; i++ {
		if n, ok := p.doc.Node(i); ok && n.Line == i && n.Value == nil && holds(n) {
			do(i, n)
		}
	}
}

func (p *plain) level(level int) {
	clear(p.own)
	p.each(0, p.lines, func(i int, n jsondoc.Node) { p.folded[i] = level > 0 && level <= deepest && n.Depth >= level })
}

func (p *plain) fold(line int) { p.folded[line], p.own[line] = true, true }

// unfold opens one; beyond the levels that are counted also what is in it and was folded by level only.
func (p *plain) unfold(line int) {
	p.folded[line], p.own[line] = false, true
	n, _ := p.doc.Node(line)
	if n.Depth < deepest {
		return
	}
	kept := line
	p.each(line+1, p.end(n), func(i int, n jsondoc.Node) {
		switch {
		case i <= kept:
		case p.own[i]:
			kept = p.end(n)
		default:
			p.folded[i] = false
		}
	})
}

func (p *plain) unfoldAll(line int) {
	n, _ := p.doc.Node(line)
	p.each(line, p.end(n), func(i int, _ jsondoc.Node) { p.folded[i], p.own[i] = false, false })
	p.own[line] = true
}

func (p *plain) end(n jsondoc.Node) int {
	if n.Last < 0 {
		return p.lines
	}
	return n.Last
}

func (p *plain) reveal(line int) {
	for i := 0; i < line; i++ {
		if n, _ := p.doc.Node(i); p.folded[i] && n.Line == i && (n.Last < 0 || line <= n.Last) {
			p.unfold(i)
		}
	}
}

// disturb folds or unfolds something in both.
func disturb(t *testing.T, r *rand.Rand, f *Folds, p *plain) {
	rows, _ := f.Rows()
	line := f.Line(r.IntN(rows)) // keys fold what is in sight
	switch r.IntN(6) {
	case 0:
		level := r.IntN(deepest + 4)
		f.Level(level)
		p.level(level)
	case 1, 2:
		if at, ok := f.Fold(line); ok {
			p.fold(at)
		}
	case 3:
		if at, ok := f.UnfoldAll(line); ok {
			p.unfoldAll(at)
		}
	case 4:
		if at, ok := f.Unfold(line); ok {
			p.unfold(at)
		}
	case 5:
		line = r.IntN(p.lines)
		f.Reveal(line)
		if got := f.Line(f.Row(line)); got != line {
			if n, _ := p.doc.Node(line); !f.Folded(got) {
				t.Fatalf("line %d (%+v) is still hidden by %d", line, n, got)
			}
		}
		p.reveal(line)
	}
}

func TestFoldsAreAsIfEveryLineWereAskedByItself(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		text := document(r)
		d := indexed(t, jsondoc.New([]byte(text)))
		if _, _, err := d.Fault(); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		f, p := New(d), newPlain(d)
		for range 20 {
			disturb(t, r, f, p)
			same(t, f, p, text)
		}
	}
}

func same(t *testing.T, f *Folds, p *plain, text string) {
	t.Helper()
	want := p.rows()
	if n, _ := f.Rows(); n != len(want) {
		t.Fatalf("%d rows of %s, want %d", n, text[:min(len(text), 300)], len(want))
	}
	for i := range p.folded {
		if got := f.Folded(i); got != p.folded[i] {
			t.Fatalf("folded is %v on line %d of %.300s", got, i, text)
		}
	}
	for row, line := range want {
		if got := f.Line(row); got != line {
			t.Fatalf("row %d of %.300s shows line %d, want %d", row, text, got, line)
		}
		if got := f.Row(line); got != row {
			t.Fatalf("line %d of %.300s is on row %d, want %d", line, text, got, row)
		}
		if row+1 < len(want) {
			if got := f.Next(line); got != want[row+1] {
				t.Fatalf("below line %d of %.300s comes %d, want %d", line, text, got, want[row+1])
			}
			for hidden := line + 1; hidden < want[row+1]; hidden++ {
				if got := f.Row(hidden); got != row {
					t.Fatalf("hidden line %d of %.300s is on row %d, want %d", hidden, text, got, row)
				}
			}
		}
	}
}
