package jsondoc

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// split cuts a document at the ends of some of its lines.
func split(r *rand.Rand, body []byte) (parts [][]byte) {
	s, at := newSource([][]byte{body}, Place{0, len(body)}, false), pos{}
	from := 0
	for s.next(&at) {
		if r.IntN(5) == 0 && at.depth > 0 {
			parts, from = append(parts, body[from:at.Offset:at.Offset]), at.Offset
		}
	}
	return append(parts, body[from:])
}

func TestADocumentInPartsIsTheSameDocument(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for i := range 2000 {
		var b strings.Builder
		randomJSON(r, 6, &b)
		body := []byte(b.String())
		if i%4 == 0 { // a broken one
			body = slices.Insert(body, r.IntN(len(body)+1), "!}],\"x"[r.IntN(6)])
		}
		whole, parted := indexed(t, New(body)), indexed(t, New(split(r, body)...))
		if i%4 == 0 {
			if _, _, err := whole.Fault(); err == nil {
				continue
			}
			sameFault(t, whole, parted)
		} else if got, want := text(parted, 0, 1<<20), text(whole, 0, 1<<20); got != want {
			t.Fatalf("of %s\ngot\n%s\nwant\n%s", body, got, want)
		}
		mustHold(t, parted)
	}
}

// sameFault checks that two documents are shown alike up to the same fault.
func sameFault(t *testing.T, a, b *Doc) {
	t.Helper()
	line, col, err := a.Fault()
	if l, c, e := b.Fault(); l != line || c != col || fmt.Sprint(e) != fmt.Sprint(err) {
		t.Fatalf("fault at %d:%d, %v and at %d:%d, %v of %q", line, col, err, l, c, e, a.parts)
	}
	if text(a, 0, line-1) != text(b, 0, line-1) {
		t.Fatalf("before the fault\n%s\n%s", text(a, 0, line-1), text(b, 0, line-1))
	}
}

func TestAContainerThatClosesInTheNextPartIsOneLine(t *testing.T) {
	d := indexed(t, New([]byte("\ufeff"), []byte(`{"value":[ `), nil, []byte(` ],"n":1}`)))
	if got := text(d, 0, 9); got != "{\n  \"value\": [],\n  \"n\": 1\n}" {
		t.Errorf("it is shown as\n%s", got)
	}
	if n, complete := indexed(t, New(nil, nil)).Len(); n != 0 || !complete {
		t.Errorf("nothing has %d lines", n)
	}
}

// collection is an answer of n pages as they are collected: the last part closes it.
func collection(n int) (parts [][]byte) {
	parts = append(parts, append(make([]byte, 0, 200), `{"@odata.context":"x","value":[{"id":0}`...))
	for i := range n {
		parts = grow(parts, fmt.Sprintf(`{"id":%d,"more":[1,2,{}],"name":"käse"}`, i+1), i)
	}
	return parts
}

// grow adds a page in place of the end, as collecting does: the comma goes behind what was there.
func grow(parts [][]byte, row string, i int) [][]byte {
	grown := slices.Clone(parts)
	if i > 0 {
		grown = grown[:len(grown)-1]
	}
	last := len(grown) - 1
	grown[last] = append(grown[last], ',')
	var rows []byte
	for range 100 {
		rows = append(append(rows, row...), ',')
	}
	return append(grown, rows[:len(rows)-1], fmt.Appendf(nil, `],"@odata.nextLink":"%d"}`, i))
}

func TestAGrownDocumentIsTheSameAsANewOne(t *testing.T) {
	parts := collection(1)
	d := indexed(t, New(parts...))
	for i := 1; i < 30; i++ {
		parts = grow(parts, `{"id":1,"b":{"c":[]},"d":[[2]]}`, i)
		before, _ := d.Len()
		grown := d.Grown(parts...)
		if known, complete := grown.Len(); complete || known < before-12*apart/10 {
			t.Fatalf("of %d lines a grown document knows %d at once", before, known)
		}
		d = indexed(t, grown)
		fresh := indexed(t, New(parts...))
		same := func(a, b mark) bool { a.frame, b.frame = 0, 0; return a == b }
		if !slices.EqualFunc(d.marks, fresh.marks, same) || d.lines != fresh.lines || d.Rows() != fresh.Rows() {
			t.Fatalf("after %d pages the marks are other ones", i)
		}
		if got, want := text(d, 0, d.lines), indented(t, parts); got != want {
			t.Fatalf("after %d pages it is shown otherwise", i)
		}
		if _, _, err := d.Fault(); err != nil || d.Garbled() {
			t.Fatalf("after %d pages: %v, garbled %v", i, err, d.Garbled())
		}
		mustHold(t, d)
	}
}

