package editor

import (
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"graphguest/tui/safetext"
)

const (
	longestCluster = 256      // bytes that are taken for one character: letters of some scripts join without end
	measured       = 64 << 10 // bytes; further on in a row, columns are bytes
)

// goTo puts the cursor at byte x of row y.
func (t *Text) goTo(y, x int) {
	if y != t.y {
		t.first = 0
	}
	t.y, t.x, t.aims = y, x, false
}

// vertical moves over rows, and keeps to the column where the first such move began.
func (t *Text) vertical(by int) {
	if !t.aims {
		t.goal = column(t.rows[t.y], t.x)
	}
	y := min(max(t.y+by, 0), len(t.rows)-1)
	t.goTo(y, offset(t.rows[y], t.goal))
	t.aims = true
}

// click puts the cursor where that cell of the last View is.
func (t *Text) click(x, y int) {
	row := min(max(t.top+y, 0), len(t.rows)-1)
	from := 0
	if row == t.y && t.first <= len(t.rows[row]) {
		from = t.first
	}
	t.goTo(row, from+offset(t.rows[row][from:], max(x, 0)))
}

func (t *Text) lastPlace() (y, x int) { return len(t.rows) - 1, len(t.rows[len(t.rows)-1]) }

func (t *Text) before() (y, x int) {
	switch {
	case t.x > 0:
		return t.y, t.x - behind(t.rows[t.y], t.x)
	case t.y > 0:
		return t.y - 1, len(t.rows[t.y-1])
	}
	return 0, 0
}

func (t *Text) after() (y, x int) {
	switch {
	case t.x < len(t.rows[t.y]):
		return t.y, t.x + ahead(t.rows[t.y], t.x)
	case t.y < len(t.rows)-1:
		return t.y + 1, 0
	}
	return t.y, t.x
}

func (t *Text) wordLeft() (y, x int) {
	row, x := t.rows[t.y], t.x
	if x == 0 {
		return t.before()
	}
	for x > 0 && !inWord(row[x-1]) {
		x--
	}
	for x > 0 && inWord(row[x-1]) {
		x--
	}
	return t.y, x
}

func (t *Text) wordRight() (y, x int) {
	row, x := t.rows[t.y], t.x
	if x == len(row) {
		return t.after()
	}
	for x < len(row) && !inWord(row[x]) {
		x++
	}
	for x < len(row) && inWord(row[x]) {
		x++
	}
	return t.y, x
}

// inWord counts every character beyond ASCII as a letter.
func inWord(c byte) bool {
	return c >= utf8.RuneSelf || c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// ahead is how many bytes the character at x has, as a person counts characters.
func ahead(row string, x int) int {
	if row[x] < utf8.RuneSelf && (x+1 == len(row) || row[x+1] < utf8.RuneSelf) {
		return 1
	}
	clusters := graphemes.FromString(row[x:min(x+longestCluster, len(row))])
	clusters.Next()
	n := len(clusters.Value())
	if n == longestCluster && x+n < len(row) { // it goes on: end it between two runes
		for n > longestCluster-utf8.UTFMax && !utf8.RuneStart(row[x+n]) {
			n--
		}
	}
	return max(n, 1)
}

// behind is how many bytes the character that ends at x has.
func behind(row string, x int) int {
	if row[x-1] < utf8.RuneSelf && (x == 1 || row[x-2] < utf8.RuneSelf) {
		return 1
	}
	from := x - 1 // the last place before it where a character surely begins
	for from > 0 && x-from < longestCluster && (row[from] >= utf8.RuneSelf || row[from-1] >= utf8.RuneSelf) {
		from--
	}
	for from < x-1 && !utf8.RuneStart(row[from]) {
		from++
	}
	for from+ahead(row, from) < x {
		from += ahead(row, from)
	}
	return x - from
}

// look is how a character is shown, and how many cells that takes.
func look(cluster string) (string, int) {
	switch {
	case cluster == "\t":
		return indent, len(indent)
	case len(cluster) == 1 && ' ' <= cluster[0] && cluster[0] <= '~':
		return cluster, 1
	}
	shown := safetext.Line(cluster)
	return shown, safetext.Width(shown)
}

// cells is how wide row is from one byte to another; beyond limit it does not matter how much.
func cells(row string, from, to, limit int) (n int) {
	for from < to && n <= limit {
		size := ahead(row, from)
		_, w := look(row[from : from+size])
		n += w
		from += size
	}
	return n
}

func column(row string, x int) int {
	if x > measured {
		return x
	}
	return cells(row, 0, x, measured)
}

// offset is the byte of row at a column, or its end.
func offset(row string, goal int) int {
	x := 0
	if goal > measured {
		x = min(goal, len(row))
		for x > 0 && x < len(row) && !utf8.RuneStart(row[x]) {
			x--
		}
		return x
	}
	for used := 0; x < len(row); {
		size := ahead(row, x)
		_, w := look(row[x : x+size])
		if used += w; used > goal {
			break
		}
		x += size
	}
	return x
}
