package tui

import (
	"net/http"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/resultpane"
	"graphguest/tui/safetext"
)

// Viewer is the answer pane alone, over any JSON: no environment, no network.
type Viewer struct {
	name   string
	result *graphquery.Result
	theme  kit.Theme
	pane   kit.Pane
	quit   key.Binding
	w, h   int
}

// NewViewer shows body, which name tells from others.
func NewViewer(name string, body []byte) *Viewer {
	theme := kit.NewTheme(true)
	if name == "-" {
		name = "standard input"
	}
	return &Viewer{
		name: name, theme: theme, pane: resultpane.New(theme),
		result: &graphquery.Result{Body: body, Header: http.Header{}, Count: -1, Rows: -1},
		quit:   kit.Bind("q", "quit", "q", "ctrl+c"),
	}
}

// Init gives the pane its document.
func (v *Viewer) Init() tea.Cmd {
	return tea.Batch(tea.RequestBackgroundColor, kit.Ask(kit.Focused{Yes: true}), kit.Ask(kit.QueryDone{Result: v.result}))
}

// Update passes everything on to the pane.
func (v *Viewer) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		v.w, v.h = msg.Width, msg.Height
		return v, nil
	case tea.BackgroundColorMsg:
		v.theme = kit.NewTheme(msg.IsDark())
		return v, v.tell(kit.ThemeChanged{Theme: v.theme})
	case tea.KeyPressMsg:
		if key.Matches(msg, v.quit) {
			return v, tea.Quit
		}
	case kit.Copy:
		return v, tea.SetClipboard(msg.Text)
	}
	return v, v.tell(msg)
}

func (v *Viewer) tell(msg tea.Msg) (cmd tea.Cmd) {
	v.pane, cmd = v.pane.Update(msg)
	return cmd
}

// View is the name, the document and the keys.
func (v *Viewer) View() tea.View {
	view := tea.View{AltScreen: true, WindowTitle: safetext.Title("graphguest — " + v.name), MouseMode: tea.MouseModeCellMotion}
	if v.w <= 0 || v.h <= 0 {
		return view
	}
	rows := []string{paint(v.theme.Name, safetext.Truncate(" "+v.name+" ", v.w))}
	if room := v.h - 2; room > 0 {
		rows = append(rows, fit(strings.Split(v.pane.View(v.w, room), "\n"), v.w, room)...)
	}
	if v.h > 1 {
		rows = append(rows, helpLine(v.theme, append([]key.Binding{v.quit}, v.pane.Keys()...), v.w))
	}
	view.Content = strings.Join(rows, "\n")
	return view
}
