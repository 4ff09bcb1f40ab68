package tui

import (
	"context"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
	"graphguest/tui/resultpane"
	"graphguest/tui/safetext"
)

// Viewer is the answer pane alone, over any JSON: no environment, no network.
type Viewer struct {
	name   string
	open   Source
	loader *loader
	stop   context.CancelFunc // ends the reading
	read   bool               // it is over
	world  World
	theme  kit.Theme
	asks   bool // the terminal for its background
	mouse  bool
	keys   []viewerKey
	pane   kit.Pane
	dialog kit.Pane // over the document; nil = there is none
	beside beside
	said   string // the last word, on the bottom line until the next key
	w, h   int
}

// viewerKey is a key of the viewer's own: one of the root's, under the same name in settings.toml.
type viewerKey struct {
	key.Binding
	do func(*Viewer) (cmd tea.Cmd, done bool) // done = the key is not for the document
}

// NewViewer shows what open gives, while it is read. name tells it from others.
func NewViewer(name string, open Source) *Viewer {
	v := &Viewer{name: name, open: open, loader: newLoader(name)}
	if name == "-" {
		v.name = "standard input"
	}
	return v.In(World{Dark: true})
}

// In gives the viewer the person's settings and clipboard; nothing else of w is used.
func (v *Viewer) In(w World) *Viewer {
	keymap, _ := keymapOf(w.Settings) // what is wrong with it is for the explorer and `keys` to say
	v.world, v.mouse = w, w.Settings.Mouse == nil || *w.Settings.Mouse
	v.theme, v.asks = look(w, keymap)
	v.pane = resultpane.New(v.theme)
	v.keys = viewerKeys()
	for i, b := range keymap.Bound(everywhere, bindingsOf(v.keys)) {
		v.keys[i].Binding = b
	}
	return v
}

func viewerKeys() []viewerKey {
	return []viewerKey{
		{kit.Bind("q", "quit", "q"), does(tea.Quit)},
		{kit.Bind("esc", "stop reading"), (*Viewer).stopReading},
		{kit.Bind("M", "mouse on or off", "M", "f9"), (*Viewer).toggleMouse},
		{kit.Bind("ctrl+z", "suspend"), does(tea.Suspend)},
		{kit.Bind("ctrl+l", "draw again"), does(tea.ClearScreen)},
		{kit.Bind("ctrl+c", "quit at once"), does(tea.Quit)},
	}
}

func does(cmd tea.Cmd) func(*Viewer) (tea.Cmd, bool) {
	return func(*Viewer) (tea.Cmd, bool) { return cmd, true }
}

// typing is true while letters are text.
func (v *Viewer) typing() bool {
	e, ok := v.pane.(kit.Editor)
	return ok && e.Editing()
}

// stopReading ends what is under way: a file that is written, else the reading of the document, of which is kept what
// has come. What still comes has no place to land.
func (v *Viewer) stopReading() (tea.Cmd, bool) {
	if v.beside.busy() {
		v.said = v.beside.what + ": cancelled"
		v.beside.stop()
		return nil, true
	}
	came := v.loader.came.Load()
	if came == nil || v.read {
		return nil, false
	}
	v.stop()
	v.read = true
	return v.tell(kit.QueryDone{Result: came, Err: context.Canceled}), true
}

func bindingsOf(keys []viewerKey) (list []key.Binding) {
	for _, k := range keys {
		list = append(list, k.Binding)
	}
	return list
}

