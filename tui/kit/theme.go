package kit

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
)

// Theme names every style by what it means. It is made once, never in View.
type Theme struct {
	Dark, Plain                           bool   // Plain: no colours at all
	Keys                                  Keymap // so that hints name the keys that the person has
	Text, Dim, Bold, Key, Good, Warn, Bad lipgloss.Style
	Accent                                lipgloss.Style // what draws the eye: prompts, markers
	Section                               lipgloss.Style // a heading within a pane
	Placeholder                           lipgloss.Style // what an empty field would take
	Match                                 lipgloss.Style // the letters that a filter or a search found
	Tab, TabHere                          lipgloss.Style // a tab, and the one in front
	Selected                              lipgloss.Style // the row under the cursor, in the focused pane
	Frame, FocusedFrame, FrameTitle       lipgloss.Style
	FocusedTitle                          lipgloss.Style
	Name                                  lipgloss.Style // the environment's name, in its colour
	JSONKey, JSONString, JSONNumber       lipgloss.Style
	JSONBool, JSONNull, JSONPunct         lipgloss.Style
	Guest, Member                         lipgloss.Style

	colours  map[string]paint // what an environment's colour is in this theme
	nameOnly bool             // it paints the name and nothing else: not every colour is strong enough
}

// paint is one colour of the terminal's sixteen, on a light and on a dark background.
type paint struct{ onLight, onDark string }

// usualColours are the names that environment.toml may give.
var usualColours = map[string]paint{
	"red": {"1", "9"}, "green": {"2", "2"}, "yellow": {"3", "3"}, "blue": {"4", "12"},
	"magenta": {"5", "13"}, "cyan": {"6", "6"}, "white": {"0", "15"},
}

// apartColours stay apart for eyes that see no red or no green.
var apartColours = map[string]paint{
	"red": {"1", "1"}, "green": {"3", "3"}, "yellow": {"11", "11"}, "blue": {"4", "12"},
	"magenta": {"5", "5"}, "cyan": {"6", "6"}, "white": {"0", "15"},
}

// ink is the colour of text on a shade: white on the deep ones, black on the others.
func ink(shade string) color.Color {
	if strings.Contains(" 0 1 4 5 ", " "+shade+" ") {
		return lipgloss.Color("15")
	}
	return lipgloss.Color("0")
}

// In returns the theme in an environment's colour: its name, and in most themes the
// focused frame and what else draws the eye. An unknown or empty colour keeps the accent.
func (t Theme) In(colour string) Theme {
	p, known := t.colours[colour]
	if t.Plain || !known {
		return t
	}
	shade := p.onLight
	if t.Dark {
		shade = p.onDark
	}
	c := lipgloss.Color(shade)
	t.Name = lipgloss.NewStyle().Bold(true).Foreground(ink(shade)).Background(c)
	if t.nameOnly {
		return t
	}
	if shade == "11" && !t.Dark {
		c = lipgloss.Color("3") // bright yellow is a ground for text, but no text on white
	}
	t.FocusedFrame, t.Accent, t.TabHere = t.FocusedFrame.Foreground(c), t.Accent.Foreground(c), t.TabHere.Foreground(c)
	return t
}

// Found is Match for any text: an underline is drawn letter by letter, which takes apart what belongs together (marks,
// joined emoji), so this one stands out reversed.
func (t Theme) Found() lipgloss.Style { return t.Match.UnsetUnderline().Reverse(true) }

// Hint is how the key of that scope and name is pressed, for texts that mention it:
// usual unless the person gave it another keystroke.
func (t Theme) Hint(scope, name, usual string) string { return t.Keys.hint(scope, name, usual) }

// ColourMark is the glyph that stands for an environment's colour, for those who do
// not see colours; "" has one, too.
func ColourMark(colour string) string {
	if mark, known := colourMarks[colour]; known {
		return mark
	}
	return "·"
}

// colourMarks are as unlike one another as single cells can be, and unlike the
// circles and ticks that say how something stands.
var colourMarks = map[string]string{
	"red": "▲", "green": "✚", "yellow": "★", "blue": "■", "magenta": "◆", "cyan": "▼", "white": "◇",
}
