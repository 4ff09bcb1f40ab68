package graphquery

import (
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

// batchAnswered sends two reads, and takes body for Graph's answer to them.
func batchAnswered(t *testing.T, a answer) ([]BatchAnswer, *guest, error) {
	t.Helper()
	g := guestAt(a)
	answers, err := g.Batch(t.Context(), []BatchItem{{ID: "me", Query: Query{Path: "/me"}}, {ID: "photo", Query: Query{Path: "/me/photo/$value"}}})
	return answers, g, err
}

func TestAnswersOfABatchAreFoundHoweverTheyCome(t *testing.T) {
	for name, tt := range map[string]struct{ body, me, photo string }{
		"unordered":      {`{"responses":[{"id":"PHOTO","status":404},{"id":"me","status":200}]}`, "", "404"},
		"missing":        {`{"responses":[{"id":"me","status":200}]}`, "", "not its item photo (GET v1.0 /me/photo/$value)"},
		"all missing":    {`{"responses":[]}`, "not its item me", "not its item photo"},
		"foreign":        {`{"responses":[{"id":"x","status":200},{"id":"me","status":200},{"id":"photo","status":200}]}`, "", ""},
		"no id":          {`{"responses":[{"status":200},{"id":null,"status":200},{"id":"me","status":200}]}`, "", "not its item photo"},
		"odd types":      {`{"responses":[5,"x",null,[],{"id":["me"],"status":200},{"id":"photo","status":200,"headers":"none"}]}`, "not its item me", ""},
		"no status":      {`{"responses":[{"id":"me"},{"id":"photo","status":"200"}]}`, "with 0, which is no status", "with 0, which is no status"},
		"status unknown": {`{"responses":[{"id":"me","status":100},{"id":"photo","status":99999}]}`, "no status", "no status"},
	} {
		answers, _, err := batchAnswered(t, answer{status: 200, body: tt.body})
		if err != nil || len(answers) != 2 || answers[0].ID != "me" || answers[1].ID != "photo" {
			t.Errorf("%s: %v, %v", name, answers, err)
			continue
		}
		for i, says := range []string{tt.me, tt.photo} {
			switch err := answers[i].Err; {
			case says == "" && (err != nil || answers[i].Result == nil):
				t.Errorf("%s: %s: %v", name, answers[i].ID, err)
			case says != "" && (err == nil || !strings.Contains(err.Error(), says)):
				t.Errorf("%s: %s: %v, want it to say %q", name, answers[i].ID, err, says)
			}
		}
	}
}

func TestAnItemThatIsAnsweredTwiceKeepsItsFirstAnswer(t *testing.T) {
	answers, _, err := batchAnswered(t, answer{status: 200, body: `{"responses":[{"id":"me","status":200,"body":{"a":1}},{"id":"ME","status":500},{"id":"photo","status":200}]}`})
	if err != nil || answers[0].Err != nil || string(answers[0].Result.Body) != `{"a":1}` {
		t.Fatal(answers, err)
	}
	wantText(t, strings.Join(answers[0].Result.Notes, "\n"), "more than once")
}

func TestWhatIsNoAnswerToABatchIsSaid(t *testing.T) {
	for name, a := range map[string]answer{
		"text":         {status: 200, body: "hello"},
		"cut":          {status: 200, body: `{"responses":[{"id":"me","sta`},
		"another":      {status: 200, body: `{"value":[]}`},
		"null":         {status: 200, body: `null`},
		"nothing":      {status: 200},
		"no responses": {status: 200, body: `{"responses":null}`},
	} {
		answers, _, err := batchAnswered(t, a)
		if !errors.Is(err, ErrNotJSON) || len(answers) != 2 || !errors.Is(answers[1].Err, ErrNotJSON) || answers[1].Result != nil {
			t.Errorf("%s: %v, %v", name, answers, err)
		}
	}
	answers, _, err := batchAnswered(t, answer{status: 400, body: `{"error":{"code":"BadRequest","message":"Invalid batch payload format."}}`})
	if refusal, ok := errors.AsType[*Error](err); !ok || refusal.Status != 400 || answers[0].Err == nil {
		t.Errorf("a refusal of the whole: %v, %v", answers, err)
	}
	if _, g, err := batchAnswered(t, answer{err: io.ErrUnexpectedEOF}); !errors.Is(err, ErrUnreachable) || len(g.graph.asked) != 1+maxFaults {
		t.Errorf("no answer: %v, asked %d times", err, len(g.graph.asked))
	}
}

func TestABusyGraphIsAskedAgainForABatchOfReads(t *testing.T) {
	g := guestAt(answer{status: 503, header: header("Retry-After", "3")}, answer{status: 200, body: `{"responses":[{"id":"1","status":200}]}`})
	answers, err := g.Batch(t.Context(), asks("/me"))
	if err != nil || len(g.graph.asked) != 2 || len(g.slept) != 1 || len(answers[0].Result.Retries) != 1 {
		t.Errorf("%v, slept %v, %v", answers, g.slept, err)
	}
	g = guestAt(answer{status: 503, header: header("Retry-After", "3")})
	g.Writable, g.Confirm = true, func(string, string) bool { return true }
	_, err = g.Batch(t.Context(), []BatchItem{{Query: Query{Method: "DELETE", Path: "/users/1"}}})
	if len(g.graph.asked) != 1 || !errors.Is(err, ErrThrottled) {
		t.Errorf("a batch with a write was sent %d times: %v", len(g.graph.asked), err)
	}
}

func TestBodiesOfABatchAreUnpackedByTheirType(t *testing.T) {
	png := "\x89PNG\r\n\x1a\n\x00\xff"
	packed := base64.StdEncoding.EncodeToString([]byte(png))
	for _, tt := range []struct{ kind, body, want string }{
		{"application/json", `{"a": [1, 2.50]}`, `{"a": [1, 2.50]}`},
		{"", `{"a":1}`, `{"a":1}`},
		{"application/json;odata.metadata=minimal", `"text"`, `"text"`},
		{"image/png", `"` + packed + `"`, png},
		{"image/png", `"` + strings.TrimRight(strings.NewReplacer("+", "-", "/", "_").Replace(packed), "=") + `"`, png},
		{"image/png", `"no base64!"`, "no base64!"},
		{"text/plain", `"MjA="`, "20"},
		{"text/plain", `"user"`, "user"}, // base64 of what is no text
		{"text/plain", `20`, "20"},
		{"text/csv", `"a,b\r\n1,2"`, "a,b\r\n1,2"},
		{"application/json", `null`, ""},
		{"image/png", ``, ""},
	} {
		h := http.Header{}
		if tt.kind != "" {
			h.Set("Content-Type", tt.kind)
		}
		if got := string(batchContent([]byte(tt.body), h)); got != tt.want {
			t.Errorf("%s %s: %q, want %q", tt.kind, tt.body, got, tt.want)
		}
	}
}

func TestAnItemThatWantsAStrongerSignInIsAskedOnceMore(t *testing.T) {
	claims := base64.StdEncoding.EncodeToString([]byte(`{"access_token":{"acrs":{"essential":true,"value":"c1"}}}`))
	challenge := func(round int, item sentItem) string {
		return `"status":401,"headers":{"WWW-Authenticate":"Bearer realm=\"\", error=\"insufficient_claims\", claims=\"` + claims + `\""}`
	}
	g, graph := batchGuest(func(round int, item sentItem) string {
		if round == 1 && item.ID != "2" {
			return challenge(round, item)
		}
		return fine(round, item)
	})
	answers, err := g.Batch(t.Context(), asks("/me", "/users", "/groups"))
	if err != nil || graph.shape() != "1 2 3 | 1 3" || len(g.slept) != 0 || answers[0].Err != nil || len(g.claims) != 2 || !strings.Contains(g.claims[1], "acrs") {
		t.Errorf("%s, claims %q, slept %v, %v, %v", graph.shape(), g.claims, g.slept, answers, err)
	}
	g, graph = batchGuest(challenge)
	answers, err = g.Batch(t.Context(), asks("/me"))
	if err != nil || len(graph.sent) != 2 || answers[0].Result.Status != 401 {
		t.Errorf("asked %d times: %v, %v", len(graph.sent), answers, err)
	}
}

func TestARedirectOfAnItemIsNamedByItsHostAlone(t *testing.T) {
	g, _ := batchGuest(func(int, sentItem) string {
		return `"status":302,"headers":{"Location":"https://files.example/x?tempauth=SECRET"}`
	})
	answers, err := g.Batch(t.Context(), asks("/me/drive/items/1/content"))
	if err != nil || answers[0].Err != nil || answers[0].Result.Status != 302 {
		t.Fatal(answers, err)
	}
	notes := strings.Join(answers[0].Result.Notes, "\n")
	wantText(t, notes, "https://files.example", "not followed")
	if strings.Contains(notes, "SECRET") {
		t.Errorf("a note tells the key of a download: %s", notes)
	}
}

func FuzzAnswersOfABatchNeverBreakIt(f *testing.F) {
	for _, seed := range []string{`{"responses":[{"id":"1","status":200,"body":"x"}]}`, `{"responses":[{"id":1,"status":429,"headers":{"Retry-After":5}}]}`, `[]`, `{"responses":[{}]}`, ``} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		g := guestAt(answer{status: 200, body: body})
		answers, err := g.Batch(t.Context(), asks("/me", "/users"))
		if len(answers) != 2 {
			t.Fatalf("%d answers", len(answers))
		}
		for _, a := range answers {
			if a.Err == nil && a.Result == nil || err != nil && a.Err == nil {
				t.Errorf("%s has neither an answer nor an error (%v)", a.ID, err)
			}
		}
	})
}
