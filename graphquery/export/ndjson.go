package export

import (
	"io"

	"graphguest/graphquery"
)

// ndjson writes each row on a line of its own, as it came: rows that follow each other with nothing but a comma between
// them are written where they stand, the comma turned into a line break.
type ndjson struct {
	w   io.Writer
	in  intake
	buf []byte
}

func newNDJSON(w io.Writer, opt Options) Writer {
	return &ndjson{w: w, in: intake{limit: opt.Limit}}
}

func (n *ndjson) Part(p *graphquery.Part) error {
	rows, err := n.in.take(p)
	if err != nil {
		return err
	}
	for len(rows) > 0 {
		count := n.asTheyStand(p.Data, rows)
		if count > 0 {
			err = n.region(p.Data, rows[0].From, rows[count-1].To)
		} else {
			count, err = 1, n.remade(p.Data[rows[0].From:rows[0].To])
		}
		if err != nil {
			return err
		}
		rows = rows[count:]
	}
	if err := n.flush(); err != nil {
		return err
	}
	return n.in.full()
}

// asTheyStand breaks the lines of as many rows as can be written as they stand, and returns how many those are.
func (n *ndjson) asTheyStand(data []byte, rows []graphquery.Row) int {
	near := 0
	for near < len(rows) && !rows[near].Lines && (near == 0 || rows[near].From == rows[near-1].To+1) {
		near++
	}
	if near == 0 {
		return 0
	}
	from, to := rows[0].From, rows[near-1].To
	plain := from + firstActing(data[from:to])
	count := 0
	for count < near && rows[count].To <= plain {
		if count > 0 {
			data[rows[count-1].To] = '\n'
		}
		count++
	}
	return count
}

// small is what is copied rather than written by itself.
const small = 8 << 10

// region writes rows that stand in data[from:to], and the end of the last line.
func (n *ndjson) region(data []byte, from, to int) error {
	within := to < len(data)
	if within { // what follows a row is no part of any
		data[to] = '\n'
		to++
	}
	if to-from <= small {
		n.buf = append(n.buf, data[from:to]...)
	} else {
		if err := n.flush(); err != nil {
			return err
		}
		if _, err := n.w.Write(data[from:to]); err != nil {
			return err
		}
	}
	if !within {
		n.buf = append(n.buf, '\n')
	}
	return nil
}

// remade writes a row that has to become another text with the same meaning: on one line, all of it visible.
func (n *ndjson) remade(row []byte) (err error) {
	if n.buf, err = appendCompact(n.buf, row); err != nil {
		return err
	}
	n.buf = append(n.buf, '\n')
	if len(n.buf) < enough {
		return nil
	}
	return n.flush()
}

func (n *ndjson) flush() error {
	if len(n.buf) == 0 {
		return nil
	}
	_, err := n.w.Write(n.buf)
	n.buf = n.buf[:0]
	return err
}

func (n *ndjson) Close() error { return n.flush() }
