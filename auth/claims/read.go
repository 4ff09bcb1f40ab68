package claims

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Bounds on what is read: a token comes from outside. Real ones stay far below.
const (
	maxToken  = 256 << 10 // bytes of the whole token
	maxClaims = 300       // names in one token
	maxText   = 4 << 10   // bytes of one value as text
)

// said is what a token says: each claim's JSON as it was written, so that numbers stay exact.
type said map[string]json.RawMessage

// read decodes a JWT; false means that raw is something else.
func read(raw string) (said, bool) {
	parts := strings.Split(raw, ".")
	if len(raw) > maxToken || len(parts) != 3 {
		return nil, false
	}
	var header, claims said
	if !segment(parts[0], &header) || !segment(parts[1], &claims) || len(claims) > maxClaims {
		return nil, false
	}
	return claims, true
}

func segment(part string, into *said) bool {
	text, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(part, "="))
	return err == nil && json.Unmarshal(text, into) == nil && *into != nil
}

func (s said) has(name string) bool { return len(s[name]) > 0 }

func (s said) names() []string { return slices.Sorted(maps.Keys(s)) }

// text is the claim as a person reads it; "" when it is not there.
func (s said) text(name string) string {
	if !s.has(name) {
		return ""
	}
	return clip(plain(s[name]))
}

// plain turns JSON into text: strings unquoted, lists of plain values joined.
func plain(raw json.RawMessage) string {
	var list []json.RawMessage
	var word string
	switch {
	case raw[0] == '"' && json.Unmarshal(raw, &word) == nil:
		return word
	case raw[0] == '[' && json.Unmarshal(raw, &list) == nil && !slices.ContainsFunc(list, nested):
		words := make([]string, len(list))
		for i, item := range list {
			words[i] = plain(item)
		}
		return strings.Join(words, ", ")
	}
	var compact bytes.Buffer
	if json.Compact(&compact, raw) != nil {
		return string(raw)
	}
	return compact.String()
}

func nested(item json.RawMessage) bool { return item[0] == '[' || item[0] == '{' }

// clip bounds a text, at a character's edge.
func clip(text string) string {
	if len(text) <= maxText {
		return text
	}
	cut := maxText
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + "…"
}

// words are the items of a list, or the words of a text that is separated by spaces.
func (s said) words(name string) []string {
	var list []string
	if json.Unmarshal(s[name], &list) == nil {
		return list
	}
	return strings.Fields(s.text(name))
}

// lastMoment is the end of the year 9999: what is later is no time that anybody meant.
const lastMoment = 253402300799

// time reads seconds since 1970; false when the claim is absent, no number, or absurd.
func (s said) time(name string) (time.Time, bool) {
	if !s.has(name) || nested(s[name]) {
		return time.Time{}, false
	}
	seconds, err := strconv.ParseFloat(s.text(name), 64)
	if err != nil || !(seconds > 0 && seconds <= lastMoment) {
		return time.Time{}, false
	}
	return time.Unix(int64(seconds), 0), true
}
