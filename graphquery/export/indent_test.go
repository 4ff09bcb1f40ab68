package export

import (
	"bytes"
	"strings"
	"testing"
)

// indented is a document in pieces of n bytes, indented.
func indented(t *testing.T, doc string, n int) string {
	t.Helper()
	var out bytes.Buffer
	d := NewIndenter(&out)
	for len(doc) > 0 {
		piece := doc[:min(n, len(doc))]
		doc = doc[len(piece):]
		if err := d.Add([]byte(piece)); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestADocumentIsIndentedWhileItComesAsItIsInOne(t *testing.T) {
	for _, doc := range []string{
		`1`, `"x"`, `{}`, `[]`, `[ ]`, `{ "a" : [ ] , "b" : { } , "c" : [ 1 , [ 2 ] , { "k" : null } ] }`, `{"a\"b":"c\\","d":"\\\"","é":"日本\u0041"}`,
		"[\"\u202e\u200b\u009b\x7f\u2028\",\"\U000e0041\",\"\ufeff \xff \xe2\x80\"]", "\ufeff[1]", "[[[[1.50,-0,1e400]]],true]", page1,
		`["` + strings.Repeat(`\\`, 300) + `","` + strings.Repeat("é", 300) + `"]`,
	} {
		want, err := appendPretty(nil, withoutMark([]byte(doc)), "")
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{1, 2, 3, 7, 1000} {
			if got := indented(t, doc, n); got != string(want)+"\n" {
				t.Errorf("%s in pieces of %d:\n%s\nwant\n%s", doc, n, got, want)
			}
		}
	}
	if got := indented(t, "", 1); got != "" {
		t.Errorf("of nothing: %q", got)
	}
}
