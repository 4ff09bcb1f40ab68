package jsontable

import (
	"bytes"
	"cmp"
	"unicode/utf8"
)

// class is what is sorted before what. Those from last on come last in either direction.
type class uint8

const (
	bools class = iota
	numbers
	texts
	lists
	objects
	nulls
	missing
	last = nulls
)

// key is what a cell is sorted by.
type key struct {
	class class
	rank  uint64 // of two keys of a class with different ranks, the one with the lower is first
	raw   []byte // what decides between equal ranks; nil = nothing
}

func keyOf(c Cell) key {
	switch c.Kind {
	case Null:
		return key{class: nulls}
	case Bool:
		k := key{class: bools}
		if c.Raw[0] == 't' {
			k.rank = 1
		}
		return k
	case Number:
		return key{class: numbers, rank: rank(float(c.Raw)), raw: c.Raw}
	case Text:
		text := inner(c.Raw)
		return key{class: texts, rank: beginning(text), raw: text}
	case List:
		return key{class: lists, rank: uint64(itemsOf(c.Raw)), raw: c.Raw}
	case Object:
		return key{class: objects, raw: c.Raw}
	}
	return key{class: missing}
}

// beginning is the first bytes of a text, folded, as one number.
func beginning(text []byte) uint64 {
	var room [8 + utf8.UTFMax]byte
	folded := room[:0]
	for len(text) > 0 && len(folded) < 8 {
		r, n := next(text)
		folded, text = utf8.AppendRune(folded, fold(r)), text[n:]
	}
	n := uint64(0)
	for _, b := range room[:8] {
		n = n<<8 | uint64(b)
	}
	return n
}

// compare compares keys of one class whose ranks are equal.
func (k *key) compare(other *key) int {
	switch k.class {
	case numbers:
		return compareNumbers(k.raw, other.raw)
	case texts:
		return compareTexts(k.raw, other.raw)
	case lists, objects:
		return bytes.Compare(k.raw, other.raw)
	}
	return 0
}

// slot is a row while it is sorted, with the beginning of its first key.
type slot struct {
	rank  uint64
	row   uint32
	class class
}

// keyed is the keys of rows: keys[k][row] for the kth column to sort by.
type keyed struct {
	by   []By
	keys [][]key
}

func (k *keyed) slot(row uint32) slot {
	first := &k.keys[0][row]
	return slot{first.rank, row, first.class}
}

// compare says which row comes first: never neither.
func (k *keyed) compare(a, b slot) int {
	if a.class != b.class {
		order := cmp.Compare(a.class, b.class)
		return turned(order, k.by[0].Descending && a.class < last && b.class < last)
	}
	if a.rank != b.rank {
		return turned(cmp.Compare(a.rank, b.rank), k.by[0].Descending)
	}
	for i, by := range k.by {
		ka, kb := &k.keys[i][a.row], &k.keys[i][b.row]
		order, turn := cmp.Compare(ka.class, kb.class), by.Descending && ka.class < last && kb.class < last
		if order == 0 {
			order = cmp.Compare(ka.rank, kb.rank)
		}
		if order == 0 {
			order = ka.compare(kb)
		}
		if order != 0 {
			return turned(order, turn)
		}
	}
	return cmp.Compare(a.row, b.row)
}

func turned(order int, turn bool) int {
	if turn {
		return -order
	}
	return order
}
