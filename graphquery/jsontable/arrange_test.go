package jsontable

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"graphguest/graphquery/jsondoc"
)

func arranged(t testing.TB, table *Table, from *Order, want Arrangement) *Order {
	t.Helper()
	o, err := table.Arrange(t.Context(), from, want, nil)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func rowsOf(o *Order) []int {
	rows := []int{}
	for i := range o.Len() {
		rows = append(rows, o.Row(i))
	}
	return rows
}

func TestRowsAreSortedAsBySlowMeansAndEqualOnesStayAsTheyCame(t *testing.T) {
	r := newRand(5)
	for range 150 {
		rows := randomRows(r, 1+r.IntN(60))
		table := tableOf(t, rows...)
		by := make([]By, 1+r.IntN(3))
		for k := range by {
			by[k] = By{anyColumn(r), r.IntN(2) == 0}
		}
		want := make([]int, len(rows))
		for i := range want {
			want[i] = i
		}
		for k := len(by) - 1; k >= 0; k-- {
			cells := make([]json.RawMessage, len(rows))
			for i, row := range rows {
				cells[i] = expected(row, by[k].Column)
			}
			slices.SortStableFunc(want, func(a, b int) int { return precedes(cells[a], cells[b], by[k].Descending) })
		}
		if got := rowsOf(arranged(t, table, nil, Arrangement{Sort: by})); !slices.Equal(got, want) {
			for i := range got {
				if got[i] != want[i] {
					t.Fatalf("by %v place %d has %s, want %s", by, i, rows[got[i]], rows[want[i]])
				}
			}
			t.Fatalf("%d rows, want %d", len(got), len(want))
		}
	}
}

func TestManyRowsAreSortedInBlocksAsOne(t *testing.T) {
	r := newRand(7)
	rows := make([]string, 40_000)
	for i := range rows {
		rows[i] = fmt.Sprintf(`{"n":%d,"s":"user%d"}`, r.IntN(50), r.IntN(3000))
	}
	table := tableOf(t, rows...)
	o := arranged(t, table, nil, Arrangement{Sort: []By{{Column: ParseColumn("n"), Descending: true}, {Column: ParseColumn("s")}}})
	seen := make([]bool, len(rows))
	for i := range o.Len() {
		seen[o.Row(i)] = true
		if i == 0 {
			continue
		}
		var a, b struct {
			N int
			S string
		}
		json.Unmarshal([]byte(rows[o.Row(i-1)]), &a)
		json.Unmarshal([]byte(rows[o.Row(i)]), &b)
		if a.N < b.N || a.N == b.N && (a.S > b.S || a.S == b.S && o.Row(i-1) >= o.Row(i)) {
			t.Fatalf("place %d: %s after %s", i, rows[o.Row(i)], rows[o.Row(i-1)])
		}
	}
	if o.Len() != len(rows) || slices.Contains(seen, false) {
		t.Fatalf("%d rows of %d", o.Len(), len(rows))
	}
	for _, row := range []int{0, 1, 20_000, 39_999} {
		if o.Row(o.Place(row)) != row {
			t.Errorf("row %d is not at place %d", row, o.Place(row))
		}
	}
	if o.Place(-1) != -1 || o.Place(len(rows)) != -1 {
		t.Error("a row that is none has a place")
	}
}

func TestWhatIsKeptOfAnOrderIsWhatItWouldBeAnew(t *testing.T) {
	r := newRand(9)
	typed := []string{"", "a", "ad", "ade", "Ade", "e", "é", "k", "name:a", "name:ad", "id=", "id!=null", "id>1", "1", "10", "deep", "[", "😀"}
	for range 60 {
		table := tableOf(t, randomRows(r, 80)...)
		shown := []Column{anyColumn(r), anyColumn(r), ParseColumn("name")}
		var from *Order
		for range 8 {
			want := Arrangement{Filter: table.Filter(typed[r.IntN(len(typed))], shown)}
			if r.IntN(3) > 0 {
				want.Sort = []By{{shown[r.IntN(2)], r.IntN(2) == 0}}
			}
			was := Filter{}
			if from != nil {
				was = from.Arrangement().Filter
			}
			if r.IntN(3) == 0 && from != nil {
				want.Sort = from.Arrangement().Sort
			}
			got, anew := arranged(t, table, from, want), arranged(t, table, nil, want)
			if !slices.Equal(rowsOf(got), rowsOf(anew)) {
				t.Fatalf("%q after %q by %v: %v, anew %v", want.Filter, was, want.Sort, rowsOf(got), rowsOf(anew))
			}
			from = got
		}
	}
}

func TestAnOrderIsTakenOnWhenTheDocumentGrows(t *testing.T) {
	r := newRand(11)
	for range 80 {
		body := []byte(`{"value":[` + strings.Join(randomRows(r, 60), ",") + `]}`)
		want := Arrangement{}
		shown := []Column{ParseColumn("name"), ParseColumn("id")}
		table, from := New(jsondoc.NewOpen(body[:1])), (*Order)(nil)
		d := table.Doc()
		for end := 1; ; {
			if end = min(end+1+r.IntN(len(body)/6), len(body)); end == len(body) {
				d = d.Grown(body)
			} else {
				d = d.GrownOpen(body[:end])
			}
			table = table.Grown(indexed(t, d))
			if r.IntN(4) == 0 {
				want = Arrangement{Sort: []By{{shown[r.IntN(2)], r.IntN(2) == 0}}, Filter: table.Filter([]string{"", "a", "id!=1", "ad"}[r.IntN(4)], shown)}
			}
			got, anew := arranged(t, table, from, want), arranged(t, table, nil, want)
			if !slices.Equal(rowsOf(got), rowsOf(anew)) {
				t.Fatalf("%d bytes, %d rows, %q by %v: %v, anew %v", end, table.Rows(), want.Filter, want.Sort, rowsOf(got), rowsOf(anew))
			}
			if from = got; end == len(body) {
				break
			}
		}
		whole := tableOf(t)
		whole.d = indexed(t, jsondoc.New(body))
		if whole.Rows() != table.Rows() || !slices.Equal(rowsOf(arranged(t, whole, nil, want)), rowsOf(from)) {
			t.Fatalf("%d rows grown, %d at once", table.Rows(), whole.Rows())
		}
	}
}

func TestArrangingEndsWhenItIsCancelled(t *testing.T) {
	rows := slices.Repeat([]string{`{"id":"a"}`}, 5000)
	table := tableOf(t, rows...)
	for _, want := range []Arrangement{
		{Sort: []By{{Column: ParseColumn("id")}}},
		{Filter: table.Filter("a", table.Columns())},
	} {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := table.Arrange(ctx, nil, want, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("%v: %v", want, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := table.Tally(ctx, nil, ParseColumn("id"), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("tally: %v", err)
	}
}

func TestRowsFoundSoFarAreTheFirstOfTheResult(t *testing.T) {
	rows := make([]string, 20_000)
	for i := range rows {
		rows[i] = fmt.Sprintf(`{"id":"%d"}`, i*7919%len(rows))
	}
	table := tableOf(t, rows...)
	want := Arrangement{Sort: []By{{Column: ParseColumn("id")}}, Filter: table.Filter("7", table.Columns())}
	var told []Progress
	o, err := table.Arrange(t.Context(), nil, want, func(p Progress) { told = append(told, p) })
	if err != nil {
		t.Fatal(err)
	}
	var found int
	for _, p := range told {
		if p.Order == nil {
			continue
		}
		found++
		if got := rowsOf(p.Order); !slices.Equal(got, rowsOf(o)[:len(got)]) || p.Total != len(rows) || p.Done > p.Total {
			t.Fatalf("after %d of %d: %d rows which are not the first ones", p.Done, p.Total, len(got))
		}
	}
	if found == 0 {
		t.Error("nothing was told in between")
	}
}

func TestAPlainOrderIsTheRowsAsTheyCame(t *testing.T) {
	table := tableOf(t, `{"a":1}`, `{"a":2}`)
	o := table.AsItCame()
	if o.Len() != 2 || o.Row(1) != 1 || o.Place(1) != 1 || o.Place(2) != -1 || o.Covers() != 2 {
		t.Errorf("%d rows: %v", o.Len(), rowsOf(o))
	}
}

func FuzzTextsAreInOneOrder(f *testing.F) {
	for i := range scalars {
		f.Add(scalars[i], scalars[len(scalars)-1-i], scalars[(i+7)%len(scalars)])
	}
	f.Fuzz(func(t *testing.T, a, b, c string) {
		for _, made := range []func(string) key{
			func(s string) key { return keyOf(Cell{Text, []byte(`"` + s + `"`)}) },
			func(s string) key { return keyOf(cellOf([]byte(s))) },
		} {
			k := keyed{by: make([]By, 1), keys: [][]key{{made(a), made(b), made(c)}}}
			ab, ba := k.compare(k.slot(0), k.slot(1)), k.compare(k.slot(1), k.slot(0))
			bc, ac := k.compare(k.slot(1), k.slot(2)), k.compare(k.slot(0), k.slot(2))
			if ab != -ba || ab < 0 && bc < 0 && ac >= 0 || ab > 0 && bc > 0 && ac <= 0 {
				t.Errorf("%q %q %q are in no order: %d %d %d %d", a, b, c, ab, ba, bc, ac)
			}
		}
		x, _ := json.Marshal(strings.ToValidUTF8(a, "?"))
		y, _ := json.Marshal(strings.ToValidUTF8(b, "?"))
		equal := strings.EqualFold(strings.ToValidUTF8(a, "?"), strings.ToValidUTF8(b, "?"))
		if got := compareFolded(inner(x), inner(y)); (got == 0) != equal {
			t.Errorf("%q and %q compare as %d, EqualFold says %v", a, b, got, equal)
		}
	})
}
