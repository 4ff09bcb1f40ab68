package tui_test

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"graphguest/tui"
	"graphguest/tui/kit"
)

// staged answers requests with what script says; nil lets the demo's Graph answer. A gate holds an answer back
// until it is closed, or its request is over.
type staged struct {
	next   http.RoundTripper
	script func(*http.Request) *http.Response
	mu     sync.Mutex
	gates  map[string]chan struct{} // by a part of the URL
	seen   []*http.Request
}

func (s *staged) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	s.seen = append(s.seen, r)
	var gate chan struct{}
	for part, g := range s.gates {
		if strings.Contains(r.URL.String(), part) {
			gate = g
		}
	}
	s.mu.Unlock()
	if gate != nil {
		select {
		case <-gate:
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
	if answer := s.script(r); answer != nil {
		answer.Request = r
		return answer, nil
	}
	return s.next.RoundTrip(r)
}

func (s *staged) asked() (list []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.seen {
		list = append(list, r.Method+" "+r.URL.RequestURI())
	}
	return list
}

func (s *staged) hold(part string) (release func()) {
	gate := make(chan struct{})
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gates[part] = gate
	return func() { close(gate) }
}

// stage puts script before the demo's Graph.
func (w *world) stage(script func(*http.Request) *http.Response) *staged {
	s := &staged{next: w.World.Graph, script: script, gates: map[string]chan struct{}{}}
	w.World.Graph = s
	return s
}

func jsonOf(status int, body string, headers ...string) *http.Response {
	h := http.Header{"Content-Type": {"application/json"}, "Request-Id": {"6f3a"}}
	for i := 0; i+1 < len(headers); i += 2 {
		h.Set(headers[i], headers[i+1])
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body))}
}

const graphBase = "https://graph.microsoft.com/v1.0"

// threePages is a collection whose pages lead on by ?page=2 and ?page=3.
func threePages(r *http.Request) *http.Response {
	if r.URL.Path != "/v1.0/things" {
		return nil
	}
	switch r.URL.Query().Get("page") {
	case "":
		return jsonOf(200, `{"value":[{"id":"row-a"}],"@odata.nextLink":"`+graphBase+`/things?page=2"}`)
	case "2":
		return jsonOf(200, `{"value":[{"id":"row-b"}],"@odata.nextLink":"`+graphBase+`/things?page=3"}`)
	}
	return jsonOf(200, `{"value":[{"id":"row-c"}]}`)
}

func paging(t *testing.T, environment string) (*world, *staged, *user) {
	w := newWorld(t)
	s := w.stage(threePages)
	return w, s, w.at(t, environment).types("/things").presses(enter).sees("row-a")
}

func TestAKeyAddsTheNextPageToTheAnswer(t *testing.T) {
	_, s, u := paging(t, "contoso")
	u.presses("alt+p").sees("row-a", "row-b").seesNo("row-c")
	u.presses("alt+p").sees("row-a", "row-b", "row-c")
	u.presses("alt+p").sees("next page: there is no further page")
	if got := s.asked(); len(got) != 3 {
		t.Errorf("sent %q", got)
	}
}

func TestAllPagesComeWithOneKeyAndTheQueryIsRememberedOnce(t *testing.T) {
	w, _, u := paging(t, "contoso")
	u.presses("alt+a").sees("row-a", "row-b", "row-c")
	if kept := w.memory.kept["contoso"]; len(kept.Runs) != 1 {
		t.Errorf("remembered %+v", kept.Runs)
	}
}

func TestPagesAreWantedOnlyWhereThereIsAnAnswer(t *testing.T) {
	u := guestAt(t, "contoso").presses("alt+p").sees("next page: there is no answer yet")
	u.presses("alt+a").sees("all pages: there is no answer yet").presses("alt+s").sees("save the answer: there is no answer yet")
}

func TestEscKeepsThePagesThatCame(t *testing.T) {
	_, s, u := paging(t, "contoso")
	defer s.hold("page=3")()
	u.presses("alt+a").sees("collecting: 2 pages, 2 rows").presses(esc).sees("row-a", "row-b", "stopped; 2 rows of 2 pages came")
	delete(s.gates, "page=3")
	u.presses("alt+p").sees("row-a", "row-b", "row-c") // and it goes on from there
}

func TestACollectionThatDoesNotStopInTimeIsLeft(t *testing.T) {
	w, s, u := paging(t, "contoso")
	stuck := s.hold("page=2")
	defer stuck()
	w.World.Graph.(*staged).script = threePages
	u.gets(kit.AllPages{})
	u.settles()
	u.gets(keyNamed(esc))
	u.later(3*time.Second).sees("row-a").seesNo("stopping…", "collecting")
	u.presses(esc).sees("row-a")
}

