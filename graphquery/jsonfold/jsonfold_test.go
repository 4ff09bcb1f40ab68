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

// plain is the same kept in the simplest way: for each line whether the container that it begins is folded.
type plain struct {
	doc    *jsondoc.Doc
	lines  int
	folded []bool
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

func (p *plain) each(from, to int, do func(line int, n jsondoc.Node)) {
	for i := from; i <= to && i < p.lines; i++ {
		if n, ok := p.doc.Node(i); ok && n.Line == i && n.Value == nil && holds(n) {
			do(i, n)
		}
	}
}

func TestFoldsAreAsIfEveryLineWereAskedByItself(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 120 {
		var b strings.Builder
		b.WriteString(`{"value":[`)
		for i := range 1 + r.IntN(3) {
			if i > 0 {
				b.WriteString(",")
			}
			random(r, 4+r.IntN(3), &b)
		}
		b.WriteString("]" + strings.Repeat(`,"x":{"y":[1`, r.IntN(12)))
		b.WriteString(strings.Repeat("]}", strings.Count(b.String(), `"x":`)) + "}")
		d := jsondoc.New([]byte(b.String()))
		if err := d.Index(t.Context()); err != nil {
			t.Fatal(err)
		}
		n, _ := d.Len()
		f, p := New(d), &plain{doc: d, lines: n, folded: make([]bool, n)}
		for range 12 {
			rows, _ := f.Rows()
			line := f.Line(r.IntN(rows)) // keys fold what is in sight
			switch r.IntN(5) {
			case 0:
				level := r.IntN(10)
				f.Level(level)
				p.each(0, n, func(i int, n jsondoc.Node) { p.folded[i] = level > 0 && n.Depth >= level })
			case 1, 2:
				if at, ok := f.Fold(line); ok {
					p.folded[at] = true
				}
			case 3:
				if at, ok := f.UnfoldAll(line); ok {
					node, _ := d.Node(at)
					p.each(at, node.Last, func(i int, _ jsondoc.Node) { p.folded[i] = false })
				}
			case 4:
				line = r.IntN(n)
				f.Reveal(line)
				if f.Line(f.Row(line)) != line {
					t.Fatalf("line %d of %.300s is still hidden", line, b.String())
				}
				p.folded = foldedOf(f, p)
			}
			same(t, f, p, b.String())
			// what is folded within something folded is forgotten by folding it
			p.folded = foldedOf(f, p)
		}
	}
}

// foldedOf asks the folds for every line in sight; what is out of sight is told by unfolding.
func foldedOf(f *Folds, p *plain) []bool {
	folded := make([]bool, p.lines)
	p.each(0, p.lines, func(i int, _ jsondoc.Node) { folded[i] = f.Folded(i) })
	return folded
}

func same(t *testing.T, f *Folds, p *plain, text string) {
	t.Helper()
	want := p.rows()
	if n, complete := f.Rows(); n != len(want) || !complete {
		t.Fatalf("%d rows of %s, want %d", n, text[:min(len(text), 300)], len(want))
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
