package resultpane

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
	"graphguest/tui/view"
	"graphguest/tui/view/diff"
	"graphguest/tui/view/headers"
	"graphguest/tui/view/picture"
	"graphguest/tui/view/raw"
	"graphguest/tui/view/table"
	"graphguest/tui/view/timeline"
	"graphguest/tui/view/tree"
)

// stage has the views of the answer, one of which is in front. A view is given the answer when it comes to the front.
type stage struct {
	seats   []seat
	at      int // the view in front; -1 = words take the place of views
	answer  view.Answer
	number  int    // counts answers: what a view was given of an older one is nothing
	liked   string // the view that the person chose last for rows, and for anything else
	likedNo string

	compared *compared
}

// seat is a view with what it was given.
type seat struct {
	view.View
	number int
	doc    *jsondoc.Doc
}

func newStage(theme kit.Theme) stage {
	s := stage{at: words, compared: &compared{Model: diff.New(theme)}}
	for _, v := range []view.View{tree.New(theme), table.New(theme), picture.New(theme), raw.New(theme), headers.New(theme), timeline.New(theme), s.compared} {
		s.seats = append(s.seats, seat{View: v})
	}
	return s
}

// words is in front where no view is.
const words = -1

func (s *stage) setTheme(t kit.Theme) {
	for _, seat := range s.seats {
		seat.SetTheme(t)
	}
}

// setFocus tells the views whether keys come to them.
func (s *stage) setFocus(yes bool) {
	for _, t := range s.seats {
		if v, ok := t.View.(view.Focused); ok {
			v.SetFocus(yes)
		}
	}
}

// clear takes the answer away from all views.
func (s *stage) clear() {
	s.at, s.answer = words, view.Answer{}
	s.compared.clear()
	s.number++
	for i := range s.seats {
		if s.seats[i].number != 0 {
			s.seats[i].Show(view.Answer{})
		}
		s.seats[i].number, s.seats[i].doc = 0, nil
	}
}

// view is the one in front; nil = words are.
func (s *stage) view() view.View {
	if s.at == words {
		return nil
	}
	return s.seats[s.at].View
}

// show begins with an answer in the view that fits it: the one that the person chose last where it has something to
// show, else the first that has. inWords says that words tell it better, unless the person wants otherwise.
func (s *stage) show(a view.Answer, inWords bool) tea.Cmd {
	s.number++
	s.answer = a
	s.at = words
	liked := s.index(s.likes())
	switch {
	case inWords:
	case liked >= 0 && s.seats[liked].Offers(a):
		s.at = liked
	default:
		s.at = slices.IndexFunc(s.seats, func(t seat) bool { return t.Offers(a) })
	}
	return s.give()
}

// grow goes on with more of the same answer.
func (s *stage) grow(a view.Answer) tea.Cmd {
	s.answer = a
	if s.at != words && s.seats[s.at].number == s.number {
		s.seats[s.at].doc = a.Doc
		return s.seats[s.at].Grow(a)
	}
	return s.give()
}

// give lets the view in front have the answer, as far as it has it not.
func (s *stage) give() tea.Cmd {
	if s.at == words {
		return nil
	}
	t := &s.seats[s.at]
	had, doc := t.number, t.doc
	t.number, t.doc = s.number, s.answer.Doc
	switch {
	case had != s.number:
		return t.Show(s.answer)
	case doc != s.answer.Doc:
		return t.Grow(s.answer)
	}
	return nil
}

// choose brings the view of that name to the front, and remembers it for answers of this kind.
func (s *stage) choose(name string) tea.Cmd {
	i := s.index(name)
	if i < 0 || !s.seats[i].Offers(s.answer) {
		return nil
	}
	switch {
	case s.seats[i].View == s.compared: // which is for these answers only
	case s.hasRows():
		s.liked = name
	default:
		s.likedNo = name
	}
	return s.bring(name)
}

// bring brings the view of that name to the front.
func (s *stage) bring(name string) tea.Cmd {
	i := s.index(name)
	if i < 0 || !s.seats[i].Offers(s.answer) {
		return nil
	}
	s.at = i
	return s.give()
}

func (s *stage) likes() string {
	if s.hasRows() {
		return s.liked
	}
	return s.likedNo
}

func (s *stage) hasRows() bool { return view.HasRows(s.answer) }

func (s *stage) index(name string) int {
	return slices.IndexFunc(s.seats, func(t seat) bool { return t.Name() == name })
}

// offers is whether the view of that name has something to show of an answer.
func (s *stage) offers(name string, a view.Answer) bool {
	i := s.index(name)
	return i >= 0 && s.seats[i].Offers(a)
}

// offered are the names of the views that have something to show.
func (s *stage) offered() (names []string) {
	for _, t := range s.seats {
		if t.Offers(s.answer) {
			names = append(names, t.Name())
		}
	}
	return names
}

// beside is the view that many places further on, around the end.
func (s *stage) beside(by int) tea.Cmd {
	names := s.offered()
	if len(names) == 0 {
		return nil
	}
	at := -1
	if s.at != words {
		at = slices.Index(names, s.seats[s.at].Name())
	} else if by < 0 {
		at = 0
	}
	return s.choose(names[(at+by+len(names))%len(names)])
}

// tell hands a message to every view: one of them has sent it to itself.
func (s *stage) tell(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for _, t := range s.seats {
		cmds = append(cmds, t.Update(msg))
	}
	return tea.Batch(cmds...)
}
