package export

import (
	"bytes"

	"graphguest/graphquery"
	"graphguest/graphquery/jsonrows"
)

// Whole is an answer that is held, as one part. What is no JSON is one part, too.
func Whole(r *graphquery.Result) *graphquery.Part {
	page := *r
	page.Body, page.Rows = nil, -1
	p := &graphquery.Part{Page: &page, Number: 1, Data: bytes.Clone(r.Body), Last: true}
	var s jsonrows.Scanner
	if len(bytes.TrimSpace(p.Data)) == 0 {
		return p
	}
	if err := s.Scan(p.Data, true); err != nil {
		p.Foreign = true
		return p
	}
	if s.Shape() == jsonrows.Collection {
		p.Rows = s.Rows()
		page.Rows = len(p.Rows)
		if len(p.Rows) == 0 {
			p.Data = nil
		}
	}
	return p
}
