package kit

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// themes are what settings may name, the usual one first.
var themes = []struct {
	name string
	make func(dark bool) Theme
}{
	{"default", NewTheme},
	{"high-contrast", highContrast},
	{"colour-blind", colourBlind},
	{"mono", func(bool) Theme { return PlainTheme() }},
}

// ThemeNames are the names that ThemeNamed knows, the usual one first.
func ThemeNames() []string {
	names := make([]string, len(themes))
	for i, t := range themes {
		names[i] = t.name
	}
	return names
}

// ThemeNamed is the theme of that name for a dark or a light background. An
// unknown name and "" are the default theme.
func ThemeNamed(name string, dark bool) Theme {
	for _, t := range themes {
		if t.name == name {
			return t.make(dark)
		}
	}
	return NewTheme(dark)
}

// NewTheme is the default: the terminal's own sixteen colours. What is to stand
// back is faint and not bright black, which some palettes make the background.
func NewTheme(dark bool) Theme {
	s, c := lipgloss.NewStyle, shade(dark)
	t := plain()
	t.Plain, t.Dark, t.colours = false, dark, usualColours
	t.Accent = s().Foreground(c("4", "6"))
	warm := c("5", "3") // yellow is too light for a light background
	t.Good, t.Warn, t.Bad = s().Foreground(c("2", "2")), s().Foreground(warm), s().Foreground(c("1", "1"))
	t.FocusedFrame = t.Accent
	t.Tab, t.TabHere = s().Faint(true), t.Accent.Bold(true).Underline(true)
	t.Match = t.Accent.Bold(true).Underline(true)
	t.JSONKey, t.JSONString = t.Accent, s().Foreground(c("2", "2"))
	t.JSONNumber, t.JSONBool = s().Foreground(c("5", "13")), s().Foreground(warm)
	t.Guest, t.Member = s().Bold(true).Foreground(warm), s().Bold(true).Foreground(c("2", "2"))
	return t
}

// PlainTheme says everything with bold, faint, underlined and reversed text: for NO_COLOR.
func PlainTheme() Theme { return plain() }

func plain() Theme {
	s := lipgloss.NewStyle
	return Theme{
		Plain: true, Text: s(), Dim: s().Faint(true), Bold: s().Bold(true),
		Key: s().Bold(true), Good: s(), Warn: s().Bold(true), Bad: s().Bold(true),
		Accent: s().Bold(true), Section: s().Bold(true), Placeholder: s().Faint(true),
		Match: s().Bold(true).Underline(true), Tab: s().Faint(true), TabHere: s().Bold(true).Underline(true),
		Selected: s().Reverse(true), Frame: s().Faint(true), FocusedFrame: s().Bold(true),
		FrameTitle: s(), FocusedTitle: s().Bold(true), Name: s().Bold(true).Reverse(true),
		JSONKey: s().Bold(true), JSONString: s(), JSONNumber: s(),
		JSONBool: s(), JSONNull: s().Faint(true), JSONPunct: s().Faint(true),
		Guest: s().Bold(true), Member: s().Bold(true),
	}
}

// highContrast has nothing faint: bold, solid frames, and only colours that stand
// out in every usual palette. The bright ones do not: some palettes keep greys there.
func highContrast(dark bool) Theme {
	s, c := lipgloss.NewStyle, shade(dark)
	t := plain()
	t.Plain, t.Dark, t.colours, t.nameOnly = false, dark, usualColours, true
	t.Dim, t.Placeholder, t.Frame, t.Tab, t.JSONNull, t.JSONPunct = s(), s().Italic(true), s(), s(), s(), s()
	t.Accent = s().Bold(true).Foreground(c("4", "6"))
	t.Key = s().Bold(true).Underline(true)
	t.Good, t.Warn = s().Bold(true), s().Bold(true).Underline(true).Foreground(c("5", "3"))
	t.Bad = s().Bold(true).Reverse(true)
	t.Selected = s().Bold(true).Reverse(true)
	t.FocusedFrame = t.Accent
	t.TabHere = s().Bold(true).Reverse(true)
	t.Match = t.Accent.Underline(true)
	t.JSONKey, t.JSONString = t.Accent, s()
	t.JSONNumber, t.JSONBool = s().Bold(true), s().Bold(true)
	t.Guest, t.Member = t.Warn, t.Good
	return t
}

// colourBlind tells apart by blue, yellow and white, by bold and by underline:
// never red from green.
func colourBlind(dark bool) Theme {
	s, c := lipgloss.NewStyle, shade(dark)
	t := NewTheme(dark)
	t.colours = apartColours
	blue, yellow := s().Foreground(c("4", "12")), s().Foreground(c("3", "3"))
	t.Accent, t.FocusedFrame, t.JSONKey = blue, blue, blue
	t.TabHere, t.Match = blue.Bold(true).Underline(true), blue.Bold(true).Underline(true)
	t.Good, t.Warn, t.Bad = blue, s().Bold(true), yellow.Bold(true).Underline(true)
	t.JSONString, t.JSONNumber, t.JSONBool = s(), yellow, yellow.Bold(true)
	t.Guest, t.Member = yellow.Bold(true), blue.Bold(true)
	return t
}

// shade picks the colour for a light or a dark background.
func shade(dark bool) func(onLight, onDark string) color.Color {
	return func(onLight, onDark string) color.Color {
		if dark {
			return lipgloss.Color(onDark)
		}
		return lipgloss.Color(onLight)
	}
}
