package tokenpane

import (
	"fmt"
	"strings"
	"time"

	"graphguest/auth/claims"
	"graphguest/tui/safetext"
)

const (
	nameCells  = 21 // the column of claims' names
	columnFrom = 74 // cells: below, too little is left for values beside them
)

// expiry tells the end of the token on the screen in local time, and what is left.
func (m *Model) expiry() []string {
	end := m.said.Expires
	if end.IsZero() && m.kind == claims.Access {
		end = m.token.Expires
	}
	if end.IsZero() {
		return nil
	}
	text := "until " + end.In(m.location).Format("2006-01-02 15:04:05 MST") + ", " + left(end.Sub(m.now()))
	return m.say(m.theme.Text, 0, text)
}

// left is a time still to go, or gone by.
func left(d time.Duration) string {
	if d < 0 {
		return "expired " + span(-d) + " ago"
	}
	return span(d) + " left"
}

func span(d time.Duration) string {
	switch {
	case d >= 48*time.Hour:
		return fmt.Sprintf("%d days", int(d.Hours()/24))
	case d >= 2*time.Hour:
		return fmt.Sprintf("%d hours", int(d.Hours()))
	case d >= time.Minute:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	}
	return fmt.Sprintf("%d s", int(d.Seconds()))
}

// claim puts value and meaning into a column of their own. In a narrower pane the
// value follows the name, or stands below it, and the meaning below both.
func (m *Model) claim(c claims.Claim) []string {
	if m.width >= columnFrom {
		return m.inColumn(c)
	}
	margin := min(2, m.width-1)
	name := safetext.Truncate(c.Name, m.width)
	meaning := m.say(m.theme.Dim, margin, c.Meaning)
	if value := safetext.Line(c.Value); value != "" && safetext.Width(name)+2+safetext.Width(value) <= m.width {
		return append([]string{paint(m.theme.Key, name) + "  " + paint(m.theme.Text, value)}, meaning...)
	}
	return join([]string{paint(m.theme.Key, name)}, m.say(m.theme.Text, margin, c.Value), meaning)
}

func (m *Model) inColumn(c claims.Claim) []string {
	texts := join(m.say(m.theme.Text, nameCells, c.Value), m.say(m.theme.Dim, nameCells, c.Meaning))
	if len(texts) == 0 {
		return []string{paint(m.theme.Key, safetext.Truncate(c.Name, m.width))}
	}
	name := safetext.Truncate(c.Name, nameCells-1)
	gap := strings.Repeat(" ", nameCells-safetext.Width(name))
	texts[0] = paint(m.theme.Key, name) + gap + texts[0][nameCells:]
	return texts
}
