package jsondoc

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// seenLine is what an independent reading of the shown lines knows of one of them.
type seenLine struct {
	depth, parent, last, row int
	closer                   bool
	path                     []Step
}

// oracle reads the shown lines one by one.
func oracle(d *Doc) (lines []seenLine) {
	type open struct {
		line, child int
		object      bool
		path        []Step
	}
	var stack []open
	top, rowsAt, rowCount := 0, -1, 0
	for i, l := range d.Lines(0, 1<<20) {
		first, last := l.Spans[0], l.Spans[len(l.Spans)-1]
		if last.Text == "," && len(l.Spans) > 1 {
			last = l.Spans[len(l.Spans)-2]
		}
		me := seenLine{depth: l.Depth, parent: -1, last: i, row: -1}
		if first.Kind == Punct && (first.Text == "}" || first.Text == "]") {
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			lines[o.line].last = i
			me = lines[o.line]
			me.closer = true
			lines = append(lines, me)
			continue
		}
		if n := len(stack); n > 0 {
			o := &stack[n-1]
			me.parent = o.line
			step := Step{Index: o.child}
			if o.object {
				var key string
				_ = json.Unmarshal([]byte(first.Text), &key)
				step = Step{Key: key, Index: -1}
			}
			me.path = append(slices.Clone(o.path), step)
			o.child++
			me.row = lines[o.line].row
			if o.line == rowsAt {
				me.row, rowCount = rowCount, rowCount+1
			}
		} else if d.sequence {
			me.path = []Step{{Index: top}}
			me.row = top
			top++
		}
		lines = append(lines, me)
		if last.Text == "{" || last.Text == "[" {
			stack = append(stack, open{line: i, object: last.Text == "{", path: me.path})
			lines[i].last = -1
			if last.Text == "[" && rowsAt < 0 && !d.sequence && (l.Depth == 0 || l.Depth == 1 && me.path[0].Key == "value") {
				rowsAt = i
			}
		} else if last.Text == "[]" && rowsAt < 0 && !d.sequence && (l.Depth == 0 || l.Depth == 1 && len(me.path) > 0 && me.path[0].Key == "value") {
			rowsAt = i // rows, but none
		}
	}
	return lines
}

// agrees checks everything that can be asked of a document against the oracle.
func agrees(t *testing.T, d *Doc) {
	t.Helper()
	want := oracle(d)
	if n, _ := d.Len(); n != len(want) {
		t.Fatalf("%d lines are known, %d are shown of %q", n, len(want), d.parts)
	}
	var seen [levels + 1]int
	paths, twice := map[string]bool{}, false // a name that repeats has no line of its own
	for _, w := range want {
		path := fmt.Sprint(w.path)
		twice = twice || !w.closer && paths[path]
		paths[path] = true
	}
	for i, w := range want {
		n, ok := d.Node(i)
		first := i
		if w.closer {
			first = slices.IndexFunc(want, func(o seenLine) bool { return o.last == i })
		}
		if !ok || n.Line != first || n.Last != w.last || n.Depth != w.depth {
			t.Fatalf("line %d of %q is %+v, %v; want %+v", i, d.parts, n, ok, w)
		}
		if p := d.Path(i); !slices.Equal(p, w.path) {
			t.Fatalf("the path of line %d of %q is %v, want %v", i, d.parts, p, w.path)
		}
		if at, ok := d.Find(w.path); !twice && (!ok || !slices.Equal(want[at].path, w.path) || at != first) {
			t.Fatalf("%v of %q is found on %d, %v; want %d", w.path, d.parts, at, ok, first)
		}
		if p := d.Parent(i); p != w.parent {
			t.Fatalf("the parent of line %d of %q is %d, want %d", i, d.parts, p, w.parent)
		}
		if at := d.LineOf(d.PlaceOf(i)); at != i {
			t.Fatalf("line %d of %q is at %v, where line %d is", i, d.parts, d.PlaceOf(i), at)
		}
		if !w.closer {
			siblings(t, d, want, i)
		}
		if row := d.RowOf(i); row != w.row {
			t.Fatalf("line %d of %q is in row %d, want %d", i, d.parts, row, w.row)
		}
		if w.row >= 0 && !w.closer && (i == 0 || want[i-1].row != w.row) {
			rowHolds(t, d, i, w)
		}
		for level := 1; level <= levels; level++ {
			if got := d.Seen(level, i); got != seen[level] {
				t.Fatalf("%d lines are seen before line %d of %q at level %d, want %d", got, i, d.parts, level, seen[level])
			}
			if w.depth < level || w.depth == level && !w.closer {
				if at := d.Unseen(level, seen[level]); at != i {
					t.Fatalf("line number %d that is seen at level %d of %q is %d, want %d", seen[level], level, d.parts, at, i)
				}
				seen[level]++
			}
		}
	}
}

