package jsonrows

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// scanned is what a document came to, fed in pieces of n bytes, with everything dropped that may be.
type scanned struct {
	Shape                Shape
	Rows                 []string
	Next, Delta, ETag, N string
	Removed              int
	Err                  bool
}

func scan(doc string, n int) (out scanned) {
	var s Scanner
	var buf []byte
	for i := 0; ; i += n {
		end := i+n >= len(doc)
		buf = append(buf, doc[min(i, len(doc)):min(i+n, len(doc))]...)
		err := s.Scan(buf, end)
		for _, r := range s.Rows() {
			out.Rows = append(out.Rows, string(buf[r.From:r.To]))
		}
		if err != nil || end {
			_, out.Removed = s.Counted()
			out.Shape, out.Next, out.Delta, out.ETag, out.N, out.Err = s.Shape(), s.NextLink(), s.DeltaLink(), s.ETag(), s.Count(), err != nil
			return out
		}
		buf = slices.Clone(buf[s.Drop():])
	}
}

func TestRowsAndLinksAreFoundHoweverTheBytesArrive(t *testing.T) {
	for name, tt := range map[string]struct {
		doc  string
		want scanned
	}{
		"page": {`{"@odata.context":"c","@odata.count":312,"@odata.nextLink":"https:\/\/g\/?a=\u0026","value":[{"id":"1","n":[1,{"x":"}"}]},{"id":"\"]"}, 3 ,"t",null]}`,
			scanned{Collection, []string{`{"id":"1","n":[1,{"x":"}"}]}`, `{"id":"\"]"}`, `3`, `"t"`, `null`}, "https://g/?a=&", "", "", "312", 0, false}},
		"links last":   {`{"value":[],"@odata.deltaLink":"d"}`, scanned{Collection, nil, "", "d", "", "", 0, false}},
		"array":        {"\ufeff[[1],[2]]", scanned{Collection, []string{"[1]", "[2]"}, "", "", "", "", 0, false}},
		"object":       {`{"@odata.etag":"W/\"1\"","id":"x","inner":{"value":[1]}}`, scanned{Single, nil, "", "", `W/"1"`, "", 0, false}},
		"value text":   {`{"value":"text","a":[1]}`, scanned{Single, nil, "", "", "", "", 0, false}},
		"number":       {`-12.5e+3`, scanned{Single, nil, "", "", "", "", 0, false}},
		"escaped name": {`{"val\u0075e":[7]}`, scanned{Collection, []string{"7"}, "", "", "", "", 0, false}},
		"link no text": {`{"@odata.nextLink":5,"@odata.count":-1,"value":[]}`, scanned{Collection, nil, "", "", "", "", 0, false}},
		"cut short":    {`{"value":[{"id":1},{"id":`, scanned{Collection, []string{`{"id":1}`}, "", "", "", "", 0, true}},
		"two":          {`{} {}`, scanned{Single, nil, "", "", "", "", 0, true}},
		"empty":        {``, scanned{Unknown, nil, "", "", "", "", 0, true}},
	} {
		t.Run(name, func(t *testing.T) {
			for n := 1; n <= len(tt.doc)+1; n++ {
				if got := scan(tt.doc, n); fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", tt.want) {
					t.Fatalf("in pieces of %d:\n got %+v\nwant %+v", n, got, tt.want)
				}
			}
		})
	}
}

