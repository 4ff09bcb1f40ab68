package jsontable

import (
	"encoding/json"
	"errors"
	"testing"
)

func TestWhatIsWrittenHasTheRowsAndColumnsWanted(t *testing.T) {
	table := tableOf(t, `{"id":"1","m":{"a":1.50},"t":[1,{ }],"x/y":2}`, `{"id":"2"}`, `{"@removed":{"reason":"deleted"},"t":null}`)
	columns := append(table.Given([]string{"x~1y", "m/a", "id", "t", "@removed"}), Column{Path: []string{"t"}, Count: true})
	columns = append(columns[:3:3], columns[4:]...)
	got := string(table.Document([]int{2, 0, 1, 7}, columns))
	want := "[\n" + `{"@removed":{"reason":"deleted"},"t":null},` + "\n" + `{"x/y":2,"m/a":1.50,"id":"1","t":2},` + "\n" + `{"id":"2"}` + "\n]\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestWhatIsWrittenIsJSONWithTheSameValues(t *testing.T) {
	r := newRand(31)
	for range 200 {
		rows := randomRows(r, 20)
		table := tableOf(t, rows...)
		columns := table.Columns()
		all := rowsOf(table.AsItCame())
		var back []map[string]json.RawMessage
		document := table.Document(all, columns)
		if err := json.Unmarshal(document, &back); err != nil || len(back) != len(rows) {
			t.Fatalf("%v: %s", err, document)
		}
		for i, row := range rows {
			for _, c := range columns {
				if want := expected(row, c); c.Path[0] != removed && string(back[i][c.title()]) != string(want) {
					t.Fatalf("%s of %s was written as %s", c, row, back[i][c.title()])
				}
			}
		}
	}
}

func TestAnErrorOfTheWriterIsReturned(t *testing.T) {
	table := tableOf(t, `{"id":"1"}`)
	if err := table.Write(full{}, []int{0}, table.Columns()); !errors.Is(err, errFull) {
		t.Errorf("Write = %v", err)
	}
}

var errFull = errors.New("full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }
