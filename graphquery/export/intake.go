package export

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"

	"graphguest/graphquery"
)

// lenient takes JSON as it comes: duplicate names and broken UTF-8 are passed on, not refused.
var lenient = []jsontext.Options{
	jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true), jsontext.PreserveRawStrings(true),
}

// intake takes the rows out of the parts of an answer, up to the limit.
type intake struct {
	limit  int
	rows   int  // taken so far
	list   bool // the answer is a collection
	single bool // it is one value
}

// take returns where the rows of a part stand. One value instead of a collection is returned as one row; what is no
// JSON is an error, so that nothing of a broken answer is passed off as the whole.
func (t *intake) take(p *graphquery.Part) ([]graphquery.Row, error) {
	rows := p.Rows
	switch {
	case len(rows) > 0:
		t.list = true
	case len(bytes.TrimSpace(p.Data)) > 0:
		if err := t.one(p); err != nil {
			return nil, err
		}
		rows = []graphquery.Row{{From: len(p.Data) - len(withoutMark(p.Data)), To: len(p.Data), Lines: true}}
	case p.Last && p.Page != nil && p.Page.Rows >= 0:
		t.list = true // without a row
	}
	if t.limit > 0 && t.list {
		rows = rows[:min(len(rows), t.limit-t.rows)]
	}
	t.rows += len(rows)
	return rows, nil
}

// full is ErrLimit when there are enough rows.
func (t *intake) full() error {
	if t.limit > 0 && t.rows >= t.limit {
		return ErrLimit
	}
	return nil
}

// one makes sure that a part without rows is JSON, and not the second piece of something else.
func (t *intake) one(p *graphquery.Part) error {
	if p.Foreign {
		return fmt.Errorf("the answer (%s) is not JSON; take it as it is with -o raw", kindOf(p.Page))
	}
	err := checkJSON(withoutMark(p.Data))
	if err == nil && t.single {
		err = errors.New("something follows its first value")
	}
	if err != nil {
		return fmt.Errorf("the answer (%s) is not JSON: %w; take it as it is with -o raw", kindOf(p.Page), err)
	}
	t.single = !t.list
	return nil
}

func kindOf(r *graphquery.Result) string {
	if r == nil || r.Header.Get("Content-Type") == "" {
		return "of no stated type"
	}
	return r.Header.Get("Content-Type")
}

func withoutMark(b []byte) []byte { return bytes.TrimPrefix(b, []byte("\ufeff")) }

func checkJSON(body []byte) error {
	d := jsontext.NewDecoder(bytes.NewBuffer(body), lenient...)
	if err := d.SkipValue(); err != nil {
		return err
	}
	if _, err := d.ReadToken(); err != io.EOF {
		return fmt.Errorf("something follows the JSON value at byte %d", d.InputOffset())
	}
	return nil
}
