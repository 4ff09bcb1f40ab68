package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sort"

	"graphguest/graphquery"
	"graphguest/graphquery/export"
	"graphguest/tui/safetext"
)

// answer sends q and writes what comes, page by page.
func (p *program) answer(ctx context.Context, client *graphquery.Client, q graphquery.Query, f *requestFlags) error {
	if f.out == "" {
		return p.write(ctx, client, q, f, p.out)
	}
	file, err := newOutFile(f.out)
	if err != nil {
		return fmt.Errorf("--out %s: %w", f.out, err)
	}
	if err := p.write(ctx, client, q, f, file); err != nil {
		file.abort()
		return err
	}
	if err := file.commit(); err != nil {
		return fmt.Errorf("--out %s: %w", f.out, err)
	}
	return nil
}

func (p *program) write(ctx context.Context, client *graphquery.Client, q graphquery.Query, f *requestFlags, w io.Writer) error {
	sink, err := p.sink(ctx, q, f, w)
	if err != nil {
		return err
	}
	pages, rows := 0, 0
	for page, err := range client.Pages(ctx, q) {
		if err != nil {
			return p.stopped(err, pages, rows)
		}
		if f.include && pages == 0 {
			writeHead(w, page)
		}
		pages++
		rows += max(page.Rows, 0)
		if err := sink.Page(page); errors.Is(err, export.ErrLimit) {
			break
		} else if err != nil {
			return err
		}
		more := page.NextLink != ""
		if more && !f.all && f.limit == 0 {
			p.say("more rows follow: --all fetches every page, --limit N so many rows")
		}
		if !f.all && f.limit == 0 {
			break
		}
		if more {
			p.progress(pages, rows)
		}
	}
	return sink.Close()
}

// stopped adds how far a paging run had come to the error that ended it.
func (p *program) stopped(err error, pages, rows int) error {
	if pages > 0 {
		fmt.Fprintf(p.err, "stopped after %d pages, %d rows\n", pages, rows)
	}
	return err
}

// sink is the writer that the flags ask for.
func (p *program) sink(ctx context.Context, q graphquery.Query, f *requestFlags, w io.Writer) (export.Writer, error) {
	if f.jq != "" {
		return &jqSink{ctx: ctx, expr: f.jq, w: w, limit: f.limit}, nil
	}
	format := f.format
	if format == "" {
		format = "json"
		if p.outTTY && f.out == "" {
			format = "table"
		}
	}
	width := p.width()
	if f.out != "" {
		width = 0 // a file has room
	}
	return export.New(format, w, export.Options{Columns: export.Columns(q), Limit: f.limit, Width: width, Clean: safetext.Line, Tell: p.say})
}

// writeHead writes status and headers, as curl -i does.
func writeHead(w io.Writer, r *graphquery.Result) {
	fmt.Fprintf(w, "HTTP %d\n", r.Status)
	names := make([]string, 0, len(r.Header))
	for name := range r.Header {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		for _, value := range r.Header[name] {
			fmt.Fprintf(w, "%s: %s\n", name, value)
		}
	}
	fmt.Fprintln(w)
}

func (p *program) say(text string) { fmt.Fprintln(p.err, text) }

// progress is drawn on a terminal only: in a script it would be noise.
func (p *program) progress(pages, rows int) {
	if p.tty {
		fmt.Fprintf(p.err, "%d pages, %d rows so far; Ctrl+C stops\n", pages, rows)
	}
}

// jqSink writes what a filter makes of each page. A filter gets whole pages: the limit only ends them.
type jqSink struct {
	ctx         context.Context
	expr        string
	w           io.Writer
	limit, rows int
}

func (j *jqSink) Page(r *graphquery.Result) error {
	if len(r.Body) == 0 {
		return nil // 204: done, and nothing to filter
	}
	out, err := export.JQ(j.ctx, j.expr, r.Body)
	if err != nil {
		return err
	}
	if _, err = j.w.Write(out); err != nil {
		return err
	}
	if j.rows += max(r.Rows, 0); j.limit > 0 && j.rows >= j.limit {
		return export.ErrLimit
	}
	return nil
}

func (j *jqSink) Close() error { return nil }