func TestPagesOfTheOldEnvironmentNeverLand(t *testing.T) {
	_, s, u := paging(t, "contoso")
	release := s.hold("page=3")
	u.presses("alt+a").sees("collecting: 2 pages")
	u.gets(kit.SwitchEnvironment{Name: "adatum"})
	release()
	u.settles().header("adatum").seesNo("row-a", "row-b", "row-c", "collecting")
	u.presses("alt+p").sees("next page: there is no answer yet")
	if n := len(s.asked()); n > 3 {
		t.Errorf("sent %q", s.asked())
	}
}

func TestANextPageThatWasWishedBeforeASwitchIsNotAsked(t *testing.T) {
	_, s, u := paging(t, "contoso")
	u.presses(esc)
	u.gets(kit.SwitchEnvironment{Name: "adatum"})
	u.gets(kit.NextPage{})
	u.gets(kit.AllPages{})
	u.settles().seesNo("row-")
	if n := len(s.asked()); n != 1 {
		t.Errorf("sent %q", s.asked())
	}
}

func TestANewRunEndsACollectionAndTakesItsPlace(t *testing.T) {
	_, s, u := paging(t, "contoso")
	release := s.hold("page=3")
	u.presses("alt+a").sees("collecting: 2 pages").presses("ctrl+u").types("/me").presses(enter).sees("Casey")
	release()
	u.seesNo("row-a", "row-b", "row-c")
}

func TestATabThatIsClosedTakesItsCollectionAlong(t *testing.T) {
	_, s, u := paging(t, "contoso")
	release := s.hold("page=3")
	u.presses("alt+a").sees("collecting: 2 pages").presses("alt+w")
	release()
	u.seesNo("row-", "collecting")
}

func TestASignOutWhilePagesComeAsksForAPersonAndThePagesStay(t *testing.T) {
	_, s, u := paging(t, "contoso")
	u.gets(kit.SignOut{})
	u.settles()
	u.presses("alt+p").sees("Sign in to contoso")
	u.gets(kit.SignIn{Approve: true, Account: consultant})
	u.settles().sees("row-a", "row-b")
	if n := len(s.asked()); n != 2 {
		t.Errorf("sent %q", s.asked())
	}
}

func TestPagesAreNotContinuedByAnotherPerson(t *testing.T) {
	w := newWorld(t)
	s := w.stage(threePages)
	u := w.at(t, "tailspin").approves(consultant).types("/things").presses(enter).sees("row-a")
	u.gets(kit.SignOut{})
	u.settles().presses("alt+p").sees("Sign in to tailspin").approves("guest@gmail.com").header("guest@gmail.com").seesNo("row-")
	u.presses("alt+p").sees("next page: there is no answer yet")
	if n := len(s.asked()); n != 1 {
		t.Errorf("sent %q", s.asked())
	}
}

func TestAWaitIsCountedDownAndEscEndsIt(t *testing.T) {
	w := newWorld(t)
	w.stage(func(r *http.Request) *http.Response {
		return jsonOf(429, `{"error":{"code":"TooManyRequests","message":"slow down"}}`, "Retry-After", "90")
	})
	u := w.at(t, "contoso").types("/me").presses(enter).sees("90 s left").later(30 * time.Second).sees("60 s left")
	u.presses(esc).sees("cancelled").seesNo("s left")
}

func TestWithATagAWriteIsOfferedOnlyForWhatWasRead(t *testing.T) {
	w := newWorld(t)
	writable(t, w, "contoso")
	s := w.stage(func(r *http.Request) *http.Response {
		if r.URL.Path != "/v1.0/planner/tasks/1" {
			return nil
		}
		if r.Method == "GET" {
			return jsonOf(200, `{"@odata.etag":"W/\"v1\"","id":"task-1"}`, "ETag", `W/"v1"`)
		}
		return jsonOf(204, "")
	})
	u := w.at(t, "contoso").types("/planner/tasks/1").presses(enter).sees("task-1")
	u.presses("ctrl+u").types("DELETE /planner/tasks/1").presses(enter).sees("Send this write?", "only if nobody changed it")
	u.presses("m").sees("204")
	if got := s.seen[len(s.seen)-1]; got.Method != "DELETE" || got.Header.Get("If-Match") != `W/"v1"` {
		t.Errorf("sent %s with If-Match %q", got.Method, got.Header.Get("If-Match"))
	}
	u.presses("ctrl+u").types("DELETE /planner/tasks/2").presses(enter).sees("Send this write?").seesNo("only if nobody")
}

