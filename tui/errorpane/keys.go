package errorpane

import (
	"errors"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"graphguest/auth"
	"graphguest/graphquery"
	"graphguest/tui/kit"
	"graphguest/tui/kit/scroll"
)

// deeds are the keys of the story, beside those that scroll.
var deeds = kit.Deeds[*Model]{
	kit.Does(kit.Bind("y", "copy it all"), (*Model).whyNothing, func(m *Model) tea.Cmd {
		return kit.Ask(kit.Copy{What: "the error", Text: text(m.story)})
	}),
	kit.Does(kit.Bind("t", "copy the ticket"), (*Model).whyNoTicket, func(m *Model) tea.Cmd {
		return kit.Ask(kit.Copy{What: "the ticket", Text: auth.Redact(m.refusal().Ticket())})
	}),
	kit.Does(kit.Bind("W", "which permission?"), (*Model).whyNotAsk, (*Model).ask),
	kit.Does(kit.Bind("s", "sign in with it"), (*Model).whyNoStep, func(m *Model) tea.Cmd {
		return kit.Ask(kit.SignIn{Scopes: []string{m.wanted()}})
	}),
	kit.Does(kit.Bind("c", "copy the request to the admin"), (*Model).whyNoLetter, func(m *Model) tea.Cmd {
		return kit.Ask(kit.Copy{What: "the request to the admin", Text: m.explained.Letter})
	}),
}

// Keys copy, explain and scroll.
func (m *Model) Keys() []key.Binding { return append(deeds.Keys(m), m.window.Keys()...) }

// AllKeys are those of a story that is longer than the screen.
func (m *Model) AllKeys() []key.Binding {
	var long scroll.Window
	long.View([]string{"two", "rows"}, 1)
	return append(deeds.All(), long.Keys()...)
}

// Why a key means nothing now.
func (m *Model) Why(k key.Binding) string {
	own := func(b key.Binding) bool { return b.Help().Desc == k.Help().Desc }
	switch {
	case slices.ContainsFunc(deeds.All(), own):
		return deeds.Why(m, k)
	case slices.ContainsFunc(m.window.Keys(), own):
		return ""
	case m.err == nil:
		return nothing
	}
	return "all of it is on the screen"
}

func (m *Model) press(msg tea.KeyPressMsg) tea.Cmd {
	if deed, why, found := deeds.Pressed(m, msg); found && why == "" {
		return deed.Do(m)
	}
	m.window.Update(msg)
	return nil
}

const nothing = "nothing went wrong here"

func (m *Model) whyNothing() string {
	if m.err == nil {
		return nothing
	}
	return ""
}

// refusal is Graph's, or nil.
func (m *Model) refusal() *graphquery.Error {
	refusal, _ := errors.AsType[*graphquery.Error](m.err)
	return refusal
}

func (m *Model) whyNoTicket() string {
	switch {
	case m.err == nil:
		return nothing
	case m.refusal() == nil:
		return "Graph did not refuse anything"
	}
	return ""
}

func (m *Model) whyNotAsk() string {
	switch r := m.refusal(); {
	case m.err == nil:
		return nothing
	case r == nil:
		return "Graph did not refuse anything"
	case r.Status != 401 && r.Status != 403:
		return "this is not about permissions"
	case r.Query.Path == "":
		return "it is not known which query was refused"
	}
	return ""
}

func (m *Model) whyNoStep() string {
	switch {
	case m.err == nil:
		return nothing
	case m.explained == nil || m.explained.Err != nil:
		return "it is not known which permission is missing: ask with " + m.theme.Hint("error", "which-permission", "W") + " first"
	case m.wanted() == "":
		return "no permission would help"
	}
	return ""
}

func (m *Model) whyNoLetter() string {
	if why := m.whyNoStep(); why != "" {
		return why
	}
	if m.explained.Letter == "" {
		return "there is nothing to ask an admin for"
	}
	return ""
}
