// Package view is what the views of an answer share: tree, table, raw, headers, timeline. Each shows one answer in one
// way and knows neither the run that it came by nor the root; what it wants done it states as a wish.
package view

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
)

// Answer is what is shown.
type Answer struct {
	Doc     *jsondoc.Doc       // nil where there is neither JSON nor text
	Text    bool               // Doc is lines of plain text
	Filter  string             // the jq filter that Doc is the result of; "" = the answer itself
	Result  *graphquery.Result // what it came with; of a file one without Status
	Graph   string             // base URL of the environment's Graph; "" = none: links cannot be followed
	Select  []string           // the members that $select names; nil = it does not say
	Columns []Column           // as they were kept with the saved query; nil = none were
}

// Column is a column of the table as a person arranged it.
type Column struct {
	Path  string `json:"path"`            // "manager/displayName"; members parted by "/"
	Width int    `json:"width,omitempty"` // cells; 0 = as wide as it takes
	Count bool   `json:"count,omitempty"` // of a list: how many, not what
}

// HasRows is whether an answer is a collection, as far as is known by now.
func HasRows(a Answer) bool {
	return a.Doc != nil && (a.Doc.Rows() > 0 || a.Filter == "" && a.Result != nil && a.Result.Rows > 0)
}

// View is one way to show an answer.
type View interface {
	Name() string                  // "Tree", in the row of tabs
	Offers(Answer) bool            // whether it has anything to show of it
	Show(Answer) tea.Cmd           // begins with an answer, at its start
	Grow(Answer) tea.Cmd           // the same answer, with more to it: it stays where it is
	SetTheme(kit.Theme)            // at any time
	Update(tea.Msg) tea.Cmd        // keys that it has, the wheel, its own messages
	View(width, height int) string // exactly height lines of at most width cells
	Where() string                 // where the cursor is, for the line below: a path, "row 3 of 400"; "" = nowhere
	Keys() []key.Binding           // what does something now
	AllKeys() []key.Binding        // all that it ever has
	Why(k key.Binding) string      // why this one does nothing now
}

// Typed is a view in which text is typed at times: then every key is its own. Cursor is where the terminal's cursor
// stands, counted from the top left cell of the last View.
type Typed interface {
	Editing() bool
	Cursor() (x, y int, shown bool)
}

// Found is a view in which lines of the document can be gone to.
type Found interface {
	Line() int       // the line of the document that the cursor is on
	Reveal(line int) // the cursor goes there, unfolding what hides it
	Mark(Marker)     // what is highlighted in what is shown; nil = nothing
}

// Marker finds what was searched in a text that is shown: pairs of byte offsets, in order, not overlapping.
type Marker interface{ Marks(text string) [][2]int }

// Focused is a view that shows where its cursor is only while keys come to it. It begins without them.
type Focused interface{ SetFocus(yes bool) }

// Copied is a view that knows what of it can be copied.
type Copied interface{ Copies() []Copy }

// Copy is one thing to copy: Key chooses it in the menu, What names it ("the value"). Text makes it, and may say why not.
type Copy struct {
	Key, What string
	Text      func() (string, error)
}

// GoTo asks the host to show a line of the document in the view of that name.
type GoTo struct {
	View string
	Line int
}

// Columned says that the person arranged the columns: the host keeps them with the saved query.
type Columned struct{ Columns []Column }
