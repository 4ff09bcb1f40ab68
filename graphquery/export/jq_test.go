package export

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"graphguest/graphquery"
	"graphguest/graphquery/jq"
)

// filtered is what a filter makes of pages.
func filtered(t *testing.T, ctx context.Context, expr string, opt Options, pages ...string) (string, error) {
	t.Helper()
	f, err := jq.Parse(expr)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := NewJQ(ctx, f, &out, opt)
	for i, body := range pages {
		page := &graphquery.Result{Rows: 1}
		for _, p := range []graphquery.Part{{Data: []byte(body[:len(body)/2])}, {Data: []byte(body[len(body)/2:]), Last: true}} {
			p.Page, p.Number = page, i+1
			if err := w.Part(&p); err != nil {
				return out.String(), err
			}
		}
	}
	return out.String(), w.Close()
}

func TestFiltersGiveOneValueALine(t *testing.T) {
	body := `{"value":[{"b":"x<y","a":12345678901234567890},{"b":null}]}`
	for _, tt := range []struct{ expr, want string }{
		{".value[].b", "\"x<y\"\nnull\n"},
		{".value[0]", "{\"a\":12345678901234567890,\"b\":\"x<y\"}\n"},
		{".value | length", "2\n"},
		{"empty", ""},
		{"1, halt, 2", "1\n"},
		{"env | length", "0\n"},
	} {
		got, err := filtered(t, t.Context(), tt.expr, Options{}, body, body)
		if err != nil || got != tt.want+tt.want {
			t.Errorf("%s: %q, %v, want %q twice", tt.expr, got, err, tt.want)
		}
	}
}

func TestWhatAFilterGivesDoesNotActOnATerminal(t *testing.T) {
	for _, expr := range []string{`"\u001b\u202e"`, ".value[].a"} {
		got, err := filtered(t, t.Context(), expr, Options{}, "{\"value\":[{\"a\":\"\\u001b\u202e\"}]}")
		if want := "\"\\u001b\\u202e\"\n"; err != nil || got != want {
			t.Errorf("%s: %q, %v, want %q", expr, got, err, want)
		}
	}
}

func TestAFilterEndsThePagesAtTheLimit(t *testing.T) {
	got, err := filtered(t, t.Context(), ".n", Options{Limit: 2}, `{"n":1}`, `{"n":2}`, `{"n":3}`)
	if !errors.Is(err, ErrLimit) || got != "1\n2\n" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestAFilterThatFailsSaysWhy(t *testing.T) {
	for _, tt := range []struct{ expr, body, says string }{{".a.b", `{"a":1}`, "jq: "}, {".", "<html>", "not JSON"}} {
		if out, err := filtered(t, t.Context(), tt.expr, Options{}, tt.body); err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %q, %v, want it to say %q", tt.expr, out, err, tt.says)
		}
	}
}

func TestAFilterEndsWhenItsCallerDoes(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := filtered(t, ctx, "last(repeat(1))", Options{}, "{}"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
}
