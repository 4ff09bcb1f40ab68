package jsondiff

import (
	"bytes"
	"context"
	"hash/maphash"
	"strings"

	"graphguest/graphquery/jsondoc"
	"graphguest/graphquery/jsonrows"
)

// noise are the endings of the names of members that differ in any two answers.
var noise = []string{"@odata.etag", "@odata.context", "@odata.nextLink", "@odata.deltaLink"}

// walk goes through two documents together.
type walk struct {
	ctx   context.Context
	err   error // that it was cancelled
	whole *Comparison
	diff  *Diff
	seed  maphash.Seed
	path  Path
	noisy int // how many members of the path are noise
	noise int // differences kept that are
}

func (w *walk) cancelled() bool {
	if w.err == nil {
		w.err = w.ctx.Err()
	}
	return w.err != nil
}

// roots compares the documents themselves.
func (w *walk) roots(a, b *text) {
	w.seed = maphash.MakeSeed()
	w.values(a.root(), b.root())
}

// root is all of a document; of a sequence all of its values.
func (t *text) root() value {
	var from jsondoc.Place
	t.at(&from)
	if t.sequence {
		return value{t, from, jsondoc.Place{Part: len(t.parts)}}
	}
	last := len(t.parts) - 1 // after the value there is but white space
	return value{t, from, jsondoc.Place{Part: last, Offset: len(bytes.TrimRight(t.parts[last], " \t\r\n"))}}
}

// isArray is true for arrays, and for a sequence, which is compared like one.
func (v value) isArray() bool { return v.isSequence() || v.kind() == '[' }

// values compares two values at the same path.
func (w *walk) values(a, b value) {
	switch {
	case w.cancelled():
	case same(a, b):
	case a.isArray() && b.isArray():
		w.arrays(a, b)
	case !a.isArray() && !b.isArray() && a.kind() == '{' && b.kind() == '{':
		w.objects(a, b)
	default:
		if x, y := a.bytes(), b.bytes(); !equal(x, y) {
			w.keep(Changed, x, y)
		}
	}
}

// same is whether two values are the same bytes. Those that span parts are not looked at here.
func same(a, b value) bool {
	return a.from.Part == a.to.Part && b.from.Part == b.to.Part && bytes.Equal(a.bytes(), b.bytes())
}

// equal is whether two texts mean the same, or two other values are written alike.
func equal(a, b []byte) bool {
	if len(a) == 0 || len(b) == 0 || a[0] != '"' || b[0] != '"' || bytes.IndexByte(a, '\\') < 0 && bytes.IndexByte(b, '\\') < 0 {
		return bytes.Equal(a, b)
	}
	return jsonrows.Unquoted(a) == jsonrows.Unquoted(b)
}

func (w *walk) objects(a, b value) {
	x, ok := w.gather(a, "")
	if !ok {
		return
	}
	y, ok := w.gather(b, "")
	if !ok {
		return
	}
	of, _ := partners(x.list, y.list)
	w.pairs(x, y, of)
}

// arrays compares by the first key that serves, by "id" also where several elements share one, else by index.
func (w *walk) arrays(a, b value) {
	var shared func()
	for _, by := range rowKeys {
		x, ok := w.gather(a, by)
		if !ok {
			continue
		}
		y, ok := w.gather(b, by)
		if !ok {
			continue
		}
		of, unique := partners(x.list, y.list)
		if unique {
			w.pairs(x, y, of)
			return
		}
		if by == rowKeys[0] {
			shared = func() { w.pairs(x, y, of) }
		}
	}
	switch {
	case w.cancelled():
	case shared != nil:
		shared()
	default:
		w.inStep(a, b)
	}
}

// pairs compares the items of b with their partners, in the order of b. What was removed comes where it stood.
func (w *walk) pairs(a, b items, of []int32) {
	left := make([]bool, len(a.list)) // items of a that have no partner
	for i := range left {
		left[i] = true
	}
	for _, i := range of {
		if i != nobody {
			left[i] = false
		}
	}
	rows := !b.names && len(w.path) <= 1
	if rows {
		w.whole.of.Store(int64(len(b.list)))
	}
	next := 0
	removedUpTo := func(end int) {
		for ; next < end; next++ {
			if left[next] {
				w.alone(Removed, a, next)
			}
		}
	}
	for j, i := range of {
		if j%256 == 0 && w.cancelled() {
			return
		}
		if rows {
			w.whole.done.Store(int64(j + 1))
		}
		if i == nobody {
			for next < len(left) && left[next] {
				removedUpTo(next + 1)
			}
			w.alone(Added, b, j)
			continue
		}
		removedUpTo(int(i) + 1)
		w.pair(a, b, int(i), j)
	}
	removedUpTo(len(a.list))
}

// pair compares two items that belong together.
func (w *walk) pair(a, b items, i, j int) {
	_, x := a.item(i)
	name, y := b.item(j)
	if same(x, y) {
		return
	}
	w.enter(b, j, name, y)
	w.values(x, y)
	w.leave(name)
}

// alone notes an item that only one document has.
func (w *walk) alone(kind Kind, in items, i int) {
	name, v := in.item(i)
	w.enter(in, i, name, v)
	if kind == Added {
		w.keep(kind, nil, v.bytes())
	} else {
		w.keep(kind, v.bytes(), nil)
	}
	w.leave(name)
}

// enter goes a step further down the path.
func (w *walk) enter(in items, i int, name []byte, v value) {
	if !in.names {
		w.path = append(w.path, Step{Key: plain(member(v, in.by)), By: in.by, Index: i})
		return
	}
	key := jsonrows.Unquoted(name)
	w.path = append(w.path, Step{Key: key, Index: -1})
	if isNoise(key) {
		w.noisy++
	}
}

// leave undoes enter.
func (w *walk) leave(name []byte) {
	last := w.path[len(w.path)-1]
	w.path = w.path[:len(w.path)-1]
	if name != nil && isNoise(last.Key) {
		w.noisy--
	}
}

// plain is a text without its quotes, or a number.
func plain(key []byte) string {
	if key[0] == '"' {
		return jsonrows.Unquoted(key)
	}
	return string(key)
}

func isNoise(name string) bool {
	for _, end := range noise {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}
