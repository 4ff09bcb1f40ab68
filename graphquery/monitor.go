package graphquery

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Pauses between two questions about an operation.
const (
	firstPoll = time.Second            // doubled with each
	shortPoll = 100 * time.Millisecond // even where the monitor names no time at all
	mostPoll  = 30 * time.Second
	longPoll  = time.Minute // the most that is waited where the monitor names a time
	maxWatch  = time.Hour   // then the program stops asking by itself
)

// MonitorHost is where the operation that r (202) began can be watched; "" = nowhere.
func (c *Client) MonitorHost(r *Result) string {
	if u := c.monitorOf(r); u != nil {
		return u.Host
	}
	return ""
}

// monitorOf is the address of the monitor that an answer names.
func (c *Client) monitorOf(r *Result) *url.URL {
	at, err := url.Parse(r.URL)
	if err != nil || r.Status != http.StatusAccepted {
		return nil
	}
	for _, name := range []string{"Operation-Location", "Location"} { // beside the first, the second is what comes out
		if u := c.watchable(at, r.Header.Get(name)); u != nil {
			return u
		}
	}
	return nil
}

// watchable is the address that location names from at, if it may be asked: https on another host, or Graph's own.
func (c *Client) watchable(at *url.URL, location string) *url.URL {
	if location == "" {
		return nil
	}
	if u := c.foreign(at, location); u != nil {
		return u
	}
	u, err := at.Parse(location)
	if err != nil {
		return nil
	}
	if u, err = allowed(c.Graph, c.underVersion(at, u, location)); err != nil {
		return nil
	}
	return u
}

// underVersion completes an address that begins at the root of the API, as Teams sends it: /teams('id')/operations('id').
func (c *Client) underVersion(at, u *url.URL, location string) string {
	version, _, _ := strings.Cut(strings.TrimPrefix(at.Path, "/"), "/")
	if !strings.HasPrefix(location, "/") || strings.HasPrefix(u.Path, "/"+version+"/") || !slices.Contains(Versions, version) {
		return u.String()
	}
	return strings.TrimSuffix(c.Graph, "/") + "/" + version + location
}

// Monitor asks about the operation that r began until it has ended, and returns the last answer; Failed says if the
// operation did. A monitor on another host is asked without the token, one of this environment's Graph with it.
// state may be nil.
func (c *Client) Monitor(ctx context.Context, r *Result, state func(MonitorState)) (*Result, error) {
	at := c.monitorOf(r)
	if at == nil {
		return nil, &Failure{Kind: ErrUnreachable, What: "the answer names no place where the operation can be watched", Next: "ask for the object itself after a while"}
	}
	o := &operation{client: c, from: r, at: at, began: c.now(), header: r.Header, pause: firstPoll}
	for polls := 1; ; polls++ {
		if err := o.wait(ctx); err != nil {
			return nil, err
		}
		answer, err := o.look(ctx)
		switch {
		case err != nil:
			return answer, err
		case answer == nil:
			continue
		}
		s, why := readState(answer.Body)
		s.Polls = polls
		if state != nil {
			state(s)
		}
		if answer.Status >= 300 {
			return o.outcome(ctx, answer)
		}
		if s.over(answer.Status) {
			if s.failed() {
				answer.Failed = strings.TrimSuffix(s.Status+": "+why, ": ")
				answer.Notes = append(answer.Notes, "the operation has ended as "+answer.Failed)
			}
			return answer, nil
		}
	}
}

// operation is one that is watched.
type operation struct {
	client *Client
	from   *Result // that began it
	at     *url.URL
	began  time.Time
	header http.Header   // of the last answer
	pause  time.Duration // before the next question, where no time is named
	faults int           // one after the other
}

// wait lets the time pass until the next question.
func (o *operation) wait(ctx context.Context) error {
	now := o.client.now()
	if now.Sub(o.began) > maxWatch {
		return &Failure{Kind: ErrUnreachable, What: fmt.Sprintf("the operation still goes on after %s; it is no longer watched", maxWatch), Next: "ask for the object itself later"}
	}
	pause := o.pause
	if said, ok := retryAfter(o.header, now); ok {
		pause = min(said, longPoll)
	}
	o.pause = min(2*o.pause, mostPoll)
	return o.client.sleep(ctx, max(pause, shortPoll))
}

// look asks once; nil without an error = it was no use, but may be the next time.
func (o *operation) look(ctx context.Context) (*Result, error) {
	answer, err := o.client.poll(ctx, o.from, o.at)
	f, failed := errors.AsType[*Failure](err)
	passing := failed && f.passing || err == nil && busy(answer.Status)
	switch {
	case passing && o.faults < maxFaults:
		o.faults++
		if o.header = nil; answer != nil {
			o.header = answer.Header
		}
		return nil, nil
	case err != nil:
		return answer, err
	case answer.Status >= 400:
		return nil, &Failure{Kind: ErrUnreachable, What: fmt.Sprintf("%s, where the operation is watched, says %s", o.at.Host, statusText(answer.Status)),
			Next: "the operation may go on: ask for the object itself after a while"}
	}
	o.faults, o.header = 0, answer.Header
	return answer, nil
}

// outcome goes where a monitor points to in the end, by the rules for monitors.
func (o *operation) outcome(ctx context.Context, answer *Result) (*Result, error) {
	at := o.at
	for range maxHops {
		to := o.client.watchable(at, answer.Header.Get("Location"))
		if to == nil || answer.Status < 300 || answer.Status >= 400 {
			break
		}
		var err error
		if answer, err = o.client.poll(ctx, o.from, to); err != nil {
			return answer, err
		}
		at = to
	}
	if answer.from != "" && answer.Status >= 400 {
		return nil, refusedElsewhere(answer)
	}
	return answer, nil
}

// poll asks a monitor once: Graph itself as for anything else, another host with nothing of ours.
func (c *Client) poll(ctx context.Context, r *Result, at *url.URL) (*Result, error) {
	q := Query{Method: http.MethodGet, Version: r.Query.Version, Path: r.Query.Path}
	if base, err := url.Parse(c.Graph); err == nil && sameOrigin(base, at) {
		return c.exchange(ctx, q, at)
	}
	inTime, cancel := context.WithTimeout(ctx, c.within())
	defer cancel()
	answer := &Result{Query: q, URL: originText(at), ClientRequestID: r.ClientRequestID, Pages: 1} // the rest of the address is a key
	rp, err := c.outside(inTime, at, answer, nil)
	if err == nil {
		defer rp.close()
		err = c.readWhole(ctx, rp)
	}
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		err = tooLate(at.Host, c.within())
	}
	if err != nil {
		return nil, err
	}
	answer.RequestID = r.RequestID
	answer.scan()
	answer.ownLinks()
	return answer, nil
}
