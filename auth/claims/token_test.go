package claims

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Every test reads its tokens at this moment, in a zone that is two hours east of Greenwich.
var (
	noon   = time.Date(2026, 11, 22, 14, 3, 11, 0, time.UTC)
	athens = time.FixedZone("EET", 2*60*60)
)

const signature = "c2lnbmF0dXJlLXRoYXQtbm9ib2R5LW1heS1zZWU"

// token makes a JWT that says payload, which is JSON.
func token(payload string) string {
	part := base64.RawURLEncoding.EncodeToString
	return part([]byte(`{"typ":"JWT","alg":"RS256","nonce":"n"}`)) + "." + part([]byte(payload)) + "." + signature
}

// sitting is one sign-in of testdata: the claims of its two tokens.
type sitting struct {
	Access, ID json.RawMessage
}

// tokens returns the two tokens of a sign-in; an access token that is null comes out opaque.
func (s sitting) tokens() (access, id string) {
	access = "EwB4A8l6BAAUbDba3x2OMJElkF7gJ4z/VbCPEz0AARDYl"
	if string(s.Access) != "null" {
		access = token(string(s.Access))
	}
	return access, token(string(s.ID))
}

func sittings(t testing.TB) map[string]sitting {
	t.Helper()
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sign-ins in testdata: %v", err)
	}
	all := map[string]sitting{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var s sitting
		if err := json.Unmarshal(text, &s); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all[file[:len(file)-len(".json")]] = s
	}
	return all
}
