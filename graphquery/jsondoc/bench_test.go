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

func BenchmarkIndexOf500Parts(b *testing.B) {
	parts := collection(2)
	for i := range 500 {
		parts = grow(parts, `{"id":"0a0a0a0a-1111-4222-8333-444455556666","displayName":"Person","userType":"Guest","mail":null}`, i+2)
	}
	b.SetBytes(int64(length(parts)))
	b.ReportAllocs()
	for b.Loop() {
		New(parts...).Index(context.Background())
	}
}

func BenchmarkCut10MB(b *testing.B) {
	body := users(10_000_000)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		Cut(body, false)
	}
}

func BenchmarkPathInTheMiddle(b *testing.B) {
	d := indexed(b, New(users(10_000_000)))
	n, _ := d.Len()
	b.ReportAllocs()
	for b.Loop() {
		d.Path(n / 2)
	}
}

func BenchmarkFindInTheMiddle(b *testing.B) {
	d := indexed(b, New(users(10_000_000)))
	n, _ := d.Len()
	path := d.Path(n / 2)
	b.ReportAllocs()
	for b.Loop() {
		d.Find(path)
	}
}
