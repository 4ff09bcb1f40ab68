package graphquery_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"graphguest/graphquery"
	"graphguest/graphquery/graphsim/faultsim"
)

// batches sends two reads as one batch.
func batches(ctx context.Context, s *site) ([]graphquery.BatchAnswer, error) {
	answers, err := s.Batch(ctx, []graphquery.BatchItem{{ID: "1", Query: graphquery.Query{Path: "/me"}}, {ID: "2", Query: graphquery.Query{Path: "/users"}}})
	s.hearErr(err)
	for _, a := range answers {
		s.hearErr(a.Err)
		s.hearResult(a.Result)
	}
	return answers, err
}

// Whatever comes in place of a batch's answer, each item has an answer or a sentence, or the batch has.
func TestWhateverAnswersABatchEachItemHasAWord(t *testing.T) {
	ca := faultsim.NewAuthority()
	for _, f := range faultsim.Catalogue() {
		if slow[f.Transport] {
			continue
		}
		t.Run(f.String(), func(t *testing.T) {
			watch := faultsim.Begin()
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			s := reaches(ca, f, 0, false)
			answers, err := batches(ctx, s)
			s.close()
			s.proves(t)
			if err == nil && len(answers) != 2 {
				t.Errorf("%d answers to two items and no error", len(answers))
			}
			for i, a := range answers {
				if a.Err == nil && a.Result == nil {
					t.Errorf("item %d has neither an answer nor an error", i+1)
				}
				if a.Err == nil && a.Result != nil && !strings.HasPrefix(f.Body, "batch-") {
					t.Errorf("item %d has an answer that never came: %q", i+1, a.Result.Body)
				}
			}
			if ctx.Err() != nil {
				t.Errorf("it did not end: %v", err)
			}
			heap, left := watch.End()
			if left != nil {
				t.Error(left)
			}
			if heap > 256<<20 {
				t.Errorf("%d MiB of memory", heap>>20)
			}
		})
	}
}

func TestAnswersOfABatchFindTheirItems(t *testing.T) {
	ca := faultsim.NewAuthority()
	for body, want := range map[string][2]string{
		"batch-wrong-order": {"one", "two"},
		"batch-missing-id":  {"", "{}"},
		"batch-dup-id":      {"?", ""},
	} {
		t.Run(body, func(t *testing.T) {
			s := reaches(ca, faultsim.Fault{Status: http.StatusOK, Body: body}, 0, false)
			defer s.close()
			answers, err := batches(t.Context(), s)
			if err != nil || len(answers) != 2 {
				t.Fatalf("%d answers, %v", len(answers), err)
			}
			for i, a := range answers {
				switch {
				case want[i] == "?":
				case want[i] == "" && a.Err == nil:
					t.Errorf("item %d: nothing says that its answer is missing", i+1)
				case want[i] != "" && (a.Err != nil || !strings.Contains(string(a.Result.Body), want[i])):
					t.Errorf("item %d: %+v", i+1, a)
				}
			}
		})
	}
}

// A service or a proxy that quotes what it was asked quotes the token.
func TestAServerThatQuotesTheRequestGivesNothingAway(t *testing.T) {
	ca := faultsim.NewAuthority()
	for kind, quote := range map[string]func(token string) string{
		"text/plain": func(token string) string { return "bad header: Authorization: Bearer " + token },
		"text/html":  func(token string) string { return "<html><pre>Authorization: Bearer " + token + "</pre></html>" },
		"application/json": func(token string) string {
			return `{"error":{"code":"` + token + `","message":"got Bearer ` + token + `","innerError":{"request-id":"` + token + `"}}}`
		},
	} {
		for _, status := range []int{200, 400, 401, 403, 429, 500, 502} {
			t.Run(kind+"/"+http.StatusText(status), func(t *testing.T) {
				s := reaches(ca, faultsim.Fault{}, 100, false)
				defer s.close()
				s.server.Good = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					_, token, _ := strings.Cut(r.Header.Get("Authorization"), "Bearer ")
					w.Header().Set("Content-Type", kind)
					w.Header().Set("request-id", token)
					w.WriteHeader(status)
					_, _ = w.Write([]byte(quote(token)))
				})
				r, err := s.Run(t.Context(), graphquery.Query{Path: "/me"})
				s.hearErr(err)
				s.hearResult(r)
				s.proves(t)
				var refused *graphquery.Error
				if status >= 400 && !errors.As(err, &refused) {
					t.Errorf("err = %v", err)
				}
			})
		}
	}
}
