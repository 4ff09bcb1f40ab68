package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"

	"graphguest/graphquery"
	"graphguest/graphquery/export"
	"graphguest/graphquery/jq"
	"graphguest/tui/safetext"
)

// request is a query on its way, and what becomes of its answer.
type request struct {
	*program
	client *graphquery.Client
	query  graphquery.Query
	flags  *requestFlags
	meter  *progress
}

// answer sends the query and writes what comes, while it comes. The Result is the last page's; with an error it may
// be nil.
func (r *request) answer(ctx context.Context) (*graphquery.Result, error) {
	if r.flags.out == "" {
		out := r.out
		if r.outTTY {
			out = r.meter.over(out)
		}
		return r.write(ctx, out)
	}
	file, err := newOutFile(r.flags.out)
	if err != nil {
		return nil, fmt.Errorf("--out %s: %w", r.flags.out, err)
	}
	result, err := r.write(ctx, file)
	if _, whole := errors.AsType[failedOperation](err); err != nil && !whole {
		file.abort()
		return result, err
	}
	if cErr := file.commit(); cErr != nil {
		return result, fmt.Errorf("--out %s: %w", r.flags.out, cErr)
	}
	return result, err
}

func (r *request) write(ctx context.Context, w io.Writer) (*graphquery.Result, error) {
	d := &delivery{request: r, ctx: ctx, w: w}
	result, err := r.client.Stream(ctx, r.query, r.stream(), d.take)
	if errors.Is(err, export.ErrLimit) {
		return result, d.close()
	}
	if err == nil && d.sink == nil && result != nil { // no answer to be streamed: a redirect
		err = d.take(export.Whole(result))
	}
	if err == nil && result != nil {
		result, err = r.watch(ctx, result, d)
	}
	if err != nil {
		return result, d.stopped(err)
	}
	if result != nil && result.NextLink != "" && !r.flags.follows() {
		r.tell("more rows follow: --all fetches every page, --limit N so many rows")
	}
	if result != nil && result.Rows == 0 && d.rowsOnly {
		r.tell("no rows")
	}
	if result != nil && result.Query.Verb() == "HEAD" && !r.flags.include {
		r.tell(fmt.Sprintf("%d, without a body as HEAD has it; -i writes the headers", result.Status))
	}
	err = d.close()
	if err == nil && result != nil && result.Failed != "" {
		err = failedOperation(result.Failed)
	}
	return result, err
}

// stream is how the answer is wanted: as rows, or as it comes for those who take it apart themselves.
func (r *request) stream() graphquery.Stream {
	return graphquery.Stream{All: r.flags.follows(), Bytes: r.flags.jq != "" || export.Bytes(r.flags.format)}
}

// tell says something beside the progress.
func (r *request) tell(note string) {
	r.meter.clear()
	r.say(note)
}

// watch waits for the end of an operation that Graph began (202), and writes its last answer.
func (r *request) watch(ctx context.Context, began *graphquery.Result, d *delivery) (*graphquery.Result, error) {
	if began.Status != 202 {
		return began, nil
	}
	host := r.client.MonitorHost(began)
	switch {
	case host == "":
		return began, nil
	case r.flags.noWait:
		r.tell("the operation goes on at " + safetext.Line(host) + "; it was not watched")
		return began, nil
	}
	result, err := r.client.Monitor(ctx, began, func(s graphquery.MonitorState) { r.meter.watching(host, s) })
	if err != nil {
		return result, err
	}
	d.headed = false
	return result, d.take(export.Whole(result))
}

// delivery hands the parts of one answer to the format that suits it.
type delivery struct {
	*request
	ctx         context.Context
	w           io.Writer
	sink        export.Writer // nil until the first part has come
	headed      bool          // status and headers are written
	rowsOnly    bool          // without rows the format has nothing to show
	pages, rows int
}

func (d *delivery) take(p *graphquery.Part) error {
	if err := d.open(p); err != nil {
		return err
	}
	d.rows += len(p.Rows)
	if p.Last {
		d.pages++
		if len(p.Rows) == 0 && d.rows == 0 {
			d.rows = max(0, p.Page.Rows) // of bytes that nobody looked for rows in
		}
	}
	d.meter.took(p)
	return d.sink.Part(p)
}

// open makes the writer for an answer that begins with p, and writes status and headers where they are wanted.
func (d *delivery) open(p *graphquery.Part) error {
	if d.sink == nil {
		if err := d.refuse(p); err != nil {
			return err
		}
		sink, err := d.newSink(p)
		if err != nil {
			return err
		}
		d.sink = sink
	}
	if d.flags.include && !d.headed {
		d.headed = true
		return writeHead(d.w, p.Page)
	}
	return nil
}

// newSink is the writer that the flags ask for; where they ask for none, the one that fits what has come.
func (d *delivery) newSink(p *graphquery.Part) (export.Writer, error) {
	f := d.flags
	opt := export.Options{Columns: export.Columns(d.query), Limit: f.limit, Formulas: f.csvRaw, Clean: safetext.Line, Tell: d.tell}
	if f.jq != "" {
		filter, err := jq.Parse(f.jq)
		if err != nil {
			return nil, err
		}
		return export.NewJQ(d.ctx, filter, d.w, opt), nil
	}
	if f.out == "" {
		opt.Width = d.width() // a file has room
	}
	format := f.format
	switch {
	case format != "":
	case p.Foreign:
		format = "raw"
	case d.onTerminal():
		format = "table"
	default:
		format = "json"
	}
	d.rowsOnly = format != "json" && !export.Bytes(format)
	return export.New(format, d.w, opt)
}

func (d *delivery) onTerminal() bool { return d.outTTY && d.flags.out == "" }

func (d *delivery) close() error {
	if d.sink == nil {
		return nil
	}
	return d.sink.Close()
}

// stopped ends the output after an error: what came before a limit is whole, what broke is left visibly unfinished.
func (d *delivery) stopped(err error) error {
	if d.pages > 0 && !readerGone(err) {
		d.tell(fmt.Sprintf("stopped after %s, %s", number(d.pages, "page"), number(d.rows, "row")))
	}
	if errors.Is(err, graphquery.ErrPageLoop) || errors.Is(err, graphquery.ErrPageLimit) || errors.Is(err, graphquery.ErrRowLimit) {
		err = errors.Join(err, d.close())
	}
	return err
}

// writeHead writes status and headers, as curl -i does, but for addresses elsewhere: those open without a sign-in.
func writeHead(w io.Writer, r *graphquery.Result) error {
	text := fmt.Sprintf("HTTP %d\n", r.Status)
	for _, name := range slices.Sorted(maps.Keys(r.Header)) {
		for _, value := range r.Header[name] {
			text += name + ": " + withoutKey(r.URL, value) + "\n"
		}
	}
	_, err := io.WriteString(w, text+"\n")
	return err
}

// withoutKey is a header's value, of an address on another host than own only that host.
func withoutKey(own, value string) string {
	there, err := url.Parse(strings.TrimSpace(value))
	if err != nil || there.Host == "" {
		return value
	}
	if here, err := url.Parse(own); err == nil && strings.EqualFold(here.Host, there.Host) {
		return value
	}
	return there.Scheme + "://" + there.Host + "/…"
}

func (p *program) say(text string) { fmt.Fprintln(p.err, text) }
