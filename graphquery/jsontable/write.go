package jsontable

import (
	"bufio"
	"bytes"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// Write writes rows of the document as a JSON array of objects with only these columns, in that order, values as they
// came. A member is called as the column: by the name at the top of a row, or by the way, "manager/displayName". A
// count is a number. What is missing is left out, and a row that has not come whole.
func (t *Table) Write(w io.Writer, rows []int, columns []Column) error {
	out := bufio.NewWriterSize(w, 64<<10)
	names := make([][]byte, len(columns))
	for i, c := range columns {
		names[i], _ = jsontext.AppendQuote(nil, c.title()) // of a name that is not UTF-8 what can be said
		names[i] = append(names[i], ':')
	}
	r := t.Reader(columns)
	r.whole = true
	out.WriteByte('[') // its errors come with Flush
	between := "\n"
	for _, row := range rows {
		raw := t.Row(row)
		if raw == nil {
			continue
		}
		out.WriteString(between)
		between = ",\n"
		writeRow(out, names, r.read(raw))
		if out.Available() == 0 && out.Flush() != nil {
			break
		}
	}
	out.WriteString("\n]\n")
	return out.Flush()
}

func writeRow(out *bufio.Writer, names [][]byte, cells []Cell) {
	out.WriteByte('{')
	first := true
	for i, cell := range cells {
		if cell.Kind == Missing {
			continue
		}
		if !first {
			out.WriteByte(',')
		}
		first = false
		out.Write(names[i])
		out.Write(cell.Raw)
	}
	out.WriteByte('}')
}

// Document is what Write writes.
func (t *Table) Document(rows []int, columns []Column) []byte {
	var out bytes.Buffer
	t.Write(&out, rows, columns) // a buffer takes everything
	return out.Bytes()
}
