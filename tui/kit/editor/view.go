package editor

import (
	"strings"
	"unicode/utf8"
)

// leap is how many bytes for every cell of width are too far to scroll over.
const leap = 16

// View shows height rows of at most width cells, so that the cursor is in sight. Where a
// row goes on beyond an edge an ellipsis stands there, but never under the cursor.
func (t *Text) View(width, height int) []string {
	t.begin()
	t.height = height
	shown := make([]string, max(height, 0))
	if width <= 0 || height <= 0 {
		t.caretX, t.caretY = 0, 0
		return shown
	}
	t.top = min(max(t.top, t.y-height+1), t.y)
	t.top = max(min(t.top, len(t.rows)-height), 0)
	t.aim(width)
	for i := range shown {
		switch y := t.top + i; {
		case y == t.y:
			shown[i], t.caretX = draw(t.rows[y], t.first, width, t.x)
			t.caretY = i
		case y < len(t.rows):
			shown[i], _ = draw(t.rows[y], 0, width, -1)
		}
	}
	return shown
}

// Cursor is where the cursor was in the last View.
func (t *Text) Cursor() (x, y int) { return t.caretX, t.caretY }

// aim moves the window over the cursor's row as far as the cursor needs, and back where
// the row has come to its end.
func (t *Text) aim(width int) {
	row := t.rows[t.y]
	context := 0 // cells to show before the cursor, whatever is behind it
	switch far := leap * width; {
	case t.first > len(row) || t.x-t.first > far || t.first-t.x > far || t.first < len(row) && !utf8.RuneStart(row[t.first]):
		t.first, context = t.x, width*3/4
	case t.first > t.x:
		t.first = t.x
	}
	used := cells(row, t.first, t.x, len(row))
	for used > width-1 && t.first < t.x {
		size := ahead(row, t.first)
		used -= cells(row, t.first, t.first+size, len(row))
		t.first += size
	}
	rest := cells(row, t.x, len(row), width) + 1 // and the cursor behind it
	for t.first > 0 {
		size := behind(row, t.first)
		used += cells(row, t.first-size, t.first, len(row))
		if used > width-1 || used > context && used+rest > width {
			break
		}
		t.first -= size
	}
}

// draw shows row from byte first on, and tells the column of byte at.
func draw(row string, first, width, at int) (shown string, caret int) {
	var b strings.Builder
	x, used := first, 0
	for x < len(row) {
		size := ahead(row, x)
		text, w := look(row[x : x+size])
		if used+w > width {
			break
		}
		here := x <= at && at < x+size
		if here {
			caret = used
		}
		before := x == first && first > 0
		behind := x+size < len(row) && used+w+nextWidth(row, x+size) > width
		if (before || behind) && !here && w > 0 {
			text = "…" + strings.Repeat(" ", w-1)
		}
		b.WriteString(text)
		used += w
		x += size
	}
	if at >= x {
		caret = used
	}
	return b.String(), min(caret, width-1)
}

func nextWidth(row string, x int) int {
	_, w := look(row[x : x+ahead(row, x)])
	return w
}
