package kit

import tea "charm.land/bubbletea/v2"

// The questions: wishes that the root answers with a dialog over the screen.
type (
	// Question asks for one line of text. Then turns the answer into the wish
	// to state; it is called with trimmed, non-empty text.
	Question struct {
		Title string
		Lines []string // what to know before answering
		Value string   // the answer proposed
		Then  func(answer string) tea.Msg
	}
	// Confirmation asks yes or no. Wish is stated after a yes; a no states nothing.
	// Other is a second way to say yes, with a key of its own; without a Label there is none.
	Confirmation struct {
		Title  string
		Lines  []string
		Yes    string // what yes does: "delete it"
		Danger bool
		Wish   tea.Msg
		Other  Item
	}
	// Choice offers items, one of which is chosen by its key or with enter.
	Choice struct {
		Title string
		Lines []string
		Items []Item
	}
	// Answered closes the dialog on top and states Wish, in this order.
	Answered struct{ Wish tea.Msg }
	// Say puts a word of a pane's own into the status line.
	Say struct{ Text string }
	// Failed puts an error of a pane's own into the status line.
	Failed struct{ Err error }
	// AskSave asks the root to save the query of the query line under a title
	// that the person types.
	AskSave struct{}
)

// Item is one thing to choose.
type Item struct {
	Key   string // one letter; "" = only by moving to it
	Label string
	Why   string // why it cannot be chosen now; "" = it can
	Wish  tea.Msg
}
