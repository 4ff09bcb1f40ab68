package jsondiff

import (
	"bytes"
	"cmp"
	"hash/maphash"
	"slices"

	"graphguest/graphquery/jsondoc"
	"graphguest/graphquery/jsonrows"
)

// rowKeys are the members by which elements of arrays belong together, the best first: what Graph names its objects by.
var rowKeys = []string{"id", "appId", "skuId", "userPrincipalName", "name"}

// item is a member of an object or an element of an array: where it begins, the name of a member included, and the hash of
// what it is known by. Of 64 bits, with a seed that nobody knows, no two are the same by chance.
type item struct {
	at   jsondoc.Place
	hash uint64
}

// items are the members or elements of a container, in order, and where it closes.
type items struct {
	text  value
	list  []item
	close jsondoc.Place
	names bool   // they are members
	by    string // the member that the elements are known by
}

// gather notes what is in a container. Of an array every element must be an object with the member by: else ok is false.
func (w *walk) gather(v value, by string) (in items, ok bool) {
	in = items{text: v, names: by == "", by: by}
	p := v.open()
	for n := 0; ; n++ {
		c := v.at(&p)
		if c == ',' {
			p.Offset++
			c = v.at(&p)
		}
		if c == ']' || c == '}' || c == 0 {
			in.close = p
			return in, true
		}
		if n%256 == 0 && w.cancelled() {
			return in, false
		}
		if in.names {
			name, at := v.name(p)
			in.list = append(in.list, item{p, w.hash(name)})
			p = v.behind(at)
			continue
		}
		end := v.behind(p)
		key := member(value{v.text, p, end}, by)
		if key == nil {
			return in, false
		}
		in.list = append(in.list, item{p, w.hash(key)})
		p = end
	}
}

// open is the place behind the opening bracket of a container; of a sequence where it begins.
func (v value) open() jsondoc.Place {
	p := v.from
	if !v.isSequence() {
		p.Offset++
	}
	return p
}

// isSequence is true for all values of a sequence together.
func (v value) isSequence() bool { return v.sequence && v.to.Part == len(v.parts) }

// member is the text or number that the member by of an object is; nil = it has none, or v is no object.
func member(v value, by string) (key []byte) {
	if v.kind() != '{' {
		return nil
	}
	jsonrows.Members(v.bytes(), func(name, value []byte) bool {
		if string(name) != by && !(bytes.IndexByte(name, '\\') >= 0 && unescaped(name) == by) {
			return true
		}
		if c := value[0]; c == '"' && len(value) > 2 || c == '-' || c >= '0' && c <= '9' {
			key = value
		}
		return false
	})
	return key
}

// unescaped is a name that stands between its quotes.
func unescaped(name []byte) string { return jsonrows.Unquoted([]byte(`"` + string(name) + `"`)) }

// hash is that of a text or number, however it is escaped.
func (w *walk) hash(key []byte) uint64 {
	if bytes.IndexByte(key, '\\') >= 0 {
		return maphash.String(w.seed, `"`+jsonrows.Unquoted(key)+`"`)
	}
	return maphash.Bytes(w.seed, key)
}

// item is the value of item i, with the name of a member: quotes and all.
func (in items) item(i int) (name []byte, v value) {
	at := in.list[i].at
	if in.names {
		name, at = in.text.name(at)
	}
	next := in.close
	if i+1 < len(in.list) {
		next = in.list[i+1].at
	}
	v = value{in.text.text, at, jsondoc.Place{}}
	if next.Part != at.Part {
		v.to = in.text.behind(at)
	} else {
		v.to = in.text.trimmed(at, next.Offset, i+1 < len(in.list))
	}
	return name, v
}

// nobody is the partner of an item that has none.
const nobody = -1

// partners are, for each item of b, the one of a that it belongs to: the first with the first, where several are known by
// the same. unique says that no two are.
func partners(a, b []item) (of []int32, unique bool) {
	of = make([]int32, len(b))
	if slices.EqualFunc(a, b, func(x, y item) bool { return x.hash == y.hash }) {
		for i := range of {
			of[i] = int32(i)
		}
		return of, true // or not: the same in the same order belongs together anyway
	}
	as, uniqueA := sorted(a)
	bs, uniqueB := sorted(b)
	i := 0
	for _, is := range bs {
		for i < len(as) && as[i].hash < is.hash {
			i++
		}
		of[is.place] = nobody
		if i < len(as) && as[i].hash == is.hash {
			of[is.place] = as[i].place
			i++
		}
	}
	return of, uniqueA && uniqueB
}

// known is an item among those that are sorted by what they are known by.
type known struct {
	hash  uint64
	place int32
}

func sorted(list []item) (s []known, unique bool) {
	s = make([]known, len(list))
	for i, it := range list {
		s[i] = known{it.hash, int32(i)}
	}
	slices.SortFunc(s, func(x, y known) int {
		return cmp.Or(cmp.Compare(x.hash, y.hash), cmp.Compare(x.place, y.place))
	})
	for i := 1; i < len(s); i++ {
		if s[i].hash == s[i-1].hash {
			return s, false
		}
	}
	return s, true
}
