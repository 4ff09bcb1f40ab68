package export

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"graphguest/graphquery"
)

// grid finds the columns of the rows for csv and table: it holds the first page's first rows back
// until the columns are known, and hands every row on afterwards.
type grid struct {
	opt     Options
	rows    pager
	columns []string
	known   bool
	held    []cells
	lost    []string // columns that turned up too late
	start   func(columns []string, first []cells) error
	row     func(cells) error
}

// newGrid returns a grid that calls start once, with the rows held back, and row for each later one.
func newGrid(opt Options, start func([]string, []cells) error, row func(cells) error) *grid {
	return &grid{opt: opt, rows: pager{limit: opt.Limit}, columns: opt.Columns, start: start, row: row}
}

func (g *grid) page(r *graphquery.Result) error {
	err := g.rows.each(r, g.add)
	if (err == nil || err == ErrLimit) && !g.known && len(g.held) > 0 {
		if sErr := g.settle(); sErr != nil {
			return sErr
		}
	}
	return err
}

func (g *grid) add(row jsontext.Value) error {
	c, err := read(row)
	if err != nil {
		return err
	}
	if g.known {
		g.miss(c)
		return g.row(c)
	}
	g.held = append(g.held, c)
	if len(g.held) >= sample {
		return g.settle()
	}
	return nil
}

// settle fixes the columns: those given, else all that the held rows have, in order.
func (g *grid) settle() error {
	g.known = true
	if g.opt.Columns == nil {
		for _, c := range g.held {
			for _, name := range c.names {
				if !slices.Contains(g.columns, name) {
					g.columns = append(g.columns, name)
				}
			}
		}
	}
	held := g.held
	g.held = nil
	return g.start(g.columns, held)
}

// miss notes columns that a late row has and the output has not.
func (g *grid) miss(c cells) {
	if g.opt.Columns != nil {
		return
	}
	for _, name := range c.names {
		if !slices.Contains(g.columns, name) && !slices.Contains(g.lost, name) {
			g.lost = append(g.lost, name)
		}
	}
}

func (g *grid) close() error {
	if len(g.lost) > 0 && g.opt.Tell != nil {
		g.opt.Tell("columns that only later rows have were left out: " + strings.Join(g.lost, ", ") + "; name them with $select")
	}
	if !g.known && g.opt.Columns != nil {
		return g.settle() // no rows at all: the header alone
	}
	return nil
}
