package auth

import (
	"regexp"
	"strings"
	"sync"
)

// hidden stands where a secret was.
const hidden = "‹hidden›"

// Redact takes tokens, codes, verifiers, device codes, client infos, passwords in addresses and
// Authorization headers out of any text. What people need to be helped stays: AADSTS codes, trace
// and correlation ids, timestamps, addresses. It is for errors and traces; MSAL's errors can
// quote a whole token answer.
func Redact(s string) string {
	for _, r := range redactions() {
		s = r.pattern.ReplaceAllStringFunc(s, func(found string) string {
			parts := r.pattern.FindStringSubmatch(found)
			if r.spare != nil && r.spare(parts[2]) {
				return found
			}
			return parts[1] + hidden + parts[3]
		})
	}
	return s
}

// A redaction finds one kind of secret. Its pattern has three groups: what
// stays in front, the secret, and what stays behind.
type redaction struct {
	pattern *regexp.Regexp
	spare   func(secret string) bool // true for what only looks like a secret; nil = never
}

// secretKeys are the names under which secrets travel in JSON, forms and addresses.
const secretKeys = `access_token|refresh_token|id_token|device_code|user_code|code_verifier|client_info|` +
	`client_secret|client_assertion|assertion|password|tempauth|sig`

// Compiled on first use: most runs of the program never redact anything.
var redactions = sync.OnceValue(func() []redaction {
	compile := func(pattern string) *regexp.Regexp { return regexp.MustCompile(pattern) }
	return []redaction{
		// Authorization: Bearer …, as a header is written or as Go prints one
		{compile(`(?i)(\b(?:proxy-)?authorization\\?["']?\s*[:=]\s*\[?\\?["']?)([^\r\n"'\\\]]+)()`), nil},
		{compile(`(?i)(\b(?:set-)?cookie\\?["']?\s*:\s*\[?\\?["']?)([^\r\n"'\\\]]+)()`), nil},
		{compile(`(?i)(\bbearer\s+)([\w.~+/=-]{20,})()`), nil},
		// "access_token":"…", also in JSON that is quoted in JSON, also cut short
		{compile(`(?i)(\\*"(?:` + secretKeys + `)\\*"\s*:\s*\\*")((?:[^"\\]|\\+[^"\\])*)()`), nil},
		// access_token=… in a form or an address; code=50020 is no secret
		{compile(`(?i)(\b(?:` + secretKeys + `)=)([^&\s"'<>]+)()`), nil},
		{compile(`(?i)((?:^|[?&\s"'#;])code=)([^&\s"'<>]+)()`), onlyDigits},
		// user:password@ of an address, as a proxy has it
		{compile(`(//)([^/@\s"']+)(@)`), nil},
		// JWTs and whatever else is JSON in base64
		{compile(`()(eyJ[\w-]{6,}={0,2}(?:\.[\w-]*)*)()`), nil},
		// refresh tokens and codes of Entra ID, then those of Microsoft accounts
		{compile(`(^|[^\w.])([01]\.A[\w-]{8,}(?:\.[\w-]+)*)()`), nil},
		{compile(`(^|[^\w.])(M\.[A-Z]\d*_[A-Z0-9]+\.[\w.!*$-]+)()`), nil},
		{compile(`()(\bEw[A-Z][\w+/-]{40,}={0,2})()`), nil},
		// any other long random text
		{compile(`()([\w+-]{40,}={0,2})()`), notRandom},
	}
})

func onlyDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// notRandom spares long words, names and ids: they lack digits, or keep to one case.
func notRandom(s string) bool {
	const digits, lower, upper = "0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	return !strings.ContainsAny(s, digits) || !strings.ContainsAny(s, lower) || !strings.ContainsAny(s, upper)
}
