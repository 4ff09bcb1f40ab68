package graphquery

import (
	"encoding/base64"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// maxClaims is far more than a claims challenge holds.
const maxClaims = 16 << 10

// challengeClaims returns the claims that a refusal asks for, as JSON, or "".
// Several headers, several challenges in one, any order and commas in quotes are all legal.
func challengeClaims(r *Result) string {
	if r.Status != 401 && r.Status != 403 {
		return ""
	}
	for _, header := range r.Header.Values("WWW-Authenticate") {
		for _, params := range challenges(header) {
			if strings.EqualFold(params["error"], "insufficient_claims") {
				if claims := decodeClaims(params["claims"]); claims != "" {
					return claims
				}
			}
		}
	}
	return ""
}

// challenges splits a WWW-Authenticate value into the parameters of each challenge; names in lower case.
func challenges(header string) []map[string]string {
	var all []map[string]string
	for rest := strings.TrimLeft(header, ", \t"); rest != ""; rest = strings.TrimLeft(rest, ", \t") {
		word := leadingWord(rest)
		if word == "" {
			return all // not the grammar: what follows cannot be trusted
		}
		rest = strings.TrimLeft(rest[len(word):], " \t")
		if !strings.HasPrefix(rest, "=") || len(all) == 0 {
			all = append(all, map[string]string{}) // a scheme: Bearer
			continue
		}
		var value string
		value, rest = paramValue(strings.TrimLeft(rest[1:], " \t"))
		all[len(all)-1][strings.ToLower(word)] = value
	}
	return all
}

// leadingWord is the run of characters at the start of s that a scheme or parameter name may hold.
func leadingWord(s string) string {
	if i := strings.IndexAny(s, " \t,=\""); i >= 0 {
		return s[:i]
	}
	return s
}

// paramValue reads a bare or quoted value and returns what follows it.
func paramValue(s string) (value, rest string) {
	if !strings.HasPrefix(s, `"`) {
		end := strings.IndexAny(s, ", \t")
		if end < 0 {
			return s, ""
		}
		return s[:end], s[end:]
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case s[i] == '"':
			return b.String(), s[i+1:]
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), ""
}

// decodeClaims turns the base64 of a challenge, of either alphabet, into its JSON object; "" when it is none.
func decodeClaims(text string) string {
	if len(text) > maxClaims {
		return ""
	}
	data := []byte(text)
	if !strings.HasPrefix(text, "{") {
		plain := strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(text, "="))
		var err error
		if data, err = base64.RawStdEncoding.DecodeString(plain); err != nil {
			return ""
		}
	}
	if v := jsontext.Value(data); v.Kind() != '{' || !v.IsValid() {
		return ""
	}
	return string(data)
}
