package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"graphguest/graphquery"
	"graphguest/graphquery/httpfile"
	"graphguest/graphquery/library"
)

// batchFlags are what graphguest batch is asked for.
type batchFlags struct {
	requestFlags
	file    string
	inOrder bool
}

// batchFormats are the outputs of a batch, the usual one first.
var batchFormats = []string{"json", "ndjson", "table"}

func (p *program) batchCommand() *cobra.Command {
	var f batchFlags
	cmd := &cobra.Command{
		Use:   "batch QUERY… -e ENV",
		Short: "Send several queries as one request",
		Long: `Sends several queries in as few $batch requests as there can be, 20 in one, and writes what became of each.
QUERY is the name of a saved query, or a line such as "GET /me"; --file takes every request of an .http file, where
# @gx {"dependsOn":["name"]} makes one wait for others. Exit code 0 says that every one of them went well.`,
		Example: "  graphguest batch /me who-am-i-here '/users?$top=5' -e fabrikam\n  graphguest batch --file setup.http --in-order --yes -e lab -o table",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 && f.file == "" {
				return errors.New(`expected queries, for example: graphguest batch /me "/users?$top=5" -e fabrikam`)
			}
			return nil
		},
		ValidArgsFunction: p.anyIsQuery,
		RunE:              func(cmd *cobra.Command, args []string) error { return p.runBatch(cmd.Context(), args, &f) },
	}
	p.environmentFlag(cmd)
	fl := cmd.Flags()
	fl.StringVar(&f.file, "file", "", "an .http file: every request in it")
	fl.BoolVar(&f.inOrder, "in-order", false, "send each only after the one before it went well")
	fl.StringVarP(&f.format, "output", "o", "", "json, ndjson or table; default: table on a terminal, else json")
	fl.StringArrayVar(&f.vars, "var", nil, "name=value for {{name}}; may be repeated")
	fl.StringVar(&f.out, "out", "", "write the answer to this file, whole or not at all")
	fl.StringVar(&f.trace, "trace", "", "write every request, its status and its timings to this file, without secrets")
	fl.BoolVar(&f.yes, "yes", false, "do not ask before a write")
	_ = cmd.RegisterFlagCompletionFunc("output", cobra.FixedCompletions(batchFormats, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (p *program) runBatch(ctx context.Context, args []string, f *batchFlags) error {
	if f.format != "" && !slices.Contains(batchFormats, f.format) {
		return usagef("unknown output format %q: choose %s", f.format, strings.Join(batchFormats, ", "))
	}
	a, err := p.open()
	if err != nil {
		return err
	}
	env, guest, err := a.guest(p.env)
	if err != nil {
		return err
	}
	meter := startProgress(p.line, a.now)
	defer meter.stop()
	client, err := p.clientFor(a, env, guest, f.yes, meter)
	if err != nil {
		return err
	}
	b := batchList{app: a, env: env.Name, graph: client.Graph, given: f.vars, taken: map[string]bool{}}
	if err := b.gather(args, f.file); err != nil {
		return err
	}
	if f.inOrder {
		b.inOrder()
	}
	var answers []graphquery.BatchAnswer
	r := &request{program: p, client: client, flags: &f.requestFlags, meter: meter}
	_, err = r.traced(func() (*graphquery.Result, error) {
		var err error
		answers, err = client.Batch(ctx, b.items)
		return nil, err
	})
	meter.stop()
	if wErr := p.writeBatch(b.items, answers, f); wErr != nil {
		return wErr
	}
	if err != nil {
		return readOnlyAdvice(err, env)
	}
	return readOnlyAdvice(failedOf(answers), env)
}

// failedOf is an error where not all went well: the first one's, with how many there are.
func failedOf(answers []graphquery.BatchAnswer) error {
	var first error
	n := 0
	for _, a := range answers {
		if a.Err != nil {
			if n++; first == nil {
				first = a.Err
			}
		}
	}
	if n == 0 {
		return nil
	}
	return fmt.Errorf("%d of %s failed; the first: %w", n, number(len(answers), "query"), first)
}

// batchList gathers the items of a batch.
type batchList struct {
	app        *app
	env, graph string
	given      []string // --var
	items      []graphquery.BatchItem
	taken      map[string]bool // IDs, lower case
}

func (b *batchList) gather(args []string, file string) error {
	lib := b.app.library(b.env)
	for _, arg := range args {
		if isLine(arg) {
			q, err := graphquery.ParseLine(arg, b.graph)
			if err != nil {
				return usageError{err}
			}
			if err := b.add("", library.Saved{Query: q}, nil); err != nil {
				return err
			}
			continue
		}
		saved, err := lib.Find(arg)
		if err != nil {
			return usageError{err}
		}
		if err := b.add(saved.Name, saved, nil); err != nil {
			return err
		}
	}
	if file == "" {
		return nil
	}
	return b.addFile(file)
}

// isLine tells a query as it is typed from the name of a saved one.
func isLine(arg string) bool {
	word, rest, more := strings.Cut(strings.TrimSpace(arg), " ")
	return strings.Contains(word, "/") || more && slices.Contains(graphquery.Methods, strings.ToUpper(word)) && strings.Contains(rest, "/")
}

// add appends an item; its variables are those of its file, under the environment's, under --var.
func (b *batchList) add(id string, saved library.Saved, dependsOn []string) error {
	vars, err := b.app.variables(b.env, saved.Variables, b.given)
	if err != nil {
		return err
	}
	q, err := library.Expand(saved.Query, vars)
	if err != nil {
		return usageError{err}
	}
	b.items = append(b.items, graphquery.BatchItem{ID: b.free(id), Query: q, DependsOn: dependsOn})
	return nil
}

// free is id, or the item's number where it has none or another item has it.
func (b *batchList) free(id string) string {
	for n := len(b.items) + 1; id == "" || b.taken[strings.ToLower(id)]; n++ {
		id = strconv.Itoa(n)
	}
	b.taken[strings.ToLower(id)] = true
	return id
}

// maxBatchFile is more than anybody writes by hand.
const maxBatchFile = 4 << 20

// addFile appends every request of an .http file. One that cannot be run is an error: a batch is sent whole.
func (b *batchList) addFile(name string) error {
	data, err := readFileOf(name, maxBatchFile)
	if err != nil {
		return usagef("--file %s: %v", name, err)
	}
	f, _ := httpfile.Parse(name, data)
	for _, r := range f.Requests {
		if r.Refused != "" {
			return usagef("%s:%d: %s: %s", name, r.Line, r.Name, r.Refused)
		}
		var extra struct {
			DependsOn []string `json:"dependsOn"`
		}
		if r.Extra != "" {
			if err := json.Unmarshal([]byte(r.Extra), &extra); err != nil {
				return usagef("%s:%d: the # @gx line of %s is not JSON: %v", name, r.Line, r.Name, err)
			}
		}
		for i, on := range extra.DependsOn {
			extra.DependsOn[i] = httpfile.Slug(on)
		}
		if err := b.add(r.Name, library.Saved{Query: r.Query, Variables: f.Variables}, extra.DependsOn); err != nil {
			return err
		}
	}
	if len(f.Requests) == 0 {
		return usagef("--file %s: there is no request in it", name)
	}
	return nil
}

// readFileOf reads a regular file of at most so many bytes.
func readFileOf(name string, most int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(data)) > most {
		err = fmt.Errorf("it has more than %d MiB", most>>20)
	}
	return data, err
}

// inOrder makes every item wait for the one before it.
func (b *batchList) inOrder() {
	for i := 1; i < len(b.items); i++ {
		if before := b.items[i-1].ID; !slices.Contains(b.items[i].DependsOn, before) {
			b.items[i].DependsOn = append(b.items[i].DependsOn, before)
		}
	}
}
