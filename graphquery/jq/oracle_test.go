package jq

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"github.com/itchyny/gojq"
)

// plainly is what gojq alone makes of a document, decoded as a whole.
func plainly(expr, doc string) (out string, err error) {
	query, err := gojq.Parse(expr)
	if err != nil {
		return "", err
	}
	code, err := gojq.Compile(query)
	if err != nil {
		return "", err
	}
	d := json.NewDecoder(strings.NewReader(doc))
	d.UseNumber()
	var input any
	if err := d.Decode(&input); err != nil {
		return "", err
	}
	for all := code.Run(input); ; {
		v, ok := all.Next()
		if !ok {
			return out, nil
		}
		if err, failed := v.(error); failed {
			if halt, ok := errors.AsType[*gojq.HaltError](err); ok && halt.Value() == nil {
				return out, nil
			}
			return out, fmt.Errorf("jq: %w", err)
		}
		text, err := gojq.Marshal(v)
		if err != nil {
			return out, err
		}
		out += string(text) + "\n"
	}
}

// cut is a document in parts of about n bytes.
func cut(doc string, n int) (parts [][]byte) {
	for len(doc) > n {
		parts, doc = append(parts, []byte(doc[:n])), doc[n:]
	}
	return append(parts, []byte(doc))
}

// ours is what Run makes of it.
func ours(t testing.TB, expr string, parts [][]byte, opt Options) (string, error) {
	t.Helper()
	f, err := Parse(expr)
	if err != nil {
		t.Fatalf("%s: %v", expr, err)
	}
	var out bytes.Buffer
	err = f.With(opt).Run(t.Context(), parts, func(p []byte) error {
		out.Write(p)
		return nil
	}, nil)
	return out.String(), err
}

func TestTheFastWaysAreThePlainOne(t *testing.T) {
	all := strings.Split(strings.TrimSpace(filters), "\n")
	if len(all) < 150 {
		t.Fatalf("only %d filters", len(all))
	}
	rowwise := 0
	for _, expr := range all {
		if f, err := Parse(expr); err == nil && f.plan.rows {
			rowwise++
		}
		for _, doc := range append(documents, odd...) {
			same(t, expr, doc)
		}
	}
	if rowwise < 100 {
		t.Errorf("only %d of %d filters run row by row", rowwise, len(all))
	}
}

// same compares Run with gojq alone, on a document in one part and in several.
func same(t testing.TB, expr, doc string) {
	t.Helper()
	want, wantErr := plainly(expr, strings.TrimPrefix(doc, "\ufeff"))
	for _, n := range []int{len(doc) + 1, 7, 1} {
		got, err := ours(t, expr, cut(doc, n), Options{})
		if got != want || fmt.Sprint(err) != fmt.Sprint(wantErr) {
			t.Errorf("%s of %s in parts of %d:\n%s%v\nwant\n%s%v", expr, doc, n, got, err, want, wantErr)
			return
		}
	}
}

// Each value of a sequence is a document of its own.
func TestASequenceIsFilteredValueByValue(t *testing.T) {
	docs := []string{`{"a":"x","c":1,"n":[1,2]}`, `{"a":{"b":1,"a":2}}`, `[1,[2]]`, `"x"`, `12`, `null`, `{"c":2,"value":[{"a":1}]}`}
	for _, expr := range []string{".", ".a", ".a?", ".a.b?", "{a,c}?", ".[]?", "length?", ".value[]?.a?", "select(.c?==1)|.n", "try .a catch .", "type", "first(.n?[]?)"} {
		want := ""
		for _, doc := range docs {
			out, err := plainly(expr, doc)
			if want += out; err != nil {
				break
			}
		}
		for _, join := range []string{"\n", " ", "\r\n"} {
			whole := strings.Join(docs, join)
			for _, n := range []int{1, 5, len(whole)} {
				if got, _ := ours(t, expr, cut(whole, n), Options{Sequence: true}); got != want {
					t.Errorf("%s in parts of %d:\n%s\nwant\n%s", expr, n, got, want)
				}
			}
		}
	}
}

func TestJqItselfAgrees(t *testing.T) {
	if _, err := exec.LookPath("jq"); err != nil {
		t.Skip("jq is not installed")
	}
	doc := documents[1]
	for _, expr := range []string{".value[].a", ".value[]|{a,c}", ".value[]|select(.c==2)", ".value|length", ".value|map(.a)", "[.value[]|.c]", "first(.value[])", "limit(2;.value[].a)", ".value[]|keys"} {
		cmd := exec.Command("jq", "-cS", expr)
		cmd.Stdin = strings.NewReader(strings.ReplaceAll(doc, "-0.0", "0"))
		want, err := cmd.Output()
		if err != nil {
			t.Fatal(expr, err)
		}
		if got, err := ours(t, expr, cut(strings.ReplaceAll(doc, "-0.0", "0"), 1<<20), Options{}); err != nil || got != string(want) {
			t.Errorf("%s: %v\n%s\nwant\n%s", expr, err, got, want)
		}
	}
}
