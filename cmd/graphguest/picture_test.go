package main

import (
	"flag"
	"fmt"
	"html"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

var pictures = flag.Bool("pictures", false, "make the pictures of docs from the running program")

// scene is one picture: how the program is started, and what is done until it is drawn.
type scene struct {
	name          string // of docs/NAME.svg
	columns, rows int
	light         bool
	environment   string
	act           func(x *terminal)
}

// guestList asks for the guests of A. Datum, as the README does.
const guestList = "/users?$filter=userType eq 'Guest'&$select=displayName,mail"

// scenes are the pictures of README and docs.
var scenes = []scene{
	{"explorer", 110, 30, false, "adatum", func(x *terminal) {
		x.types(ctrlU+guestList+enter).sees("200 OK", "GUEST", "Casey")
	}},
	{"explorer-light", 110, 30, true, "adatum", func(x *terminal) {
		x.types(ctrlU+guestList+enter).sees("200 OK", "GUEST", "Casey")
	}},
	{"table", 110, 30, false, "adatum", func(x *terminal) {
		x.types(ctrlU+"/users?$select=displayName,userType,jobTitle,mail,createdDateTime&$top=200"+enter).sees("200 OK", "GUEST").
			types(escape).sees("? help").types("\t").sees("fold").
			types("T").sees("[Table]").types("r").sees("sorted by").types("&").types("mail:adatum").sees("of 200").types(enter).types("/").types("ana").settles()
		x.types(enter).settles()
	}},
	{"switcher", 110, 30, false, "fabrikam", func(x *terminal) {
		x.types(ctrlU+"/me"+enter).sees("200 OK", "GUEST").types(ctrlO).sees("wingtip", "northwind")
	}},
	{"palette", 110, 30, false, "fabrikam", func(x *terminal) {
		x.types(ctrlU+"/me"+enter).sees("200 OK", "GUEST").types(ctrlP).sees("recent runs").types("si").settles()
	}},
	{"refused", 110, 30, false, "fabrikam", func(x *terminal) {
		x.types(ctrlU+"/users"+enter).sees("403", "GUEST", "/users/{id")
	}},
	{"token", 200, 60, false, "fabrikam", func(x *terminal) {
		x.types(ctrlU+"/me"+enter).sees("200 OK", "GUEST", "acct")
	}},
}

// TestPictures makes the pictures of README and docs from the running program:
//
//	go test ./cmd/graphguest -run TestPictures -pictures
func TestPictures(t *testing.T) {
	if !*pictures {
		t.Skip("the pictures are made on request: -pictures")
	}
	for _, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			colours := onDark
			settings := "background = \"dark\"\n"
			if s.light {
				colours, settings = onLight, "background = \"light\"\n"
			}
			x := inTerminal(t, s.columns, s.rows, withSettings(t, settings), "--demo", "-e", s.environment).sees("who am I here")
			s.act(x)
			x.settles()
			drawing{x, colours}.save(filepath.Join("..", "..", "docs", s.name+".svg"))
		})
	}
}

// colours are those of the picture's terminal: the sixteen, and its text and background.
type colours struct {
	sixteen    [16]string
	ink, paper string
}

var onDark = colours{[16]string{"#1d1f21", "#cc6666", "#8fb573", "#d7b25a", "#6f9fd8", "#b294bb", "#70b8b0", "#c5c8c6",
	"#7c8087", "#e07a7a", "#a6cc8a", "#f0c674", "#81b0e8", "#c9a7d3", "#8ad0c8", "#ffffff"}, "#d5d8d6", "#16181c"}

var onLight = colours{[16]string{"#24292f", "#b3261e", "#1f7a34", "#8a6100", "#1f5fbf", "#8a3ea8", "#0f7280", "#6e7781",
	"#8c959f", "#cf3b32", "#2c9a47", "#a87700", "#3a7bdc", "#a458c4", "#1b8f9f", "#ffffff"}, "#2b2f36", "#fcfcfa"}

const (
	cellW = 8.4
	cellH = 18.0
)

// drawing is a terminal's screen in a picture's colours.
type drawing struct {
	*terminal
	colours
}

