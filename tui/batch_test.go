package tui_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"graphguest/graphquery"
	"graphguest/graphquery/library"
	"graphguest/tui/kit"
)

// batching answers a $batch: 404 for a path with "missing" in it, else the path of each item.
func batching(r *http.Request) *http.Response {
	if r.URL.Path != "/v1.0/$batch" {
		return nil
	}
	var sent struct {
		Requests []struct{ ID, Method, URL string }
	}
	body, _ := io.ReadAll(r.Body)
	if err := json.Unmarshal(body, &sent); err != nil {
		return jsonOf(400, `{"error":{"code":"BadRequest","message":"no batch"}}`)
	}
	var answers []string
	for _, item := range sent.Requests {
		answer := fmt.Sprintf(`{"id":%q,"status":200,"headers":{"Content-Type":"application/json"},"body":{"asked":%q}}`, item.ID, item.URL)
		if strings.Contains(item.URL, "missing") {
			answer = fmt.Sprintf(`{"id":%q,"status":404,"headers":{},"body":{"error":{"code":"itemNotFound","message":"gone"}}}`, item.ID)
		}
		answers = append([]string{answer}, answers...) // in another order
	}
	return jsonOf(200, `{"responses":[`+strings.Join(answers, ",")+`]}`)
}

func marked(lines ...string) (list []library.Saved) {
	for i, line := range lines {
		method, path, _ := strings.Cut(line, " ")
		list = append(list, library.Saved{Name: fmt.Sprintf("q%d", i), Title: line, Query: graphquery.Query{Method: method, Path: path}})
	}
	return list
}

func TestSeveralSavedQueriesGoAsOneAndComeBackInTheirOrder(t *testing.T) {
	w := newWorld(t)
	s := w.stage(batching)
	u := w.at(t, "contoso").presses(esc)
	u.gets(kit.RunBatch{Saved: marked("GET /me", "GET /missing", "GET /me/manager")})
	u.settles().sizes(120, 80).sees(`"id": "q0"`, `"id": "q1"`, `"id": "q2"`, `"status": 404`, "itemNotFound", "1 of 3 were refused")
	if screen := u.screen(); strings.Index(screen, `"q0"`) > strings.Index(screen, `"q2"`) {
		t.Errorf("the answers are in another order:\n%s", screen)
	}
	if got := s.asked(); len(got) != 1 {
		t.Errorf("sent %q", got)
	}
	if runs := w.memory.kept["contoso"].Runs; len(runs) != 0 {
		t.Errorf("remembered %+v", runs)
	}
}

func TestEveryWriteOfABatchIsListedBeforeItIsSent(t *testing.T) {
	w := newWorld(t)
	writable(t, w, "contoso")
	s := w.stage(batching)
	u := w.at(t, "contoso").presses(esc)
	batch := kit.RunBatch{Saved: marked("GET /me", "DELETE /users/one", "DELETE /users/two")}
	u.gets(batch)
	u.settles().sees("Send this batch? 2 of its 3 queries write", "DELETE https://graph.microsoft.com/v1.0/users/one", "DELETE https://graph.microsoft.com/v1.0/users/two", "contoso.com")
	u.presses("n")
	if got := s.asked(); len(got) != 0 {
		t.Fatalf("sent %q", got)
	}
	u.gets(batch)
	u.settles().presses("y").sizes(120, 80).sees(`"id": "q2"`)
	if got := s.asked(); len(got) != 1 {
		t.Errorf("sent %q", got)
	}
}

func TestABatchThatWritesIsRefusedWhereOnlyReadingIsAllowed(t *testing.T) {
	w := newWorld(t)
	s := w.stage(batching)
	u := w.at(t, "fabrikam").presses(esc)
	u.gets(kit.RunBatch{Saved: marked("GET /me", "DELETE /users/one")})
	u.settles().seesNo("Send this batch?").sees("read-only")
	for _, r := range s.seen {
		if body, _ := r.GetBody(); body != nil {
			if text, _ := io.ReadAll(body); strings.Contains(string(text), "DELETE") {
				t.Errorf("sent %s", text)
			}
		}
	}
}

func TestAYesToABatchOfTheOldEnvironmentIsDropped(t *testing.T) {
	w := newWorld(t)
	writable(t, w, "contoso")
	s := w.stage(batching)
	u := w.at(t, "contoso").presses(esc)
	u.gets(kit.RunBatch{Saved: marked("DELETE /users/one")})
	u.settles().sees("Send this batch?")
	u.gets(keyNamed("y"))
	u.gets(kit.SwitchEnvironment{Name: "adatum"})
	u.settles().header("adatum").seesNo("Send this batch?")
	if got := s.asked(); len(got) != 0 {
		t.Errorf("sent %q", got)
	}
}

func TestABatchInFlightNeverLandsInAnotherEnvironment(t *testing.T) {
	w := newWorld(t)
	s := w.stage(batching)
	u := w.at(t, "contoso").presses(esc)
	release := s.hold("$batch")
	u.gets(kit.RunBatch{Saved: marked("GET /me")})
	u.settles().sees("asking Graph")
	u.gets(kit.SwitchEnvironment{Name: "adatum"})
	release()
	u.settles().header("adatum").seesNo(`"q0"`, "asking Graph")
}
