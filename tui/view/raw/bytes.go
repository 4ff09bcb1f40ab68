package raw

import (
	"sort"

	"graphguest/graphquery/jsondoc"
)

// bytes are parts that are read as one.
type bytes struct {
	parts  [][]byte
	starts []int // of each part
	size   int
}

func newBytes(parts [][]byte) bytes {
	b := bytes{parts: parts, starts: make([]int, len(parts))}
	for i, part := range parts {
		b.starts[i] = b.size
		b.size += len(part)
	}
	return b
}

// part is the part that byte at is in.
func (b *bytes) part(at int) int { return sort.SearchInts(b.starts, at+1) - 1 }

// between are the bytes [from, to), as far as there are any: a part's own where they are in one, else a copy.
func (b *bytes) between(from, to int) []byte {
	from, to = max(from, 0), min(to, b.size)
	if from >= to {
		return nil
	}
	i := b.part(from)
	from, to = from-b.starts[i], to-b.starts[i]
	if to <= len(b.parts[i]) {
		return b.parts[i][from:to]
	}
	joined := append([]byte(nil), b.parts[i][from:]...)
	for want := to - from; len(joined) < want; {
		i++
		joined = append(joined, b.parts[i][:min(len(b.parts[i]), want-len(joined))]...)
	}
	return joined
}

// place is byte at as the document has it.
func (b *bytes) place(at int) jsondoc.Place {
	if b.size == 0 {
		return jsondoc.Place{}
	}
	i := b.part(min(at, b.size-1))
	return jsondoc.Place{Part: i, Offset: at - b.starts[i]}
}

// at is the inverse.
func (b *bytes) at(p jsondoc.Place) int {
	if p.Part >= len(b.starts) {
		return b.size
	}
	return min(b.starts[p.Part]+p.Offset, b.size)
}
