package graphsim_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"graphguest/graphquery/graphsim"
)

// batch sends a $batch and returns the answers by id.
func (s *sim) batch(requests ...string) map[string]map[string]any {
	s.t.Helper()
	a := s.typed("application/json").send("POST", "/v1.0/$batch", `{"requests":[`+strings.Join(requests, ",")+`]}`).is(200)
	answers := map[string]map[string]any{}
	for _, r := range a.json["responses"].([]any) {
		answers[r.(map[string]any)["id"].(string)] = r.(map[string]any)
	}
	return answers
}

func (s *sim) typed(contentType string) *sim {
	next := s.with(nil)
	next.header.Set("Content-Type", contentType)
	return next
}

func TestABatchAnswersEveryItem(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	got := s.batch(
		`{"id":"me","method":"GET","url":"/me?$select=id"}`,
		`{"id":"none","method":"get","url":"users/nobody"}`,
		`{"id":"n","method":"GET","url":"/users/$count","headers":{"ConsistencyLevel":"eventual"}}`,
		`{"id":"w","method":"PATCH","url":"/users/`+bossID+`","headers":{"content-type":"application/json"},"body":{"city":"Rome"}}`,
	)
	equals(t, "me", fmt.Sprint(got["me"]["status"], " ", got["me"]["body"].(map[string]any)["id"]), "200 "+adminID)
	equals(t, "none", got["none"]["status"], any(404.0))
	equals(t, "text is base64", got["n"]["body"], any(base64.StdEncoding.EncodeToString([]byte("6"))))
	equals(t, "written", got["w"]["status"], any(204.0))
	equals(t, "no body", got["w"]["body"], nil)
	equals(t, "city", s.get("/v1.0/users/" + bossID + "?$select=city").json["city"], any("Rome"))
	equals(t, "an id of its own", got["me"]["headers"].(map[string]any)["Request-Id"] != got["none"]["headers"].(map[string]any)["Request-Id"], true)
	calls := s.server.Calls()
	equals(t, "item of the first call", calls[0].Item+" "+calls[0].Path, "me /v1.0/me?$select=id")
	equals(t, "item of the whole", calls[4].Item+" "+calls[4].Path, " /v1.0/$batch")
}

func TestABatchThatIsWrongAsAWhole(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers)).typed("application/json")
	get := func(id, more string) string { return `{"id":"` + id + `","method":"GET","url":"/me"` + more + `}` }
	var many []string
	for i := range 21 {
		many = append(many, get(fmt.Sprint(i), ""))
	}
	for message, requests := range map[string]string{
		"exceeds the maximum value of 20": strings.Join(many, ","),
		"more than once":                  get("a", "") + "," + get("A", ""),
		"Invalid batch payload":           "",
		"needs id, method and url":        `{"method":"GET","url":"/me"}`,
		"does not contain Content-Type":   `{"id":"1","method":"POST","url":"/invitations","body":{}}`,
		"Content-Type header or body":     `{"id":"1","method":"POST","url":"/invitations","headers":{"Content-Type":"application/json"}}`,
		"does not stand before it":        get("1", `,"dependsOn":["2"]`) + "," + get("2", ""),
		"depends on 9":                    get("1", `,"dependsOn":["9"]`),
		"neither parallel":                get("1", "") + "," + get("2", `,"dependsOn":["1"]`) + "," + get("3", `,"dependsOn":["2"]`) + "," + get("4", `,"dependsOn":["1"]`),
	} {
		s.send("POST", "/v1.0/$batch", `{"requests":[`+requests+`]}`).fails(400, "BadRequest", message)
	}
	s.send("POST", "/v1.0/$batch", `{"requests":`).fails(400, "BadRequest", "JSON")
	s.with(map[string]any{"exp": 1}).send("POST", "/v1.0/$batch", `{}`).is(401)
	s.get("/v1.0/$batch").is(405)
}

func TestWhatDependsOnAFailureIsNotSent(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	got := s.batch(
		`{"id":"1","method":"GET","url":"/users/nobody"}`,
		`{"id":"2","method":"DELETE","url":"/users/`+pendingID+`","dependsOn":["1"]}`,
		`{"id":"3","method":"GET","url":"/me","dependsOn":["2"]}`,
	)
	equals(t, "second", got["2"]["status"], any(424.0))
	equals(t, "third", got["3"]["status"], any(424.0))
	s.get("/v1.0/users/" + pendingID).is(200)
	got = s.batch(`{"id":"1","method":"GET","url":"/me"}`, `{"id":"2","method":"GET","url":"/me","dependsOn":["1"]}`, `{"id":"3","method":"GET","url":"/me","dependsOn":["1"]}`)
	equals(t, "on the same one", got["3"]["status"], any(200.0))
}

func TestItemsAreThrottledOneByOne(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers))
	s.server.Throttle(tenantID, 2)
	got := s.batch(`{"id":"1","method":"GET","url":"/me"}`, `{"id":"2","method":"GET","url":"/me"}`, `{"id":"3","method":"GET","url":"/me"}`)
	equals(t, "third", got["3"]["status"], any(429.0))
	equals(t, "first", got["1"]["status"], any(200.0))
	if got["3"]["headers"].(map[string]any)["Retry-After"] == nil {
		t.Errorf("no Retry-After in %v", got["3"])
	}
}

func TestAnswersOfABatchComeInAnotherOrder(t *testing.T) {
	s := worldOf(t, fabrikam(graphsim.SameAsMembers)).typed("application/json")
	a := s.send("POST", "/beta/$batch", `{"requests":[{"id":"1","method":"GET","url":"/me"},{"id":"2","method":"POST","url":"/$batch","headers":{"Content-Type":"application/json"},"body":{}}]}`).is(200)
	first := a.json["responses"].([]any)[0].(map[string]any)
	equals(t, "first answer", first["id"], any("2"))
	equals(t, "a batch within", first["status"], any(400.0))
}
