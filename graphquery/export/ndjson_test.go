package export

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// counting counts the calls of Write.
type counting struct {
	bytes.Buffer
	writes int
}

func (c *counting) Write(p []byte) (int, error) {
	c.writes++
	return c.Buffer.Write(p)
}

func TestRowsThatFollowEachOtherAreWrittenInOne(t *testing.T) {
	var out counting
	w, _ := New("ndjson", &out, Options{})
	if err := feed(t, w, 0, users(999)); err != nil || out.writes > 2 {
		t.Errorf("%v, %d writes", err, out.writes)
	}
	if n := strings.Count(out.String(), "\n"); n != 999 {
		t.Errorf("%d lines", n)
	}
	for line := range strings.Lines(out.String()) {
		if !json.Valid([]byte(line)) {
			t.Fatalf("%q", line)
		}
	}
}

func TestEveryRowStaysOnItsLine(t *testing.T) {
	page := "{\n  \"value\": [\n    {\n      \"a\": 1\n    }, {\"b\": [ 2 ]}\n  ,{\"c\":\"\u2028\"},{\"d\":4},\n\n{\"e\":5} ] }"
	out := written(t, "ndjson", Options{}, page, `{"value":[]}`, `{"value":[{"f":6}]}`)
	want := "{\"a\":1}\n{\"b\": [ 2 ]}\n{\"c\":\"\\u2028\"}\n{\"d\":4}\n{\"e\":5}\n{\"f\":6}\n"
	if out != want {
		t.Errorf("%q, want %q", out, want)
	}
	if out := written(t, "ndjson", Options{Limit: 3}, page); out != want[:strings.Index(want, `{"d"`)] {
		t.Errorf("the first three: %q", out)
	}
}

func TestPlainASCIIIsToldFromTheRest(t *testing.T) {
	for n := range 100 {
		b := bytes.Repeat([]byte("~"), n)
		if got := plainASCII(b); got != n {
			t.Errorf("%d of %d", got, n)
		}
		for i := range b {
			for _, other := range []byte{0x7f, 0x80, 0xff} {
				b[i] = other
				if got := plainASCII(b); got != i {
					t.Errorf("0x%x at %d of %d: %d", other, i, n, got)
				}
			}
			b[i] = '~'
		}
	}
}

// What only shows is passed quickly; what acts must be found all the same, wherever it stands.
func TestWhatActsIsFoundAmongLetters(t *testing.T) {
	for r := rune(0); r <= 0x1ffff; r++ {
		if r >= 0xd800 && r < 0xe000 {
			continue
		}
		for _, before := range []string{"", "a", "aé田", strings.Repeat("plain ", 7)} {
			text := before + string(r) + "é"
			want := len(text)
			if acts(r) {
				want = len(before)
			}
			if got := firstActing([]byte(text)); got != want {
				t.Fatalf("U+%04X behind %q: %d, want %d", r, before, got, want)
			}
		}
	}
	for _, broken := range []string{"\xc3", "\xc3a", "\xe5\x80", "é\xe5a\x80", "\xd7\xff"} {
		if got := firstActing([]byte(broken)); got == len(broken) {
			t.Errorf("%q passes for text", broken)
		}
	}
}
