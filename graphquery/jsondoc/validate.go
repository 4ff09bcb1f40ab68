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

// validate returns where the parts stop being JSON, nil if they nowhere do; it reads all of them, and slowly: it is asked
// where the index has found that something is wrong, for the place and the reason. Bytes that are not UTF-8 and repeated
// names are let through: they can be shown.
func validate(ctx context.Context, parts [][]byte, sequence bool) (*fault, error) {
	dec := jsontext.NewDecoder(reader(parts), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	values := 0
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		before := int(dec.InputOffset())
		_, err := dec.ReadToken()
		after := int(dec.InputOffset())
		switch {
		case err == io.EOF && values == 0 && !sequence:
			return &fault{Place: endOf(parts), err: errEmpty}, nil
		case err == io.EOF:
			return nil, nil
		case err != nil:
			return faultOf(parts, err, before), nil
		case values == 1 && !sequence:
			return faultAt(parts, before, errMore), nil
		case dec.StackDepth() > deepest:
			return &fault{Place: placeOf(parts, after-1), err: errTooDeep}, nil
		case dec.StackDepth() == 0:
			values++
		}
	}
}

// faultAt is a fault at the first thing that is to be seen from a byte on.
func faultAt(parts [][]byte, from int, why error) *fault {
	s, at := newSource(parts, endOf(parts), false), pos{Place: placeOf(parts, from)}
	s.arrive(&at)
	return &fault{Place: at.Place, err: why}
}

// faultOf takes the place and the reason from the decoder's error. A number or
// literal is broken from its first letter on; in a string the place is exact.
func faultOf(parts [][]byte, err error, before int) *fault {
	end := endOf(parts)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return &fault{Place: end, err: errEnds}
	}
	syntax, ok := errors.AsType[*jsontext.SyntacticError](err)
	if !ok {
		return &fault{Place: end, err: err}
	}
	exact := placeOf(parts, max(int(syntax.ByteOffset), 0))
	s, at := newSource(parts, end, false), pos{Place: placeOf(parts, before)}
	if s.arrive(&at) && at.before(exact) && (s.body[at.Offset] == ',' || s.body[at.Offset] == ':') {
		at.Offset++
		s.arrive(&at)
	}
	if at.Part == exact.Part && at.before(exact) && s.scalarEnd(at.Offset) >= exact.Offset {
		exact = at.Place
	}
	return &fault{Place: exact, err: syntax.Err}
}
