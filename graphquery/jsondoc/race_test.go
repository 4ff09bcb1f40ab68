package jsondoc

import (
	"context"
	"sync"
	"testing"
)

// One goroutine indexes, one grows, others look.
func TestADocumentIsReadIndexedAndGrownAtOnce(t *testing.T) {
	body := users(3_000_000)
	d := NewOpen()
	var readers sync.WaitGroup
	for at := 0; at < len(body); {
		at = min(at+700_000, len(body))
		grown := d.GrownOpen(body[:at:at])
		d = grown
		ctx, cancel := context.WithCancel(t.Context())
		indexing := make(chan error, 1)
		go func() { indexing <- grown.Index(ctx) }()
		for i := range 3 {
			readers.Go(func() { look(grown, i) })
		}
		if at%2 == 0 { // what is grown from has not always been read
			cancel()
			<-indexing
		} else if at == len(body) {
			<-indexing
		}
		defer cancel()
	}
	whole := d.Grown(body)
	readers.Wait()
	agreed, want := indexed(t, whole), indexed(t, New(body))
	n, complete := agreed.Len()
	if lines, _ := want.Len(); n != lines || !complete || agreed.Rows() != want.Rows() {
		t.Errorf("%d lines, %v, and %d rows; want %d and %d", n, complete, agreed.Rows(), lines, want.Rows())
	}
	if text(agreed, n-2000, 2000) != text(want, n-2000, 2000) {
		t.Error("the end is another one")
	}
}

// look asks for everything while others write.
func look(d *Doc, from int) {
	for i := range 60 {
		n, _ := d.Len()
		line := (from*7919 + i*n/60) % max(n, 1)
		d.Lines(line, 40)
		d.Node(line)
		d.Find(d.Path(line))
		d.Before(d.Next(line))
		d.Items(line)
		d.Row(d.RowOf(line))
		d.Unseen(2, d.Seen(2, line))
		d.LineOf(d.PlaceOf(line))
		d.Value(line, 1000)
		d.Preview(line, 100)
		d.Fault()
		d.Garbled()
		d.Grown(d.Parts()...)
		d.EachLine(d.BlockOf(line), func(r Raw) bool { r.Text(); return r.Line < line })
	}
}