func siblings(t *testing.T, d *Doc, want []seenLine, i int) {
	t.Helper()
	next, before := -1, -1
	if w := want[i]; w.last >= 0 && w.last+1 < len(want) && !want[w.last+1].closer && want[w.last+1].parent == w.parent && want[w.last+1].depth == w.depth {
		next = w.last + 1
	}
	for k := range i {
		if !want[k].closer && want[k].parent == want[i].parent && want[k].depth == want[i].depth {
			before = k
		}
	}
	if n, b := d.Next(i), d.Before(i); n != next || b != before {
		t.Fatalf("beside line %d of %q are %d and %d, want %d and %d", i, d.parts, b, n, before, next)
	}
	if want[i].last != i {
		items := 0
		for k := i + 1; k < len(want); k++ {
			if !want[k].closer && want[k].parent == i {
				items++
			}
		}
		if n, whole := d.Items(i); n != items || whole != (want[i].last >= 0) {
			t.Fatalf("line %d of %q has %d items, %v; want %d", i, d.parts, n, whole, items)
		}
	}
	if value, ok := d.Value(i, 1<<20); ok != (want[i].last >= 0) || ok && !json.Valid(value) {
		t.Fatalf("the value of line %d of %q is %q, %v", i, d.parts, value, ok)
	}
}

func rowHolds(t *testing.T, d *Doc, line int, w seenLine) {
	t.Helper()
	if at := d.RowLine(w.row); at != line {
		t.Fatalf("row %d of %q begins on %d, want %d", w.row, d.parts, at, line)
	}
	value, whole := d.Value(line, 1<<20)
	if row := d.Row(w.row); whole && !bytes.Equal(row, value) {
		t.Fatalf("row %d of %q is %q, want %q", w.row, d.parts, row, value)
	}
}

func TestWhatIsAskedOfADocumentIsAsItIsShown(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for i := range 1500 {
		var b strings.Builder
		randomJSON(r, 5, &b)
		text := b.String()
		switch i % 4 {
		case 1:
			text = fmt.Sprintf(`{"n":[1],"value":[%s,%s],"more":{"value":[2]}}`, text, text)
		case 2:
			text = "[" + text + "," + text + ",{}]"
		}
		agrees(t, indexed(t, New(split(r, []byte(text))...)))
		agrees(t, indexed(t, NewSequence([]byte(text+"\n"+text+" 7"))))
	}
}

func TestALargeDocumentIsKnownEverywhere(t *testing.T) {
	body := users(200_000)
	agreesHere := func(d *Doc) {
		t.Helper()
		if testing.Short() {
			t.Skip("it takes a second")
		}
		want := oracle(d)
		r := rand.New(rand.NewPCG(9, 9))
		for range 300 {
			i := r.IntN(len(want))
			if p := d.Path(i); !slices.Equal(p, want[i].path) {
				t.Fatalf("the path of line %d is %v, want %v", i, p, want[i].path)
			}
			if n, _ := d.Node(i); n.Last != want[i].last {
				t.Fatalf("the node of line %d ends on %d, want %d", i, n.Last, want[i].last)
			}
			if row := d.RowOf(i); row != want[i].row {
				t.Fatalf("line %d is in row %d, want %d", i, row, want[i].row)
			}
			if at, ok := d.Find(want[i].path); !ok || !slices.Equal(want[at].path, want[i].path) {
				t.Fatalf("%v is found on %d, %v", want[i].path, at, ok)
			}
			if !want[i].closer {
				siblingsOf(t, d, want, i)
			}
		}
	}
	agreesHere(indexed(t, New(body)))
	deep := []byte(strings.Repeat(`{"a":[1,`, 100) + "0" + strings.Repeat("]}", 100))
	agrees(t, indexed(t, New(deep)))
	many := []byte(`{"x":{"y":[` + strings.TrimSuffix(strings.Repeat(`{"k":["abcdefghij",[]]},`, 3000), ",") + `]}}`)
	d := indexed(t, New(many))
	for _, i := range []int{0, 1, 1500, 2998, 2999} {
		line, ok := d.Find([]Step{{Key: "x", Index: -1}, {Key: "y", Index: -1}, {Index: i}, {Key: "k", Index: -1}})
		if n, _ := d.Node(line); !ok || string(n.Key) != `"k"` || d.Path(line)[2].Index != i {
			t.Errorf("element %d is found on %d, %v", i, line, ok)
		}
	}
	if _, ok := d.Find([]Step{{Key: "x", Index: -1}, {Key: "y", Index: -1}, {Index: 3000}}); ok {
		t.Error("an element that is not there is found")
	}
}

