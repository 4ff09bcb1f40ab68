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
	if err := d.scan(ctx); err != nil {
		return err
	}
	if err := d.read(ctx); err != nil {
		return err
	}
	if !d.text {
		if err := d.check(ctx); err != nil {
			return err
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

// read finds out whether the document is UTF-8.
func (d *Doc) read(ctx context.Context) error {
	for _, part := range d.parts[d.known:] {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !utf8.Valid(part) {
			d.mu.Lock()
			defer d.mu.Unlock()
			d.garbled = true
			return nil
		}
	}
	return nil
}

// check finds out whether the document is JSON, and shows it as it came where it is not.
func (d *Doc) check(ctx context.Context) error {
	f, passed, err := validate(ctx, d.parts, d.passed)
	switch {
	case err != nil:
		return err
	case f != nil:
		return d.mendFrom(ctx, f)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.passed = passed
	return nil
}

// mendFrom shows everything from the fault on as it came.
func (d *Doc) mendFrom(ctx context.Context, f *fault) error {
	d.mu.Lock()
	d.limit = f.place
	keep := 1
	for keep < len(d.marks) && d.marks[keep].before(f.place) {
		keep++
	}
	d.marks = d.marks[:keep:keep] // what a grown document shares stays as it is
	d.lines = (keep - 1) * stride
	d.mu.Unlock()
	f.line, f.col = d.locate(f.place)
	d.mu.Lock()
	d.fault = f
	d.mu.Unlock()
	return d.scan(ctx)
}

// locate returns the line and column, from 1, at which the fault is shown: the
// start of its own line, or where nothing follows, the end of the last.
func (d *Doc) locate(fault place) (line, col int) {
	s, at, line := d.seek(math.MaxInt)
	last := at
	for s.arrive(&at) && at.before(fault) {
		last = at
		s.next(&at)
		line++
	}
	if fault.before(endOf(d.parts)) || line == 0 {
		return line + 1, 1
	}
	l, _ := s.line(&last)
	return line, utf8.RuneCountInString(l.String()) + 1
}
