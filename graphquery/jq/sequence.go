package jq

import (
	"bytes"
	"errors"
	"fmt"

	"graphguest/graphquery/jsonrows"
)

// Sequence finds JSON values one after another, as in ndjson, while they arrive: what jsonrows.Scanner is for one
// document, with the same allowances. White space between values may be missing where they part by themselves. The
// zero value is ready.
type Sequence struct {
	pos     int // everything before it has been read
	rows    []jsonrows.Row
	dropped int64
	begun   bool
	wait    int // nothing is looked for again before the buffer has so many bytes
}

// deepest is how far values may be nested, as in jsonrows.
const deepest = 512

// Scan reads on in buf, which holds everything since the last Drop; end says that nothing follows. After an error, a
// *jsonrows.Fault, the rows that were found before stand.
func (s *Sequence) Scan(buf []byte, end bool) error {
	if !s.begun && (len(buf) >= 3 || end) {
		s.begun = true
		if bytes.HasPrefix(buf, []byte("\ufeff")) {
			s.pos = 3
		}
	}
	if !s.begun || len(buf) < s.wait && !end {
		return nil
	}
	for {
		v := reader{buf: buf, end: end}
		from := v.space(s.pos)
		if from == len(buf) {
			s.pos, s.wait = from, 0
			return nil
		}
		n, err := v.value(from, 0)
		switch {
		case errors.Is(err, errMore) && !end:
			s.pos, s.wait = from, len(buf)+(len(buf)-from)/2 // a long value is not read again for every few bytes
			return nil
		case err != nil:
			return &jsonrows.Fault{Offset: s.dropped + int64(v.at), Err: err}
		}
		s.rows = append(s.rows, jsonrows.Row{From: from, To: n, Lines: v.lines})
		s.pos = n
	}
}

// Rows are the values found since the last Drop.
func (s *Sequence) Rows() []jsonrows.Row { return s.rows }

// Drop forgets the rows found so far and returns how many bytes at the start of the buffer are of no further use.
func (s *Sequence) Drop() int {
	n := s.pos
	s.rows, s.pos, s.wait = s.rows[:0], 0, max(0, s.wait-n)
	s.dropped += int64(n)
	return n
}

// Begun says whether the bytes at the start of a document are a sequence: one value is whole and another begins.
func Begun(start []byte) bool {
	v := reader{buf: bytes.TrimPrefix(start, []byte("\ufeff"))}
	n, err := v.value(v.space(0), 0)
	return err == nil && v.space(n) < len(v.buf)
}

var errMore = errors.New("the text ends in the middle")

// reader reads one value, to see whether it is JSON.
type reader struct {
	buf   []byte
	end   bool
	at    int  // where it is wrong
	lines bool // it has line breaks between its parts
}

func (r *reader) space(i int) int {
	for ; i < len(r.buf); i++ {
		switch r.buf[i] {
		case '\n', '\r':
			r.lines = true
		case ' ', '\t':
		default:
			return i
		}
	}
	return i
}

func (r *reader) wrong(i int, err error) (int, error) {
	if r.at = i; i >= len(r.buf) {
		err = errMore
	}
	return 0, err
}

// value returns what follows the value at i. errMore: its end is not there.
func (r *reader) value(i, depth int) (int, error) {
	if depth == 0 {
		r.lines = false
	}
	if i >= len(r.buf) {
		return r.wrong(i, errMore)
	}
	switch c := r.buf[i]; {
	case c == '"':
		return r.text(i)
	case c != '{' && c != '[':
		n, ok := jsonrows.ScalarEnd(r.buf, i)
		if n == len(r.buf) && !r.end {
			return r.wrong(n, errMore)
		}
		if !ok {
			return r.wrong(i, errors.New("no JSON value begins so"))
		}
		return n, nil
	case depth == deepest:
		return r.wrong(i, fmt.Errorf("it is nested deeper than %d levels", deepest))
	}
	return r.container(i, depth)
}

func (r *reader) text(i int) (int, error) {
	n, err := jsonrows.TextEnd(r.buf, i)
	if err != nil {
		return r.wrong(i, err)
	}
	if n == 0 {
		return r.wrong(len(r.buf), errMore)
	}
	return n, nil
}

func (r *reader) container(i, depth int) (n int, err error) {
	object, end := r.buf[i] == '{', r.buf[i]+2 // } is two behind {, as ] is behind [
	if i = r.space(i + 1); i < len(r.buf) && r.buf[i] == end {
		return i + 1, nil
	}
	for {
		if object {
			if i, err = r.name(i); err != nil {
				return 0, err
			}
		}
		if i, err = r.value(i, depth+1); err != nil {
			return 0, err
		}
		switch i = r.space(i); {
		case i < len(r.buf) && r.buf[i] == end:
			return i + 1, nil
		case i >= len(r.buf) || r.buf[i] != ',':
			return r.wrong(i, errors.New("a comma or the end is missing"))
		}
		i = r.space(i + 1)
	}
}

// name returns what follows a name and its colon.
func (r *reader) name(i int) (int, error) {
	if i >= len(r.buf) || r.buf[i] != '"' {
		return r.wrong(i, errors.New("a name is missing"))
	}
	i, err := r.text(i)
	if err != nil {
		return 0, err
	}
	if i = r.space(i); i >= len(r.buf) || r.buf[i] != ':' {
		return r.wrong(i, errors.New("a colon is missing"))
	}
	return r.space(i + 1), nil
}
