package signinpane

import (
	"strings"

	"charm.land/lipgloss/v2"
	"rsc.io/qr"

	"graphguest/tui/kit"
)

// quiet is how many light modules lie around a QR code.
const quiet = 2

// qrCode is a QR code in half blocks: a cell is two modules, one above the other.
// Light modules are drawn and dark ones left out, as on a dark terminal.
type qrCode struct {
	rows  []string
	width int
}

// printed is a QR code as on paper, whatever the terminal's background is.
var printed = lipgloss.NewStyle().Foreground(lipgloss.Color("15")).Background(lipgloss.Color("0"))

// longestCode is how long a link may be, in bytes, to become a code that fits a screen.
const longestCode = 120

// encode makes the QR code of a link. Only https links get one: the page behind it
// asks for a code that opens an account.
func encode(link string) qrCode {
	if !strings.HasPrefix(link, "https://") || len(link) > longestCode {
		return qrCode{}
	}
	code, err := qr.Encode(link, qr.L)
	if err != nil {
		return qrCode{}
	}
	light := func(x, y int) bool { return !code.Black(x-quiet, y-quiet) }
	side := code.Size + 2*quiet
	drawn := qrCode{width: side}
	for y := 0; y < side; y += 2 {
		var row strings.Builder
		for x := range side {
			row.WriteRune(halves(light(x, y), y+1 < side && light(x, y+1)))
		}
		drawn.rows = append(drawn.rows, row.String())
	}
	return drawn
}

func halves(upper, lower bool) rune {
	switch {
	case upper && lower:
		return '█'
	case upper:
		return '▀'
	case lower:
		return '▄'
	}
	return ' '
}

// style prints the code in black on white, but where there are to be no colours.
func (qrCode) style(theme kit.Theme) lipgloss.Style {
	if theme.Plain {
		return theme.Text
	}
	return printed
}
