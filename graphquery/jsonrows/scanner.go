// Package jsonrows finds the rows of an answer in its raw bytes, while they arrive, without decoding them.
//
// It reads JSON as RFC 8259 has it, with two allowances: names may repeat and texts may hold broken UTF-8, which
// are shown, not refused. Everything else that is not JSON is an error, with its place.
package jsonrows

import (
	"bytes"
	"errors"
	"fmt"
)

// maxDepth is far deeper than anything Graph sends.
const maxDepth = 512

// Row is where one element of the collection stands: buf[From:To]. Lines says that there are line breaks between
// its parts, as in indented JSON.
type Row struct {
	From, To int
	Lines    bool
}

// Shape is what a document turned out to be.
type Shape int

const (
	Unknown    Shape = iota // not enough of it is known
	Collection              // an object with an array named "value", or an array
	Single                  // one value, which is whole
)

// Scanner reads one document. The zero value is ready.
type Scanner struct {
	shape   Shape
	pos     int // everything before it has been read
	far     int // in a text that goes on beyond the buffer: where to go on looking for its end
	state   state
	depth   int
	objects [maxDepth/64 + 1]uint64 // bit d: the container at depth d is an object

	rows     []Row
	rowDepth int // depth of the array whose elements are rows; 0 = not in it
	row      Row
	count    int // of rows so far
	removed  int

	member  member // the member at the top whose value is awaited
	members [members][]byte
	open    int // where the array of rows opens, and where it closed; -1 = not (yet)
	close   int
	dropped int64
}

// state is what may come next.
type state uint8

const (
	start state = iota
	wantValue
	wantValueOrEnd // after [
	wantNameOrEnd  // after {
	wantName       // after a comma in an object
	wantColon
	wantMore // a comma or the end of the container
	done
)

// Scan reads on in buf, which holds everything since the last Drop; end says that nothing follows.
// After an error the scanner is of no further use; the rows that were found before stand.
func (s *Scanner) Scan(buf []byte, end bool) error {
	if s.state == start && !s.begin(buf, end) {
		return nil
	}
	if err := s.scan(buf, end); err != nil {
		return err
	}
	if end && s.state != done {
		return s.fault(s.pos, errEnds)
	}
	return nil
}

var errEnds = errors.New("the text ends in the middle")

// begin skips a byte order mark, for which three bytes must be there.
func (s *Scanner) begin(buf []byte, end bool) bool {
	if len(buf) < 3 && !end {
		return false
	}
	if bytes.HasPrefix(buf, []byte("\ufeff")) {
		s.pos = 3
	}
	s.state, s.open, s.close = wantValue, -1, -1
	return true
}

func (s *Scanner) scan(buf []byte, end bool) (err error) {
	i := s.pos
	for i < len(buf) {
		c := buf[i]
		if c == ' ' || c == '\t' || c == '\n' || c == '\r' {
			if c == '\n' || c == '\r' {
				s.row.Lines = true
			}
			i++
			continue
		}
		switch s.state {
		case wantMore:
			switch {
			case c == ',':
				s.state = wantValue
				if s.isObject() {
					s.state = wantName
				}
				i++
			case c == '}' && s.isObject(), c == ']' && !s.isObject():
				i++
				s.leave(i)
			default:
				return s.fault(i, unexpected(c, "a comma or the end"))
			}
		case wantName, wantNameOrEnd:
			if c == '}' && s.state == wantNameOrEnd {
				i++
				s.leave(i)
				break
			}
			if c != '"' {
				return s.fault(i, unexpected(c, "a name"))
			}
			n, err := s.stringEnd(buf, i, end)
			if err != nil || n == 0 {
				s.pos = i
				return err
			}
			s.named(buf[i+1 : n-1])
			s.state, i = wantColon, n
			if n < len(buf) && buf[n] == ':' { // as Graph writes it
				s.state, i = wantValue, n+1
			}
		case wantColon:
			if c != ':' {
				return s.fault(i, unexpected(c, "a colon"))
			}
			s.state = wantValue
			i++
		case wantValue, wantValueOrEnd:
			if c == ']' && s.state == wantValueOrEnd {
				i++
				s.leave(i)
				break
			}
			if c == '{' && s.rowDepth > 0 && s.depth == s.rowDepth {
				if n := s.compactRow(buf, i); n > 0 {
					s.state, i = wantMore, n
					break
				}
			}
			n, err := s.value(buf, i, end)
			if err != nil || n == 0 {
				s.pos = i
				return err
			}
			i = n
			if s.state == wantMore && n+1 < len(buf) && buf[n] == ',' && buf[n+1] == '"' && s.isObject() { // as Graph writes it
				s.state, i = wantName, n+1
			}
		default: // done
			return s.fault(i, errors.New("something follows the JSON value"))
		}
	}
	s.pos = i
	return nil
}

