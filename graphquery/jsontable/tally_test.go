package jsontable

import (
	"fmt"
	"testing"
)

func TestATallyHasSharesSumsAndDates(t *testing.T) {
	table := tableOf(t, `{"n":1,"d":"2024-01-31T01:00:00Z"}`, `{"n":2.5,"d":"2023-12-01"}`, `{"n":1,"d":"20231-2-01"}`, `{"d":null}`)
	n, err := table.Tally(t.Context(), nil, ParseColumn("n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if n.Sum != 4.5 || n.Min.Text() != "1" || n.Max.Text() != "2.5" || n.Share(n.Values[0]) != .5 || n.Values[2].Cell.Kind != Missing {
		t.Errorf("n: %+v", n)
	}
	d, err := table.Tally(t.Context(), nil, ParseColumn("d"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if d.Dates != 2 || d.First.Text() != "2023-12-01" || d.Last.Text() != "2024-01-31T01:00:00Z" {
		t.Errorf("d: %+v", d)
	}
	few := arranged(t, table, nil, Arrangement{Filter: table.Filter("n=1", table.Columns())})
	if part, err := table.Tally(t.Context(), few, ParseColumn("n"), nil); err != nil || part.Rows != 2 || len(part.Values) != 1 {
		t.Errorf("of the rows shown: %+v, %v", part, err)
	}
}

func TestNoMoreThanSoManyValuesAreToldApart(t *testing.T) {
	rows := make([]string, distinct+5000)
	for i := range rows {
		rows[i] = fmt.Sprintf(`{"id":%d}`, i)
	}
	rows[len(rows)-1] = `{"id":3}`
	tally, err := tableOf(t, rows...).Tally(t.Context(), nil, ParseColumn("id"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(tally.Values) != distinct || tally.Rest != 4999 || tally.Values[0].Count != 2 || tally.Values[0].Row != 3 || tally.Rows != len(rows) {
		t.Errorf("%d values, %d rows of others, first %+v", len(tally.Values), tally.Rest, tally.Values[0])
	}
}
