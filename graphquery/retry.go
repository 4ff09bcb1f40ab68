package graphquery

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// How often and how long the program waits by itself.
const (
	maxWait    = 2 * time.Minute // what is longer is said instead
	maxRetries = 6               // times that a busy Graph is asked again
	maxFaults  = 3               // times that a request is sent again whose connection failed

	firstPause = time.Second // after a busy answer that names no time; doubled with each
	mostPause  = 30 * time.Second
	firstDelay = 250 * time.Millisecond // after a connection failed; doubled with each
)

// busy are the statuses that mean "come back later".
func busy(status int) bool {
	return status == 429 || status == 503 || status == 504 || status == 509
}

// again says whether to send the request once more after r or err, and after which wait; nil = no.
func (x *exchange) again(ctx context.Context, r *Result, taken bool, err error) *Retry {
	if err != nil {
		return x.afterFault(ctx, taken, err)
	}
	if claims := challengeClaims(r); claims != "" && x.claims == "" && r.from == "" {
		x.claims = claims
		return &Retry{Status: r.Status, Why: "Graph asked for a stronger sign-in (claims challenge); asked for a new token once"}
	}
	wait, why := x.retryWait(r)
	if why == "" {
		return nil
	}
	if idle, ok := x.client.HTTP.(interface{ CloseIdleConnections() }); ok && r.Status == http.StatusServiceUnavailable {
		idle.CloseIdleConnections() // the next try may reach another server
	}
	x.busy++
	return &Retry{Status: r.Status, Why: why, Wait: wait}
}

// afterFault sends a request again whose connection failed: only one that changes nothing, and of which nothing was
// handed on.
func (x *exchange) afterFault(ctx context.Context, taken bool, err error) *Retry {
	f, ok := errors.AsType[*Failure](err)
	if !ok || !f.passing || taken || x.query.Writes() || x.faults >= maxFaults || ctx.Err() != nil {
		return nil
	}
	wait := x.client.jitter(firstDelay << x.faults)
	if x.client.now().Add(wait).After(x.until) {
		return nil
	}
	x.faults++
	return &Retry{Why: "the connection failed: " + f.What, Wait: wait}
}

// retryWait says whether to send the request again after r, when, and why ("" = don't).
// A write is repeated only after 429, where Graph promises that nothing was done.
func (x *exchange) retryWait(r *Result) (wait time.Duration, why string) {
	if !busy(r.Status) || x.busy >= maxRetries || x.query.Writes() && r.Status != 429 {
		return 0, ""
	}
	wait, said := retryAfter(r.Header, x.client.now())
	who := firstOf(r.from, "Graph")
	why = fmt.Sprintf("%s asked to wait %s (%d)", who, roundedSeconds(wait), r.Status)
	if !said {
		wait = x.client.jitter(min(firstPause<<x.busy, mostPause))
		why = fmt.Sprintf("%s is busy (%d), waiting %s", who, r.Status, roundedSeconds(wait))
	}
	if wait > maxWait || x.client.now().Add(wait).After(x.until) {
		return 0, ""
	}
	return wait, why
}

// jitter is a random time up to most, so that those who were told to wait do not all come back at once.
func (c *Client) jitter(most time.Duration) time.Duration {
	if c.Jitter != nil {
		return c.Jitter(most)
	}
	return rand.N(most + 1)
}

// pause waits, and says so while it does.
func (x *exchange) pause(ctx context.Context, r Retry) error {
	r.At = x.client.now()
	x.retries = append(x.retries, r)
	x.client.tell(r.Why)
	if r.Wait == 0 {
		return ctx.Err()
	}
	return x.client.wait(ctx, r.Why, r.Wait)
}

// wait lets d pass, or ctx end, and says so.
func (c *Client) wait(ctx context.Context, why string, d time.Duration) error {
	if c.Waiting != nil {
		c.Waiting(Wait{Why: why, Until: c.now().Add(d)})
		defer c.Waiting(Wait{})
	}
	return c.sleep(ctx, d)
}

// sleep waits for d, or until ctx ends.
func (c *Client) sleep(ctx context.Context, d time.Duration) error {
	if c.Sleep != nil {
		return c.Sleep(ctx, d)
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// retryAfter reads Retry-After: seconds, also with decimals, or a date, which is measured from
// the server's own clock where it tells the time. What cannot be read counts as not said.
func retryAfter(h http.Header, now time.Time) (time.Duration, bool) {
	text := strings.TrimSpace(h.Get("Retry-After"))
	if wait, ok := seconds(text); ok {
		return wait, true
	}
	when, err := http.ParseTime(text)
	if err != nil {
		return 0, false
	}
	if server, err := http.ParseTime(h.Get("Date")); err == nil {
		now = server
	}
	return max(0, when.Sub(now)), true
}

// seconds reads "2" and "2.128", rounding up to milliseconds. No floats: they have NaN and Inf.
func seconds(text string) (time.Duration, bool) {
	whole, part, _ := strings.Cut(text, ".")
	if !isDigits(whole) || part != "" && !isDigits(part) {
		return 0, false
	}
	whole = strings.TrimLeft(whole, "0")
	if len(whole) > 9 {
		whole = "999999999"
	}
	n, _ := strconv.ParseInt("0"+whole, 10, 64)
	millis, _ := strconv.ParseInt((part + "000")[:3], 10, 64)
	if len(part) > 3 && strings.Trim(part[3:], "0") != "" {
		millis++
	}
	return time.Duration(n)*time.Second + time.Duration(millis)*time.Millisecond, true
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// roundedSeconds is a wait as a person reads it: "2 s", "2.1 s".
func roundedSeconds(d time.Duration) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", d.Seconds()), ".0") + " s"
}
