package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"graphguest/graphquery"
	"graphguest/graphquery/export"
	"graphguest/graphquery/jq"
	"graphguest/graphquery/library"
)

// requestFlags are what query and run share.
type requestFlags struct {
	headers, vars     []string
	body, jq, format  string
	out, trace        string
	all, include, yes bool
	csvRaw, noWait    bool
	explain, delta    bool
	limit             int
}

// follows says whether further pages are asked for.
func (f *requestFlags) follows() bool { return f.all || f.limit > 0 || f.delta }

func (f *requestFlags) register(cmd *cobra.Command) {
	fl := cmd.Flags()
	fl.StringArrayVarP(&f.headers, "header", "H", nil, "a header, 'Name: value'; may be repeated")
	fl.StringVarP(&f.body, "data", "d", "", "the body: text, @FILE, or - for standard input")
	fl.BoolVar(&f.all, "all", false, "follow every page")
	fl.IntVar(&f.limit, "limit", 0, "stop after so many rows (follows pages as needed)")
	fl.StringVar(&f.jq, "jq", "", "a jq filter over the answer; keys come out sorted")
	fl.StringArrayVar(&f.vars, "var", nil, "name=value for {{name}}; may be repeated")
	fl.StringVarP(&f.format, "output", "o", "", "json, ndjson, csv, table, markdown or raw; default: table on a terminal, else json; raw where the answer is no JSON")
	fl.StringVar(&f.out, "out", "", "write the answer to this file, whole or not at all")
	fl.BoolVarP(&f.include, "include", "i", false, "write status and headers before the answer")
	fl.BoolVar(&f.yes, "yes", false, "do not ask before a write")
	fl.BoolVar(&f.csvRaw, "csv-raw", false, "csv: leave cells as they are that a spreadsheet takes for a formula")
	fl.BoolVar(&f.noWait, "no-wait", false, "do not watch an operation that goes on after the answer (202)")
	fl.BoolVar(&f.explain, "explain", false, "after a refusal ask Microsoft's permission service what the call needs")
	fl.StringVar(&f.trace, "trace", "", "write every request, its status and its timings to this file, without secrets")
	_ = cmd.RegisterFlagCompletionFunc("output", cobra.FixedCompletions(export.Formats(), cobra.ShellCompDirectiveNoFileComp))
}

// check refuses what can't be meant, before anything is sent.
func (f *requestFlags) check() error {
	if f.format != "" && !slices.Contains(export.Formats(), f.format) {
		return usagef("unknown output format %q: choose %s", f.format, strings.Join(export.Formats(), ", "))
	}
	if f.limit < 0 {
		return usagef("--limit %d: give a number of rows above 0", f.limit)
	}
	if f.jq != "" && f.format != "" && f.format != "json" && f.format != "ndjson" {
		return usagef("--jq writes JSON values: it goes with -o json or ndjson, not %s", f.format)
	}
	if f.csvRaw && f.format != "csv" {
		return usagef("--csv-raw goes with -o csv")
	}
	if f.delta && f.limit > 0 {
		return usagef("--delta follows every page to the delta link: it does not go with --limit")
	}
	if f.jq != "" {
		if _, err := jq.Parse(f.jq); err != nil {
			return usageError{err}
		}
	}
	return nil
}

// apply adds headers and body of the command line to a query.
func (f *requestFlags) apply(q graphquery.Query, stdin io.Reader) (graphquery.Query, error) {
	for _, h := range f.headers {
		name, value, ok := strings.Cut(h, ":")
		if name = strings.TrimSpace(name); !ok || name == "" {
			return q, usagef("-H %q: write it as 'Name: value'", h)
		}
		if strings.EqualFold(name, "Authorization") {
			return q, usagef("-H Authorization: the token comes from the sign-in, never from the command line")
		}
		q.Header = append(q.Header, graphquery.Header{Name: name, Value: strings.TrimSpace(value)})
	}
	body, err := readBody(f.body, stdin)
	if err != nil {
		return q, err
	}
	if body != nil {
		q.Body = body
	}
	return q, nil
}

func readBody(data string, stdin io.Reader) ([]byte, error) {
	switch {
	case data == "":
		return nil, nil
	case data == "-":
		return io.ReadAll(stdin)
	case strings.HasPrefix(data, "@"):
		body, err := os.ReadFile(data[1:])
		if err != nil {
			return nil, usagef("-d %s: %v", data, err)
		}
		return body, nil
	}
	return []byte(data), nil
}

// variables are those of the query's file, under the environment's own, under --var.
func (a *app) variables(env string, ofFile library.Variables, given []string) (library.Variables, error) {
	own, err := library.ReadVariables(filepath.Join(a.store.Path(env), "http-client.env.json"))
	if err != nil {
		return nil, err
	}
	flags := library.Variables{}
	for _, v := range given {
		name, value, ok := strings.Cut(v, "=")
		if !ok || name == "" {
			return nil, usagef("--var %q: write it as name=value", v)
		}
		flags[name] = value
	}
	return ofFile.With(own).With(flags), nil
}
