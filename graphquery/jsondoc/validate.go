package jsondoc

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// deepest is how many levels of nesting are laid out; what is deeper is shown as
// it came.
const deepest = 512

var (
	errTooDeep = fmt.Errorf("nested deeper than %d levels", deepest)
	errMore    = errors.New("more text follows after the end of the JSON value")
	errEmpty   = errors.New("no JSON value: the text is empty")
	errEnds    = errors.New("the text ends in the middle of the JSON value")
)

// checkpoint is a byte of the whole document up to which it is valid, and a short
// text that leaves a reader of JSON in the same place: `{"":[0` in an array within
// an object. The zero value is the beginning.
type checkpoint struct {
	offset int
	same   []byte
}

// validate returns where the parts stop being one JSON value, nil if they nowhere do.
// It begins at a checkpoint and returns one before the last part, if a value ends there.
// Bytes that are not UTF-8 and repeated names are let through: they can be shown.
func validate(ctx context.Context, parts [][]byte, from checkpoint) (*fault, checkpoint, error) {
	dec := jsontext.NewDecoder(readFrom(parts, from.offset, from.same),
		jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	shift := from.offset - len(from.same)
	whole := length(parts)
	border := -1
	if len(parts) > 1 {
		border = whole - len(parts[len(parts)-1])
	}
	values := 0
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil, from, ctx.Err()
		}
		before := int(dec.InputOffset()) + shift
		_, err := dec.ReadToken()
		after := int(dec.InputOffset()) + shift
		switch {
		case err == io.EOF && values == 0:
			return &fault{place: placeOf(parts, whole), err: errEmpty}, from, nil
		case err == io.EOF:
			return nil, from, nil
		case err != nil:
			return faultOf(parts, err, before, shift), from, nil
		case values == 1:
			return faultAt(parts, before, errMore), from, nil
		case dec.StackDepth() > deepest:
			return &fault{place: placeOf(parts, after-1), err: errTooDeep}, from, nil
		case dec.StackDepth() == 0:
			values++
		}
		if after == border || after+1 == border {
			if same, ok := sameAs(dec); ok {
				from = checkpoint{after, same}
			}
		}
	}
}

// sameAs is the text of a checkpoint for where dec is; there is none between a name and its value.
func sameAs(dec *jsontext.Decoder) (text []byte, ok bool) {
	depth := dec.StackDepth()
	for i := 1; i <= depth; i++ {
		kind, n := dec.StackIndex(i)
		text = append(text, byte(kind))
		switch within := i < depth; {
		case kind == '{' && !within && n%2 != 0:
			return nil, false
		case kind == '{' && (within || n > 0):
			text = append(text, `"":`...)
		}
		if i == depth && n > 0 {
			text = append(text, '0')
		}
	}
	return text, depth > 0
}

// faultAt is a fault at the first thing that is to be seen from a byte on.
func faultAt(parts [][]byte, from int, why error) *fault {
	s, at := newSource(parts, endOf(parts), false), pos{place: placeOf(parts, from)}
	s.arrive(&at)
	return &fault{place: at.place, err: why}
}

// faultOf takes the place and the reason from the decoder's error. A number or
// literal is broken from its first letter on; in a string the place is exact.
func faultOf(parts [][]byte, err error, before, shift int) *fault {
	end := endOf(parts)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return &fault{place: end, err: errEnds}
	}
	syntax, ok := errors.AsType[*jsontext.SyntacticError](err)
	if !ok {
		return &fault{place: end, err: err}
	}
	exact := placeOf(parts, max(int(syntax.ByteOffset)+shift, 0))
	s, at := newSource(parts, end, false), pos{place: placeOf(parts, before)}
	if s.arrive(&at) && at.before(exact) && (s.body[at.offset] == ',' || s.body[at.offset] == ':') {
		at.offset++
		s.arrive(&at)
	}
	if at.part == exact.part && at.before(exact) && s.scalarEnd(at.offset) >= exact.offset {
		exact = at.place
	}
	return &fault{place: exact, err: syntax.Err}
}
