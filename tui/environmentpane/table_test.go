package environmentpane

import (
	"testing"
	"time"

	"graphguest/tui/kit"
	"graphguest/tui/kittest"
)

func TestAgoIsHowAPersonRemembers(t *testing.T) {
	berlin := time.FixedZone("CET", 3600)
	for _, c := range []struct{ now, then, want string }{
		{"2026-11-22 15:04:00", "2026-11-22 15:03:30", "just now"},
		{"2026-11-22 15:04:00", "2026-11-22 15:09:00", "just now"}, // a clock that was set back
		{"2026-11-22 15:04:00", "2026-11-22 15:03:00", "1 min ago"},
		{"2026-11-22 15:04:00", "2026-11-22 14:04:01", "59 min ago"},
		{"2026-11-22 15:04:00", "2026-11-22 00:01:00", "15 h ago"},
		{"2026-11-22 02:00:00", "2026-11-21 23:00:00", "3 h ago"},
		{"2026-11-22 15:04:00", "2026-11-21 23:59:00", "yesterday"},
		{"2026-11-22 15:04:00", "2026-11-21 00:01:00", "yesterday"},
		{"2026-11-22 15:04:00", "2026-11-20 23:59:00", "20 Nov"},
		{"2026-11-22 15:04:00", "2026-10-12 09:00:00", "12 Oct"},
		{"2026-11-22 15:04:00", "2025-12-31 09:00:00", "Dec 2025"},
	} {
		parse := func(s string) time.Time {
			at, err := time.ParseInLocation(time.DateTime, s, berlin)
			if err != nil {
				t.Fatal(err)
			}
			return at
		}
		if got := ago(parse(c.then).UTC(), parse(c.now)); got != c.want {
			t.Errorf("at %s, %s is %q, want %q", c.now, c.then, got, c.want)
		}
	}
	if got := ago(time.Time{}, clock); got != "—" {
		t.Errorf("never is %q", got)
	}
}

func TestAgesGrowWhileOneLooks(t *testing.T) {
	later := clock
	u := kittest.Look(t, New(kit.NewTheme(true), "contoso", func() time.Time { return later }), 130, 12).Tell(listed).Sees("3 min ago")
	later = later.Add(4 * time.Minute)
	u.Tell(kit.Tick{Now: later}).Sees("7 min ago")
}

func BenchmarkALetterAmong200(b *testing.B) {
	m := New(kit.NewTheme(true), "client-007", now)
	m.Update(many(200))
	b.ReportAllocs()
	for b.Loop() {
		for _, stroke := range []string{"c", "o", "n", "1", "backspace", "backspace", "backspace", "backspace"} {
			m.Update(kittest.Press(stroke))
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/8, "µs/letter")
}

func BenchmarkViewOf200(b *testing.B) {
	m := New(kit.NewTheme(true), "client-007", now)
	m.Update(many(200))
	m.Update(kittest.Press("c"))
	b.ReportAllocs()
	for b.Loop() {
		m.View(110, 30)
	}
}
