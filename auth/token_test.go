package auth_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"graphguest/auth"
)

func TestATokenDoesNotShowHoweverItIsPrinted(t *testing.T) {
	token := auth.Token{Access: "ACCESS-CANARY", ID: "ID-CANARY"}
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%T %v"} {
		fmt.Fprintf(&out, verb, token)
		fmt.Fprintf(&out, verb, &token)
		fmt.Fprintf(&out, verb, struct{ T auth.Token }{token})
	}
	fmt.Fprintln(&out, token, token.String(), token.GoString())
	slog.New(slog.NewTextHandler(&out, nil)).Info("x", "token", token, "in", struct{ T auth.Token }{token})
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "token", token, "in", struct{ T auth.Token }{token})
	if err := json.NewEncoder(&out).Encode(map[string]any{"t": token, "p": &token}); err != nil {
		t.Error(err)
	}
	if i := strings.Index(out.String(), "CANARY"); i >= 0 {
		t.Errorf("shown: %.80s", out.String()[max(0, i-40):])
	}
}
