package entrasim

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
)

// secret is n random bytes that can be put in a URL.
func secret(n int) string {
	b := make([]byte, n)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

// guid is a new random one.
func guid() string {
	var b [16]byte
	rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return formatGUID(b[:])
}

func formatGUID(b []byte) string {
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:16])
}

func isGUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i, c := range strings.ToLower(s) {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if dash != (c == '-') || !dash && !strings.ContainsRune("0123456789abcdef", c) {
			return false
		}
	}
	return true
}

// digits is a random number of n digits, without a leading zero.
func digits(n int) string {
	var b [8]byte
	rand.Read(b[:])
	low := uint64(1)
	for range n - 1 {
		low *= 10
	}
	return fmt.Sprint(low + binary.BigEndian.Uint64(b[:])%(9*low))
}

// userCode is what a person types at the device page: no letter that looks like another.
func userCode() string {
	const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
	b := make([]byte, 9)
	rand.Read(b)
	for i := range b {
		b[i] = letters[int(b[i])%len(letters)]
	}
	return string(b)
}

// derive is n bytes that always follow from the same words: for claims that look random but
// must be the same each time, such as a pairwise subject.
func derive(n int, words ...string) []byte {
	var out []byte
	for i := 0; len(out) < n; i++ {
		sum := sha256.Sum256(fmt.Appendf(nil, "%d\x00%s", i, strings.Join(words, "\x00")))
		out = append(out, sum[:]...)
	}
	return out[:n]
}

func deriveText(n int, words ...string) string {
	return base64.RawURLEncoding.EncodeToString(derive(n, words...))
}
