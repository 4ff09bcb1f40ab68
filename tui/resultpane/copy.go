package resultpane

import (
	"bytes"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/snippet"
	"graphguest/tui/kit"
	"graphguest/tui/view"
)

// mostCopied is what terminals take into their clipboard, roughly, in bytes.
const mostCopied = 1 << 20

// wanted is a copy that was chosen in the menu. The menu belongs to the root: the pane that made it makes the text.
type wanted struct {
	by   *Model
	copy view.Copy
}

// askCopy offers everything that can be copied.
func (m *Model) askCopy() tea.Cmd {
	copies := m.copies()
	if len(copies) == 0 {
		return kit.Ask(kit.Say{Text: "copy: there is nothing here to copy"})
	}
	menu := kit.Choice{Title: "Copy"}
	for _, c := range copies {
		menu.Items = append(menu.Items, kit.Item{Key: c.Key, Label: c.What, Wish: wanted{m, c}})
	}
	return kit.Ask(menu)
}

// copies are what the view in front has to copy, the answer, and the query as other tools take it.
func (m *Model) copies() (list []view.Copy) {
	if v, ok := m.shown().(view.Copied); ok {
		list = v.Copies()
	}
	if !m.waiting() && (m.wrong() || m.result != nil && m.result.Size() > 0) {
		list = append(list, view.Copy{Key: "y", What: m.copiedWhole(), Text: m.wholeText})
	}
	if m.asked.query.Path == "" {
		return list
	}
	q := m.asked.query
	return append(list,
		view.Copy{Key: "u", What: "the query as curl, with $TOKEN for the token", Text: func() (string, error) { return snippet.Curl(q, m.graph), nil }},
		view.Copy{Key: "s", What: "the query as Invoke-MgGraphRequest for PowerShell", Text: func() (string, error) { return snippet.PowerShell(q, m.graph), nil }},
		view.Copy{Key: "g", What: "the query as a graphguest command", Text: func() (string, error) { return snippet.Command(q, m.environment), nil }},
	)
}

// copiedWhole names what y copies.
func (m *Model) copiedWhole() string {
	switch {
	case m.wrong():
		return "the error"
	case m.filter.doc != nil:
		return "what the filter made of the answer"
	}
	return m.whole()
}

// copyWhole copies the answer, or the error.
func (m *Model) copyWhole() tea.Cmd {
	return m.makeCopy(wanted{m, view.Copy{What: m.copiedWhole(), Text: m.wholeText}})
}

func (m *Model) wholeText() (string, error) {
	if m.wrong() {
		return m.told(), nil
	}
	body := m.shownParts()
	var n int64
	for _, part := range body {
		n += int64(len(part))
	}
	if n > mostCopied {
		return "", m.tooLarge(m.copiedWhole(), n)
	}
	return string(bytes.Join(body, nil)), nil
}

// shownParts are the bytes of what is shown: the filter's, or the answer's.
func (m *Model) shownParts() [][]byte {
	if m.filter.doc != nil {
		return m.filter.doc.Parts()
	}
	return parts(m.result)
}

// makeCopy makes the text beside the screen, and has it copied.
func (m *Model) makeCopy(w wanted) tea.Cmd {
	if w.by != m {
		return nil
	}
	return func() tea.Msg {
		text, err := w.copy.Text()
		if err == nil && len(text) > mostCopied {
			err = m.tooLarge(w.copy.What, int64(len(text)))
		}
		if err != nil {
			return kit.Failed{Err: err}
		}
		return kit.Copy{What: w.copy.What, Text: text}
	}
}

func (m *Model) tooLarge(what string, n int64) error {
	return &tooLarge{
		error: errors.New(what + " is " + size(n) + ", too large for the clipboard, which takes " + size(mostCopied)),
		next:  fmt.Sprintf("%s shows it in a pager, %s writes it to a file", m.theme.Hint("global", "answer-in-the-pager", "P"), m.hint(exports)),
	}
}

// tooLarge is an error with its way out.
type tooLarge struct {
	error
	next string
}

func (r *tooLarge) NextStep() string { return r.next }
