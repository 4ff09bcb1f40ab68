package jsondoc

import (
	"context"
	"math"
	"unicode/utf8"
)

// batch is how many marks Index makes before it publishes them and looks
// whether it is still wanted: about a thousandth of a second apart.
const batch = 64

// Index reads the whole document once to count and mark its lines, and JSON once
// more to validate it. It is meant for a goroutine of its own: what it has found
// serves Len and Lines while it runs. It returns ctx's error when it is cancelled,
// and can then be called again.
func (d *Doc) Index(ctx context.Context) error {
	if _, complete := d.Len(); complete {
		return nil
	}
	d.restart(0)
	if err := d.scan(ctx); err != nil {
		return err
	}
	if !d.text {
		f, err := validate(ctx, d.body)
		if err != nil {
			return err
		}
		if f != nil {
			if err := d.mendFrom(ctx, f); err != nil {
				return err
			}
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.complete = true
	return nil
}

// scan continues from the last mark to the end of the document.
func (d *Doc) scan(ctx context.Context) error {
	s, at, line := d.seek(math.MaxInt)
	var marks []pos
	for {
		for range stride {
			if !s.next(&at) {
				d.publish(marks, line)
				return nil
			}
			line++
		}
		marks = append(marks, at)
		if len(marks) == batch {
			d.publish(marks, line)
			marks = marks[:0]
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	}
}

func (d *Doc) publish(marks []pos, lines int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.marks = append(d.marks, marks...)
	d.lines = lines
}

// restart forgets the marks behind offset.
func (d *Doc) restart(offset int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	keep := 1
	for keep < len(d.marks) && d.marks[keep].offset < offset {
		keep++
	}
	d.marks = d.marks[:keep]
	d.lines = (keep - 1) * stride
}

// mendFrom shows everything from the fault on as it came.
func (d *Doc) mendFrom(ctx context.Context, f *fault) error {
	d.mu.Lock()
	d.limit = f.offset
	d.mu.Unlock()
	d.restart(f.offset)
	f.line, f.col = d.locate(f.offset)
	d.mu.Lock()
	d.fault = f
	d.mu.Unlock()
	return d.scan(ctx)
}

// locate returns the line and column, from 1, at which offset is shown: the
// start of its own line, or where nothing follows, the end of the last.
func (d *Doc) locate(offset int) (line, col int) {
	s, at, line := d.seek(math.MaxInt)
	last := at
	for s.skipSpace(at.offset) < min(offset, s.limit) {
		last = at
		s.next(&at)
		line++
	}
	if offset < len(d.body) || line == 0 {
		return line + 1, 1
	}
	f := formatter{source: s}
	l, _ := f.line(&last)
	return line, utf8.RuneCountInString(l.String()) + 1
}
