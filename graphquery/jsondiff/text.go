package jsondiff

import (
	"bytes"

	"graphguest/graphquery/jsondoc"
	"graphguest/graphquery/jsonrows"
)

// text is a document that is known to be JSON, in parts that follow one another. No text, number or literal lies across
// two of them; containers may.
type text struct {
	parts    [][]byte
	sequence bool
	rows     value // the array of the rows, whose end is known
}

func newText(d *jsondoc.Doc) *text {
	t := &text{parts: d.Parts()}
	t.sequence = t.at(&jsondoc.Place{}) == 0 || d.Rows() > 0 && d.RowLine(0) == 0
	if n, ok := d.Node(d.RowLine(0) - 1); ok && n.Last >= 0 {
		t.rows = value{t, n.From, d.PlaceOf(n.Last)}
		t.rows.to.Offset++
	}
	return t
}

// value is a value where it stands in its document.
type value struct {
	*text
	from, to jsondoc.Place // to is behind it
}

// at is the byte at a place, 0 at the end of the document. It moves the place over white space and to the next part.
func (t *text) at(p *jsondoc.Place) byte {
	for ; p.Part < len(t.parts); *p = (jsondoc.Place{Part: p.Part + 1}) {
		part := t.parts[p.Part]
		for ; p.Offset < len(part); p.Offset++ {
			if c := part[p.Offset]; c > ' ' || c != ' ' && c != '\n' && c != '\r' && c != '\t' {
				return c
			}
		}
	}
	return 0
}

// behind is the place behind the value at p, where at has been.
func (t *text) behind(p jsondoc.Place) jsondoc.Place {
	if c := t.parts[p.Part][p.Offset]; c != '{' && c != '[' {
		p.Offset = max(jsonrows.ValueEnd(t.parts[p.Part], p.Offset), p.Offset+1)
		return p
	}
	if t.rows.text != nil && p == t.rows.from {
		return t.rows.to
	}
	depth := 0
	for ; p.Part < len(t.parts); p = (jsondoc.Place{Part: p.Part + 1}) {
		if p.Offset, depth = closing(t.parts[p.Part], p.Offset, depth); depth == 0 {
			break
		}
	}
	return p
}

// closing goes on from i, depth containers deep, and returns the offset behind the bracket that closes the last of them;
// what it returns as depth is how many are open at the end.
func closing(b []byte, i, depth int) (end, open int) {
	for i < len(b) {
		switch b[i] {
		case '"':
			n, _ := jsonrows.TextEnd(b, i)
			if n == 0 {
				return len(b), depth
			}
			i = n
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1, 0
			}
		}
		i++
	}
	return i, depth
}

// name is the name of a member at p, quotes and all, and where its value begins.
func (t *text) name(p jsondoc.Place) (name []byte, at jsondoc.Place) {
	end := t.behind(p)
	name = t.parts[p.Part][p.Offset:end.Offset:end.Offset]
	t.at(&end)
	end.Offset++ // the colon
	t.at(&end)
	return name, end
}

// bytes are those of a value: where it spans parts a copy.
func (v value) bytes() []byte {
	if v.from.Part == len(v.parts) {
		return nil // a sequence of nothing
	}
	if v.from.Part == v.to.Part {
		return v.parts[v.from.Part][v.from.Offset:v.to.Offset:v.to.Offset]
	}
	joined := bytes.Clone(v.parts[v.from.Part][v.from.Offset:])
	for part := v.from.Part + 1; part < v.to.Part; part++ {
		joined = append(joined, v.parts[part]...)
	}
	if v.to.Part < len(v.parts) {
		joined = append(joined, v.parts[v.to.Part][:v.to.Offset]...)
	}
	return joined
}

// kind is the byte that a value begins with.
func (v value) kind() byte { return v.parts[v.from.Part][v.from.Offset] }

// trimmed takes a comma and white space from the end of what follows from.
func (t *text) trimmed(from jsondoc.Place, to int, comma bool) jsondoc.Place {
	part := t.parts[from.Part]
	blank := func() {
		for to > from.Offset+1 && (part[to-1] == ' ' || part[to-1] == '\n' || part[to-1] == '\r' || part[to-1] == '\t') {
			to--
		}
	}
	blank()
	if comma && to > from.Offset+1 && part[to-1] == ',' {
		to--
		blank()
	}
	return jsondoc.Place{Part: from.Part, Offset: to}
}
