package table

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"graphguest/graphquery/jsontable"
	"graphguest/tui/view"
)

// mostCopied bounds a column that is copied, in bytes.
const mostCopied = 1 << 20

// Copies are what can be copied of the cell, the row and the column under the cursor, and of the marked rows.
func (m *Model) Copies() (copies []view.Copy) {
	if m.table == nil || m.row() < 0 || m.here() == nil {
		return nil
	}
	t, row, c, columns, order := m.table, m.row(), m.here().Column, m.shownColumns(), m.order
	copies = []view.Copy{
		{Key: "v", What: "the cell", Text: func() (string, error) { return whole(t.Cell(row, c)), nil }},
		{Key: "r", What: "the row as JSON", Text: func() (string, error) { return string(t.Row(row)), nil }},
		{Key: "t", What: "the row as text parted by tabs", Text: func() (string, error) {
			return tabbed(t, []int{row}, columns)
		}},
		{Key: "h", What: "the name of the column", Text: func() (string, error) { return c.String(), nil }},
		{Key: "c", What: "the column, of all rows shown", Text: func() (string, error) {
			rows := make([]int, order.Len())
			for i := range rows {
				rows[i] = order.Row(i)
			}
			return tabbed(t, rows, []jsontable.Column{c})
		}},
	}
	if n := len(m.marked); n > 0 {
		rows := m.rows()
		copies = append(copies,
			view.Copy{Key: "m", What: fmt.Sprintf("the %d marked rows as JSON", n), Text: func() (string, error) {
				return string(t.Document(rows, columns)), nil
			}},
			view.Copy{Key: "b", What: fmt.Sprintf("the %d marked rows as text parted by tabs", n), Text: func() (string, error) {
				return tabbed(t, rows, columns)
			}})
	}
	return copies
}

// whole is a cell as a person takes it elsewhere: texts decoded, nothing for null.
func whole(c jsontable.Cell) string {
	switch c.Kind {
	case jsontable.Null, jsontable.Missing:
		return ""
	case jsontable.Text:
		return c.Whole()
	}
	return string(c.Raw)
}

// tabbed are cells as spreadsheets take them from the clipboard: tabs and line ends within a cell become blanks.
func tabbed(t *jsontable.Table, rows []int, columns []jsontable.Column) (string, error) {
	var b bytes.Buffer
	reader := t.Reader(columns)
	clean := strings.NewReplacer("\t", " ", "\r\n", " ", "\n", " ", "\r", " ")
	for n, row := range rows {
		if n > 0 {
			b.WriteByte('\n')
		}
		for i, cell := range reader.Read(row) {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(clean.Replace(whole(cell)))
		}
		if b.Len() > mostCopied {
			return "", errors.New("it is larger than 1 MB: export writes it to a file")
		}
	}
	return b.String(), nil
}

// Export are the rows as they are arranged, with the columns shown: of rows that are marked, sorted or filtered, or of
// columns that were chosen. make copies them, which may take a while; nil = the answer as it came is what is shown.
func (m *Model) Export() (make func() [][]byte, what string) {
	if m.table == nil || m.here() == nil {
		return nil, ""
	}
	want := m.order.Arrangement()
	if len(m.marked) == 0 && len(want.Sort) == 0 && want.Filter.None() && !m.work.arranged {
		return nil, ""
	}
	t, order, columns := m.table, m.order, m.shownColumns()
	var rows []int
	n := order.Len()
	if len(m.marked) > 0 {
		rows = m.rows()
		n = len(rows)
	}
	return func() [][]byte {
		if rows == nil {
			for i := range order.Len() {
				rows = append(rows, order.Row(i))
			}
		}
		return [][]byte{t.Document(rows, columns)}
	}, fmt.Sprintf("%s rows of the table", thousands(n))
}
