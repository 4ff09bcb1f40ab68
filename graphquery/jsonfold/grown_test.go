package jsonfold

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"graphguest/graphquery/jsondoc"
)

func TestWhatIsFoldedWhileItArrivesIsFoldedInTheWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 40 {
		text := document(r)
		whole := New(indexed(t, jsondoc.New([]byte(text))))
		d := indexed(t, jsondoc.NewOpen([]byte(text[:1])))
		arriving := New(d)
		for at := 1; at < len(text); {
			to := min(at+1+r.IntN(40), len(text))
			if to == len(text) {
				d = d.Grown([]byte(text))
			} else {
				d = d.GrownOpen([]byte(text[:to]))
			}
			at = to
			arriving.In(indexed(t, d))
			rows, _ := arriving.Rows()
			if rows == 0 {
				continue
			}
			for range 2 {
				change(r, arriving.Line(r.IntN(rows)), arriving, whole)
			}
		}
		alike(t, arriving, whole, text)
	}
}

// change does the same to both where the line that the person sees begins a container in both.
func change(r *rand.Rand, line int, arriving, whole *Folds) {
	if n, ok := arriving.doc.Node(line); !ok || n.Line != line || n.Value != nil {
		return
	}
	do := []func(*Folds){
		func(f *Folds) { f.Fold(line) }, func(f *Folds) { f.Unfold(line) }, func(f *Folds) { f.UnfoldAll(line) },
		func(f *Folds) { f.Level(1 + line%5) },
	}[r.IntN(4)]
	do(arriving)
	do(whole)
}

func alike(t *testing.T, got, want *Folds, text string) {
	t.Helper()
	n, _ := got.Rows()
	if rows, _ := want.Rows(); n != rows {
		t.Fatalf("%d rows of %.300s, want %d", n, text, rows)
	}
	for row := range n {
		if got, want := got.Line(row), want.Line(row); got != want {
			t.Fatalf("row %d of %.300s shows line %d, want %d", row, text, got, want)
		}
	}
	lines, _ := want.doc.Len()
	for line := range lines {
		if got, want := got.Folded(line), want.Folded(line); got != want {
			t.Fatalf("folded is %v on line %d of %.300s", got, line, text)
		}
	}
}

func TestWhatIsFoldedStaysSoWhenALineAboveHasGone(t *testing.T) {
	first := indexed(t, jsondoc.New([]byte(`{"next":"x","value":[{"a":{"b":1}},{"c":2}]}`)))
	f := New(first)
	at, _ := first.Find([]jsondoc.Step{{Key: "value", Index: -1}, {Index: 0}, {Key: "a", Index: -1}})
	f.Fold(at)
	f.In(indexed(t, jsondoc.New([]byte(`{"value":[{"a":{"b":1}},{"c":2},{"d":3}]}`))))
	if f.Folded(at) || !f.Folded(at-1) {
		t.Errorf("folded: line %d %v, line %d %v", at-1, f.Folded(at-1), at, f.Folded(at))
	}
}

func TestWhatIsBrokenFoldsUpToTheFault(t *testing.T) {
	d := indexed(t, jsondoc.New([]byte(`{"a":{"b":[1,2,{"c":!}]}}`)))
	if _, _, err := d.Fault(); err == nil {
		t.Fatal("it is whole")
	}
	f := New(d)
	lines, _ := d.Len()
	for line := range lines {
		f.Fold(line)
		if n, _ := f.Rows(); f.Line(n-1) >= lines {
			t.Fatalf("line %d of %d is shown", f.Line(n-1), lines)
		}
		f.Level(0)
	}
}

// people are rows such as Graph gives them, size bytes of them.
func people(size int) *jsondoc.Doc {
	var b strings.Builder
	b.WriteString(`{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[`)
	for i := 0; b.Len() < size; i++ {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"%08x-0000-4000-8000-000000000000","displayName":"Person %d","accountEnabled":true,`+
			`"createdDateTime":"2026-11-02T13:03:00Z","businessPhones":["+49 30 %d"],"manager":{"id":"%d","displayName":"Boss"}}`, i, i, i, i)
	}
	b.WriteString("]}")
	return jsondoc.New([]byte(b.String()))
}

func BenchmarkFoldingALevelOf20MB(b *testing.B) {
	d := people(20 << 20)
	if err := d.Index(b.Context()); err != nil {
		b.Fatal(err)
	}
	f := New(d)
	for b.Loop() {
		f.Level(2)
		n, _ := f.Rows()
		f.Line(n / 2)
		f.Level(0)
	}
}

func BenchmarkFoldingOneNodeOf20MBBesideAHundred(b *testing.B) {
	d := people(20 << 20)
	if err := d.Index(b.Context()); err != nil {
		b.Fatal(err)
	}
	f := New(d)
	f.Level(2)
	for i := range 100 {
		f.Unfold(d.RowLine(i * 500))
	}
	at := d.RowLine(25_000)
	for b.Loop() {
		f.Unfold(at)
		f.Rows()
		f.Fold(at)
		f.Rows()
	}
}
