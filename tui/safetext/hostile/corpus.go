// Package hostile holds text that tries to drive a terminal, and a judge that
// finds what got through. It is for tests, and shares no code with safetext.
package hostile

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Samples are a few strings of every kind of attack.
var Samples = []string{
	"a\x00b", "a\ab", "a\bb", "a\tb", "a\rEVIL", "a\nb", "a\x0b\x0cb", "a\x7fb",
	"\x1b[2Jgone", "\x1b[8mhidden\x1b[0m", "\x1b", "\x1b[", "\x1bc",
	"\x1b]0;title\a", "\x1b]52;c;ZXZpbA==\a", "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "\x1b]unterminated",
	"\x1bP$qm\x1b\\", "\x1b_Gi=1\x1b\\", "\x1b^pm\x1b\\", "\x1bXsos\x1b\\", "\x1b[?1049l",
	"\u009b2J", "\u009d52;c;ZXZpbA==\u009c", "\u0090$qm\u009c", "\u0085next line", "\x9b2J", "\x9d0;t\x9c",
	"\xff\xfe", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "cut \xe2\x82",
	"user\u202egnp.exe", "\u2066isolate\u2069", "zero\u200bwidth", "\u200djoined\u200d", "bom\ufeff", "soft\u00adhyphen",
	"line\u2028para\u2029", "tags\U000e0041\U000e0042", "selector\ufe0f", "filler\u3164\u115f\u1160\uffa0", "blank\u2800",
	"private\ue000\U000f0000", "unassigned\u0378\U000e0fff", "interlinear\ufff9a\ufffab\ufffb", "\u0301leading mark",
	"z" + strings.Repeat("\u0301", 200), "👩" + strings.Repeat("\u200d👩", 200),
}

// Corpus returns Samples and every string of the shared corpora. found is false
// where those are not beside the module; then the samples have to do.
func Corpus() (all []string, found bool) {
	all = append(all, Samples...)
	lines, err := Shared("hostile/escape-corpus.jsonl")
	if err != nil {
		return all, false
	}
	scan := bufio.NewScanner(bytes.NewReader(lines))
	scan.Buffer(nil, 8<<20)
	for scan.Scan() {
		var row struct{ B64 []byte }
		if json.Unmarshal(scan.Bytes(), &row) == nil {
			all = append(all, string(row.B64))
		}
	}
	if naughty, err := Shared("blns/blns.json"); err == nil {
		var list []string
		if json.Unmarshal(naughty, &list) == nil {
			all = append(all, list...)
		}
	}
	if utf8s, err := Shared("utf8tests/utf8tests.bin"); err == nil {
		all = append(all, strings.Split(string(utf8s), "\n")...)
	}
	return all, true
}

// Packed is the corpus in fewer strings: n of it in each, no longer than a line of
// text may be, for tests to which a string is expensive.
func Packed(n int) (all []string, found bool) {
	corpus, found := Corpus()
	for part := range slices.Chunk(corpus, n) {
		var b strings.Builder
		for _, s := range part {
			b.WriteString(s[:min(len(s), 1<<10)])
			b.WriteString(" ¦ ")
		}
		all = append(all, b.String())
	}
	return all, found
}

// Shared reads a file of the folder shared/data beside the module's root.
func Shared(path string) ([]byte, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return os.ReadFile(filepath.Join(dir, "..", "shared", "data", path))
		}
	}
	return nil, os.ErrNotExist
}
