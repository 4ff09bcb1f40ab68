package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/clipperhouse/displaywidth"

	"graphguest/graphquery"
)

// Drawing begins late: what is answered at once needs no progress.
const (
	progressAfter = 400 * time.Millisecond
	progressEvery = 200 * time.Millisecond
)

// progress is the one line on a terminal that says how far an answer has come, drawn anew in its place. Where standard
// error is no terminal there is none, and all of this does nothing.
type progress struct {
	line io.Writer
	now  func() time.Time

	mu    sync.Mutex
	drawn bool
	aways int // the screen is lent to a question
	begun time.Time
	far   graphquery.Progress
	came  int64 // bytes of what has not been handed on yet
	wait  graphquery.Wait
	state string // of an operation that is watched
	quit  chan struct{}
	gone  chan struct{}
}

// startProgress draws until stop is called.
func startProgress(line io.Writer, now func() time.Time) *progress {
	g := &progress{line: line, now: now, begun: now(), far: graphquery.Progress{Count: -1}, quit: make(chan struct{}), gone: make(chan struct{})}
	if line == nil {
		close(g.gone)
		return g
	}
	go g.run()
	return g
}

func (g *progress) run() {
	defer close(g.gone)
	timer := time.NewTimer(progressAfter)
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
			g.draw()
			timer.Reset(progressEvery)
		case <-g.quit:
			return
		}
	}
}

// stop takes the line away. It may be called again.
func (g *progress) stop() {
	g.mu.Lock()
	select {
	case <-g.quit:
	default:
		close(g.quit)
	}
	g.mu.Unlock()
	<-g.gone
	g.clear()
}

// took counts a part of the answer.
func (g *progress) took(p *graphquery.Part) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.far.Rows += len(p.Rows)
	g.far.Bytes += int64(len(p.Data))
	if p.Last {
		g.far.Pages++
	}
	if p.Page != nil && p.Page.Count >= 0 {
		g.far.Count = p.Page.Count
	}
}

// coming hears how much of an answer has come that is still held back.
func (g *progress) coming(bytes int64) {
	g.mu.Lock()
	g.came = bytes
	g.mu.Unlock()
}

func (g *progress) waiting(w graphquery.Wait) {
	g.mu.Lock()
	g.wait = w
	g.mu.Unlock()
}

func (g *progress) watching(host string, s graphquery.MonitorState) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.state = fmt.Sprintf("the operation at %s: %s", host, orElse(s.Status, "no word of it yet"))
	if s.Percent >= 0 {
		g.state += fmt.Sprintf(", %.0f %%", s.Percent)
	}
}

// draw writes the line over the one before.
func (g *progress) draw() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.aways > 0 {
		return
	}
	width := widthOf(os.Stderr)
	if width <= 0 {
		width = 80
	}
	fmt.Fprintf(g.line, "\r%s\x1b[K", displaywidth.TruncateString(oneLine(g.words()), width-1, "…"))
	g.drawn = true
}

// clear makes room for something else on the screen.
func (g *progress) clear() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.drawn {
		_, _ = io.WriteString(g.line, "\r\x1b[K")
		g.drawn = false
	}
}

// aside asks a person something, and draws nothing meanwhile.
func (g *progress) aside(ask func() bool) bool {
	lend := func(n int) {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.aways += n
	}
	lend(1)
	defer lend(-1)
	g.clear()
	return ask()
}

// words are what the line says.
func (g *progress) words() string {
	const stops = " · ctrl+c stops"
	switch now := g.now(); {
	case g.wait.Why != "":
		return fmt.Sprintf("%s: %d s left%s", g.wait.Why, max(0, int(g.wait.Until.Sub(now).Round(time.Second)/time.Second)), stops)
	case g.state != "":
		return g.state + " · ctrl+c stops watching, the operation goes on"
	case g.far.Bytes == 0 && g.came > 0:
		return sizeWords(g.came) + " so far" + stops
	case g.far.Bytes == 0:
		return fmt.Sprintf("waiting for the answer, %d s%s", int(now.Sub(g.begun)/time.Second), stops)
	default:
		return g.farWords(now.Sub(g.begun)) + stops
	}
}

func (g *progress) farWords(took time.Duration) string {
	text := fmt.Sprintf("%s · %s", number(g.far.Pages, "page"), sizeWords(g.far.Bytes))
	if g.far.Rows == 0 {
		return text
	}
	rows := grouped(int64(g.far.Rows)) + " rows"
	if g.far.Count >= int64(g.far.Rows) {
		rows = grouped(int64(g.far.Rows)) + " of " + grouped(g.far.Count) + " rows"
	}
	text += " · " + rows
	if took < time.Second {
		return text
	}
	rate := float64(g.far.Rows) / took.Seconds()
	text += fmt.Sprintf(" · %s rows/s", grouped(int64(rate)))
	if left := float64(g.far.Count) - float64(g.far.Rows); left > 0 {
		text += " · " + (time.Duration(left / rate * float64(time.Second))).Round(time.Second).String() + " left"
	}
	return text
}

// over is w on a screen that shares its lines with the progress.
func (g *progress) over(w io.Writer) io.Writer { return clearing{g, w} }

type clearing struct {
	*progress
	w io.Writer
}

func (c clearing) Write(p []byte) (int, error) {
	c.clear()
	return c.w.Write(p)
}