func TestWhatWasFoundToBeJSONIsNotReadAgain(t *testing.T) {
	parts := collection(20)
	d := indexed(t, New(parts...))
	parts[3][5] = '!' // which nobody will see
	if _, _, err := indexed(t, d.Grown(grow(parts, `{"id":1}`, 20)...)).Fault(); err != nil {
		t.Errorf("it was read again: %v", err)
	}
}

func TestAFaultInAnAddedPageIsFoundWhereItIs(t *testing.T) {
	for _, row := range []string{`{"id":oops}`, `{"id":1]`, `{"a" 1}`, `{"a":"b`, "{\"a\":\"\x01\"}", `{},,`, `{}]`} {
		parts := collection(3)
		d := indexed(t, New(parts...))
		parts = grow(parts, row, 3)
		grown, fresh := indexed(t, d.Grown(parts...)), indexed(t, New(parts...))
		if _, _, err := fresh.Fault(); err == nil {
			t.Fatalf("%s is taken", row)
		}
		sameFault(t, fresh, grown)
		mustHold(t, d) // it shares what the other has cut
		if again := grown.Grown(parts...); len(again.marks) != 1 {
			t.Error("a broken document passes its marks on")
		}
	}
}

func TestADocumentOfOtherBytesIsNotTakenForGrown(t *testing.T) {
	parts := collection(5)
	d := indexed(t, New(parts...))
	copied := make([][]byte, len(parts))
	for i := range parts {
		copied[i] = bytes.Clone(parts[i])
	}
	if g := d.Grown(copied...); len(g.marks) != 1 || g.valid != 0 {
		t.Error("another answer was taken for the same")
	}
	if g := d.Grown(); len(g.marks) != 1 {
		t.Error("nothing was taken for the same")
	}
	mustHold(t, indexed(t, d.Grown(parts[:2]...)))
}

func TestTextThatIsNotUTF8IsSaid(t *testing.T) {
	for in, garbled := range map[string]bool{`{"a":"山"}`: false, "{\"a\":\"\xff\"}": true, "caf\xe9": true, "plain": false} {
		if got := indexed(t, New([]byte(in))).Garbled(); got != garbled {
			t.Errorf("New(%q) garbled: %v", in, got)
		}
		if got := indexed(t, NewText([]byte(in), []byte("tail"))).Garbled(); got != garbled {
			t.Errorf("NewText(%q) garbled: %v", in, got)
		}
	}
	parts := collection(1)
	d := indexed(t, New(grow(parts, "{\"a\":\"\xff\"}", 1)...))
	if !d.Garbled() || !indexed(t, d.Grown(grow(parts, "{\"a\":\"\xff\"}", 1)...)).Garbled() {
		t.Error("a page that is not UTF-8 passed")
	}
}

func indented(t *testing.T, parts [][]byte) string {
	t.Helper()
	return strings.Join(rows(New(bytes.Join(parts, nil)), 0, 1<<20), "\n")
}

func TestTheIndexIsSmallBesideTheDocument(t *testing.T) {
	parts := collection(2)
	for i := range 500 {
		parts = grow(parts, `{"id":"0a0a0a0a-1111-4222-8333-444455556666","displayName":"Person","userType":"Guest","mail":null}`, i+2)
	}
	allocated := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.TotalAlloc
	}
	before := allocated()
	d := indexed(t, New(parts...))
	if used, whole := allocated()-before, uint64(length(parts)); used > whole/8 {
		t.Errorf("%d bytes for a document of %d", used, whole)
	}
	mustHold(t, d)
}
