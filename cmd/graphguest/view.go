package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"graphguest/graphquery/export"
	"graphguest/graphquery/jq"
	"graphguest/tui"
)

func (p *program) viewCommand() *cobra.Command {
	var f viewFlags
	cmd := &cobra.Command{Use: "view FILE|-", Short: "Read any JSON in the explorer's view, or turn it into another format",
		Long: `Opens a JSON file, or standard input with -, in the explorer's answer view. Where standard output is no terminal, or
with any of the flags, the document is written instead, while it is read: indented JSON unless -o says otherwise.
Rows are the elements of the member "value", or of the array that the document is. Values one after another, as in
.ndjson and .jsonl files, are rows too.`,
		Example: `  graphguest view users.json
  curl -s https://example.com/x.json | graphguest view -
  graphguest view users.json -o csv --columns id,displayName --out users.csv
  graphguest view users.ndjson --jq 'select(.userType == "Guest") | .mail'`,
		Args: exactly(1, "a file, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error { return p.view(cmd.Context(), args[0], &f) }}
	f.register(cmd)
	return cmd
}

// viewFlags say what is to be made of a document; none = it is shown.
type viewFlags struct {
	format, out, jq string
	columns         []string
	filter          *jq.Filter // of jq
}

func (f *viewFlags) register(cmd *cobra.Command) {
	fl := cmd.Flags()
	fl.StringVarP(&f.format, "output", "o", "", "json, ndjson, csv, table, markdown or raw; default: the view on a terminal, else json")
	fl.StringVar(&f.out, "out", "", "write to this file, whole or not at all")
	fl.StringVar(&f.jq, "jq", "", "a jq filter over the document; keys come out sorted")
	fl.StringSliceVar(&f.columns, "columns", nil, "csv, table and markdown: these members, in this order, with commas between them")
	_ = cmd.RegisterFlagCompletionFunc("output", cobra.FixedCompletions(export.Formats(), cobra.ShellCompDirectiveNoFileComp))
}

// shows is true where nothing asks for anything but the view.
func (f *viewFlags) shows() bool { return f.format+f.out+f.jq == "" && f.columns == nil }

// check refuses what can't be meant.
func (f *viewFlags) check() (err error) {
	switch {
	case f.format != "" && !slices.Contains(export.Formats(), f.format):
		return usagef("unknown output format %q: choose %s", f.format, strings.Join(export.Formats(), ", "))
	case f.jq != "" && f.format != "" && f.format != "json" && f.format != "ndjson":
		return usagef("--jq writes JSON values: it goes with -o json or ndjson, not %s", f.format)
	case f.columns != nil && !slices.Contains([]string{"csv", "table", "markdown"}, f.format):
		return usagef("--columns goes with -o csv, table or markdown")
	case slices.Contains(f.columns, ""):
		return usagef("--columns: name them with one comma between two: id,displayName")
	}
	if f.jq == "" {
		return nil
	}
	if f.filter, err = jq.Parse(f.jq); err != nil {
		return usageError{err}
	}
	return nil
}

func (p *program) view(ctx context.Context, name string, f *viewFlags) error {
	if err := f.check(); err != nil {
		return err
	}
	if p.outTTY && f.shows() {
		config, _ := folders()
		chosen, _ := readSettings(config) // what is wrong with it is no matter of this file
		return p.show(ctx, tui.NewViewer(name, func() (io.ReadCloser, int64, error) { return p.openDocument(name) }).In(lookOf(chosen)), nil)
	}
	from, size, err := p.openDocument(name)
	if err != nil {
		return err
	}
	defer from.Close()
	return p.convert(ctx, newDocument(name, from, size), f)
}

// openDocument opens a file, or standard input; size is how many bytes it has, 0 = nobody knows.
func (p *program) openDocument(name string) (from io.ReadCloser, size int64, err error) {
	if name == "-" {
		return io.NopCloser(p.in), 0, nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, 0, usageError{err}
	}
	info, err := file.Stat()
	if err == nil && info.IsDir() {
		err = errors.New(name + " is a folder")
	}
	if err != nil {
		_ = file.Close()
		return nil, 0, usageError{err}
	}
	if info.Mode().IsRegular() {
		size = info.Size()
	}
	return file, size, nil
}

// namedAsSequence is true of a file that says by its name that it holds values one after another.
func namedAsSequence(name string) bool {
	return slices.Contains([]string{".ndjson", ".jsonl"}, strings.ToLower(filepath.Ext(name)))
}
