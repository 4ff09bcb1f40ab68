package export

import (
	"io"

	"github.com/go-json-experiment/json/jsontext"

	"graphguest/graphquery"
)

const indent = "  "

// jsonWriter writes one array of the rows of all pages, or the one object as it is;
// keys stay in Graph's order, numbers and texts as they were written.
type jsonWriter struct {
	w      io.Writer
	rows   pager
	opened bool // "[" is written
	buf    []byte
}

func newJSON(w io.Writer, opt Options) Writer {
	return &jsonWriter{w: w, rows: pager{limit: opt.Limit}}
}

func (j *jsonWriter) Page(r *graphquery.Result) error {
	if !isCollection(r) && !j.opened {
		return j.rows.each(r, func(row jsontext.Value) error {
			return j.value(nil, row, "", "\n")
		})
	}
	if !j.opened {
		j.opened = true
		if _, err := io.WriteString(j.w, "["); err != nil {
			return err
		}
	}
	return j.rows.each(r, func(row jsontext.Value) error {
		before := ",\n" + indent
		if j.rows.rows == 0 {
			before = "\n" + indent
		}
		return j.value([]byte(before), row, indent, "")
	})
}

// value writes one value, indented, with what stands before and after it.
func (j *jsonWriter) value(before []byte, row jsontext.Value, prefix, after string) error {
	out, err := appendPretty(append(j.buf[:0], before...), row, prefix)
	if err != nil {
		return err
	}
	j.buf = append(out, after...)
	_, err = j.w.Write(j.buf)
	return err
}

func (j *jsonWriter) Close() error {
	if !j.opened {
		return nil
	}
	end := "\n]\n"
	if j.rows.rows == 0 {
		end = "]\n"
	}
	_, err := io.WriteString(j.w, end)
	return err
}

func appendPretty(dst []byte, v jsontext.Value, prefix string) ([]byte, error) {
	options := append(lenient[:len(lenient):len(lenient)], jsontext.WithIndent(indent), jsontext.WithIndentPrefix(prefix))
	return jsontext.AppendFormat(dst, visible(v), options...)
}

func appendCompact(dst []byte, v jsontext.Value) ([]byte, error) {
	options := append(lenient[:len(lenient):len(lenient)], jsontext.Multiline(false))
	return jsontext.AppendFormat(dst, visible(v), options...)
}

// ndjson writes each row on a line of its own.
type ndjson struct {
	w    io.Writer
	rows pager
	buf  []byte
}

func newNDJSON(w io.Writer, opt Options) Writer {
	return &ndjson{w: w, rows: pager{limit: opt.Limit}}
}

func (n *ndjson) Page(r *graphquery.Result) error {
	n.buf = n.buf[:0]
	err := n.rows.each(r, func(row jsontext.Value) (err error) {
		n.buf, err = appendCompact(n.buf, row)
		n.buf = append(n.buf, '\n')
		return err
	})
	if _, wErr := n.w.Write(n.buf); wErr != nil {
		return wErr
	}
	return err
}

func (n *ndjson) Close() error { return nil }
