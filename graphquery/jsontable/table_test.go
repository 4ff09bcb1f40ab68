package jsontable

import (
	"slices"
	"strings"
	"testing"

	"graphguest/graphquery/jsondoc"
)

func TestEveryShapeOfDocumentWithRowsIsATable(t *testing.T) {
	for name, d := range map[string]*jsondoc.Doc{
		"a collection":          jsondoc.New([]byte(`{"@odata.count":3,"value":[{"n":2},{"n":1},{"n":3}],"after":[1]}`)),
		"an array":              jsondoc.New([]byte("[\n{\"n\":2} , {\"n\":1},{\"n\":3} ]")),
		"values one by one":     jsondoc.NewSequence([]byte("{\"n\":2}\n{\"n\":1}\n"), []byte("{\"n\":3}")),
		"one of which all came": jsondoc.NewOpen([]byte(`{"value":[{"n":2},{"n":1},{"n":3}`)),
		"one that goes on":      jsondoc.NewOpen([]byte(`{"value":[{"n":2},{"n":1},{"n":3},`)),
	} {
		table := New(indexed(t, d))
		o := arranged(t, table, nil, Arrangement{Sort: []By{{Column: ParseColumn("n")}}})
		if got := rowsOf(o); !slices.Equal(got, []int{1, 0, 2}) || pathsOf(table.Columns()) != "n" {
			t.Errorf("%s: rows %v, columns %s", name, got, pathsOf(table.Columns()))
		}
	}
}

func TestARowThatHasNotComeWholeIsNone(t *testing.T) {
	for _, rest := range []string{`{"id":"2`, `{"id":2`, `{"id":"2","m":{"a":1}`, `"tex`, `[1,[2]`, `{`, `[{"a":"}"`} {
		table := New(indexed(t, jsondoc.NewOpen([]byte(`{"value":[{"id":"1"},`+rest))))
		if n := table.Rows(); n == 0 || n > 2 || table.Row(1) != nil || string(table.Row(0)) != `{"id":"1"}` {
			t.Errorf("%s: %d rows, the last %q", rest, n, table.Row(1))
		}
		if got := string(table.Document([]int{0, 1}, table.Columns())); got != "[\n{\"id\":\"1\"}\n]\n" {
			t.Errorf("%s is written as %s", rest, got)
		}
	}
}

func TestATableCanBeUsedWhileItsDocumentIsRead(t *testing.T) {
	rows := slices.Repeat(randomRows(newRand(41), 100), 100)
	d := jsondoc.New([]byte(`{"value":[` + strings.Join(rows, ",") + `]}`))
	table := New(d)
	done := make(chan error)
	go func() { done <- d.Index(t.Context()) }()
	shown := []Column{ParseColumn("name"), ParseColumn("id")}
	want := Arrangement{Sort: []By{{Column: shown[0]}}, Filter: table.Filter("a", shown)}
	var from *Order
	for running := true; running; {
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			running = false
		default:
		}
		table.Columns()
		table.Look(shown[0])
		from = arranged(t, table, from, want)
		for i := range min(from.Len(), 10) {
			table.Cell(from.Row(i), shown[1]).Text()
		}
	}
	if got := rowsOf(arranged(t, table, nil, want)); !slices.Equal(rowsOf(from), got) || table.Rows() != len(rows) {
		t.Errorf("%d rows while it was read, %d anew", from.Len(), len(got))
	}
}
