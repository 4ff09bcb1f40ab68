package export

import (
	"bytes"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"graphguest/graphquery"
	"graphguest/graphquery/jsonrows"
)

// removed is the member with which a delta query says that something is gone; its column comes first.
const removed = "@removed"

// grid lays rows out in columns, for csv, table and markdown. Where nobody named the columns it holds the first page's
// first rows back until it has seen enough of them; later rows are handed on as they come.
type grid struct {
	opt   Options
	in    intake
	lines lines

	columns []string
	known   bool
	held    [][]byte
	cells   [][]byte // the row that is being read: a value for each column, nil = none
	exact   []bool   // the value came under the column's very name

	places map[string]place // by a member's name as it stands in the row
	usual  []member         // the members of the last row: the next one is likely to have the same
	late   []string         // columns that turned up too late
	gone   int              // rows with @removed for which there is no column
}

// lines is what a format makes of a grid.
type lines interface {
	begin(columns []string, first [][]byte) // before any row; first are rows from which widths can be taken
	row(cells [][]byte)                     // one for each column, as in the JSON; nil = none
	flush() error
}

// place is where a member goes: a column, or -1 for none. same says that the names agree to the letter.
type place struct {
	column int
	same   bool
}

type member struct {
	name string
	place
}

// most bounds what is remembered of names that somebody makes up.
const most = 1 << 10

func newGrid(opt Options, to lines) *grid {
	return &grid{opt: opt, in: intake{limit: opt.Limit}, lines: to, places: map[string]place{}}
}

func (g *grid) Part(p *graphquery.Part) error {
	rows, err := g.in.take(p)
	if err != nil {
		return err
	}
	for _, row := range rows {
		g.add(p.Data[row.From:row.To])
	}
	full := g.in.full()
	if len(g.held) > 0 && (p.Last || full != nil || g.opt.Columns != nil) {
		g.settle()
	}
	if err := g.lines.flush(); err != nil {
		return err
	}
	return full
}

func (g *grid) add(row []byte) {
	if g.known {
		g.write(row)
		return
	}
	g.held = append(g.held, bytes.Clone(row))
	if len(g.held) >= sample {
		g.settle()
	}
}

// settle fixes the columns: those given, else all that the held rows have, in order.
func (g *grid) settle() {
	g.known = true
	seen := map[string]bool{}
	for _, row := range g.held {
		each(row, func(name, _ []byte) bool {
			if text := unquotedName(name); !seen[text] {
				seen[text] = true
				if g.opt.Columns == nil && text != removed {
					g.columns = append(g.columns, text)
				}
			}
			return true
		})
	}
	if g.opt.Columns != nil {
		g.columns = append(g.columns, g.opt.Columns...)
	}
	if seen[removed] {
		g.columns = append([]string{removed}, g.columns...)
	}
	g.cells, g.exact = make([][]byte, len(g.columns)), make([]bool, len(g.columns))
	held := g.held
	g.held = nil
	g.lines.begin(g.columns, held)
	for _, row := range held {
		g.write(row)
	}
}

func (g *grid) write(row []byte) { g.lines.row(g.read(row)) }

// read puts the values of a row into its cells.
func (g *grid) read(row []byte) [][]byte {
	clear(g.cells)
	clear(g.exact)
	n := 0
	each(row, func(name, value []byte) bool {
		at := g.placeOf(n, name)
		n++
		if at.column >= 0 && (at.same || !g.exact[at.column]) {
			g.cells[at.column], g.exact[at.column] = value, at.same
		}
		return true
	})
	return g.cells
}

// placeOf returns where the nth member of a row goes.
func (g *grid) placeOf(n int, name []byte) place {
	if n < len(g.usual) && g.usual[n].name == string(name) {
		return g.usual[n].place
	}
	at, ok := g.places[string(name)]
	if !ok {
		at = g.find(unquotedName(name))
		if len(g.places) < most {
			g.places[string(name)] = at
		}
	}
	if n < len(g.usual) {
		g.usual[n] = member{string(name), at}
	} else if n == len(g.usual) && n < most {
		g.usual = append(g.usual, member{string(name), at})
	}
	if at.column < 0 && string(name) == removed {
		g.gone++
		g.usual = g.usual[:min(n, len(g.usual))] // every one counts
	}
	return at
}

// find looks for a column. Graph takes the names of a $select in any case.
func (g *grid) find(name string) place {
	like := -1
	for i, column := range g.columns {
		if column == name {
			return place{i, true}
		}
		if like < 0 && strings.EqualFold(column, name) {
			like = i
		}
	}
	if like < 0 && g.opt.Columns == nil && name != removed && len(g.late) < most {
		g.late = append(g.late, name)
	}
	return place{like, false}
}

func (g *grid) Close() error {
	if len(g.held) > 0 || !g.known && g.opt.Columns != nil && !g.in.single {
		g.settle() // perhaps no rows at all: the header alone
	}
	if n := len(g.late); n > 0 {
		names := strings.Join(g.late[:min(n, 20)], ", ")
		if n > 20 {
			names += " and more"
		}
		g.opt.tell("columns that only later rows have were left out: %s; name them with $select", names)
	}
	if g.gone > 0 {
		g.opt.tell("rows that stand for something removed: %d; -o ndjson shows which (%s)", g.gone, removed)
	}
	return g.lines.flush()
}

// each calls yield for the members of a row. A row that is no object has one member, "value".
func each(row []byte, yield func(name, value []byte) bool) {
	if jsontext.Value(row).Kind() != '{' {
		yield([]byte("value"), row)
		return
	}
	jsonrows.Members(row, yield)
}

func unquotedName(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw)
	}
	name, _ := jsontext.AppendUnquote(nil, append(append([]byte{'"'}, raw...), '"'))
	return string(name)
}

// text is a value as a person reads it in a cell: texts without quotes, null as nothing, the rest as compact JSON.
func text(v jsontext.Value) string {
	switch v.Kind() {
	case 0, 'n':
		return ""
	case '"':
		s, _ := jsontext.AppendUnquote(nil, v)
		return string(s)
	case '{', '[':
		out, err := appendCompact(nil, v)
		if err != nil {
			return string(v)
		}
		return string(out)
	}
	return string(v)
}

// reason is why a delta query calls a row removed: "deleted", "changed"; text where it does not say.
func reason(v []byte) string {
	why := text(v)
	each(v, func(name, value []byte) bool {
		if unquotedName(name) == "reason" {
			why = text(value)
		}
		return true
	})
	return why
}

// cellText is text, or the reason in the column of what was removed.
func cellText(column string, v []byte) string {
	if column == removed {
		return reason(v)
	}
	return text(v)
}
