package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"graphguest/graphquery/export"
	"graphguest/graphquery/jq"
	"graphguest/tui/safetext"
)

// convert writes a document as the flags say, to standard output or to a file that appears when it is whole.
func (p *program) convert(ctx context.Context, d *document, f *viewFlags) error {
	c := &conversion{program: p, document: d, flags: f, meter: startProgress(p.line, time.Now)}
	defer c.meter.stop()
	if f.out == "" {
		out := p.out
		if p.outTTY {
			out = c.meter.over(out)
		}
		return c.write(ctx, out)
	}
	file, err := newOutFile(f.out)
	if err != nil {
		return fmt.Errorf("--out %s: %w", f.out, err)
	}
	if err := c.write(ctx, file); err != nil {
		file.abort()
		return err
	}
	if err := file.commit(); err != nil {
		return fmt.Errorf("--out %s: %w", f.out, err)
	}
	return nil
}

// conversion is a document on its way into another format.
type conversion struct {
	*program
	*document
	flags *viewFlags
	meter *progress
	broke bool // the document is no JSON
}

func (c *conversion) write(ctx context.Context, w io.Writer) error {
	if c.flags.format == "raw" {
		_, err := io.Copy(w, c.from)
		return err
	}
	empty, err := c.recognize()
	switch {
	case err != nil:
		return err
	case empty:
		return nil
	case c.flags.filter != nil:
		return c.filtered(ctx, w)
	case (c.flags.format == "" || c.flags.format == "json") && !c.sequence:
		return c.indented(ctx, w)
	}
	return c.rows(ctx, w)
}

// filtered writes what the filter makes of it. What it may take is the person's patience: ctrl+c ends it.
func (c *conversion) filtered(ctx context.Context, w io.Writer) error {
	filter := c.flags.filter.With(jq.Options{Sequence: c.sequence, Time: -1, Output: -1})
	return export.Filtered(ctx, filter, c.source(ctx), c.size, w, func(done, _ int64) { c.meter.coming(done) })
}

// indented writes one value as it is, indented.
func (c *conversion) indented(ctx context.Context, w io.Writer) error {
	to := export.NewIndenter(w)
	return c.each(ctx, func(p *piece) error { return to.Add(p.fresh) }, to.Close)
}

// rows writes the rows in a format that takes them.
func (c *conversion) rows(ctx context.Context, w io.Writer) error {
	format := orElse(c.flags.format, "json")
	opt := export.Options{Columns: c.flags.columns, Clean: safetext.Line, Tell: c.tell}
	if c.flags.out == "" {
		opt.Width = c.width() // a file has room
	}
	to, err := export.New(format, w, opt)
	if err != nil {
		return err
	}
	written := false
	err = c.each(ctx, func(p *piece) error {
		written = written || len(p.Data) > 0
		if len(p.Data) == 0 && !p.Last {
			return nil
		}
		return to.Part(&p.Part)
	}, func() error {
		if format == "json" && c.broke { // what broke is left visibly unfinished
			return nil
		}
		return to.Close()
	})
	if err == nil && !written && format != "json" {
		c.tell("no rows")
	}
	return err
}

// each hands on piece after piece, then ends the output, also where the document is broken: what came before is written.
func (c *conversion) each(ctx context.Context, take func(*piece) error, end func() error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	pieces, free := c.pieces(ctx)
	for p := range pieces {
		if err := take(p); err != nil {
			return err
		}
		c.meter.coming(c.read.Load())
		if p.err != nil {
			c.broke = true
			if err := end(); err != nil {
				return err
			}
			return p.err
		}
		select {
		case free <- p.buf:
		default:
		}
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return end()
}

// tell says something beside the progress.
func (c *conversion) tell(note string) {
	c.meter.clear()
	c.say(note)
}
