package kit

import (
	"fmt"
	"image/color"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// palette is what a terminal makes of the sixteen colours, and its background.
type palette struct {
	name, background string
	dark             bool
	colours          string
}

const (
	xterm     = "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
	gnome     = "171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 d0cfcc 5e5c64 f66151 33d17a e9ad0c 2a7bde c061cb 33c7de ffffff"
	windows   = "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2"
	solarized = "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3"
)

var palettes = []palette{
	{"xterm, dark", "000000", true, xterm}, {"xterm, light", "ffffff", false, xterm},
	{"GNOME, dark", "1e1e1e", true, gnome}, {"GNOME, light", "ffffff", false, gnome},
	{"Windows", "0c0c0c", true, windows},
	{"Solarized, dark", "002b36", true, solarized}, {"Solarized, light", "fdf6e3", false, solarized},
}

func styles(t Theme) map[string]lipgloss.Style {
	all := map[string]lipgloss.Style{}
	v := reflect.ValueOf(t)
	for i := range v.NumField() {
		if field := v.Type().Field(i); field.Type == reflect.TypeFor[lipgloss.Style]() {
			all[field.Name] = v.Field(i).Interface().(lipgloss.Style)
		}
	}
	return all
}

// contrast is that of WCAG, from 1 to 21.
func contrast(a, b string) float64 {
	x, y := luminance(light(a)), luminance(light(b))
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestNoTextVanishesInAUsualPalette(t *testing.T) {
	least := map[string]float64{"default": 1.6, "high-contrast": 4, "colour-blind": 1.6}
	for _, p := range palettes {
		colours := strings.Fields(p.colours)
		for name, want := range least {
			if name == "high-contrast" && !p.dark {
				want = 3 // bold text needs less
			}
			for what, style := range styles(ThemeNamed(name, p.dark).In("yellow")) {
				n, coloured := style.GetForeground().(ansi.BasicColor)
				if !coloured || what == "Name" {
					continue
				}
				if got := contrast(colours[n], p.background); got < want {
					t.Errorf("%s in %s: %s has a contrast of %.1f", name, p.name, what, got)
				}
			}
		}
	}
}

func TestTheNameOfAnEnvironmentIsReadableOnItsColour(t *testing.T) {
	for _, p := range palettes {
		colours := strings.Fields(p.colours)
		for _, name := range []string{"default", "high-contrast", "colour-blind"} {
			for colour := range usualColours {
				style := ThemeNamed(name, p.dark).In(colour).Name
				on, of := style.GetBackground().(ansi.BasicColor), style.GetForeground().(ansi.BasicColor)
				if got := contrast(colours[of], colours[on]); got < 2.5 {
					t.Errorf("%s in %s, %s: a contrast of %.1f", name, p.name, colour, got)
				}
			}
		}
	}
}

func TestColourBlindEyesTellTheEnvironmentsApart(t *testing.T) {
	for _, p := range palettes[:5] { // Solarized has too few colours for anybody
		colours := strings.Fields(p.colours)
		seen := map[string][3]float64{}
		for colour, c := range apartColours {
			n := map[bool]string{true: c.onDark, false: c.onLight}[p.dark]
			for eye, sees := range lacking {
				seen[eye+" "+colour] = lab(sees(light(colours[number(n)])))
			}
		}
		for a, x := range seen {
			for b, y := range seen {
				if a < b && strings.Fields(a)[0] == strings.Fields(b)[0] && distance(x, y) < 10 {
					t.Errorf("%s: %s and %s look the same", p.name, a, b)
				}
			}
		}
	}
}

func TestGoodAndBadDifferInMoreThanRedAndGreen(t *testing.T) {
	for _, name := range ThemeNames() {
		for _, dark := range []bool{true, false} {
			th := ThemeNamed(name, dark)
			if name != "default" && name != "mono" && th.Good.Render("x") == th.Bad.Render("x") {
				t.Errorf("%s: good and bad look the same", name)
			}
			for what, style := range styles(th) {
				if name == "high-contrast" && style.GetFaint() {
					t.Errorf("high-contrast: %s is faint", what)
				}
				if name == "mono" && strings.Contains(style.Render("x"), "[3") {
					t.Errorf("mono: %s has a colour", what)
				}
			}
		}
	}
}

func TestAnUnknownThemeIsTheDefault(t *testing.T) {
	want := []string{"default", "high-contrast", "colour-blind", "mono"}
	if got := ThemeNames(); !slices.Equal(got, want) {
		t.Errorf("themes %q, want %q", got, want)
	}
	for _, name := range []string{"", "neon", "default"} {
		if got := ThemeNamed(name, true); !reflect.DeepEqual(styles(got), styles(NewTheme(true))) || !got.Dark || got.Plain {
			t.Errorf("%q is another theme", name)
		}
	}
	if !ThemeNamed("mono", true).Plain {
		t.Error("mono has colours")
	}
}

func TestAnEnvironmentPaintsItsNameAndTheFocus(t *testing.T) {
	for _, name := range ThemeNames() {
		for _, dark := range []bool{true, false} {
			base := ThemeNamed(name, dark)
			looks := map[string]bool{}
			for colour := range usualColours {
				painted := base.In(colour)
				looks[painted.Name.Render("x")+painted.FocusedFrame.Render("─")] = true
				if painted.Text.Render("x") != base.Text.Render("x") || painted.Bad.Render("x") != base.Bad.Render("x") {
					t.Errorf("%s: %s changes more than the focus", name, colour)
				}
			}
			if want := map[bool]int{true: 1, false: len(usualColours)}[base.Plain]; len(looks) != want {
				t.Errorf("%s: %d looks for %d colours", name, len(looks), len(usualColours))
			}
			if base.In("").Name.Render("x") != base.Name.Render("x") || base.In("puce").Name.Render("x") != base.Name.Render("x") {
				t.Errorf("%s: no colour is a colour", name)
			}
		}
	}
}

func TestEveryColourHasAMarkOfItsOwn(t *testing.T) {
	marks, ascii := map[string]bool{}, map[string]bool{}
	for _, colour := range append(slices.Collect(keysOf(usualColours)), "") {
		mark := ColourMark(colour)
		marks[mark], ascii[ASCII(mark)] = true, true
		if ansi.StringWidth(mark) != 1 {
			t.Errorf("%q takes %d cells", mark, ansi.StringWidth(mark))
		}
	}
	if want := len(usualColours) + 1; len(marks) != want || len(ascii) != want {
		t.Errorf("%d marks and %d in ASCII for %d colours", len(marks), len(ascii), want)
	}
	if ColourMark("puce") != ColourMark("") {
		t.Error("an unknown colour has a mark")
	}
}

func keysOf(m map[string]paint) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// lacking is what eyes see that lack one kind of cone, after Viénot, Brettel and Mollon (1999).
var lacking = map[string]func([3]float64) [3]float64{
	"protan": func(c [3]float64) [3]float64 {
		rg := 0.11238*c[0] + 0.88762*c[1]
		return [3]float64{rg, rg, 0.00401*c[0] - 0.00401*c[1] + c[2]}
	},
	"deutan": func(c [3]float64) [3]float64 {
		rg := 0.29275*c[0] + 0.70725*c[1]
		return [3]float64{rg, rg, -0.02234*c[0] + 0.02234*c[1] + c[2]}
	},
}

func number(n string) (i int) {
	_, _ = fmt.Sscan(n, &i)
	return i
}

// light is a colour as amounts of light.
func light(hex string) (c [3]float64) {
	var rgb color.RGBA
	_, _ = fmt.Sscanf(hex, "%02x%02x%02x", &rgb.R, &rgb.G, &rgb.B)
	for i, v := range []uint8{rgb.R, rgb.G, rgb.B} {
		if s := float64(v) / 255; s <= 0.04045 {
			c[i] = s / 12.92
		} else {
			c[i] = math.Pow((s+0.055)/1.055, 2.4)
		}
	}
	return c
}

func luminance(c [3]float64) float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] }

// lab is a colour in CIELAB, where distances are differences as seen.
func lab(c [3]float64) [3]float64 {
	f := func(v float64) float64 {
		if v > 0.008856 {
			return math.Cbrt(v)
		}
		return 7.787*v + 16.0/116
	}
	x := f((0.4124*c[0] + 0.3576*c[1] + 0.1805*c[2]) / 0.9505)
	y := f(luminance(c))
	z := f((0.0193*c[0] + 0.1192*c[1] + 0.9505*c[2]) / 1.089)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func distance(a, b [3]float64) float64 {
	return math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
}
