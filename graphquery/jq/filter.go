// Package jq runs jq filters over JSON documents of any size.
//
// A filter that begins with the rows of a collection runs row by row, on every core, and decodes of a row only the
// members that it reads. Any other filter gets the whole document decoded. What comes out is the same, byte for byte.
package jq

import (
	"errors"
	"fmt"
	"time"

	"github.com/itchyny/gojq"
)

// Filter is a jq filter that was understood. It may be used by several goroutines.
type Filter struct {
	code *gojq.Code
	each *perRow // the same, of a value of a sequence
	plan plan
	opt  Options
}

// Options bound a filter. The zero value is a good one.
type Options struct {
	Sequence bool          // the document is JSON values one after another, and the filter runs on each
	Time     time.Duration // where the context has no end; 0 = 30 s, below 0 = as long as it takes
	Output   int64         // bytes of results at most; 0 = 256 MiB, below 0 = any number
	Beside   bool          // it runs beside a screen, which needs a core for itself
	Heap     uint64        // bytes by which the memory of the program may grow; 0 = 2 GiB
}

// What Options leave open.
const (
	usualTime   = 30 * time.Second
	usualOutput = 256 << 20
	usualHeap   = 2 << 30
)

// most is how large a document may be that is decoded as a whole, in bytes.
const most = 256 << 20

// Parse reads a filter. The error says in words what is wrong, and where. A filter sees no environment variables, no
// files, no modules and no further input.
func Parse(expr string) (*Filter, error) {
	query, err := gojq.Parse(expr)
	if err != nil {
		if parse, ok := errors.AsType[*gojq.ParseError](err); ok {
			at := max(0, parse.Offset-len(parse.Token))
			return nil, fmt.Errorf("jq: %w (at character %d of %q)", err, at+1, expr)
		}
		return nil, fmt.Errorf("jq: %w in %q", err, expr)
	}
	code, err := gojq.Compile(query)
	if err != nil {
		return nil, fmt.Errorf("jq: %w in %q", err, expr)
	}
	f := &Filter{code: code}
	if again, err := gojq.Parse(expr); err == nil { // to be taken apart
		f.plan, _ = planOf(again) // what has none runs as a whole
	}
	f.each = &perRow{query: query}
	if err := f.each.compile(); err != nil {
		return nil, fmt.Errorf("jq: %w in %q", err, expr)
	}
	return f, nil
}

// With is the filter within other bounds, or over a sequence of values.
func (f *Filter) With(opt Options) *Filter {
	g := *f
	g.opt = opt
	return &g
}
