package export

import (
	"io"
	"slices"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

const (
	minColumn = 6 // cells below which a column says nothing
	columnGap = 2
)

// table writes aligned columns for a terminal. The widths come from the first rows, so that later
// rows can follow at once. One thing instead of a collection is written as name and value.
type table struct {
	w       io.Writer
	opt     Options
	grid    *grid
	columns []string
	widths  []int
	buf     []byte
}

func newTable(w io.Writer, opt Options) Writer {
	opt.Clean = opt.cleaner()
	t := &table{w: w, opt: opt}
	t.grid = newGrid(opt, t)
	return single{t.grid, t}
}

func (t *table) flush() error {
	if len(t.buf) == 0 {
		return nil
	}
	_, err := t.w.Write(t.buf)
	t.buf = t.buf[:0]
	return err
}

func (t *table) begin(columns []string, first [][]byte) {
	t.columns, t.widths = columns, make([]int, len(columns))
	for i, name := range columns {
		t.widths[i] = displaywidth.String(t.opt.Clean(name))
	}
	for _, row := range first {
		for i, value := range t.grid.read(row) {
			t.widths[i] = max(t.widths[i], displaywidth.String(t.cell(i, value)))
		}
	}
	shown := fit(t.widths, t.opt.Width)
	if hidden := columns[shown:]; len(hidden) > 0 {
		t.opt.tell("%d columns have no room: %s; name fewer with $select", len(hidden), strings.Join(hidden, ", "))
	}
	t.widths = t.widths[:shown]
	t.line(columns)
}

func (t *table) row(cells [][]byte) {
	texts := make([]string, len(t.widths))
	for i := range texts {
		texts[i] = t.cell(i, cells[i])
	}
	t.line(texts)
}

func (t *table) cell(column int, value []byte) string {
	return t.opt.Clean(cellText(t.columns[column], value))
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

// object writes one object as lines of name and value.
func (t *table) object(names, values []string) error {
	width := 0
	for _, name := range names {
		width = max(width, displaywidth.String(t.opt.Clean(name)))
	}
	t.widths = []int{width, 1 << 20}
	if t.opt.Width > 0 {
		t.widths[1] = max(minColumn, t.opt.Width-width-columnGap)
	}
	for i, name := range names {
		t.line([]string{name, t.opt.Clean(values[i])})
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
