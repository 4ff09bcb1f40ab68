// Package jsondiff says in what two JSON documents differ, value by value, by path.
//
// Members of objects belong together by name, whatever their order. Elements of arrays belong together by a key that all
// of them have and that no two share, so that one that was inserted is one difference; where there is none, by their
// index. Numbers are equal only where they are written alike: 1 and 1.0 differ. Texts are equal where they mean the same,
// however they are escaped.
package jsondiff

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"graphguest/graphquery/jsondoc"
)

// mostKept is how many differences are kept, and mostNoise how many of those that are noise; more are counted.
const (
	mostKept  = 100_000
	mostNoise = 10_000
)

// Kind is what a difference is.
type Kind uint8

// The kinds.
const (
	Changed Kind = iota
	Added
	Removed
)

// Difference is a value that is not the same in both documents.
type Difference struct {
	Kind     Kind
	Noise    bool // it is below @odata.etag and the like, which differ in any two answers
	Path     Path
	Old, New []byte // as they came, in the documents' own memory as a rule; nil where there is none
}

// Diff is what differs.
type Diff struct {
	Differences             []Difference // in the order of the second document
	Changed, Added, Removed int          // all there are, without noise
	Noise                   int          // all there is
	Left                    int          // not kept: that many more differ, noise included
}

// Count is how many differences there are, without noise.
func (d *Diff) Count() int { return d.Changed + d.Added + d.Removed }

// Comparison is of two documents. It can be asked how far it is.
type Comparison struct {
	a, b     *jsondoc.Doc
	done, of atomic.Int64
}

// New prepares the comparison of two documents.
func New(a, b *jsondoc.Doc) *Comparison { return &Comparison{a: a, b: b} }

// Progress is how many rows of the second document have been compared, of how many; of is 0 as long as they are not
// counted, or where there are none.
func (c *Comparison) Progress() (done, of int) { return int(c.done.Load()), int(c.of.Load()) }

// Run compares. It returns ctx's error when it is cancelled, and an error in words where one of the documents is no JSON.
// Beside the differences it needs some 50 bytes a row while it runs. It is meant for a goroutine of its own.
func (c *Comparison) Run(ctx context.Context) (*Diff, error) {
	docs := [2]*jsondoc.Doc{c.a, c.b}
	var wait sync.WaitGroup
	var errs [2]error
	for i := range docs {
		wait.Go(func() { docs[i], errs[i] = read(ctx, docs[i]) })
	}
	wait.Wait()
	for i, which := range []string{"first", "second"} {
		if err := errs[i]; err != nil && ctx.Err() == nil {
			return nil, fmt.Errorf("the %s of the two is no JSON: %w", which, err)
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	w := &walk{ctx: ctx, whole: c, diff: &Diff{}}
	w.roots(newText(docs[0]), newText(docs[1]))
	if w.err != nil {
		return nil, w.err
	}
	return w.diff, nil
}

// read returns a document of which all is known, and that is JSON. The one that is given may be read by others meanwhile.
func read(ctx context.Context, d *jsondoc.Doc) (*jsondoc.Doc, error) {
	if _, complete := d.Len(); !complete {
		d = d.Grown(d.Parts()...)
		if err := d.Index(ctx); err != nil {
			return nil, err
		}
	}
	if line, _, err := d.Fault(); err != nil {
		return nil, fmt.Errorf("line %d: %w", line, err)
	}
	if n, ok := d.Node(0); ok && n.Shape == jsondoc.NoShape {
		return nil, errors.New("it is plain text")
	}
	return d, nil
}
