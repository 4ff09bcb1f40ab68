package graphquery

import (
	"context"
	"fmt"
	"iter"
)

// Pages runs q and follows its next links, one page at a time; stop ranging to stop asking.
// An error ends it, after the pages that came; a refusal brings its Result along, as Run does. ErrPageLoop is a link that came before,
// ErrPageLimit that MaxPages have been fetched and there are more.
func (c *Client) Pages(ctx context.Context, q Query) iter.Seq2[*Result, error] {
	return func(yield func(*Result, error) bool) {
		seen := map[string]bool{}
		r, err := c.Run(ctx, q)
		for page := 1; ; page++ {
			if !yield(r, err) || err != nil || r.NextLink == "" {
				return
			}
			if err := c.mayFollow(seen, r.NextLink, page); err != nil {
				yield(nil, err)
				return
			}
			seen[r.NextLink] = true
			r, err = c.Next(ctx, r)
		}
	}
}

func (c *Client) mayFollow(seen map[string]bool, link string, pages int) error {
	limit := c.MaxPages
	if limit <= 0 {
		limit = defaultMaxPages
	}
	switch {
	case seen[link]:
		return &Failure{Kind: ErrPageLoop, What: fmt.Sprintf("page %d points back to a page that was already fetched; stopped there", pages),
			Next: "this is a fault of the service; what came until then is complete"}
	case pages >= limit:
		return &Failure{Kind: ErrPageLimit, What: fmt.Sprintf("stopped after %d pages; there are more", pages),
			Next: "ask for larger pages with $top=999, or for less with $filter"}
	}
	return nil
}
