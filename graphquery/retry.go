package graphquery

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// maxWait is the longest that the program waits by itself; what is longer is said instead.
const maxWait = 2 * time.Minute

// busy are the statuses that mean "come back later".
func busy(status int) bool {
	return status == 429 || status == 503 || status == 504 || status == 509
}

// retryWait says whether to send the request again after r, when, and why ("" = don't).
// A write is repeated only after 429, where Graph promises that nothing was done.
func (x *exchange) retryWait(r *Result) (wait time.Duration, why string) {
	if !busy(r.Status) || x.tries >= maxRetries || x.query.Writes() && r.Status != 429 {
		return 0, ""
	}
	wait, said := retryAfter(r.Header, x.client.now())
	switch {
	case !said:
		wait = time.Second << x.tries
		return wait, fmt.Sprintf("Graph is busy (%d), waiting %s", r.Status, roundedSeconds(wait))
	case wait > maxWait:
		return 0, ""
	}
	return wait, fmt.Sprintf("Graph asked to wait %s (%d)", roundedSeconds(wait), r.Status)
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
