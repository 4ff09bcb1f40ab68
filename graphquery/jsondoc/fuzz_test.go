package jsondoc

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
)

// survives asks everything of every line of a document of any bytes, and checks what holds for all of them.
func survives(t *testing.T, d *Doc) {
	t.Helper()
	n, _ := d.Len()
	for i := -1; i <= min(n, 200)+1; i++ {
		d.Path(i)
		node, ok := d.Node(i)
		if ok != (i >= 0 && i < n) {
			t.Fatalf("line %d of the %d of %q: there is a node %v", i, n, d.parts, ok)
		}
		if ok && (node.Last >= n || node.Line > i || node.Last >= 0 && node.Last < i) {
			t.Fatalf("line %d of the %d of %q is %+v", i, n, d.parts, node)
		}
		if p := d.Parent(i); p >= max(i, 0) {
			t.Fatalf("the parent of line %d of %q is %d", i, d.parts, p)
		}
		if next := d.Next(i); next >= 0 && (next <= i || next >= n) {
			t.Fatalf("behind line %d of %q comes %d", i, d.parts, next)
		}
		if before := d.Before(i); before >= max(i, 0) {
			t.Fatalf("before line %d of %q comes %d", i, d.parts, before)
		}
		d.Items(i)
		d.Preview(i, 50)
		d.Value(i, 1000)
		if row := d.RowOf(i); row >= d.Rows() && row >= 0 {
			t.Fatalf("line %d of %q is in row %d of %d", i, d.parts, row, d.Rows())
		}
		d.Row(i)
		d.RowLine(i)
		d.Find(d.Path(i))
		if i < 0 || i >= n {
			continue
		}
		if at := d.LineOf(d.PlaceOf(i)); at != i {
			t.Fatalf("line %d of %q is at %v, where line %d is", i, d.parts, d.PlaceOf(i), at)
		}
		for level := 1; level <= levels; level += 4 {
			if seen := d.Seen(level, i); d.Unseen(level, seen) < i {
				t.Fatalf("%d lines are seen before line %d of %q at level %d, and %d is the next", seen, i, d.parts, level, d.Unseen(level, seen))
			}
		}
	}
	for b := range d.Blocks() {
		_, line := d.Block(b)
		d.EachLine(b, func(r Raw) bool {
			if r.Line != line {
				t.Fatalf("line %d of %q is said to be %d", line, d.parts, r.Line)
			}
			line++
			return true
		})
	}
}

// sound is whether JSON has a line for everything: a document with a fault is only asked to survive.
func sound(d *Doc) bool {
	_, _, err := d.Fault()
	return err == nil
}

func FuzzWhatIsAsked(f *testing.F) {
	for _, s := range []string{`{"value":[1,{"b":null},[]],"c":{"d":[[]]}}`, `[[[[`, `[1,2`, `{"a":{},"b":[ ]}`, "1\n2\n{\"a\":[3]}", "[{}]\n[{\"x\":\"\\u0000\"}]", `{"value":[{"a":1},{"b":2}]`, "1 2]3", `{}x`} {
		f.Add([]byte(s), uint64(1))
	}
	f.Fuzz(func(t *testing.T, body []byte, seed uint64) {
		if len(body) > 400 {
			return
		}
		r := rand.New(rand.NewPCG(seed, 0))
		check := func(d *Doc) {
			t.Helper()
			survives(t, indexed(t, d))
			if sound(d) {
				agrees(t, d)
			}
		}
		check(New(body))
		check(NewSequence(body))
		survives(t, indexed(t, NewText(body)))
		if len(body) >= 3 {
			survives(t, indexed(t, NewOpen(body[:len(body)/2])))
		}
		for _, sequence := range []bool{false, true} {
			d, pieces := newDoc(sequence, true, nil), newDoc(sequence, true, nil)
			var parts [][]byte // a mark stands at the beginning of each
			for at, from := 0, 0; at < len(body); {
				at = min(at+1+r.IntN(20), len(body))
				if cut := Cut(body[from:at], sequence); cut > 0 {
					parts, from = append(parts, body[from:from+cut]), from+cut
				}
				d, pieces = indexed(t, d.GrownOpen(body[:at])), indexed(t, pieces.GrownOpen(append(parts[:len(parts):len(parts)], body[from:at])...))
				for _, d := range []*Doc{d, pieces} {
					survives(t, d)
					if sound(d) {
						agrees(t, d)
					}
				}
				if at == len(body) {
					check(pieces.Grown(append(parts[:len(parts):len(parts)], body[from:])...))
				}
			}
			check(d.Grown(body))
			if grown := indexed(t, d.Grown(body)); sound(grown) && !sequence && !json.Valid([]byte(strings.ToValidUTF8(string(body), "?"))) && len(body) > 0 && body[0] != 0xef {
				t.Fatalf("%q is taken", body)
			}
		}
	})
}
