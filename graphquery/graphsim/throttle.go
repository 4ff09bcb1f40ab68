package graphsim

import (
	"fmt"
	"math"
	"net/http"
	"strings"
	"time"
)

// throttleSpan is the time in which a bucket fills.
const throttleSpan = 10 * time.Second

// bucket holds the resource units that an app may still use in one tenant, or on one resource of it.
type bucket struct {
	limit float64
	left  float64
	at    time.Time // when left was right
}

// Throttle gives a tenant so many resource units in 10 seconds, as documented for identity and access: a collection
// costs two, an object one, $select and a small $top one less, $expand one more, never less than one. 0 ends it.
// Whoever finds the bucket empty is told 429 and, in a decimal Retry-After, when there will be enough.
func (s *Server) Throttle(tenantID string, units int) { s.ThrottlePath(tenantID, "", units) }

// ThrottlePath is Throttle for one resource of a tenant alone, by its first segment: "applications".
func (s *Server) ThrottlePath(tenantID, path string, units int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := strings.ToLower(tenantID + "/" + path)
	if delete(s.buckets, key); units > 0 {
		s.buckets[key] = &bucket{limit: float64(units), left: float64(units), at: s.now()}
	}
}

// throttle takes the request's units from the tenant's bucket, or refuses it.
func (q *request) throttle() error {
	s, first := q.server, ""
	if len(q.path.segments) > 0 {
		first = strings.ToLower(q.path.segments[0])
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if b := s.buckets[q.bearer.tenantID+"/"]; b != nil {
		if err := q.charge(b); err != nil {
			return err
		}
	}
	if b := s.buckets[q.bearer.tenantID+"/"+first]; b != nil && first != "" {
		return q.charge(b)
	}
	return nil
}

func (q *request) charge(b *bucket) error {
	now, cost := q.server.now(), q.cost()
	perSecond := b.limit / throttleSpan.Seconds()
	b.left = min(b.limit, b.left+now.Sub(b.at).Seconds()*perSecond)
	b.at = now
	h := q.answer.w.Header()
	used := (b.limit - b.left + cost) / b.limit
	if used >= 0.8 {
		h.Set("x-ms-throttle-limit-percentage", fmt.Sprintf("%.1f", min(used, 1.8)))
	}
	cost = min(cost, b.limit) // what can never be paid would be refused for ever
	if b.left+1e-9 >= cost {
		b.left -= cost
		h.Set("x-ms-resource-unit", fmt.Sprint(cost))
		return nil
	}
	r := refused(http.StatusTooManyRequests, "TooManyRequests", "Too many requests.")
	kind := "Read"
	if q.http.Method != http.MethodGet && q.http.Method != http.MethodHead {
		kind = "ReadWrite"
	}
	r.header = http.Header{
		"Retry-After":               {seconds((cost - b.left) / perSecond)},
		"X-Ms-Throttle-Scope":       {"Tenant_Application/" + kind + "/" + orElse(q.bearer.appID, graphAppID) + "/" + q.bearer.tenantID},
		"X-Ms-Throttle-Information": {"ResourceUnitLimitExceeded"},
	}
	return r
}

// seconds writes a wait with three decimals, never shorter than it is.
func seconds(n float64) string { return fmt.Sprintf("%.3f", math.Ceil(n*1000)/1000) }

// cost is the request's price in resource units.
func (q *request) cost() float64 {
	cost := 1
	if len(q.path.segments) == 1 && q.path.segments[0] != "me" {
		cost = 2
	}
	if q.opts.given["select"] {
		cost--
	}
	if q.opts.given["expand"] {
		cost++
	}
	if q.opts.top > 0 && q.opts.top < 20 {
		cost--
	}
	return float64(max(cost, 1))
}
