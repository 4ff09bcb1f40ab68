package graphsim

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// guid dresses 128 bits as a random GUID; six of them give way to version and variant.
func guid(high, low uint64) string {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], high&^0xf000|0x4000)
	binary.BigEndian.PutUint64(b[8:], low&^(3<<62)|1<<63)
	var text [36]byte
	hex.Encode(text[0:8], b[0:4])
	hex.Encode(text[9:13], b[4:6])
	hex.Encode(text[14:18], b[6:8])
	hex.Encode(text[19:23], b[8:10])
	hex.Encode(text[24:36], b[10:16])
	text[8], text[13], text[18], text[23] = '-', '-', '-', '-'
	return string(text[:])
}

func newSum(text string) [32]byte { return sha256.Sum256([]byte(text)) }

func guidOf(sum [32]byte) string {
	return guid(binary.BigEndian.Uint64(sum[0:]), binary.BigEndian.Uint64(sum[8:]))
}
