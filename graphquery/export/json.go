package export

import (
	"io"

	"github.com/go-json-experiment/json/jsontext"

	"graphguest/graphquery"
)

const indent = "  "

// enough is how much is gathered before it is written, where a part goes on.
const enough = 256 << 10

// jsonWriter writes one array of the rows of all pages, or the one object as it is;
// keys stay in Graph's order, numbers and texts as they were written.
type jsonWriter struct {
	w       io.Writer
	in      intake
	written int // rows
	opened  bool
	buf     []byte
}

func newJSON(w io.Writer, opt Options) Writer {
	return &jsonWriter{w: w, in: intake{limit: opt.Limit}}
}

func (j *jsonWriter) Part(p *graphquery.Part) error {
	rows, err := j.in.take(p)
	if err != nil {
		return err
	}
	if j.in.list && !j.opened {
		j.opened = true
		j.buf = append(j.buf, '[')
	}
	for _, row := range rows {
		if err := j.value(p.Data[row.From:row.To]); err != nil {
			return err
		}
	}
	if err := j.flush(); err != nil {
		return err
	}
	return j.in.full()
}

// value writes one value, indented.
func (j *jsonWriter) value(row jsontext.Value) (err error) {
	prefix := ""
	if j.opened {
		prefix = indent
		if j.written > 0 {
			j.buf = append(j.buf, ',')
		}
		j.buf = append(j.buf, "\n"+indent...)
	}
	j.written++
	if j.buf, err = appendPretty(j.buf, row, prefix); err != nil {
		return err
	}
	if !j.opened {
		j.buf = append(j.buf, '\n')
	}
	if len(j.buf) < enough {
		return nil
	}
	return j.flush()
}

func (j *jsonWriter) flush() error {
	if len(j.buf) == 0 {
		return nil
	}
	_, err := j.w.Write(j.buf)
	j.buf = j.buf[:0]
	return err
}

func (j *jsonWriter) Close() error {
	if !j.opened {
		return nil
	}
	if j.written > 0 {
		j.buf = append(j.buf, '\n')
	}
	j.buf = append(j.buf, "]\n"...)
	return j.flush()
}

func appendPretty(dst []byte, v jsontext.Value, prefix string) ([]byte, error) {
	options := append(lenient[:len(lenient):len(lenient)], jsontext.WithIndent(indent), jsontext.WithIndentPrefix(prefix))
	return jsontext.AppendFormat(dst, visible(v), options...)
}

func appendCompact(dst []byte, v jsontext.Value) ([]byte, error) {
	options := append(lenient[:len(lenient):len(lenient)], jsontext.Multiline(false))
	return jsontext.AppendFormat(dst, visible(v), options...)
}
