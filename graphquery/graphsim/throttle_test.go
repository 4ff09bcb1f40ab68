package graphsim_test

import (
	"strconv"
	"testing"
	"time"

	"graphguest/graphquery/graphsim"
)

func TestABucketEmptiesAndFillsAgain(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	s.server.Throttle(tenantID, 10)
	for i := range 5 { // a collection costs two
		h := s.get("/v1.0/users").is(200).Header()
		equals(t, "units", h.Get("x-ms-resource-unit"), "2")
		equals(t, "nearly used up is said", h.Get("x-ms-throttle-limit-percentage") != "", i >= 3)
	}
	a := s.get("/v1.0/users")
	a.fails(429, "TooManyRequests", "Too many requests.")
	equals(t, "Retry-After", a.Header().Get("Retry-After"), "2.000")
	equals(t, "scope", a.Header().Get("x-ms-throttle-scope"), "Tenant_Application/Read/00000003-0000-0000-c000-000000000000/"+tenantID)
	equals(t, "information", a.Header().Get("x-ms-throttle-information"), "ResourceUnitLimitExceeded")
	*s.clock = s.clock.Add(1234 * time.Millisecond)
	a = s.get("/v1.0/users").is(429)
	equals(t, "Retry-After is a decimal", a.Header().Get("Retry-After"), "0.766")
	wait, err := strconv.ParseFloat(a.Header().Get("Retry-After"), 64)
	if err != nil {
		t.Fatal(err)
	}
	*s.clock = s.clock.Add(time.Duration(wait * float64(time.Second)))
	s.get("/v1.0/users").is(200)
	s.get("/v1.0/users").is(429)
}

func TestWhatARequestCosts(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	s.server.Throttle(tenantID, 1000)
	for path, units := range map[string]string{
		"/me": "1", "/users": "2", "/users?$select=id": "1", "/users?$top=5": "1", "/users?$top=500": "2",
		"/users?$expand=manager": "3", "/users/" + memberID: "1", "/me?$select=id": "1",
	} {
		equals(t, path, s.get("/v1.0"+path).is(200).Header().Get("x-ms-resource-unit"), units)
	}
}

func TestAThrottledTenantSlowsNoOther(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers), adatum())
	other := s.with(map[string]any{"tid": bigID})
	s.server.Throttle(tenantID, 1)
	s.get("/v1.0/me").is(200)
	s.get("/v1.0/me").is(429)
	for range 5 {
		equals(t, "no header of a limit", other.get("/v1.0/me").is(200).Header().Get("x-ms-resource-unit"), "")
	}
	s.server.Throttle(tenantID, 0)
	s.get("/v1.0/me").is(200)
}

func TestOneResourceIsThrottledAlone(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	s.server.ThrottlePath(tenantID, "applications", 2)
	s.get("/v1.0/applications").is(200)
	s.get("/v1.0/applications").is(429)
	s.get("/v1.0/users").is(200)
	s.with(nil).send("POST", "/v1.0/$batch", `{}`).is(400) // is no matter of the bucket
}

func TestARefillNeverPassesTheLimit(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	s.server.Throttle(tenantID, 2)
	*s.clock = s.clock.Add(time.Minute)
	s.get("/v1.0/users").is(200)
	s.get("/v1.0/me").is(429)
}
