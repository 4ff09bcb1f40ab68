package graphquery

import (
	"context"

	"graphguest/graphquery/jsonrows"
)

// Stream is how Client.Stream hands an answer on.
type Stream struct {
	All   bool // follow the next links
	Bytes bool // hand the bodies on as they come, whatever they are: no rows are looked for
}

// Part is a piece of an answer on its way.
type Part struct {
	Page    *Result // the page that it is of, without its body; NextLink, Count, Rows and the like are known in its last part
	Number  int     // of the page, from 1
	Data    []byte  // valid until take returns; where there are Rows, take may change it
	Rows    []Row   // where rows stand in Data, in order; empty = Data is one whole JSON value, or bytes as they came
	Foreign bool    // Data is no JSON
	Last    bool    // the page ends here
}

// Row is Data[From:To], one value of the collection as it came. The first begins at 0. Between two rows stands a
// comma, with white space around it where the answer is indented; one may follow the last row, too.
type Row = jsonrows.Row

// Stream is Run for what need not be held: the answer goes to take in parts while it comes, in bounded memory, and
// the next page is asked for as soon as its link is known, though not before the first rows were taken. From the
// second page on nothing is handed on of a page that may still have to be asked for again, up to 1 MiB.
//
// The Result returned is the last page's, without its body; Rows, Removed, Pages, Count, Retries and Notes are those
// of the whole run. An error of take ends the run and comes back as it is. Refusals and faults are as in Run.
func (c *Client) Stream(ctx context.Context, q Query, s Stream, take func(*Part) error) (*Result, error) {
	q, notes := c.prepared(q)
	u, err := q.URL(c.Graph)
	if err != nil {
		return nil, err
	}
	if err := c.gate(q, u); err != nil {
		return nil, err
	}
	w := &walk{client: c, mode: s, take: take, sum: sum{count: -1, notes: notes}, links: map[[32]byte]bool{}}
	return w.run(ctx, q, u)
}