func TestTheComposerOffersTheTagOfTheObjectOnTheScreen(t *testing.T) {
	w := newWorld(t)
	w.stage(func(r *http.Request) *http.Response { return jsonOf(200, `{"id":"task-1"}`, "ETag", `W/"v1"`) })
	u := w.at(t, "contoso").types("/planner/tasks/1").presses(enter).sees("task-1")
	u.presses("ctrl+u").types("PATCH /planner/tasks/1").presses("f3", "ctrl+y").sees(`› If-Match: W/"v1"`, "only if nobody has")
}

func TestAnAnswerIsSavedWholeAndForThePersonAlone(t *testing.T) {
	_, _, u := paging(t, "contoso")
	file := filepath.Join(t.TempDir(), "things.json")
	u.presses("alt+a").sees("row-c").presses("alt+s").sees("Save the answer to a file", "things.json").presses("ctrl+u").types(file).presses(enter).sees("saved")
	text, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(text), "row-a") || !strings.Contains(string(text), "row-c") {
		t.Fatalf("the file holds %s, %v", text, err)
	}
	if info, _ := os.Stat(file); info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v", info.Mode())
	}
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	u.presses("alt+s", "ctrl+u").types(file).presses(enter).sees("Replace this file?").presses("n")
	if text, _ := os.ReadFile(file); string(text) != "mine" {
		t.Errorf("a no replaced it by %s", text)
	}
	u.presses("alt+s", "ctrl+u").types(file).presses(enter).sees("Replace this file?").presses("y").sees("saved")
}

func TestNumbersAreGroupedAsInThePane(t *testing.T) {
	for n, want := range map[int]string{0: "0 rows", 1: "1 row", 999: "999 rows", 1000: "1,000 rows", 20000: "20,000 rows", 1234567: "1,234,567 rows"} {
		if got := tui.Counted(n, "row"); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}

func TestAFolderThatIsNotThereIsNamed(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "x")
	u := guestAt(t, "contoso").types("/me").presses(enter).sees("200 OK").presses("alt+s", "ctrl+u").types(filepath.Join(folder, "me.json"))
	u.presses(enter).sees("the answer was not saved: there is no folder").seesNo(".graphguest-")
}

func TestWhereNothingCanBeOpenedSavingIsNamed(t *testing.T) {
	w := newWorld(t)
	w.Open = nil
	w.at(t, "contoso").types("/me").presses(enter).sees("200 OK").presses("alt+o").sees("no program to open files with here; alt+s saves it")
}

func TestTheNameOfAnAnswersFileCannotLeadAway(t *testing.T) {
	for _, tt := range []struct{ disposition, path, proposed string }{
		{`attachment; filename="../../.bashrc"`, "/x", "bashrc"},
		{`attachment; filename="report 2024.pdf"`, "/x", "report 2024.pdf"},
		{`attachment; filename="C:\\Windows\\nul.txt"`, "/x", "file-nul.txt"},
		{"", "/me/messages?$top=1", "me-messages.json"},
		{"", "/users/x/photo/$value", "photo.json"},
		{"", "/" + strings.Repeat("a", 300), strings.Repeat("a", 30) + ".json"},
	} {
		w := newWorld(t)
		w.stage(func(r *http.Request) *http.Response {
			return jsonOf(200, `{"id":"here"}`, "Content-Disposition", tt.disposition)
		})
		w.at(t, "contoso").types(tt.path).presses(enter).sees("200 OK").presses("alt+s").sees(tt.proposed)
	}
}

func TestOnlyWhatCanDoNoHarmIsOpenedAndGoesWithTheExplorer(t *testing.T) {
	for media, opens := range map[string]bool{"image/png": true, "application/pdf": true, "text/html": false, "application/x-sh": false, "image/svg+xml": false} {
		w := newWorld(t)
		var opened string
		w.Open = func(file string) error { opened = file; return nil }
		w.stage(func(*http.Request) *http.Response { return jsonOf(200, "\x89PNG bytes", "Content-Type", media) })
		m := w.at(t, "contoso").types("/x").presses(enter).sees("200 OK").presses("alt+o")
		if (opened != "") != opens {
			t.Errorf("%s: opened %q", media, opened)
		}
		if !opens {
			m.sees("is not opened")
			continue
		}
		if info, err := os.Stat(filepath.Dir(opened)); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%v, %v", info, err)
		}
		m.m.(interface{ Clean() }).Clean()
		if _, err := os.Stat(opened); !os.IsNotExist(err) {
			t.Errorf("%s is still there", opened)
		}
	}
}
