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

var pictures = flag.Bool("pictures", false, "make docs/explorer.svg from the running program")

// TestPictures makes the picture of the README from the running program:
//
//	go test ./cmd/graphguest -run TestPictures -pictures
func TestPictures(t *testing.T) {
	if !*pictures {
		t.Skip("the picture is made on request: -pictures")
	}
	x := inTerminal(t, 110, 30, []string{"COLORTERM=truecolor"}, "--demo", "-e", "adatum")
	x.sees("adatum").types(ctrlU+"/users?$filter=userType eq 'Guest'&$select=displayName,mail"+enter).sees("200 OK", "GUEST", "Casey")
	x.draw("explorer")
}

// The sixteen colours of the picture's terminal, and its text and background.
var palette = [16]string{"#1d1f21", "#cc6666", "#8fb573", "#d7b25a", "#6f9fd8", "#b294bb", "#70b8b0", "#c5c8c6",
	"#7c8087", "#e07a7a", "#a6cc8a", "#f0c674", "#81b0e8", "#c9a7d3", "#8ad0c8", "#ffffff"}

const (
	ink, paper = "#d5d8d6", "#16181c"
	cellW      = 8.4
	cellH      = 18.0
)

// draw writes the screen to docs/NAME.svg.
func (x *terminal) draw(name string) {
	x.t.Helper()
	columns, rows := x.screen.Width(), x.screen.Height()
	var b strings.Builder
	w, h := float64(columns)*cellW+24, float64(rows)*cellH+24
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="14">`+"\n", w, h)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", paper)
	for y := range rows {
		x.drawRow(&b, y, columns)
	}
	b.WriteString("</svg>\n")
	if err := os.WriteFile(filepath.Join("..", "..", "docs", name+".svg"), []byte(b.String()), 0o644); err != nil {
		x.t.Fatal(err)
	}
}

// drawRow draws runs of equal style: one rectangle where there is a background, one text.
func (x *terminal) drawRow(b *strings.Builder, y, columns int) {
	for from := 0; from < columns; {
		style := x.styleAt(from, y)
		to, text := from, ""
		for to < columns && x.styleAt(to, y) == style {
			cell := x.screen.CellAt(to, y)
			if cell == nil || cell.Width == 0 || cell.Content == "" {
				text += " "
				to++
				continue
			}
			text += cell.Content
			to += max(cell.Width, 1)
		}
		left, top := 12+float64(from)*cellW, 12+float64(y)*cellH
		width := float64(to-from) * cellW
		if style.background != paper {
			fmt.Fprintf(b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"/>`, left, top, width, cellH, style.background)
		}
		if strings.TrimSpace(text) != "" {
			fmt.Fprintf(b, `<text x="%.1f" y="%.1f" textLength="%.1f" xml:space="preserve" fill="%s"%s>%s</text>`, left, top+13.5, width, style.ink, style.weight, html.EscapeString(text))
		}
		from = to
	}
	b.WriteByte('\n')
}

type look struct{ ink, background, weight string }

func (x *terminal) styleAt(column, row int) look {
	cell := x.screen.CellAt(column, row)
	if cell == nil {
		return look{ink, paper, ""}
	}
	l := look{hex(cell.Style.Fg, ink), hex(cell.Style.Bg, paper), ""}
	if cell.Style.Attrs&uv.AttrReverse != 0 {
		l.ink, l.background = l.background, l.ink
	}
	if cell.Style.Attrs&uv.AttrBold != 0 {
		l.weight = ` font-weight="bold"`
	}
	return l
}

func hex(c color.Color, none string) string {
	switch c := c.(type) {
	case nil:
		return none
	case ansi.BasicColor:
		return palette[c]
	case ansi.IndexedColor:
		if c < 16 {
			return palette[c]
		}
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}