// value takes the value at i, of a container only its opening bracket, and returns what follows it; 0 = not all
// of it is there yet.
func (s *Scanner) value(buf []byte, i int, end bool) (n int, err error) {
	switch c := buf[i]; c {
	case '{', '[':
		s.starts(i)
		return i + 1, s.enter(c == '{', i)
	case '"':
		n, err = s.stringEnd(buf, i, end)
	default:
		n, err = s.scalarEnd(buf, i, end)
	}
	if n > 0 && err == nil {
		s.starts(i)
		s.ends(buf, i, n)
	}
	return n, err
}

// starts notes the beginning of a row.
func (s *Scanner) starts(i int) {
	if s.rowDepth > 0 && s.depth == s.rowDepth {
		s.row = Row{From: i}
	}
}

// ends notes the end of a value that has been read whole: buf[i:n].
func (s *Scanner) ends(buf []byte, i, n int) {
	s.state = wantMore
	switch {
	case s.depth == 0:
		s.state, s.shape = done, Single
	case s.rowDepth > 0 && s.depth == s.rowDepth:
		s.rowEnds(n)
	case s.depth == 1 && s.member > other:
		s.members[s.member] = bytes.Clone(buf[i:n])
		s.member = other
	}
}

func (s *Scanner) rowEnds(n int) {
	s.row.To = n
	s.rows = append(s.rows, s.row)
	s.count++
}

func (s *Scanner) enter(object bool, i int) error {
	if s.depth == maxDepth {
		return s.fault(i, fmt.Errorf("it is nested deeper than %d levels", maxDepth))
	}
	rows := !object && s.shape == Unknown && (s.depth == 0 || s.depth == 1 && s.member == value)
	s.depth++
	word, bit := s.depth/64, uint64(1)<<(s.depth%64)
	s.objects[word] &^= bit
	s.state = wantValueOrEnd
	if object {
		s.objects[word] |= bit
		s.state = wantNameOrEnd
	}
	if rows {
		s.shape, s.rowDepth, s.open = Collection, s.depth, i
	}
	return nil
}

// leave closes a container; n is behind its bracket.
func (s *Scanner) leave(n int) {
	if s.depth == s.rowDepth {
		s.rowDepth, s.close = 0, n-1
	}
	s.depth--
	s.state = wantMore
	switch {
	case s.depth == 0:
		s.state = done
		if s.shape == Unknown {
			s.shape = Single
		}
	case s.rowDepth > 0 && s.depth == s.rowDepth:
		s.rowEnds(n)
	case s.depth == 1:
		s.member = other
	}
}

func (s *Scanner) isObject() bool { return s.objects[s.depth/64]&(1<<(s.depth%64)) != 0 }

// Drop forgets the rows found so far and returns how many bytes at the start of the buffer are of no further use:
// the next Scan gets a buffer without them. Between two rows that is everything up to and with the comma, where it
// has come; within a row, everything before it.
func (s *Scanner) Drop() int {
	n := 0
	switch {
	case s.shape != Collection:
	case s.rowDepth > 0 && s.depth > s.rowDepth:
		n = s.row.From
	default:
		n = s.pos
	}
	s.rows = s.rows[:0]
	s.pos -= n
	s.far = max(0, s.far-n)
	s.row.From -= n
	s.open, s.close = s.open-n, s.close-n
	s.dropped += int64(n)
	return n
}

// Fault is where and why a document is not JSON.
type Fault struct {
	Offset int64 // in the document
	Err    error
}

func (f *Fault) Error() string { return fmt.Sprintf("%v (at byte %d)", f.Err, f.Offset) }
func (f *Fault) Unwrap() error { return f.Err }

func (s *Scanner) fault(i int, err error) error { return &Fault{s.dropped + int64(i), err} }

func unexpected(c byte, wanted string) error {
	if c > ' ' && c < 0x7f {
		return fmt.Errorf("%q stands where %s should", c, wanted)
	}
	return fmt.Errorf("byte 0x%02x stands where %s should", c, wanted)
}
