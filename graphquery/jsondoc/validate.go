package jsondoc

import (
	"bytes"
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

// validate returns where body stops being one JSON value, nil if it nowhere does.
// Bytes that are not UTF-8 and repeated names are let through: they can be shown.
func validate(ctx context.Context, body []byte) (*fault, error) {
	dec := jsontext.NewDecoder(bytes.NewBuffer(body),
		jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	whole := source{body: body, limit: len(body)}
	values := 0
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		before := int(dec.InputOffset())
		_, err := dec.ReadToken()
		switch {
		case err == io.EOF && values == 0:
			return &fault{offset: len(body), err: errEmpty}, nil
		case err == io.EOF:
			return nil, nil
		case err != nil:
			return whole.faultOf(err, before), nil
		case values == 1:
			return &fault{offset: whole.skipSpace(before), err: errMore}, nil
		case dec.StackDepth() > deepest:
			return &fault{offset: int(dec.InputOffset()) - 1, err: errTooDeep}, nil
		case dec.StackDepth() == 0:
			values++
		}
	}
}

// faultOf takes the place and the reason from the decoder's error. A number or
// literal is broken from its first letter on; in a string the place is exact.
func (s *source) faultOf(err error, before int) *fault {
	end := len(s.body)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return &fault{offset: end, err: errEnds}
	}
	syntax, ok := errors.AsType[*jsontext.SyntacticError](err)
	if !ok {
		return &fault{offset: end, err: err}
	}
	at := min(int(syntax.ByteOffset), end)
	token := s.skipSpace(before)
	if token < at && (s.body[token] == ',' || s.body[token] == ':') {
		token = s.skipSpace(token + 1)
	}
	if token < at && s.scalarEnd(token) >= at {
		at = token
	}
	return &fault{offset: at, err: syntax.Err}
}
