package resultpane

import (
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
	"graphguest/tui/view"
	"graphguest/tui/view/diff"
)

// compared is the view of what is different between two answers: beside the others for as long as the answer is there
// that was compared.
type compared struct {
	*diff.Model
	is bool
}

// Offers is true while two answers are compared.
func (c *compared) Offers(view.Answer) bool { return c.is }

// Show and Grow are of one answer: they change nothing here.
func (c *compared) Show(view.Answer) tea.Cmd { return nil }

// Grow is described with Show.
func (c *compared) Grow(view.Answer) tea.Cmd { return nil }

func (c *compared) clear() {
	c.Close()
	c.is = false
}

// compare shows what is different between two answers.
func (m *Model) compare(c kit.Compare) tea.Cmd {
	if m.stage.view() == nil && m.doc == nil {
		return nil // the answer has left
	}
	m.stage.compared.is = true
	cmd := m.stage.compared.Model.Show(diff.Side{Title: c.A.Title, Doc: docOf(c.A.Result)}, diff.Side{Title: c.B.Title, Doc: docOf(c.B.Result)})
	return tea.Batch(cmd, m.choose(m.stage.compared.Name()))
}

// docOf is an answer as a document of its own.
func docOf(r *graphquery.Result) *jsondoc.Doc {
	if kindOf(r) == isText {
		return jsondoc.NewText(parts(r)...)
	}
	return jsondoc.New(parts(r)...)
}
