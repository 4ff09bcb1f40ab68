package main

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"

	"graphguest/graphquery"
)

// screen is a terminal that several write to.
type screen struct {
	mu sync.Mutex
	bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Buffer.Write(p)
}

func (s *screen) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Buffer.String()
}

func TestProgressSaysHowFarItIs(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	g := startProgress(nil, func() time.Time { return now })
	defer g.stop()
	if got := g.words(); !strings.HasPrefix(got, "waiting for the answer, 0 s") {
		t.Error(got)
	}
	g.coming(2500)
	if got := g.words(); !strings.HasPrefix(got, "2.5 KB so far") {
		t.Error(got)
	}
	page := &graphquery.Result{Count: 20_000, Rows: 1000}
	g.took(&graphquery.Part{Page: page, Data: make([]byte, 1_500_000), Rows: make([]graphquery.Row, 1000), Last: true})
	now = now.Add(2 * time.Second)
	if got, want := g.words(), "1 page · 1.5 MB · 1,000 of 20,000 rows · 500 rows/s · 38s left · ctrl+c stops"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	g.waiting(graphquery.Wait{Why: "Graph asked to wait 12 s (429)", Until: now.Add(9 * time.Second)})
	if got, want := g.words(), "Graph asked to wait 12 s (429): 9 s left · ctrl+c stops"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	g.waiting(graphquery.Wait{})
	g.watching("monitor.example", graphquery.MonitorState{Status: "inProgress", Percent: 40})
	if got := g.words(); !strings.HasPrefix(got, "the operation at monitor.example: inProgress, 40 %") {
		t.Error(got)
	}
}

func TestProgressIsALineThatLeavesNothingBehind(t *testing.T) {
	var s screen
	g := startProgress(&s, time.Now)
	g.watching("evil\x1b[2J\nhost", graphquery.MonitorState{Percent: -1})
	g.draw()
	drawn := s.text()
	if !strings.HasPrefix(drawn, "\rthe operation at evil") || strings.Count(drawn, "\x1b") != 1 || strings.Contains(drawn, "\n") {
		t.Errorf("%q", drawn)
	}
	asked := g.aside(func() bool {
		before := s.text()
		g.draw()
		return s.text() == before && strings.HasSuffix(before, "\r\x1b[K")
	})
	if !asked {
		t.Error("it was drawn over a question")
	}
	g.draw()
	_, _ = g.over(&s).Write([]byte("row\n"))
	g.stop()
	g.stop()
	if !strings.HasSuffix(s.text(), "\r\x1b[Krow\n") {
		t.Errorf("%q", s.text())
	}
}

func TestNumbersAreGrouped(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := grouped(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
	for n, want := range map[int64]string{1: "1 byte", 999: "999 bytes", 1500: "1.5 KB", 2_000_000: "2.0 MB", 3_210_000_000: "3.21 GB"} {
		if got := sizeWords(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}
