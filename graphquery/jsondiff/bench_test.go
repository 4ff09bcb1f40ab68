package jsondiff

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"graphguest/graphquery/jsondoc"
)

// people is an answer of n users; of every nth something is other, where every is not 0, and one more is inserted.
func people(n, every int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"@odata.context":"x","value":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		name := "User"
		if every > 0 && i%every == 0 {
			name = "Other"
		}
		if every > 0 && i == n/2 {
			b.WriteString(`{"id":"inserted"},`)
		}
		fmt.Fprintf(&b, `{"id":"%08x-f991-4475-9eb7-f92b95387cca","displayName":"%s %d","assignedPlans":[%s]}`, i*2654435761, name, i,
			strings.TrimSuffix(strings.Repeat(`{"service":"exchange","servicePlanId":"efb87545-963c-4e0d-99df-69c6916d9eb0"},`, 20), ","))
	}
	b.WriteString("]}")
	return b.Bytes()
}

func BenchmarkCompare(b *testing.B) {
	const n = 10_000
	for _, every := range []int{0, 100, 1} {
		x, y := people(n, 0), people(n, every)
		b.Run(fmt.Sprintf("every %d", every), func(b *testing.B) {
			b.SetBytes(int64(len(x) + len(y)))
			b.ReportAllocs()
			for b.Loop() {
				d, err := compare(b.Context(), jsondoc.New(x), jsondoc.New(y))
				if err != nil || every > 0 && (d.Changed != n/every || d.Added != 1 || d.Removed != 0) {
					b.Fatal(d, err)
				}
			}
		})
	}
}
