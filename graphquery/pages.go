package graphquery

import "fmt"

// mayFollow says why there is no page after so many: its link was followed before, or they are enough.
func (c *Client) mayFollow(seen bool, pages int) error {
	limit := c.MaxPages
	if limit <= 0 {
		limit = defaultMaxPages
	}
	switch {
	case seen:
		return &Failure{Kind: ErrPageLoop, What: fmt.Sprintf("page %d points back to a page that was already fetched; stopped there", pages),
			Next: "this is a fault of the service; what came until then is complete"}
	case pages >= limit:
		return &Failure{Kind: ErrPageLimit, What: fmt.Sprintf("stopped after %d pages; there are more", pages),
			Next: "ask for larger pages with $top=999, or for less with $filter"}
	}
	return nil
}
