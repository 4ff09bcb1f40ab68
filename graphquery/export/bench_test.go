package export

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"graphguest/graphquery"
)

// users is a page of flat rows of eleven properties, as Graph sends users.
func users(rows int) string {
	var b bytes.Buffer
	b.WriteString(`{"@odata.context":"c","value":[`)
	for i := range rows {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"businessPhones":["+1 425 555 0109"],"displayName":"Adele Vance %d","givenName":"Adele","jobTitle":null,"mail":"adele%d@contoso.com","mobilePhone":null,"officeLocation":"18/2111","preferredLanguage":"en-US","surname":"Vance","userPrincipalName":"adele%d@contoso.com","id":"87d349ed-44d7-43e1-9a83-5f2406dee5bd"}`, i, i, i)
	}
	b.WriteString(`]}`)
	return b.String()
}

func benchmark(b *testing.B, format string) {
	body := users(999)
	parts := answered(b, body, 1, 0)
	data := bytes.Clone(parts[0].Data)
	w, _ := New(format, io.Discard, Options{})
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		copy(parts[0].Data, data)
		for _, p := range parts {
			if err := w.Part(p); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkNDJSON(b *testing.B) { benchmark(b, "ndjson") }
func BenchmarkCSV(b *testing.B)    { benchmark(b, "csv") }
func BenchmarkJSON(b *testing.B)   { benchmark(b, "json") }

// The memory of a writer does not grow with the rows.
func TestALongCollectionIsWrittenInBoundedMemory(t *testing.T) {
	body := users(999)
	parts := answered(t, body, 1, 64<<10)
	for _, format := range []string{"ndjson", "csv", "json", "table", "markdown"} {
		w, _ := New(format, io.Discard, Options{})
		page := func() {
			for _, p := range parts {
				again := graphquery.Part{Page: p.Page, Number: p.Number, Data: bytes.Clone(p.Data), Rows: p.Rows, Last: p.Last}
				if err := w.Part(&again); err != nil {
					t.Fatal(err)
				}
			}
		}
		page()
		var size int
		switch w := w.(type) {
		case *ndjson:
			size = cap(w.buf)
		case *jsonWriter:
			size = cap(w.buf)
		case *grid:
			size = cap(w.lines.(*csvLines).buf) + len(w.held)
		case single:
			size = len(w.held)
		}
		if size > 2*enough {
			t.Errorf("%s holds %d bytes", format, size)
		}
	}
}
