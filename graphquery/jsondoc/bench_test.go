package jsondoc

import (
	"context"
	"testing"
)

func BenchmarkIndex10MB(b *testing.B) {
	body := users(10_000_000)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		New(body).Index(context.Background())
	}
}

func BenchmarkCountLines10MB(b *testing.B) {
	body := users(10_000_000)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		New(body).scan(context.Background())
	}
}

func BenchmarkAScreenInTheMiddle(b *testing.B) {
	d := indexed(b, New(users(10_000_000)))
	n, _ := d.Len()
	b.ReportAllocs()
	for b.Loop() {
		d.Lines(n/2, 40)
	}
}