// save writes the screen as an SVG.
func (d drawing) save(file string) {
	d.t.Helper()
	columns, rows := d.screen.Width(), d.screen.Height()
	var b strings.Builder
	w, h := float64(columns)*cellW+24, float64(rows)*cellH+24
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="14">`+"\n", w, h)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", d.paper)
	for y := range rows {
		d.drawRow(&b, y, columns)
	}
	b.WriteString("</svg>\n")
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		d.t.Fatal(err)
	}
}

// drawRow draws runs of equal style: one rectangle where there is a background, one text.
func (d drawing) drawRow(b *strings.Builder, y, columns int) {
	for from := 0; from < columns; {
		style := d.styleAt(from, y)
		to, text := from, ""
		for to < columns && d.styleAt(to, y) == style {
			cell := d.screen.CellAt(to, y)
			if cell == nil || cell.Width == 0 || cell.Content == "" {
				text += " "
				to++
				continue
			}
			text += cell.Content
			to += max(cell.Width, 1)
		}
		d.drawRun(b, style, from, to, y, text)
		from = to
	}
	b.WriteByte('\n')
}

func (d drawing) drawRun(b *strings.Builder, style look, from, to, y int, text string) {
	left, top := 12+float64(from)*cellW, 12+float64(y)*cellH
	width := float64(to-from) * cellW
	if style.background != d.paper {
		fmt.Fprintf(b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"/>`, left, top, width, cellH, style.background)
	}
	if path, rest := frame(text, left, top); path != "" {
		fmt.Fprintf(b, `<path d="%s" fill="none" stroke="%s"%s/>`, path, style.ink, style.more)
		text = rest
	}
	if strings.TrimSpace(text) != "" || strings.Contains(style.more, "underline") {
		fmt.Fprintf(b, `<text x="%.1f" y="%.1f" textLength="%.1f" xml:space="preserve" fill="%s"%s>%s</text>`, left, top+13.5, width, style.ink, style.more, html.EscapeString(text))
	}
}

// strokes are how the characters of a frame are drawn, from the middle of a cell's left edge or of its top: a font
// leaves gaps between them.
var strokes = map[rune]struct {
	down bool // it begins at the top
	path string
}{
	'─': {false, "h8.4"}, '│': {true, "v18"},
	'╭': {false, "m8.4 0h-1q-3.2 0-3.2 3.2v5.8"}, '╮': {false, "h1q3.2 0 3.2 3.2v5.8"},
	'╰': {true, "v5.8q0 3.2 3.2 3.2h1"}, '╯': {true, "v5.8q0 3.2-3.2 3.2h-1"},
}

// frame draws what of a text is frame, and returns the rest with blanks in its place.
func frame(text string, left, top float64) (path, rest string) {
	var drawn, other strings.Builder
	for i, r := range []rune(text) {
		stroke, known := strokes[r]
		if !known {
			other.WriteRune(r)
			continue
		}
		other.WriteByte(' ')
		x, y := left+float64(i)*cellW, top+cellH/2
		if stroke.down {
			x, y = x+cellW/2, top
		}
		fmt.Fprintf(&drawn, "M%.1f %.1f%s", x, y, stroke.path)
	}
	return drawn.String(), other.String()
}

// look is how a run of cells is drawn; more are the other attributes of its text.
type look struct{ ink, background, more string }

func (d drawing) styleAt(column, row int) look {
	cell := d.screen.CellAt(column, row)
	if cell == nil {
		return look{d.ink, d.paper, ""}
	}
	l := look{d.hex(cell.Style.Fg, d.ink), d.hex(cell.Style.Bg, d.paper), ""}
	if cell.Style.Attrs&uv.AttrReverse != 0 {
		l.ink, l.background = l.background, l.ink
	}
	for _, attribute := range []struct {
		set  bool
		text string
	}{
		{cell.Style.Attrs&uv.AttrBold != 0, ` font-weight="bold"`},
		{cell.Style.Attrs&uv.AttrFaint != 0, ` opacity="0.62"`},
		{cell.Style.Attrs&uv.AttrItalic != 0, ` font-style="italic"`},
		{cell.Style.Underline != uv.UnderlineNone, ` text-decoration="underline"`},
	} {
		if attribute.set {
			l.more += attribute.text
		}
	}
	return l
}

func (d drawing) hex(c color.Color, none string) string {
	switch c := c.(type) {
	case nil:
		return none
	case ansi.BasicColor:
		return d.sixteen[c]
	case ansi.IndexedColor:
		if c < 16 {
			return d.sixteen[c]
		}
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}
