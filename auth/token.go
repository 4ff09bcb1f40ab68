package auth

import (
	"fmt"
	"io"
	"log/slog"
	"time"
)

// Token is what a sign-in brought: the access token for Graph and the id token about the person.
// However it is printed, logged or encoded, it does not show them.
type Token struct {
	Access  string
	ID      string
	Expires time.Time // of the access token, by World.Now
}

// lifeLeft is the least life of a token that is handed out without asking for a new one.
const lifeLeft = 5 * time.Minute

// fit says whether the token may still be handed out.
func (t Token) fit(now time.Time) bool {
	return t.Access != "" && !now.Add(lifeLeft).After(t.Expires)
}

const tokenHidden = "‹token hidden›"

func (t Token) String() string               { return tokenHidden }
func (t Token) GoString() string             { return tokenHidden }
func (t Token) Format(f fmt.State, _ rune)   { _, _ = io.WriteString(f, tokenHidden) }
func (t Token) MarshalJSON() ([]byte, error) { return []byte(`"` + tokenHidden + `"`), nil }
func (t Token) MarshalText() ([]byte, error) { return []byte(tokenHidden), nil }
func (t Token) LogValue() slog.Value         { return slog.StringValue(tokenHidden) }