func TestItTakesAndRefusesWhatJSONDoes(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/data/jsontestsuite/test_parsing/*.json")
	if len(files) == 0 {
		t.Skip("no JSONTestSuite beside this module: ../shared/data/jsontestsuite")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)
		for _, n := range []int{1, 3, 1 << 20} {
			got := scan(string(data), n)
			switch {
			case name[0] == 'y' && got.Err:
				t.Errorf("%s refused in pieces of %d", name, n)
			case name[0] == 'n' && !got.Err && !strings.Contains(name, "invalid-utf-8") && !strings.Contains(name, "invalid_utf8"):
				if !valid(data) {
					t.Errorf("%s taken in pieces of %d", name, n)
				}
			}
		}
	}
}

// inARow is a document as the value of a member of a row, with more behind it: there the scanner takes whole rows.
func inARow(doc string) string {
	return `{"value":[{"id":"1","a":` + doc + `,"z":[{"n":-1.5e3}]},{"@removed":{"reason":"deleted"},"id":"2"}],"@odata.count":2}`
}

func TestARowIsTakenWholeAsItIsStepByStep(t *testing.T) {
	docs := []string{"1", "-", "01", "tru", "nul]", "true", "false", "null", "{}", "[]", "[1,]", "[,1]", `{"a"}`, `{"a",1}`, `{"a";1}`, `{"a":}`, `{"a":1,}`, `{"a":1;"b":2}`, "[1;2]",
		`{"@removed":1}`, `1,"@removed":1`, `"\u12"`, `"\x"`, "\"\t\"", ` 1`, "1 ", `{ "a":1}`, `1:2`, "'a'", `"`, "1}", "1}]", "trux", "falsy", "nulx", `{'a":1}`, `{xa":1}`, strings.Repeat("[", 20) + strings.Repeat("]", 20), strings.Repeat(`{"a":`, 20) + "1" + strings.Repeat("}", 20)}
	files, _ := filepath.Glob("../../../shared/data/jsontestsuite/test_parsing/*.json")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if len(data) < 1<<12 {
			docs = append(docs, string(data))
		}
	}
	taken := 0
	for _, doc := range docs {
		doc = inARow(doc)
		steps, whole := scan(doc, 1), scan(doc, 1<<20)
		if !steps.Err {
			taken++
		}
		if fmt.Sprint(steps) != fmt.Sprint(whole) || whole.Err == valid([]byte(doc)) {
			t.Errorf("%q is valid: %v\nstep by step %+v\nwhole        %+v", doc, valid([]byte(doc)), steps, whole)
		}
	}
	if taken < 10 || taken == len(docs) {
		t.Errorf("%d of %d were taken", taken, len(docs))
	}
}

var lenient = []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

func valid(data []byte) bool {
	return jsontext.Value(bytes.TrimPrefix(data, []byte("\ufeff"))).IsValid(lenient...)
}

func TestDepthHasAnEnd(t *testing.T) {
	if got := scan(strings.Repeat("[", maxDepth)+strings.Repeat("]", maxDepth), 1<<20); got.Err {
		t.Error("refused at the limit")
	}
	var s Scanner
	err := s.Scan([]byte(strings.Repeat("[", 100_000)), true)
	if f, ok := errors.AsType[*Fault](err); !ok || f.Offset != maxDepth {
		t.Errorf("%v", err)
	}
}

func TestALongTextIsReadOnce(t *testing.T) {
	doc := []byte(`{"value":["` + strings.Repeat(`a\n`, 1<<20) + `"]}`)
	var s Scanner
	for n := 1 << 10; n < len(doc); n += 1 << 10 { // quadratic, it would take minutes
		if err := s.Scan(doc[:n], false); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Scan(doc, true); err != nil || len(s.Rows()) != 1 {
		t.Errorf("%v, %d rows", err, len(s.Rows()))
	}
}

func TestMembersOfARow(t *testing.T) {
	var got []string
	Members([]byte(` { "a" : "x\"}" , "b":[1,{"c":"]"}] ,"@removed":{"reason":"deleted"},"n":-1.5e3 , "z":null } `), func(name, value []byte) bool {
		got = append(got, string(name)+"="+string(value))
		return string(name) != "n"
	})
	want := []string{`a="x\"}"`, `b=[1,{"c":"]"}]`, `@removed={"reason":"deleted"}`, `n=-1.5e3`}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func FuzzScanner(f *testing.F) {
	f.Add([]byte(`{"@odata.nextLink":"n","value":[{"a":1},[true,null]]}`), 3)
	f.Add([]byte(`[1,"\ud800",{}]`), 1)
	f.Fuzz(func(t *testing.T, doc []byte, n int) {
		if len(doc) > 4<<10 {
			return // in pieces of one byte it would take for ever
		}
		n = n&0xff + 1
		if row := inARow(string(doc)); fmt.Sprint(scan(row, n)) != fmt.Sprint(scan(row, len(row)+1)) {
			t.Fatalf("as a row in pieces of %d: %+v, whole: %+v", n, scan(row, n), scan(row, len(row)+1))
		}
		in, whole := scan(string(doc), n), scan(string(doc), len(doc)+1)
		if fmt.Sprint(in) != fmt.Sprint(whole) {
			t.Fatalf("in pieces of %d: %+v, whole: %+v", n, in, whole)
		}
		if !whole.Err != valid(doc) && !bytes.Contains(doc, []byte("[[[[[[[[")) {
			t.Fatalf("refused %v, jsontext takes it: %v", whole.Err, valid(doc))
		}
		for _, row := range whole.Rows {
			Members([]byte(row), func(_, value []byte) bool {
				if !valid(value) {
					t.Fatalf("%q of %q", value, row)
				}
				return true
			})
		}
	})
}

// page is like a page of users as Graph sends it.
func page(rows int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","@odata.nextLink":"https://graph.microsoft.com/v1.0/users?$skiptoken=x","value":[`)
	for i := range rows {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"businessPhones":["+1 425 555 0109"],"displayName":"Adele Vance %d","givenName":"Adele","jobTitle":null,"mail":"adele%d@contoso.com","mobilePhone":null,"officeLocation":"18/2111","preferredLanguage":"en-US","surname":"Vance","userPrincipalName":"adele%d@contoso.com","id":"87d349ed-44d7-43e1-9a83-5f2406dee5bd"}`, i, i, i)
	}
	b.WriteString(`]}`)
	return b.Bytes()
}

func BenchmarkScan(b *testing.B) {
	doc := page(999)
	b.SetBytes(int64(len(doc)))
	for b.Loop() {
		var s Scanner
		if err := s.Scan(doc, true); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkIsValid(b *testing.B) {
	doc := page(999)
	b.SetBytes(int64(len(doc)))
	for b.Loop() {
		if !jsontext.Value(doc).IsValid(lenient...) {
			b.Fatal("invalid")
		}
	}
}

func BenchmarkMembers(b *testing.B) {
	doc := page(999)
	var s Scanner
	_ = s.Scan(doc, true)
	b.SetBytes(int64(len(doc)))
	for b.Loop() {
		for _, r := range s.Rows() {
			Members(doc[r.From:r.To], func(_, _ []byte) bool { return true })
		}
	}
}
