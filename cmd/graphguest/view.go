package main

import (
	"context"
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

	"graphguest/graphquery"
	"graphguest/graphquery/export"
	"graphguest/tui"
	"graphguest/tui/safetext"
)

func (p *program) viewCommand() *cobra.Command {
	return &cobra.Command{Use: "view FILE|-", Short: "Read any JSON in the explorer's view",
		Long:    "Opens a JSON file, or standard input with -, in the explorer's answer view.\nWhere standard output is no terminal the JSON is printed indented.",
		Example: "  graphguest view users.json\n  curl -s https://example.com/x.json | graphguest view -",
		Args:    exactly(1, "a file, or - for standard input"),
		RunE:    func(cmd *cobra.Command, args []string) error { return p.view(cmd.Context(), args[0]) }}
}

// viewLimit bounds the memory that a file can ask for.
const viewLimit = 1 << 30

func (p *program) view(ctx context.Context, name string) error {
	body, err := p.readAll(name)
	if err != nil {
		return usageError{err}
	}
	if p.outTTY {
		config, _ := folders()
		chosen, _ := readSettings(config) // what is wrong with it is no matter of this file
		return p.show(ctx, tui.NewViewer(name, body).In(lookOf(chosen)), nil)
	}
	w, err := export.New("json", p.out, export.Options{Clean: safetext.Line})
	if err != nil {
		return err
	}
	if err := w.Part(&graphquery.Part{Page: &graphquery.Result{Rows: -1}, Number: 1, Data: body, Last: true}); err != nil {
		return err
	}
	return w.Close()
}

func (p *program) readAll(name string) ([]byte, error) {
	in := p.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	body, err := io.ReadAll(io.LimitReader(in, viewLimit+1))
	if err == nil && len(body) > viewLimit {
		err = errors.New(name + " has more than 1 GiB")
	}
	return body, err
}
