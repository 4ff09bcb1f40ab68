package jsontable

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"testing"

	"graphguest/graphquery/jsondoc"
)

// large is a document of users: the file that GRAPHGUEST_TABLE names, or 10 MB made up.
func large(b *testing.B) *Table {
	if name := os.Getenv("GRAPHGUEST_TABLE"); name != "" {
		body, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		return New(indexed(b, jsondoc.New(body)))
	}
	r := newRand(1)
	var body bytes.Buffer
	body.WriteString(`{"value":[`)
	for i := 0; body.Len() < 10_000_000; i++ {
		if i > 0 {
			body.WriteByte(',')
		}
		fmt.Fprintf(&body, `{"id":"%08x","displayName":"Person %d Müller","mail":null,"accountEnabled":true,"city":"%s","createdDateTime":"20%02d-01-01T00:00:00Z"`,
			r.Uint32(), i, []string{"Bern", "Oslo", "Bellevue"}[r.IntN(3)], r.IntN(30))
		for k := range 50 {
			fmt.Fprintf(&body, `,"property%d":"the value of it %d"`, k, i)
		}
		fmt.Fprintf(&body, `,"userPrincipalName":"person%d@fabrikam.com"}`, r.IntN(1e6))
	}
	body.WriteString(`]}`)
	return New(indexed(b, jsondoc.New(body.Bytes())))
}

func BenchmarkSort(b *testing.B) {
	table := large(b)
	for _, path := range []string{"userPrincipalName", "displayName", "createdDateTime"} {
		b.Run(path, func(b *testing.B) {
			b.SetBytes(table.Doc().Size())
			b.ReportAllocs()
			for b.Loop() {
				table.Arrange(context.Background(), nil, Arrangement{Sort: []By{{Column: ParseColumn(path)}}}, nil)
			}
		})
	}
}

func BenchmarkFilter(b *testing.B) {
	table := large(b)
	few := table.Given([]string{"id", "displayName", "mail", "userPrincipalName", "city", "accountEnabled", "createdDateTime"})
	for name, typed := range map[string]string{"text": "nobody", "common": "e", "column": "city=bellevue"} {
		for shown, columns := range map[string][]Column{"7 columns": few, "all columns": table.Columns()} {
			b.Run(name+"/"+shown, func(b *testing.B) {
				b.SetBytes(table.Doc().Size())
				for b.Loop() {
					table.Arrange(context.Background(), nil, Arrangement{Filter: table.Filter(typed, columns)}, nil)
				}
			})
		}
	}
}

func BenchmarkNarrow(b *testing.B) {
	table := large(b)
	columns := table.Columns()
	from, _ := table.Arrange(context.Background(), nil, Arrangement{Filter: table.Filter("belle", columns)}, nil)
	for b.Loop() {
		table.Arrange(context.Background(), from, Arrangement{Filter: table.Filter("bellevue", columns)}, nil)
	}
}

func BenchmarkTally(b *testing.B) {
	table := large(b)
	for _, path := range []string{"city", "id"} {
		b.Run(path, func(b *testing.B) {
			for b.Loop() {
				table.Tally(context.Background(), nil, ParseColumn(path), nil)
			}
		})
	}
}

func BenchmarkAScreen(b *testing.B) {
	table := large(b)
	columns := table.Columns()
	columns = columns[:12]
	middle := table.Rows() / 2
	b.ReportAllocs()
	for b.Loop() {
		r := table.Reader(columns)
		for row := middle; row < middle+60; row++ {
			for _, cell := range r.Read(row) {
				_ = cell.Text()
			}
		}
	}
}

func BenchmarkCell(b *testing.B) {
	table := large(b)
	r := table.Reader([]Column{ParseColumn("userPrincipalName")})
	row := table.Row(table.Rows() / 2)
	for b.Loop() {
		r.read(row)
	}
}

func BenchmarkWrite(b *testing.B) {
	table := large(b)
	columns := table.Columns()[:7]
	rows := make([]int, table.Rows())
	for i := range rows {
		rows[i] = i
	}
	for b.Loop() {
		table.Document(rows, columns)
	}
}
