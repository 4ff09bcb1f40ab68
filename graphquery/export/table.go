package export

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/clipperhouse/displaywidth"

	"graphguest/graphquery"
)

const (
	minColumn = 6 // cells below which a column says nothing
	columnGap = 2
)

// table writes aligned columns for a terminal. The widths come from the first rows, so that later
// pages can follow at once. One thing instead of a collection is written as name and value.
type table struct {
	w      io.Writer
	opt    Options
	grid   *grid
	widths []int
	buf    []byte
}

func newTable(w io.Writer, opt Options) Writer {
	t := &table{w: w, opt: opt}
	if t.opt.Clean == nil {
		t.opt.Clean = printable
	}
	t.grid = newGrid(opt, t.start, t.row)
	return t
}

func (t *table) Page(r *graphquery.Result) error {
	if !isCollection(r) && !t.grid.known {
		return t.single(r)
	}
	err := t.grid.page(r)
	if fErr := t.flush(); fErr != nil {
		return fErr
	}
	return err
}

func (t *table) Close() error {
	if err := t.grid.close(); err != nil {
		return err
	}
	return t.flush()
}

func (t *table) flush() error {
	_, err := t.w.Write(t.buf)
	t.buf = t.buf[:0]
	return err
}

func (t *table) start(columns []string, first []cells) error {
	t.widths = make([]int, len(columns))
	for i, name := range columns {
		t.widths[i] = displaywidth.String(t.opt.Clean(name))
		for _, row := range first {
			t.widths[i] = max(t.widths[i], displaywidth.String(t.cell(row, name)))
		}
	}
	shown := fit(t.widths, t.opt.Width)
	if hidden := columns[shown:]; len(hidden) > 0 && t.opt.Tell != nil {
		t.opt.Tell(fmt.Sprintf("%d columns have no room: %s; name fewer with $select", len(hidden), strings.Join(hidden, ", ")))
	}
	t.widths = t.widths[:shown]
	t.line(columns)
	for _, row := range first {
		t.row(row)
	}
	return nil
}

func (t *table) row(row cells) error {
	texts := make([]string, len(t.widths))
	for i := range texts {
		texts[i] = t.cell(row, t.grid.columns[i])
	}
	t.line(texts)
	return nil
}

func (t *table) cell(row cells, name string) string {
	value, _ := text(row.get(name))
	return t.opt.Clean(value)
}

// line writes cells, cut or filled to the widths; nothing follows the last one.
func (t *table) line(texts []string) {
	var b strings.Builder
	for i, width := range t.widths {
		cell := displaywidth.TruncateString(t.opt.Clean(texts[i]), width, "…")
		b.WriteString(cell)
		b.WriteString(strings.Repeat(" ", max(0, width-displaywidth.String(cell))+columnGap))
	}
	t.buf = append(t.buf, strings.TrimRight(b.String(), " ")+"\n"...)
}

// single writes one object as lines of name and value.
func (t *table) single(r *graphquery.Result) error {
	rows, err := rowsOf(r)
	if err != nil {
		return err
	}
	for row := range rows {
		c, err := read(row)
		if err != nil {
			return err
		}
		width := 0
		for _, name := range c.names {
			width = max(width, displaywidth.String(t.opt.Clean(name)))
		}
		t.widths = []int{width, 1 << 20}
		if t.opt.Width > 0 {
			t.widths[1] = max(minColumn, t.opt.Width-width-columnGap)
		}
		for _, name := range c.names {
			t.line([]string{name, t.cell(c, name)})
		}
	}
	return t.flush()
}

// fit narrows the widest columns until all fit into total, and returns how many do.
func fit(widths []int, total int) int {
	if total <= 0 {
		return len(widths)
	}
	shown := max(1, min(len(widths), (total+columnGap)/(minColumn+columnGap)))
	shown = min(shown, len(widths))
	for i := range widths {
		widths[i] = min(widths[i], total)
	}
	for sum(widths[:shown])+columnGap*(shown-1) > total {
		widest := slices.Index(widths, slices.Max(widths[:shown]))
		if widths[widest] <= minColumn {
			break
		}
		widths[widest]--
	}
	return shown
}

func sum(all []int) int {
	n := 0
	for _, v := range all {
		n += v
	}
	return n
}

// printable is the least that a terminal needs: nothing that is no visible character.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
}
