package timeline

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// row is a line of the screen, safe: a name, a bar, a text.
type row struct {
	section          bool
	name, blank, bar string // blank comes before the bar
	text             string
	words            bool
}

func (r row) String() string { return strings.TrimRight(r.name+r.blank+r.bar+r.text, " ") }

// span is a part of a try.
type span struct {
	name     string
	from, to time.Duration
}

// spansOf are the parts of a try, in order. Parts that were not there are left out.
func spansOf(t graphquery.Timing) (spans []span) {
	at := time.Duration(0)
	for _, part := range []struct {
		name string
		end  time.Duration
	}{{"token", t.Token}, {"DNS", t.DNS}, {"connect", t.Connect}, {"TLS", t.TLS}, {"waiting", t.FirstByte}, {"download", t.LastByte}} {
		if part.end <= 0 {
			continue
		}
		end := max(part.end, at) // of two connections that raced, the other may have been later
		spans = append(spans, span{part.name, at, end})
		at = end
	}
	return spans
}

const (
	nameWidth  = 10
	tookWidth  = 12
	leastBar   = 8   // cells: with fewer there are only numbers
	mostRetold = 200 // tries before it that are told of, the last ones
)

// rowsOf are all rows at a width.
func rowsOf(r *graphquery.Result, width int, zone *time.Location) (rows []row) {
	rows = bars(r, width)
	if len(r.Retries) > 0 {
		rows = append(rows, row{}, section(plural(len(r.Retries), "time it was sent again", "times it was sent again"), width))
		told := r.Retries
		if more := len(told) - mostRetold; more > 0 {
			told = told[more:]
			rows = append(rows, words(fmt.Sprintf("… %d before these", more), width)...)
		}
		for _, again := range told {
			rows = append(rows, words(retold(again, zone), width)...)
		}
	}
	rows = append(rows, row{}, section("All in all", width))
	for _, text := range sum(r) {
		rows = append(rows, words(text, width)...)
	}
	return rows
}

// bars are the parts of the last try, one below the other, as long as they took.
func bars(r *graphquery.Result, width int) (rows []row) {
	spans := spansOf(r.Timing)
	if len(spans) == 0 {
		return append([]row{section("The last try", width)}, words("nobody took the time of it", width)...)
	}
	all := spans[len(spans)-1].to
	title := "The last try took " + took(all)
	if len(r.Retries) == 0 && r.Pages <= 1 {
		title = "It took " + took(all)
	}
	rows = append(rows, section(title, width))
	room := width - nameWidth - tookWidth
	for _, s := range spans {
		one := row{name: safetext.Truncate(kit.Pad(s.name, nameWidth), width)}
		one.text = safetext.Truncate(fmt.Sprintf("%*s", tookWidth, took(s.to-s.from)), max(min(tookWidth, width-nameWidth), 0))
		if room >= leastBar {
			from, to := cell(s.from, all, room), cell(s.to, all, room)
			from = min(from, room-1)
			to = max(to, from+1) // what took a time is seen
			one.blank, one.bar = strings.Repeat("·", from), strings.Repeat("■", to-from)
			one.text = strings.Repeat(" ", room-to) + one.text
		}
		rows = append(rows, one)
	}
	if r.Timing.Reused {
		rows = append(rows, words("connection reused: it was there already, so no DNS, connect and TLS", width)...)
	}
	return rows
}

// cell is how many of room cells a time takes, of all.
func cell(at, all time.Duration, room int) int {
	if all <= 0 {
		return 0
	}
	return int(float64(at)/float64(all)*float64(room) + 0.5)
}

// retold is one time that it was sent again.
func retold(r graphquery.Retry, zone *time.Location) string {
	status := "no answer"
	if r.Status != 0 {
		status = strconv.Itoa(r.Status)
	}
	text := r.At.In(zone).Format("15:04:05") + "  " + status + "  " + r.Why
	if r.At.IsZero() {
		text = status + "  " + r.Why
	}
	if r.Wait > 0 {
		text += "; waited " + took(r.Wait)
	}
	return text
}

// sum is what came in which time.
func sum(r *graphquery.Result) (lines []string) {
	text := took(r.Took) + ", " + size(r.Size())
	if r.Pages > 1 {
		text += ", " + thousands(r.Pages) + " pages"
	}
	if r.Rows >= 0 {
		text += ", " + plural(r.Rows, "row", "rows")
	}
	lines = append(lines, text)
	if seconds := r.Took.Seconds(); r.Pages > 1 && seconds > 0 {
		text = rate(float64(r.Pages)/seconds) + " pages a second"
		if r.Rows > 0 {
			text += ", " + rate(float64(r.Rows)/seconds) + " rows a second"
		}
		lines = append(lines, text)
	}
	waited := time.Duration(0)
	for _, again := range r.Retries {
		waited += again.Wait
	}
	if waited > 0 {
		lines = append(lines, took(waited)+" of it were spent waiting to send again")
	}
	if r.Partial != "" {
		lines = append(lines, "only the beginning came: "+r.Partial)
	}
	return lines
}

func section(text string, width int) row {
	return row{section: true, text: safetext.Truncate(text, width)}
}

func words(text string, width int) (rows []row) {
	for _, line := range safetext.Wrap(safetext.Line(text), max(width, 1)) {
		rows = append(rows, row{text: line, words: true})
	}
	return rows
}

// took is a duration as a person reads it.
func took(d time.Duration) string {
	switch {
	case d >= 10*time.Second:
		return d.Round(time.Second).String()
	case d >= time.Second:
		return fmt.Sprintf("%.2f s", d.Seconds())
	case d >= 10*time.Millisecond:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	case d >= time.Millisecond:
		return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond))
	case d > 0:
		return "under 1 ms"
	}
	return "0 ms"
}

func rate(n float64) string {
	if n < 10 {
		return strconv.FormatFloat(n, 'f', 1, 64)
	}
	return thousands(int(min(n, 1e12)))
}

func size(n int64) string {
	switch {
	case n >= 1e6:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	case n >= 1e3:
		return fmt.Sprintf("%.1f KB", float64(n)/1e3)
	}
	return strconv.FormatInt(n, 10) + " B"
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}

func thousands(n int) string {
	text := strconv.Itoa(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
