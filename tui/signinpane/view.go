package signinpane

import (
	"strings"

	"charm.land/lipgloss/v2"

	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

const (
	wishWidth   = 76
	longestLink = 2000 // cells of a link that is to be opened by hand; its rows are no more
)

// Size is that of what is said, with the QR code if there is one.
func (m *Model) Size() (width, height int) {
	drawn := *m // the cursor is where View puts it
	height = len(drawn.text(&sheet{width: wishWidth, link: longestLink})) + len(m.keys(wishWidth))
	if m.state == entering && len(m.code.rows) > 0 {
		height += 1 + len(m.code.rows)
	}
	return wishWidth, height
}

// View shows what the person is to do, and below it the QR code, for which the
// names of the keys make room, or those.
func (m *Model) View(width, height int) string {
	if width <= 0 || height <= 0 {
		return kit.Lines(nil, height)
	}
	keys := m.keys(width)
	rows := m.fitting(width, height-len(keys))
	code := m.qr(width, height-len(rows))
	if len(rows)+len(code)+len(keys) > height && len(code) > 0 {
		keys = nil
	}
	rows = append(append(rows, keys...), code...)
	return kit.Lines(rows, height)
}

// fitting is what is said, and less of it where it leaves the keys no room: the status
// line says why a sign-in is needed, and a key copies a link.
func (m *Model) fitting(width, room int) []string {
	rows := m.text(&sheet{width: width, link: longestLink})
	over := len(rows) - room
	if over <= 0 {
		return rows
	}
	return m.text(&sheet{width: width, terse: true, link: len(m.linkRows(width, longestLink)) - over})
}

// qr is the code in rows, where these are enough for it.
func (m *Model) qr(width, rows int) []string {
	if m.state != entering || len(m.code.rows) == 0 || m.code.width > width || 1+len(m.code.rows) > rows {
		return nil
	}
	drawn := []string{""}
	for _, row := range m.code.rows {
		drawn = append(drawn, m.code.style(m.theme).Render(row))
	}
	return drawn
}

// sheet collects wrapped rows.
type sheet struct {
	width int
	terse bool // only what is needed to go on
	link  int  // rows for a link that is to be opened by hand
	rows  []string
}

func (s *sheet) say(style lipgloss.Style, text string) {
	if text == "" {
		return
	}
	for _, row := range safetext.Wrap(text, s.width) {
		if row != "" {
			row = style.Render(row)
		}
		s.rows = append(s.rows, row)
	}
}

func (s *sheet) gap() { s.rows = append(s.rows, "") }

func (m *Model) text(s *sheet) []string {
	switch m.state {
	case choosing:
		m.sayChoice(s)
	case accounts:
		m.sayAccounts(s)
	case naming:
		m.sayNaming(s)
	case starting:
		s.say(m.theme.Text, "Starting the sign-in to "+m.tenant()+" as "+m.who()+"…")
	case browsing:
		m.sayBrowser(s)
	case entering:
		m.sayDevice(s)
	case failed:
		m.sayFailure(s)
	case done:
		s.say(m.theme.Good, "✓ Signed in"+m.to()+".")
	}
	for _, note := range m.notes {
		s.say(m.theme.Warn, "! "+note)
	}
	return s.rows
}

// keys names the keys here too: at a small screen's foot there may be no room.
func (m *Model) keys(width int) []string {
	rows := []string{""}
	for _, k := range m.theme.Keys.Bound("sign-in", bindings(m.bound())) {
		name := m.theme.Key.Render(kit.Pad(k.Help().Key, 7))
		rows = append(rows, kit.CutStyled(name+m.theme.Text.Render(k.Help().Desc), width))
	}
	return rows
}

func (m *Model) sayChoice(s *sheet) {
	if m.cancelled {
		s.say(m.theme.Warn, "The sign-in was cancelled.")
		s.gap()
	}
	if m.why != nil && !s.terse {
		s.say(m.theme.Warn, m.why.Error())
		s.gap()
	}
	if m.shut != "" {
		m.sayShut(s)
	}
	s.say(m.theme.Text, "Sign in to "+m.tenant()+" as "+m.who()+".")
	if m.shut == "" || !s.terse {
		s.say(m.theme.Dim, "App: "+m.app())
	}
}

func (m *Model) sayAccounts(s *sheet) {
	s.say(m.theme.Text, "Go on as whom? In the demo no password is asked.")
	s.gap()
	for i, account := range m.accounts {
		row, style := "  "+account, m.theme.Text
		if i == m.at {
			row, style = "› "+account, m.theme.Selected
		}
		s.rows = append(s.rows, style.Render(safetext.Truncate(row, s.width)))
	}
}

func (m *Model) sayBrowser(s *sheet) {
	host, rest := address(m.prompt.URL)
	if m.prompt.OpenErr != nil {
		m.sayNoBrowser(s)
		return
	}
	s.say(m.theme.Text, "Waiting for the browser: finish signing in to "+m.tenant()+" as "+m.who()+" on the page that opened.")
	s.gap()
	s.say(m.theme.Bold, host)
	if rest != "" {
		s.rows = append(s.rows, m.theme.Dim.Render(safetext.Truncate(rest, s.width)))
	}
}

func (m *Model) sayDevice(s *sheet) {
	host, rest := address(m.prompt.VerificationURL)
	if m.last.Approve {
		s.say(m.theme.Good, "The demo enters this code as "+m.who()+": a few seconds.")
		s.gap()
	}
	s.say(m.theme.Text, "On any device open")
	s.say(m.theme.Bold, host+rest)
	s.say(m.theme.Text, "and enter the code")
	m.box(s, m.prompt.UserCode)
	s.say(m.theme.Text, m.countdown())
	s.say(m.theme.Dim, "It signs "+m.who()+" in to "+m.tenant()+" with "+m.app()+".")
	s.say(m.theme.Dim, "You started this here. Never enter a code that somebody sent you.")
}

// box makes the code the largest thing around, and one word to a double click.
func (m *Model) box(s *sheet, code string) {
	code = safetext.Truncate(code, s.width-6)
	if code == "" {
		return
	}
	edge := strings.Repeat("─", safetext.Width(code)+4)
	frame := m.theme.FocusedFrame
	s.rows = append(s.rows,
		frame.Render("╭"+edge+"╮"),
		frame.Render("│")+"  "+m.theme.Bold.Render(code)+"  "+frame.Render("│"),
		frame.Render("╰"+edge+"╯"),
	)
}

func (m *Model) sayFailure(s *sheet) {
	s.say(m.theme.Bad, "✗ "+m.err.Error())
	for _, step := range kit.NextSteps(m.err) {
		s.gap()
		s.say(m.theme.Text, "→ "+step)
	}
}
