package tui

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"time"

	tea "charm.land/bubbletea/v2"

	"graphguest/tui/kit"
)

// mostEdited bounds what is read back from an editor, in bytes.
const mostEdited = 16 << 20

type (
	// outside is a file that waits for another program to show or edit it.
	outside struct {
		origin
		dir, file string
		with      tea.ExecCommand
		then      func([]byte) tea.Msg // nil = nothing comes back
		what      string
		err       error
	}
	// edited is what came back. The file is there until its text was taken over.
	edited struct {
		outside
		wish tea.Msg
		err  error
	}
	// origin is the tab, in its environment, that text came from and goes back to.
	origin struct {
		generation int
		tab        *tab
	}
)

func (m *Model) origin() origin { return origin{m.here.generation, m.tab()} }

// editText gives text to the person's editor.
func (m *Model) editText(w kit.EditText) tea.Cmd {
	if why := m.whyNoEditor(); why != "" {
		m.fail(fmt.Errorf("%s cannot be edited outside: %s", w.What, why))
		return nil
	}
	text := func() []byte { return w.Text }
	return m.effects.hand(m.origin(), text, "edit"+w.Suffix, m.effects.world.Editor, w.What, w.Then)
}

// pageText gives text to the person's pager.
func (m *Model) pageText(what string, text func() []byte) tea.Cmd {
	if m.effects.world.Pager == nil {
		m.fail(fmt.Errorf("%s cannot be shown outside: no pager was found; set $PAGER", what))
		return nil
	}
	return m.effects.hand(m.origin(), text, "answer.txt", m.effects.world.Pager, what, nil)
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

// goOutside lets the other program have the terminal, if the person is still where they
// asked for it.
func (m *Model) goOutside(o outside) tea.Cmd {
	if o.err != nil {
		m.fail(o.err)
		return nil
	}
	if o.origin != m.origin() {
		m.say(o.what + ": not opened, for you went elsewhere")
		return m.effects.discard(o.dir)
	}
	return tea.Exec(o.with, func(err error) tea.Msg { return o.back(err) })
}

// edited takes text over where it came from. Text that has no place any more is not lost.
func (m *Model) edited(e edited) tea.Cmd {
	switch {
	case e.err != nil && e.then != nil:
		m.fail(fmt.Errorf("%s: %w; the text is in %s", e.what, e.err, e.file))
		return nil
	case e.err != nil:
		m.fail(fmt.Errorf("%s: %w", e.what, e.err))
	case e.then == nil:
	case e.origin != m.origin():
		m.fail(fmt.Errorf("%s was for a query that has left the screen; the text is in %s", e.what, e.file))
		return nil
	default:
		return tea.Batch(m.effects.discard(e.dir), m.route(e.wish))
	}
	return m.effects.discard(e.dir)
}

const ourFiles = "graphguest-text-"

// hand writes text, which may take a while to make, to a file of one's own for another program.
func (x effects) hand(from origin, text func() []byte, name string, program func(string) tea.ExecCommand, what string, then func([]byte) tea.Msg) tea.Cmd {
	return func() tea.Msg {
		x.sweep()
		dir, err := os.MkdirTemp("", ourFiles+"*") // 0700
		if err != nil {
			return outside{err: err}
		}
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, text(), 0o600); err != nil {
			_ = os.RemoveAll(dir)
			return outside{err: err}
		}
		return outside{origin: from, dir: dir, file: file, with: program(file), what: what, then: then}
	}
}

// forgotten is how old a file of ours is that nobody comes back to: its explorer was
// killed while the other program was open, or its text had no place any more.
const forgotten = 7 * 24 * time.Hour

func (x effects) sweep() {
	dirs, _ := filepath.Glob(filepath.Join(os.TempDir(), ourFiles+"*"))
	for _, dir := range dirs {
		if info, err := os.Lstat(dir); err == nil && info.IsDir() && x.world.Now().Sub(info.ModTime()) > forgotten {
			_ = os.RemoveAll(dir)
		}
	}
}

func (x effects) discard(dir string) tea.Cmd {
	return func() tea.Msg {
		_ = os.RemoveAll(dir)
		return nil
	}
}

// back reads what the other program left. Bubble Tea calls it beside the screen.
func (o outside) back(err error) tea.Msg {
	e := edited{outside: o, err: err}
	if err != nil || o.then == nil {
		return e
	}
	info, err := os.Stat(o.file)
	if err == nil && info.Size() > mostEdited {
		err = fmt.Errorf("%d MiB came back, more than %d", info.Size()>>20, mostEdited>>20)
	}
	if err != nil {
		e.err = err
		return e
	}
	text, err := os.ReadFile(o.file)
	if e.err = err; err == nil {
		e.wish = o.then(text)
	}
	return e
}
