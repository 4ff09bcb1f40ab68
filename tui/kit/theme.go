package kit

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// Theme names every style by what it means. It is made once, never in View.
type Theme struct {
	Dark, Plain                           bool // Plain: no colours at all
	Text, Dim, Bold, Key, Good, Warn, Bad lipgloss.Style
	Selected                              lipgloss.Style // the row under the cursor, in the focused pane
	Frame, FocusedFrame, FrameTitle       lipgloss.Style
	FocusedTitle                          lipgloss.Style
	Name                                  lipgloss.Style // the environment's name, in its colour
	JSONKey, JSONString, JSONNumber       lipgloss.Style
	JSONBool, JSONNull, JSONPunct         lipgloss.Style
	Guest, Member                         lipgloss.Style
}

// NewTheme uses the terminal's own sixteen colours, for a dark or a light background.
func NewTheme(dark bool) Theme {
	s := lipgloss.NewStyle
	pick := func(light, dk string) color.Color {
		if dark {
			return lipgloss.Color(dk)
		}
		return lipgloss.Color(light)
	}
	c := func(n string) color.Color { return lipgloss.Color(n) }
	accent := pick("4", "12")
	return Theme{
		Dark: dark, Text: s(), Dim: s().Foreground(c("8")), Bold: s().Bold(true),
		Key: s().Bold(true), Good: s().Foreground(c("2")), Warn: s().Foreground(c("3")), Bad: s().Foreground(c("1")),
		Selected: s().Reverse(true), Frame: s().Foreground(c("8")), FocusedFrame: s().Foreground(accent),
		FrameTitle: s(), FocusedTitle: s().Bold(true), Name: s().Bold(true).Reverse(true),
		JSONKey: s().Foreground(accent), JSONString: s().Foreground(c("2")), JSONNumber: s().Foreground(pick("5", "13")),
		JSONBool: s().Foreground(c("3")), JSONNull: s().Foreground(c("8")), JSONPunct: s().Foreground(c("8")),
		Guest: s().Bold(true).Foreground(c("3")), Member: s().Bold(true).Foreground(c("2")),
	}
}

// PlainTheme says everything with bold, faint and reverse: for NO_COLOR.
func PlainTheme() Theme {
	s := lipgloss.NewStyle
	return Theme{
		Plain: true, Text: s(), Dim: s().Faint(true), Bold: s().Bold(true),
		Key: s().Bold(true), Good: s(), Warn: s().Bold(true), Bad: s().Bold(true),
		Selected: s().Reverse(true), Frame: s().Faint(true), FocusedFrame: s().Bold(true),
		FrameTitle: s(), FocusedTitle: s().Bold(true), Name: s().Bold(true).Reverse(true),
		JSONKey: s().Bold(true), JSONString: s(), JSONNumber: s(),
		JSONBool: s(), JSONNull: s().Faint(true), JSONPunct: s().Faint(true),
		Guest: s().Bold(true), Member: s().Bold(true),
	}
}

// environmentColours are the names that environment.toml may give: each with
// the terminal's colour on a light and on a dark background.
var environmentColours = map[string][2]string{
	"red": {"1", "9"}, "green": {"2", "10"}, "yellow": {"3", "11"}, "blue": {"4", "12"},
	"magenta": {"5", "13"}, "cyan": {"6", "14"}, "white": {"0", "15"},
}

// In returns the theme in an environment's colour: its name and the focused
// frame. An unknown or empty colour keeps the accent.
func (t Theme) In(colour string) Theme {
	pair, known := environmentColours[colour]
	if t.Plain || !known {
		return t
	}
	shade := pair[0]
	if t.Dark {
		shade = pair[1]
	}
	t.Name = t.Name.Foreground(lipgloss.Color(shade))
	t.FocusedFrame = t.FocusedFrame.Foreground(lipgloss.Color(shade))
	return t
}
