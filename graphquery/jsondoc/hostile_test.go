package jsondoc

import (
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"
)

// Wide gaps and long numbers bring a mark to almost every line of a small document.
func TestLongGapsAndNumbersChangeNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	wide := strings.NewReplacer("\t ", strings.Repeat(" ", far+5), "-1", strings.Repeat("1", far+3), "1.50", strings.Repeat("2", far))
	for range 150 {
		var b strings.Builder
		b.WriteString(`{"value":[`)
		randomJSON(r, 4, &b)
		b.WriteString(`,[{"a":-1}]]}`)
		text := wide.Replace(b.String())
		d := indexed(t, New([]byte(text)))
		if !sound(d) {
			t.Fatalf("%s is refused", b.String())
		}
		agrees(t, d)
		half := indexed(t, NewOpen([]byte(text)[:r.IntN(len(text))]))
		agrees(t, half)
		agrees(t, indexed(t, half.Grown([]byte(text))))
	}
}

func TestManyMarksArePassedByAtOnce(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"value":[`)
	for range 3 * many {
		b.WriteString(`{"a":[{"b":"` + strings.Repeat("x", apart) + `"},{"b":1}]},`)
	}
	b.WriteString(`{}],"n":[1],"last":{"z":1}}`)
	d := indexed(t, New([]byte(b.String())))
	lines, _ := d.Len()
	for name, line := range map[string]int{"last": lines - 4, "n": lines - 7, "value": 1} {
		if at, ok := d.Find([]Step{{Key: name, Index: -1}}); !ok || at != line {
			t.Errorf("%s is found on %d, %v; want %d", name, at, ok, line)
		}
	}
	if n, _ := d.Node(1); n.Last != lines-8 {
		t.Errorf("the rows end on %d, want %d", n.Last, lines-8)
	}
	if _, ok := d.Find([]Step{{Key: "absent", Index: -1}}); ok {
		t.Error("a name that is not there is found")
	}
	for row := 0; row < 3*many; row += 7 {
		line, ok := d.Find([]Step{{Key: "value", Index: -1}, {Index: row}, {Key: "a", Index: -1}, {Index: 1}})
		if !ok || d.RowOf(line) != row || d.Before(d.RowLine(row)) != d.RowLine(row-1) && row > 0 {
			t.Errorf("of row %d the second element is found on %d, %v, of row %d", row, line, ok, d.RowOf(line))
		}
	}
}

// hostile are documents of some megabytes, made to be slow or to have a large index.
func hostile() map[string]string {
	const n = 1 << 20
	return map[string]string{
		"opens":     strings.Repeat("[", 8*n),
		"zigzag":    "[" + strings.Repeat(strings.Repeat("[", 500)+"1"+strings.Repeat("]", 500)+",", 8*n/1000) + "1]",
		"deep":      strings.Repeat("[", 100) + strings.Repeat("1,", 4*n) + "1" + strings.Repeat("]", 100),
		"empty":     "[" + strings.Repeat("[],", 3*n) + "1]",
		"long text": `["` + strings.Repeat("a", 8*n) + `",1]`,
		"quotes":    `["` + strings.Repeat(`\"`, 4*n) + `",1]`,
		"gap":       "[" + strings.Repeat(" ", 8*n) + "1]",
		"number":    "[" + strings.Repeat("1", 8*n) + "]",
		"name":      `{"` + strings.Repeat("a", 8*n) + `":1}`,
		"broken":    "!" + strings.Repeat("1", 8*n),
	}
}

func TestNoDocumentHasALargeIndex(t *testing.T) {
	for name, body := range hostile() {
		parts := []byte(body)
		held := func() int {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			return int(m.HeapAlloc)
		}
		before := held()
		d := indexed(t, New(parts))
		if used := held() - before; used > len(parts)/5 {
			t.Errorf("%s: %d bytes for a document of %d", name, used, len(parts))
		}
		runtime.KeepAlive(d)
	}
}

// The bound is a hundred times what it takes: only a scan of everything is that slow.
func TestNoLineIsSlowToReach(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 18))
	for name, body := range hostile() {
		d := indexed(t, New([]byte(body)))
		n, _ := d.Len()
		for what, ask := range map[string]func(line int){
			"Lines":  func(line int) { d.Lines(line, 60) },
			"Node":   func(line int) { d.Node(line) },
			"Path":   func(line int) { d.Path(line) },
			"Parent": func(line int) { d.Parent(line) },
			"RowOf":  func(line int) { d.RowOf(line) },
			"Seen":   func(line int) { d.Unseen(3, d.Seen(3, line)) },
		} {
			fastest := time.Hour
			for _, line := range []int{0, 1, r.IntN(n), n / 2, n - 1} {
				begin := time.Now()
				for range 5 {
					ask(line)
				}
				fastest = min(fastest, time.Since(begin)/5)
			}
			if fastest > 100*time.Millisecond {
				t.Errorf("%s: %s takes %v", name, what, fastest)
			}
		}
	}
}
