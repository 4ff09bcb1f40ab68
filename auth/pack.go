package auth

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

const (
	// partSize is the length of one keyring entry in bytes of ASCII. Windows takes 2,560; macOS takes a command
	// line of 4,096, in which the value is base64 once more; the Secret Service has no limit.
	partSize = 2400
	// maxParts bounds what one unit may occupy, and what a damaged manifest can make us read.
	maxParts = 128
	// maxBlob bounds what unpacking may grow to: far above any one tenant's cache.
	maxBlob = 8 << 20

	// minRun is the length from which a base64url run is worth decoding: JWT segments and refresh tokens are
	// longer, the GUIDs joined by hyphens in MSAL's cache keys (which zlib does well by itself) are shorter.
	minRun = 120
	// runMark begins a decoded run. JSON text never holds this byte; other text may, and is escaped.
	runMark = 0x01
)

var errDamagedPack = errors.New("packed value is damaged")

// pack makes a blob small, printable ASCII: base64url runs decoded, zlib, base64.
func pack(blob []byte) (string, error) {
	if len(blob) > maxBlob {
		return "", fmt.Errorf("%d bytes are too many for one sign-in (limit %d)", len(blob), maxBlob)
	}
	var small bytes.Buffer
	w, err := zlib.NewWriterLevel(&small, zlib.BestCompression)
	if err != nil {
		return "", err
	}
	if _, err := w.Write(decodeRuns(blob)); err != nil {
		return "", err
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	return base64.RawStdEncoding.EncodeToString(small.Bytes()), nil
}

// unpack undoes pack. Any error is errDamagedPack.
func unpack(text string) ([]byte, error) {
	small, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil {
		return nil, errDamagedPack
	}
	r, err := zlib.NewReader(bytes.NewReader(small))
	if err != nil {
		return nil, errDamagedPack
	}
	decoded, err := io.ReadAll(io.LimitReader(r, maxBlob+1))
	if err != nil || len(decoded) > maxBlob {
		return nil, errDamagedPack
	}
	return encodeRuns(decoded)
}

// cut divides packed text into parts that every keyring takes.
func cut(text string) []string {
	var parts []string
	for len(text) > partSize {
		parts = append(parts, text[:partSize])
		text = text[partSize:]
	}
	return append(parts, text)
}

// decodeRuns replaces long base64url runs by runMark, their decoded length and their bytes: zlib cannot win back
// the quarter that base64 costs. A literal runMark becomes runMark, 0.
func decodeRuns(blob []byte) []byte {
	out := make([]byte, 0, len(blob))
	for len(blob) > 0 {
		n := runLength(blob)
		if n == 0 {
			if blob[0] == runMark {
				out = append(out, runMark, 0)
			} else {
				out = append(out, blob[0])
			}
			blob = blob[1:]
			continue
		}
		out = appendRun(out, blob[:n])
		blob = blob[n:]
	}
	return out
}

func appendRun(out, run []byte) []byte {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(string(run))
	if len(run) < minRun || err != nil {
		return append(out, run...)
	}
	out = binary.AppendUvarint(append(out, runMark), uint64(len(raw)))
	return append(out, raw...)
}

// runLength counts the base64url characters that text begins with.
func runLength(text []byte) int {
	for i, c := range text {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_':
		default:
			return i
		}
	}
	return len(text)
}

// encodeRuns undoes decodeRuns.
func encodeRuns(decoded []byte) ([]byte, error) {
	out := make([]byte, 0, len(decoded)*4/3)
	for {
		i := bytes.IndexByte(decoded, runMark)
		if i < 0 {
			return append(out, decoded...), nil
		}
		out, decoded = append(out, decoded[:i]...), decoded[i+1:]
		n, width := binary.Uvarint(decoded)
		if width <= 0 || n > uint64(len(decoded)-width) {
			return nil, errDamagedPack
		}
		if decoded = decoded[width:]; n == 0 {
			out = append(out, runMark)
			continue
		}
		out = base64.RawURLEncoding.AppendEncode(out, decoded[:n])
		decoded = decoded[n:]
	}
}