// Init gives the pane its document.
func (v *Viewer) Init() tea.Cmd {
	ctx, stop := context.WithCancel(context.Background())
	v.stop = stop
	cmds := []tea.Cmd{kit.Ask(kit.Focused{Yes: true}), v.loader.load(ctx, v.open), v.loader.feed.listen()}
	if v.asks {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	return tea.Batch(cmds...)
}

// Update passes everything on to the pane.
func (v *Viewer) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		v.w, v.h = msg.Width, msg.Height
		return v, nil
	case tea.BackgroundColorMsg:
		return v, v.setBackground(msg.IsDark())
	case tea.KeyPressMsg:
		return v, v.onKey(msg)
	case fed:
		return v, tea.Batch(v.tell(kit.AnswerArrives{Result: v.loader.came.Load()}), v.loader.feed.listen())
	case tea.MouseMsg:
		if v.dialog != nil {
			return v, nil
		}
		return v, v.tell(within(msg, rect{y: 1, w: v.w, h: v.h}))
	case kit.QueryDone:
		v.read = true
	case tea.PasteMsg:
		if v.dialog != nil {
			return v, v.inDialog(msg)
		}
	case kit.Copy:
		return v, tea.Batch(tea.SetClipboard(msg.Text), effects{world: v.world}.copy(msg))
	case copied:
		v.said = msg.words()
		return v, nil
	case kit.Failed:
		v.said = msg.Err.Error()
		return v, nil
	case kit.SaveAnswer, kit.OpenAnswer, kit.NextPage, kit.AllPages, kit.AskPermission, kit.OlderAnswer, kit.NewerAnswer, kit.Back,
		kit.CompareAnswers, kit.FollowLink, kit.RunOnRows:
		v.said = "that is for answers of Graph, in the explorer"
		return v, nil
	case kit.KeepLook:
		return v, nil // there is no saved query to keep it with
	}
	if cmd, mine := v.asked(msg); mine {
		return v, cmd
	}
	return v, v.tell(msg)
}

func (v *Viewer) onKey(msg tea.KeyPressMsg) tea.Cmd {
	v.said = ""
	if v.dialog != nil {
		return v.inDialog(msg)
	}
	typing := v.typing()
	for _, k := range v.keys {
		if key.Matches(msg, k.Binding) && !(typing && (isText(msg.String()) || msg.String() == "esc")) {
			if cmd, done := k.do(v); done {
				return cmd
			}
		}
	}
	if typing {
		return v.tell(msg)
	}
	meant, known := v.theme.Keys.Meant(placeScopes[answer], allKeys(v.pane), msg)
	if !known {
		return nil
	}
	return v.tell(meant)
}

func (v *Viewer) setBackground(dark bool) tea.Cmd {
	if !v.asks || v.theme.Dark == dark {
		return nil
	}
	keys := v.theme.Keys
	v.theme = kit.ThemeNamed(v.world.Settings.Theme, dark)
	v.theme.Keys = keys
	return v.tell(kit.ThemeChanged{Theme: v.theme})
}

func (v *Viewer) toggleMouse() (tea.Cmd, bool) {
	v.mouse = !v.mouse
	v.said = "mouse: left to the terminal, for selecting text"
	if v.mouse {
		v.said = "mouse: clicks and wheel go to graphguest"
	}
	return nil, true
}

func (v *Viewer) tell(msg tea.Msg) (cmd tea.Cmd) {
	v.pane, cmd = v.pane.Update(msg)
	return cmd
}

// View is the name, the document and the keys.
func (v *Viewer) View() tea.View {
	view := tea.View{AltScreen: true, WindowTitle: safetext.Title("graphguest — " + v.name)}
	if v.mouse {
		view.MouseMode = tea.MouseModeCellMotion
	}
	if v.w <= 0 || v.h <= 0 {
		return view
	}
	rows := []string{paint(v.theme.Name, safetext.Truncate(" "+v.name+" ", v.w))}
	front := v.pane
	if v.dialog != nil {
		front = v.dialog
	}
	if room := v.h - 2; room > 0 {
		rows = append(rows, fit(strings.Split(front.View(v.w, room), "\n"), v.w, room)...)
	}
	if c, ok := front.(kit.Cursored); ok {
		if x, y, shown := c.Cursor(); shown {
			view.Cursor = tea.NewCursor(x, y+1)
		}
	}
	if v.h > 1 {
		rows = append(rows, v.bottom())
	}
	view.Content = strings.Join(rows, "\n")
	if v.world.Settings.Glyphs == "ascii" {
		view.Content = kit.ASCII(view.Content)
	}
	return view
}

// bottom is the last word where there is one, else the keys.
func (v *Viewer) bottom() string {
	if v.dialog != nil {
		return helpLine(v.theme, append(v.dialog.Keys(), kit.Bind("esc", "close")), v.w)
	}
	if v.said != "" {
		return paint(v.theme.Dim, safetext.Truncate(v.said, v.w))
	}
	own := append([]key.Binding{v.keys[0].Binding}, v.theme.Keys.Bound(placeScopes[answer], v.pane.Keys())...)
	return helpLine(v.theme, append(own, bindingsOf(v.keys[1:])...), v.w)
}
