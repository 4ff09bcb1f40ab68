package jq

import (
	"context"
	"errors"
	"fmt"

	"github.com/itchyny/gojq"
)

// results gathers what a filter gives, one value a line, and hands it on in pieces.
type results struct {
	ctx   context.Context
	buf   []byte
	count int                      // values
	skip  int                      // values that were handed on before
	from  int                      // where the last value begins
	hand  func(piece []byte) error // takes a piece over
}

// piece is how much is gathered before it is handed on, in bytes; an unlikely large value makes a larger one.
const piece = 128 << 10

func (r *results) room() {
	r.from = len(r.buf)
	if r.buf == nil {
		r.buf = make([]byte, 0, 16<<10)
	}
}

// end ends a value that was appended.
func (r *results) end() error {
	if r.skip > 0 {
		r.skip--
		r.buf = r.buf[:r.from]
		return nil
	}
	r.count++
	if r.buf = append(r.buf, '\n'); len(r.buf) < piece {
		return nil
	}
	return r.flush()
}

func (r *results) flush() error {
	if len(r.buf) == 0 {
		return nil
	}
	out := r.buf
	r.buf = nil
	return r.hand(out)
}

// filterError is what a filter itself says.
type filterError struct{ error }

func (e filterError) Error() string { return "jq: " + e.error.Error() }
func (e filterError) Unwrap() error { return e.error }

func isOfFilter(err error) bool { return errors.As(err, new(filterError)) }

// errHalt is the end that a filter makes by itself.
var errHalt = errors.New("the filter has halted")

// runCode runs a filter on a value. A panic of it is an error.
func runCode(ctx context.Context, code *gojq.Code, input any, to *results) (err error) {
	defer func() {
		if p := recover(); p != nil { // a filter must not end the program
			err = fmt.Errorf("jq: the filter failed: %.300s", fmt.Sprint(p)) // it may quote the answer
		}
	}()
	all := code.RunWithContext(ctx, input)
	for {
		v, ok := all.Next()
		if !ok {
			return nil
		}
		if err, failed := v.(error); failed {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			if halt, halted := errors.AsType[*gojq.HaltError](err); halted && halt.Value() == nil {
				return errHalt
			}
			return filterError{err}
		}
		to.room()
		if to.buf, err = appendJSON(to.buf, v); err != nil {
			return err
		}
		if err := to.end(); err != nil {
			return err
		}
	}
}

func appendJSON(dst []byte, v any) ([]byte, error) {
	text, err := gojq.Marshal(v)
	if err != nil {
		return dst, fmt.Errorf("jq: %w", err)
	}
	return append(dst, text...), nil
}
