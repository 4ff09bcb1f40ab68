package tui

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// mostEdited bounds what is read back from an editor, in bytes.
const mostEdited = 16 << 20

type (
	// outside is a file that waits for another program to show or edit it.
	outside struct {
		dir, file string
		with      tea.ExecCommand
		then      func([]byte) tea.Msg // nil = nothing comes back
		what      string
		err       error
	}
	// edited is what came back.
	edited struct {
		what string
		wish tea.Msg
		err  error
	}
)

// editText gives text to the person's editor.
func (m *Model) editText(w kit.EditText) tea.Cmd {
	if why := m.whyNoEditor(); why != "" {
		m.fail(fmt.Errorf("%s cannot be edited outside: %s", w.What, why))
		return nil
	}
	text := func() []byte { return w.Text }
	return m.here.mark(m.effects.hand(text, "edit"+w.Suffix, m.effects.world.Editor, w.What, w.Then))
}

// pageText gives text to the person's pager.
func (m *Model) pageText(what string, text func() []byte) tea.Cmd {
	if m.effects.world.Pager == nil {
		m.fail(fmt.Errorf("%s cannot be shown outside: no pager was found; set $PAGER", what))
		return nil
	}
	return m.here.mark(m.effects.hand(text, "answer.txt", m.effects.world.Pager, what, nil))
}

func (m *Model) whyNoEditor() string {
	if m.effects.world.Editor == nil {
		return "no editor was found; set $EDITOR"
	}
	return ""
}

func (m *Model) whyNoPage() string {
	if m.effects.world.Pager == nil {
		return "no pager was found; set $PAGER"
	}
	if _, _, ok := m.tab().answer.Page(); !ok {
		return "there is no answer yet"
	}
	return ""
}

// editBody edits the body of the query in the line.
func (m *Model) editBody() tea.Cmd {
	q, err := m.tab().line.Parts()
	if err != nil {
		m.fail(err)
		return nil
	}
	variables := m.tab().line.Variables()
	return m.editText(kit.EditText{What: "the body", Suffix: ".json", Text: q.Body, Then: func(text []byte) tea.Msg {
		q.Body = bytes.TrimRight(text, "\n")
		return kit.ChangeQuery{Query: q, Variables: variables}
	}})
}

func (m *Model) pageAnswer() tea.Cmd {
	what, text, ok := m.tab().answer.Page()
	if !ok {
		return nil
	}
	return m.pageText(what, text)
}

// goOutside lets the other program have the terminal.
func (m *Model) goOutside(o outside) tea.Cmd {
	if o.err != nil {
		m.fail(o.err)
		return nil
	}
	return m.here.mark(tea.Exec(o.with, func(err error) tea.Msg { return o.back(err) }))
}

func (m *Model) edited(e edited) tea.Cmd {
	if e.err != nil {
		m.fail(e.err)
		return nil
	}
	return m.route(e.wish)
}

// hand writes text, which may take a while to make, to a file of one's own for another program.
func (x effects) hand(text func() []byte, name string, program func(string) tea.ExecCommand, what string, then func([]byte) tea.Msg) tea.Cmd {
	return func() tea.Msg {
		dir, err := os.MkdirTemp("", "graphguest-*") // 0700
		if err != nil {
			return outside{err: err}
		}
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, text(), 0o600); err != nil {
			_ = os.RemoveAll(dir)
			return outside{err: err}
		}
		return outside{dir: dir, file: file, with: program(file), what: what, then: then}
	}
}

// back reads what the other program left and removes the file. Bubble Tea calls it
// beside the screen.
func (o outside) back(err error) tea.Msg {
	defer os.RemoveAll(o.dir)
	if err != nil {
		return edited{err: fmt.Errorf("%s: the other program failed: %w", o.what, err)}
	}
	if o.then == nil {
		return nil
	}
	info, err := os.Stat(o.file)
	if err == nil && info.Size() > mostEdited {
		err = fmt.Errorf("%s came back with %d MiB, more than %d", o.what, info.Size()>>20, mostEdited>>20)
	}
	if err != nil {
		return edited{err: err}
	}
	text, err := os.ReadFile(o.file)
	if err != nil {
		return edited{err: err}
	}
	return edited{what: o.what, wish: o.then(text)}
}
