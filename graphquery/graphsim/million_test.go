package graphsim_test

import (
	"io"
	"net/http"
	"net/url"
	"runtime"
	"testing"
	"time"
)

// millions is adatum with 1,000,000 users in all.
func millions(t testing.TB) *sim {
	big := adatum()
	big.Generate, big.GenerateGuests = 1_000_000-len(big.Users), 120_000
	return worldOf(t, big).with(map[string]any{"tid": bigID}).eventually()
}

func TestAMillionUsersAreCountedAndNotHeld(t *testing.T) {
	s := millions(t)
	equals(t, "count", s.get("/v1.0/users/$count").is(200).Body.String(), "1000000")
	a := s.get("/v1.0/users?$top=999&$count=true&$select=id")
	equals(t, "@odata.count", a.json["@odata.count"], any(1e6))
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for range 50 {
		a = s.get(a.next())
		equals(t, "rows", len(a.rows()), 999)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 8<<20 {
		t.Errorf("50 pages left %d bytes behind", grown)
	}
}

func TestTheMillionEndsWithTheLastUser(t *testing.T) {
	s := millions(t)
	var last string
	link := s.get("/v1.0/users?$top=999&$select=id").next()
	pages := 2
	for a := s.get(link); ; pages++ {
		rows := a.rows()
		last = rows[len(rows)-1]["id"].(string)
		if a.next() == "" {
			break
		}
		a = s.get(a.next())
	}
	equals(t, "pages", pages, 1002)
	equals(t, "last", s.get("/v1.0/users/" + last).is(200).json["id"], any(last))
}

// null throws an answer away: what is measured is its making.
type null struct{ header http.Header }

func (n null) Header() http.Header         { return n.header }
func (n null) WriteHeader(int)             {}
func (n null) Write(b []byte) (int, error) { return io.Discard.Write(b) }

func (s *sim) request(path string) *http.Request {
	u, err := url.Parse(graphHost + path)
	if err != nil {
		s.t.Fatal(err)
	}
	return &http.Request{Method: "GET", URL: u, Host: u.Host, Body: http.NoBody,
		Header: http.Header{"Authorization": {"Bearer " + s.token()}, "Consistencylevel": {"eventual"}}}
}

func BenchmarkPageOfAMillion(b *testing.B) {
	for name, path := range map[string]string{
		"usual properties": "/v1.0/users?$top=999", "three": "/v1.0/users?$top=999&$select=id,displayName,mail",
	} {
		b.Run(name, func(b *testing.B) {
			s := millions(b)
			r := s.request(path)
			for b.Loop() {
				s.server.ServeHTTP(null{http.Header{}}, r)
			}
		})
	}
}

func TestAPageOfAMillionTakesMilliseconds(t *testing.T) {
	s := millions(t)
	r := s.request("/v1.0/users?$top=999")
	best := time.Hour
	for range 5 {
		began := time.Now()
		s.server.ServeHTTP(null{http.Header{}}, r)
		best = min(best, time.Since(began))
	}
	if best > 50*time.Millisecond {
		t.Errorf("a page took %s", best)
	}
}
