package jsondiff

import (
	"slices"

	"graphguest/graphquery/jsondoc"
)

// elements goes through those of an array, or through the values of a sequence, without noting where they are.
type elements struct {
	value
	at jsondoc.Place
}

// next is the next one; false = there is none.
func (e *elements) next() (value, bool) {
	c := e.value.at(&e.at)
	if c == ',' {
		e.at.Offset++
		c = e.value.at(&e.at)
	}
	if c == ']' || c == 0 {
		return value{}, false
	}
	from := e.at
	e.at = e.behind(from)
	return value{e.text, from, e.at}, true
}

// inStep compares arrays by index.
func (w *walk) inStep(a, b value) {
	x, y := elements{a, a.open()}, elements{b, b.open()}
	rows := len(w.path) <= 1
	for i := 0; ; i++ {
		if i%256 == 0 && w.cancelled() {
			return
		}
		if rows {
			w.whole.done.Store(int64(i))
		}
		was, before := x.next()
		is, now := y.next()
		if !before && !now {
			return
		}
		if before && now && same(was, is) {
			continue
		}
		w.path = append(w.path, Step{Index: i})
		switch {
		case !now:
			w.keep(Removed, was.bytes(), nil)
		case !before:
			w.keep(Added, nil, is.bytes())
		default:
			w.values(was, is)
		}
		w.path = w.path[:len(w.path)-1]
	}
}

// keep notes a difference at the path, or counts it where there are too many.
func (w *walk) keep(kind Kind, before, after []byte) {
	d := w.diff
	isNoise := w.noisy > 0
	switch {
	case isNoise:
		d.Noise++
	case kind == Changed:
		d.Changed++
	case kind == Added:
		d.Added++
	default:
		d.Removed++
	}
	if isNoise && w.noise == mostNoise || !isNoise && len(d.Differences)-w.noise == mostKept {
		d.Left++
		return
	}
	if isNoise {
		w.noise++
	}
	d.Differences = append(d.Differences, Difference{Kind: kind, Noise: isNoise, Path: slices.Clone(w.path), Old: before, New: after})
}
