package signinpane

import (
	"strings"

	"graphguest/tui/safetext"
)

// sayNoBrowser puts the way first that always works.
func (m *Model) sayNoBrowser(s *sheet) {
	s.say(m.theme.Warn, "! No browser could be opened here: "+m.prompt.OpenErr.Error())
	s.gap()
	s.say(m.theme.Text, m.key(device)+" gives you a device code instead. You enter it in a browser anywhere, on a phone too: so it works over SSH.")
	rows := m.linkRows(s.width, s.link)
	if len(rows) == 0 {
		return
	}
	s.gap()
	s.say(m.theme.Dim, "This link works only in a browser on this machine, because the answer comes back to it:")
	s.rows = append(s.rows, rows...)
}

// sayShut says why the device code comes first.
func (m *Model) sayShut(s *sheet) {
	if s.terse {
		s.say(m.theme.Warn, "No browser was found here.")
		return
	}
	s.say(m.theme.Warn, "No browser was found here: "+strings.TrimSuffix(m.shut, ".")+".")
	s.gap()
}

// linkRows is the link that is to be opened by hand, in at most most rows: of one that
// is longer the start and the end, and how to have all of it.
func (m *Model) linkRows(width, most int) (rows []string) {
	text := middle(m.prompt.URL, longestLink)
	needs := (safetext.Width(text) + width - 1) / width
	if needs == 0 || most <= 0 {
		return nil
	}
	hint := ""
	if needs > most && most > 1 {
		hint = safetext.Truncate(m.key(link)+" copies it whole.", width)
		most--
	}
	text = middle(text, most*width)
	for from := 0; from < safetext.Width(text); from += width {
		rows = append(rows, m.theme.Text.Render(safetext.Cut(text, from, width)))
	}
	if hint != "" {
		rows = append(rows, m.theme.Dim.Render(hint))
	}
	return rows
}

// middle is text in at most cells cells, without its middle where it is longer.
func middle(text string, cells int) string {
	text = safetext.Line(text)
	long := safetext.Width(text)
	if long <= cells {
		return text
	}
	end := max(cells-1, 0) / 2
	return safetext.Cut(text, 0, cells-1-end) + "…" + safetext.Cut(text, long-end, end)
}
