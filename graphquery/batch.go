package graphquery

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
)

// BatchItem is one query of a batch.
type BatchItem struct {
	ID        string // unique in the batch, capitals do not count; "" = its number
	Query     Query
	DependsOn []string // IDs of items that have to succeed first; they stand before it
}

// BatchAnswer is what became of one item. Err is an *Error where Graph refused it, beside the Result.
type BatchAnswer struct {
	ID     string
	Result *Result
	Err    error
}

// Batch sends the items by as few $batch requests as there can be, one after the other: 20 in one, split by version,
// and each either a chain, in which every item depends on the one before, or of items that depend on none of it.
// Items that were throttled are sent again. What depends on an item that failed is not sent and gets a 424.
//
// All items are checked before the first is sent, and every write among them is asked for by Confirm: one that is
// wrong or not confirmed keeps back all, without answers. Otherwise the answers are those of all items, in their
// order; err is what kept a whole request from being answered, and is also that of the items without an answer.
func (c *Client) Batch(ctx context.Context, items []BatchItem) ([]BatchAnswer, error) {
	b, err := c.batchOf(items)
	if err != nil {
		return nil, err
	}
	return b.answers(b.run(ctx))
}

// batch is several queries on their way.
type batch struct {
	client *Client
	jobs   []*job
	start  time.Time
	claims string // of a challenge that was answered; at most one is
	asked  string // the claims that the request on its way began with
	busy   int    // how often Graph was, for a whole request
	faults int    // how often the connection failed
}

// job is one item on its way.
type job struct {
	id        string
	query     Query
	url       *url.URL
	requestID string // the client-request-id
	item      batchRequest
	needs     []*job // that have to succeed first
	notes     []string
	retries   []Retry
	answer    *BatchAnswer // nil = it is still to be sent
	last      *Result      // what came when it is to be sent again
}

func (c *Client) batchOf(items []BatchItem) (*batch, error) {
	b := &batch{client: c, start: c.now()}
	ids, err := batchIDs(items)
	if err != nil {
		return nil, err
	}
	known := map[string]*job{}
	for i, item := range items {
		j, err := c.jobOf(ids[i], item)
		for _, id := range item.DependsOn {
			if need := known[strings.ToLower(id)]; need != nil && err == nil {
				j.needs = append(j.needs, need)
			} else if err == nil {
				err = fmt.Errorf("it depends on %q, which does not stand before it", id)
			}
		}
		if err != nil {
			return nil, fmt.Errorf("item %s of the batch (%s): %w", ids[i], item.Query, err)
		}
		known[strings.ToLower(j.id)] = j
		b.jobs = append(b.jobs, j)
	}
	for _, j := range b.jobs {
		if err := c.gate(j.query, j.url); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// batchIDs are the IDs of all items; those without one get a number.
func batchIDs(items []BatchItem) ([]string, error) {
	taken := map[string]bool{}
	for _, item := range items {
		if id := strings.ToLower(item.ID); id != "" {
			if taken[id] {
				return nil, fmt.Errorf("two items of the batch are called %s: give each a name of its own, capitals do not count", item.ID)
			}
			taken[id] = true
		}
	}
	ids := make([]string, len(items))
	for i, item := range items {
		ids[i] = item.ID
		for n := i + 1; ids[i] == ""; n++ {
			if id := fmt.Sprint(n); !taken[id] {
				taken[id], ids[i] = true, id
			}
		}
	}
	return ids, nil
}

func (c *Client) jobOf(id string, item BatchItem) (*job, error) {
	q, notes := c.prepared(item.Query)
	u, err := q.URL(c.Graph)
	if err != nil {
		return nil, err
	}
	if base, _ := SplitOptions(q.Path); strings.EqualFold(strings.Trim(unescaped(base), "/"), "$batch") {
		return nil, errors.New("a batch cannot hold another")
	}
	j := &job{id: id, query: q, url: u, notes: notes}
	return j, j.write()
}

// run sends what can be sent until nothing is left.
func (b *batch) run(ctx context.Context) error {
	for {
		b.dropHopeless()
		jobs := b.next()
		if len(jobs) == 0 {
			return nil
		}
		if err := b.send(ctx, jobs); err != nil {
			return err
		}
	}
}

// dropHopeless answers what depends on an item that failed.
func (b *batch) dropHopeless() {
	for _, j := range b.jobs {
		i := slices.IndexFunc(j.needs, func(need *job) bool { return need.answer != nil && need.answer.Err != nil })
		if j.answer != nil || i < 0 {
			continue
		}
		r := j.result(424)
		e := b.client.refusal(r)
		e.What = "it was not sent: it depends on " + j.needs[i].id + ", which failed"
		j.answer = &BatchAnswer{j.id, r, e}
	}
}

// maxBatch is how many items Graph takes in one batch.
const maxBatch = 20

// next are the jobs of the next request: a chain or a side-by-side, whichever is longer, from the first job that is
// left. Graph takes no other shape.
func (b *batch) next() []*job {
	var chain, side []*job
	for _, j := range b.jobs {
		if j.answer != nil || len(side) > 0 && j.query.API() != side[0].query.API() {
			continue
		}
		waiting := j.waiting()
		if len(waiting) == 0 && len(side) < maxBatch {
			side = append(side, j)
		}
		if len(chain) == 0 || len(waiting) == 1 && waiting[0] == chain[len(chain)-1] && len(chain) < maxBatch {
			chain = append(chain, j)
		}
	}
	if len(chain) > 1 && len(chain) >= len(side) {
		return chain
	}
	return side
}

// waiting are the jobs that j needs and that have no answer yet.
func (j *job) waiting() []*job {
	var all []*job
	for _, need := range j.needs {
		if need.answer == nil && !slices.Contains(all, need) {
			all = append(all, need)
		}
	}
	return all
}

// answers are those of all items. What was not answered because of err says so.
func (b *batch) answers(err error) ([]BatchAnswer, error) {
	all := make([]BatchAnswer, len(b.jobs))
	for i, j := range b.jobs {
		switch {
		case j.answer != nil:
			all[i] = *j.answer
		case j.last != nil:
			all[i] = BatchAnswer{j.id, j.last, b.client.refusal(j.last)}
		default:
			all[i] = BatchAnswer{j.id, nil, err}
		}
	}
	return all, err
}