func siblingsOf(t *testing.T, d *Doc, want []seenLine, i int) {
	t.Helper()
	if next := d.Next(i); next >= 0 && (want[next].parent != want[i].parent || next != want[i].last+1) {
		t.Fatalf("behind line %d comes %d", i, next)
	}
	if before := d.Before(i); before >= 0 && want[before].last != i-1 {
		t.Fatalf("before line %d comes %d, which ends on %d", i, before, want[before].last)
	}
}

// An open document is at any time what has come of it, and in the end the whole.
func TestADocumentThatArrivesIsKnownAsFarAsItHasCome(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for i := range 400 {
		var b strings.Builder
		b.WriteString(`{"@odata.context":"x","value":[`)
		for k := range r.IntN(12) {
			if k > 0 {
				b.WriteByte(',')
			}
			randomJSON(r, 3, &b)
		}
		b.WriteString(`],"n":null}`)
		whole := []byte(b.String())
		all := indexed(t, New(whole))
		d := indexed(t, NewOpen())
		for at := 0; at < len(whole); {
			at = min(at+1+r.IntN(20), len(whole))
			if i%2 == 0 {
				d = d.GrownOpen(whole[:at])
			} else if cut := Cut(whole[:at], false); cut > 0 {
				d = d.GrownOpen(whole[:cut])
			}
			d = indexed(t, d)
			agrees(t, d)
			n, complete := d.Len()
			if _, _, err := d.Fault(); err != nil || complete {
				t.Fatalf("of %q, whose beginning is %q: %v, complete %v", whole, whole[:at], err, complete)
			}
			for k, l := range d.Lines(0, n) {
				if got, want := l.String(), all.Lines(k, 1)[0].String(); strings.TrimSuffix(got, ",") != strings.TrimSuffix(want, ",") {
					t.Fatalf("line %d of %q is %q, want %q", k, whole[:at], got, want)
				}
			}
		}
		d = indexed(t, d.Grown(whole))
		agrees(t, d)
		if n, complete := d.Len(); !complete || n != len(all.Lines(0, 1<<20)) {
			t.Fatalf("%q ends with %d lines, %v", whole, n, complete)
		}
	}
}

// Pieces cut from a stream make the same document as the whole, also of text that is no JSON.
func TestPiecesMakeTheSameDocument(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for i := range 1500 {
		var b strings.Builder
		randomJSON(r, 6, &b)
		whole := []byte(b.String())
		if i%5 == 0 {
			whole = slices.Insert(whole, r.IntN(len(whole)+1), `!}],"x\`[r.IntN(7)])
		}
		var parts [][]byte
		var left []byte
		for at := 0; at < len(whole); {
			next := min(at+1+r.IntN(30), len(whole))
			left = append(left[:len(left):len(left)], whole[at:next]...)
			at = next
			if cut := Cut(left, false); cut > 0 {
				parts, left = append(parts, left[:cut]), left[cut:]
			}
		}
		one, pieces := indexed(t, New(whole)), indexed(t, New(append(parts, left)...))
		if _, _, err := one.Fault(); err != nil {
			sameFault(t, one, pieces)
		} else if text(one, 0, 1<<20) != text(pieces, 0, 1<<20) {
			t.Fatalf("of %s in %q\n%s", whole, parts, text(pieces, 0, 1<<20))
		}
	}
}
