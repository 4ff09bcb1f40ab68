package jsondoc

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// words are strings that need no decoding, so that they look the same everywhere.
var words = []string{`""`, `"id"`, `"displayName"`, `"山田 太郎"`, `"a\"b"`, `"back\\"`, `"\\\\\""`, `"x: {[,"`, `"tab\t"`, `"caf\u200b"`, `"}"`}

// randomJSON writes a value with the white space of no particular taste.
func randomJSON(r *rand.Rand, depth int, b *strings.Builder) {
	gap := func() { b.WriteString([]string{"", " ", "\n", "\t ", "\r\n"}[r.IntN(5)]) }
	gap()
	defer gap()
	kind := r.IntN(8)
	if depth == 0 {
		kind = 2 + r.IntN(6)
	}
	switch kind {
	case 0, 1:
		open, end := "[", "]"
		if kind == 1 {
			open, end = "{", "}"
		}
		b.WriteString(open)
		for i := range r.IntN(6) {
			if i > 0 {
				b.WriteString(",")
			}
			if kind == 1 {
				gap()
				b.WriteString(words[r.IntN(len(words))])
				gap()
				b.WriteString(":")
			}
			randomJSON(r, depth-1, b)
		}
		gap()
		b.WriteString(end)
	case 2:
		b.WriteString([]string{"{ }", "[]", "[\n]", "{}"}[r.IntN(4)])
	case 3:
		fmt.Fprint(b, []string{"0", "-1", "1.50", "1e400", "12345678901234567890"}[r.IntN(5)])
	case 4:
		b.WriteString([]string{"true", "false", "null"}[r.IntN(3)])
	default:
		b.WriteString(words[r.IntN(len(words))])
	}
}

// users is a page of Graph users of about size bytes.
func users(size int) []byte {
	var b strings.Builder
	b.WriteString(`{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[`)
	for i := 0; b.Len() < size; i++ {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"%08x-0000-4000-8000-%012x","displayName":"Person %d","userType":"Guest","accountEnabled":true,"businessPhones":[],"mail":null,"identities":[{"signInType":"federated","issuer":"google.com"}]}`, i, i, i)
	}
	b.WriteString(`]}`)
	return []byte(b.String())
}
