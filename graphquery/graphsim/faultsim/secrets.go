package faultsim

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode"
)

// Secrets are texts that must never be seen, by the slot that each stands for.
type Secrets map[string]string

// Canaries are the secrets that are planted.
func Canaries() Secrets {
	s := Secrets{}
	type canary struct{ Slot, Value string }
	for _, c := range rows[canary](canaryRows) {
		s[c.Slot] = c.Value
	}
	return s
}

// GraphToken is an access token for a tenant that holds the canary of access tokens.
func (s Secrets) GraphToken(tenant string) string {
	parts := strings.Split(s["access_token"], ".")
	payload, _ := base64.RawURLEncoding.DecodeString(parts[1])
	claims := fmt.Sprintf(`{"tid":%q,"aud":"https://graph.microsoft.com","scp":"User.Read",%s`, tenant, strings.TrimPrefix(string(payload), "{"))
	return parts[0] + "." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + "." + parts[2]
}

// In says which secret a text gives away, as it is or in another coat; "" = none.
func (s Secrets) In(text string) string {
	plain := text
	if u, err := url.QueryUnescape(text); err == nil {
		plain += "\n" + u
	}
	for slot, value := range s {
		for _, look := range looks(value) {
			if strings.Contains(plain, look) {
				return slot
			}
		}
	}
	return ""
}

// core is the telling part of a canary.
var core = pattern(`[A-Z]{2,5}-CANARY-\w+`)

// looks are the texts that give a secret away: it as a whole, its telling part, the parts of a token.
func looks(value string) []string {
	all := []string{value}
	all = append(all, core().FindAllString(value, -1)...)
	parts := strings.Split(value, ".")
	for _, part := range parts {
		if text, err := base64.RawURLEncoding.DecodeString(part); err == nil {
			all = append(all, core().FindAllString(string(text), -1)...)
		}
	}
	if len(parts) == 3 && len(parts[2]) >= 16 {
		all = append(all, parts[2]) // a signature
	}
	return all
}

// Sentence says what is wrong with a text that a person is to read: it has to be one line, and printable.
func Sentence(text string) error {
	switch {
	case strings.TrimSpace(text) == "":
		return errors.New("it says nothing")
	case strings.ContainsAny(text, "\n\r"):
		return errors.New("it is more than one line")
	case strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }):
		return errors.New("it holds control characters")
	case strings.ToValidUTF8(text, "") != text:
		return errors.New("it is not UTF-8")
	case len(text) > 6<<10:
		return fmt.Errorf("it is %d bytes long", len(text))
	}
	return nil
}
