package graphsim

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"net/http"
	"strconv"
	"strings"
)

// A page token is the next position and a seal over it and the query it belongs to.
const sealSize = 12

func (l *listing) token(position int) string {
	b := binary.BigEndian.AppendUint64(nil, uint64(position))
	return base64.RawURLEncoding.EncodeToString(append(b, l.seal(b)...))
}

func (l *listing) seal(position []byte) []byte {
	sum := sha256.Sum256(append([]byte(l.q.dir.spec.ID+"\x00"+l.identity()+"\x00"), position...))
	return sum[:sealSize]
}

// readToken returns where a page starts. A token that was changed, or is another query's, is refused.
func (l *listing) readToken(text string) (int, error) {
	if !l.q.opts.given["skiptoken"] {
		return 0, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(b) != 8+sealSize || string(l.seal(b[:8])) != string(b[8:]) {
		return 0, refused(http.StatusBadRequest, "Directory_ExpiredPageToken",
			"The specified page token value has expired and can no longer be included in your request.")
	}
	return int(binary.BigEndian.Uint64(b[:8])), nil
}

// nextLink is the whole address of the next page, with every option of this one.
func (l *listing) nextLink(position int) string {
	pairs := append(append([]string{}, l.q.opts.raw...), "$skiptoken="+l.token(position))
	return l.q.answer.base + l.q.http.URL.EscapedPath() + "?" + strings.Join(pairs, "&")
}

func number(n int) string { return strconv.Itoa(n) }
