package jsontable

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"graphguest/graphquery/jsondoc"
)

func TestEveryCellIsWhatAnIndependentDecoderFinds(t *testing.T) {
	r := newRand(1)
	for range 300 {
		rows := randomRows(r, 20)
		table := tableOf(t, rows...)
		columns := make([]Column, 12)
		for i := range columns {
			columns[i] = anyColumn(r)
		}
		reader := table.Reader(columns)
		for i, row := range rows {
			for k, cell := range reader.Read(i) {
				want := expected(row, columns[k])
				if string(cell.Raw) != string(want) || (want == nil) != (cell.Kind == Missing) {
					t.Fatalf("%s of\n%s\nis %s, want %s", columns[k], row, cell.Raw, want)
				}
				if alone := table.Cell(i, columns[k]); string(alone.Raw) != string(cell.Raw) || alone.Kind != cell.Kind {
					t.Fatalf("%s of\n%s\nis %s alone and %s among others", columns[k], row, alone.Raw, cell.Raw)
				}
				var text string
				if cell.Kind == Text && (json.Unmarshal(cell.Raw, &text) != nil || cell.Text() != text) {
					t.Fatalf("the text of %s is %q, want %q", cell.Raw, cell.Text(), text)
				}
			}
		}
	}
}

func TestOfMembersOfOneNameTheLastCounts(t *testing.T) {
	table := tableOf(t, `{"a":1,"b":{"c":1},"\u0061":2,"b":{"d":3}}`)
	for path, want := range map[string]string{"a": "2", "b/c": "", "b/d": "3", "b": `{"d":3}`} {
		if got := string(table.Cell(0, ParseColumn(path)).Raw); got != want {
			t.Errorf("%s is %q, want %q", path, got, want)
		}
	}
}

func TestTextIsForPeople(t *testing.T) {
	long := strings.Repeat("é", 5000)
	for raw, want := range map[string]string{
		`"a\u00e9\n\"\ud83d\ude00"`: "aé\n\"😀",
		`12345678901234567890.10`:   "12345678901234567890.10",
		`null`:                      "null",
		`true`:                      "true",
		`[]`:                        "[0]",
		"[ \"a\" ,\"b\\\"\", 3, null,[1, 2] ,{ } ]":  `[6] a, b", 3, null, [1,2], {}`,
		"{ \"a\" : [ 1 , 2 ] ,\n \"b c\" : \"d e\"}": `{"a":[1,2],"b c":"d e"}`,
		`"` + long + `"`: long[:shown] + "…",
	} {
		table := tableOf(t, `{"x":`+raw+`}`)
		if got := table.Cell(0, ParseColumn("x")).Text(); got != want {
			t.Errorf("the text of %.60s is %.80q, want %.80q", raw, got, want)
		}
		if got := table.Cell(0, ParseColumn("y")).Text(); got != "" {
			t.Errorf("the text of what is missing is %q", got)
		}
	}
	for _, raw := range []string{`[` + strings.Repeat(`"`+long[:300]+`",`, 50) + `1]`, `{"a":"` + long + `"}`, `[[[["` + long + `"]]]]`} {
		got := cellOf([]byte(raw)).Text()
		if len(got) > shown+20 || !utf8.ValidString(got) || !strings.HasSuffix(got, "…") {
			t.Errorf("%d bytes of %.20s are shown, ending in %q", len(got), raw, got[len(got)-10:])
		}
	}
}

func TestRowsThatAreNoObjectsHaveAColumnValue(t *testing.T) {
	table := tableOf(t, `"a"`, `[1,2]`, `{"id":3}`, `4`)
	if got := pathsOf(table.Columns()); got != "value id" {
		t.Fatalf("columns %s", got)
	}
	var got []string
	for i := range table.Rows() {
		got = append(got, table.Cell(i, ParseColumn("value")).Text())
	}
	if strings.Join(got, "|") != "a|[2] 1, 2||4" {
		t.Errorf("cells %q", got)
	}
}

func TestARowThatStraddlesPartsIsOne(t *testing.T) {
	d := indexed(t, jsondoc.New([]byte(`{"value":[{"id":"1","tags":["a",`), []byte(`"b"],"n":`+"2},"), []byte(`{"id":"2"}]}`)))
	table := New(d)
	cells := table.Reader([]Column{ParseColumn("tags"), ParseColumn("n"), ParseColumn("id")}).Read(0)
	if cells[0].Text() != "[2] a, b" || cells[1].Text() != "2" || cells[2].Text() != "1" {
		t.Errorf("row 0 is %s: %q %q %q", table.Row(0), cells[0].Text(), cells[1].Text(), cells[2].Text())
	}
}

func FuzzCell(f *testing.F) {
	for _, s := range scalars {
		f.Add(`{"a":`+s+`,"b":{"a":[`+s+`]}}`, "a")
	}
	f.Add(`{"a":"x`, "a")
	f.Add(`{"a/b":{"~":1}}`, "a~1b/~0")
	f.Fuzz(func(t *testing.T, row, path string) {
		table := &Table{}
		c := ParseColumn(path)
		cell := table.Reader([]Column{c, {Path: c.Path, Count: true}}).read([]byte(row))[0]
		if text := cell.Text(); len(text) > shown+20 {
			t.Errorf("%d bytes are shown", len(text))
		}
		k := keyOf(cell)
		if k.compare(&k) != 0 {
			t.Errorf("%q comes before itself", row)
		}
		appendIdentity(nil, cell)
		if !json.Valid([]byte(row)) || !utf8.ValidString(row) || strings.TrimSpace(row) != row || !utf8.ValidString(path) {
			return
		}
		if want := expected(row, c); string(cell.Raw) != string(want) {
			t.Errorf("%q of %q is %q, want %q", path, row, cell.Raw, want)
		}
	})
}
