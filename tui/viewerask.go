package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/askpane"
	"graphguest/tui/kit"
)

// asked takes the wishes that need a dialog, or work beside the screen; false = msg is none of them.
func (v *Viewer) asked(msg tea.Msg) (cmd tea.Cmd, mine bool) {
	switch msg := msg.(type) {
	case kit.Choice:
		v.dialog = askpane.NewChoice(v.theme, msg)
	case kit.Question:
		v.dialog = askpane.NewQuestion(v.theme, msg)
	case kit.Confirmation:
		v.dialog = askpane.NewConfirmation(v.theme, msg)
	case kit.Close:
		v.dialog = nil
	case kit.Answered:
		v.dialog = nil
		return kit.Ask(msg.Wish), true
	case kit.Say:
		v.said = msg.Text
	case kit.ExportAnswer:
		v.dialog = askpane.NewChoice(v.theme, exportMenu(msg, v.name, v.name))
	case exportTo:
		return v.export(msg), true
	case exported:
		return v.exported(msg), true
	default:
		return nil, false
	}
	return nil, true
}

// export writes in the background; esc cancels it.
func (v *Viewer) export(e exportTo) tea.Cmd {
	if v.beside.busy() {
		v.said = v.beside.why()
		return nil
	}
	ctx := v.beside.begin("writing "+e.file, false, sizeOf(e.Parts))
	v.said = v.beside.what + "…"
	return effects{world: v.world}.export(ctx, exported{exportTo: e, number: v.beside.number}, v.beside.done, v.beside.over)
}

func (v *Viewer) exported(e exported) tea.Cmd {
	if !v.beside.end(e.number) {
		return nil
	}
	switch {
	case e.err == nil && e.exists:
		over := e.exportTo
		over.over = true
		v.dialog = askpane.NewConfirmation(v.theme, kit.Confirmation{
			Title: "Replace this file?", Lines: []string{e.file, "is there already"}, Yes: "replace it", Danger: true, Wish: over,
		})
	case e.err != nil:
		v.said = fmt.Sprintf("%s was not exported: %v", e.What, e.err)
	default:
		v.said = fmt.Sprintf("exported %s as %s to %s", sizeWords(e.size), e.format, e.file)
	}
	return nil
}

// inDialog hands a message to the dialog that is open.
func (v *Viewer) inDialog(msg tea.Msg) (cmd tea.Cmd) {
	if k, is := msg.(tea.KeyPressMsg); is && k.String() == "esc" {
		v.dialog = nil
		return nil
	}
	v.dialog, cmd = v.dialog.Update(msg)
	return cmd
}
