package export

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestFiltersGiveOneValueALine(t *testing.T) {
	body := `{"value":[{"b":"x<y","a":12345678901234567890},{"b":null}]}`
	for _, tt := range []struct{ expr, want string }{
		{".value[].b", "\"x<y\"\nnull\n"},
		{".value[0]", "{\"a\":12345678901234567890,\"b\":\"x<y\"}\n"},
		{".value | length", "2\n"},
		{"empty", ""},
		{"1, halt, 2", "1\n"},
		{"env | length", "0\n"},
		{`"\u001b\u202e"`, "\"\\u001b\\u202e\"\n"},
	} {
		got, err := JQ(t.Context(), tt.expr, []byte(body))
		if err != nil || string(got) != tt.want {
			t.Errorf("%s: %q, %v, want %q", tt.expr, got, err, tt.want)
		}
	}
}

func TestAFilterThatIsWrongSaysWhere(t *testing.T) {
	for _, tt := range []struct{ expr, body, says string }{
		{".value | foo", "{}", "foo"},
		{".value | }", "{}", "at character 10"},
		{".a.b", `{"a":1}`, "jq: "},
		{`import "x" as x; .`, "{}", "jq: "},
		{"input", "{}", "jq: "},
		{".", "<html>", "not JSON"},
	} {
		out, err := JQ(t.Context(), tt.expr, []byte(tt.body))
		if err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %q, %v, want it to say %q", tt.expr, out, err, tt.says)
		}
	}
}

func TestAFilterEndsWhenItsCallerDoes(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := JQ(ctx, "last(repeat(1))", []byte("{}")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	ctx, cancel = context.WithCancel(t.Context())
	cancel()
	if _, err := JQ(ctx, "last(repeat(1))", []byte("{}")); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestAFilterCannotFloodMemory(t *testing.T) {
	if _, err := JQ(t.Context(), `repeat("x" * 1000000)`, []byte("{}")); err == nil || !strings.Contains(err.Error(), "64 MiB") {
		t.Errorf("%v", err)
	}
	if _, err := JQ(t.Context(), ".", make([]byte, maxJQ+1)); err == nil || !strings.Contains(err.Error(), "64 MiB") {
		t.Errorf("%v", err)
	}
}
