package export

import (
	"bytes"
	"fmt"
	"io"
	"iter"

	"github.com/go-json-experiment/json/jsontext"

	"graphguest/graphquery"
)

// lenient takes JSON as it comes: duplicate names and broken UTF-8 are passed on, not refused.
var lenient = []jsontext.Options{
	jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true), jsontext.PreserveRawStrings(true),
}

// pager hands out the rows of the pages up to the limit.
type pager struct {
	limit int
	rows  int
}

// each calls write for every row of a page; ErrLimit when there are enough.
func (p *pager) each(r *graphquery.Result, write func(jsontext.Value) error) error {
	rows, err := rowsOf(r)
	if err != nil {
		return err
	}
	for row := range rows {
		if p.full() {
			return ErrLimit
		}
		if err := write(row); err != nil {
			return err
		}
		p.rows++
	}
	if p.full() {
		return ErrLimit
	}
	return nil
}

func (p *pager) full() bool { return p.limit > 0 && p.rows >= p.limit }

// rowsOf returns the rows of an answer. An empty answer has none; one that is no JSON is an error.
func rowsOf(r *graphquery.Result) (iter.Seq[jsontext.Value], error) {
	body := bytes.TrimPrefix(r.Body, []byte("\ufeff"))
	if len(bytes.TrimSpace(body)) == 0 {
		return func(func(jsontext.Value) bool) {}, nil
	}
	if err := checkJSON(body); err != nil {
		kind := r.Header.Get("Content-Type")
		if kind == "" {
			kind = "of no stated type"
		}
		return nil, fmt.Errorf("the answer (%s) is not JSON: %w; take it as it is with -o raw", kind, err)
	}
	return graphquery.Rows(body), nil
}

// checkJSON makes sure that nothing of a broken answer is passed off as the whole.
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

// isCollection says whether an answer is a list of rows rather than one thing.
func isCollection(r *graphquery.Result) bool {
	return r.Rows >= 0 || jsontext.Value(r.Body).Kind() == '['
}
