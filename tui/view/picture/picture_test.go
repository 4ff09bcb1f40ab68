package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"net/http"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"graphguest/graphquery"
	"graphguest/graphquery/jsondoc"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
	"graphguest/tui/view"
)

var _ view.View = (*Model)(nil)
var _ view.Copied = (*Model)(nil)

// flag is red above and blue below.
func flag(width, height int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.NRGBA{R: 255, A: 255}
			if y >= height/2 {
				c = color.NRGBA{B: 255, A: 255}
			}
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}

func asPNG(img image.Image) []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, img)
	return b.Bytes()
}

func answer(body []byte, kind string) view.Answer {
	h := http.Header{}
	if kind != "" {
		h.Set("Content-Type", kind)
	}
	return view.Answer{Result: &graphquery.Result{Status: 200, Body: body, Header: h}}
}

func shown(theme kit.Theme, a view.Answer) *Model {
	m := New(theme)
	if cmd := m.Show(a); cmd != nil {
		m.Update(cmd())
	}
	return m
}

func TestAnImageIsToldAndDrawnSmall(t *testing.T) {
	m := shown(kit.NewTheme(true), answer(asPNG(flag(100, 100)), "image/png"))
	lines := strings.Split(m.View(80, 7), "\n")
	if got := ansi.Strip(lines[0]); !strings.HasPrefix(got, "a PNG image of 100 × 100 pixels, ") || !strings.HasSuffix(got, "sent as image/png") {
		t.Error(got)
	}
	for i, want := range []string{"255;0;0", "255;0;0", "", "0;0;255", "0;0;255"} { // the middle line has both
		line := lines[2+i]
		if got := ansi.Strip(line); got != strings.Repeat(upper, 10) {
			t.Errorf("line %d is %q", i, got)
		}
		if both := "\x1b[38;2;255;0;0;48;2;0;0;255m"; want == "" && !strings.HasPrefix(line, both) {
			t.Errorf("line %d is %q", i, line)
		} else if want != "" && !strings.HasPrefix(line, "\x1b[38;2;"+want+";48;2;"+want+"m") {
			t.Errorf("line %d is %q", i, line)
		}
	}
}

func TestEveryFormatIsRead(t *testing.T) {
	var j, g bytes.Buffer
	_ = jpeg.Encode(&j, flag(40, 20), nil)
	_ = gif.Encode(&g, flag(40, 20), nil)
	for name, body := range map[string][]byte{"PNG": asPNG(flag(40, 20)), "JPEG": j.Bytes(), "GIF": g.Bytes()} {
		a := answer(body[:30], "application/octet-stream") // known by its first bytes
		a.Result.More = [][]byte{body[30:]}
		m := shown(kit.NewTheme(false), a)
		text := ansi.Strip(m.View(80, 24))
		if !strings.Contains(text, "a "+name+" image of 40 × 20 pixels") || strings.Count(text, upper) != 40*10 {
			t.Errorf("%s:\n%s", name, text)
		}
	}
}

func TestTheShapeIsKept(t *testing.T) {
	for _, tt := range []struct{ w, h, width, height, wantW, wantH int }{
		{100, 100, 80, 40, 40, 40}, {200, 100, 80, 80, 80, 40}, {10, 10, 80, 80, 10, 10}, {10000, 1, 80, 40, 80, 1}, {1, 10000, 80, 40, 1, 40}, {3, 3, 1, 2, 1, 1},
	} {
		g := fit(source{image.NewNRGBA(image.Rect(0, 0, tt.w, tt.h))}, tt.width, tt.height)
		if g.width != tt.wantW || g.height != tt.wantH || len(g.all) != g.width*g.height {
			t.Errorf("%d × %d in %d × %d is %d × %d", tt.w, tt.h, tt.width, tt.height, g.width, g.height)
		}
	}
	img := image.NewNRGBA(image.Rect(5, 5, 7, 7)) // half white, half nothing
	img.SetNRGBA(5, 5, color.NRGBA{255, 255, 255, 255})
	img.SetNRGBA(6, 6, color.NRGBA{255, 255, 255, 255})
	one := fit(source{img}, 1, 1)
	if got := one.at(0, 0).colour(0); got != "128;128;128" {
		t.Errorf("the mean over black is %s", got)
	}
	if got := one.at(0, 0).colour(1); got != "255;255;255" {
		t.Errorf("the mean over white is %s", got)
	}
}

// bomb is a PNG that claims to be huge.
func bomb(width, height uint32) []byte {
	head := append([]byte("IHDR"), make([]byte, 13)...)
	binary.BigEndian.PutUint32(head[4:], width)
	binary.BigEndian.PutUint32(head[8:], height)
	head[12], head[13] = 8, 6
	body := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
	return binary.BigEndian.AppendUint32(body, crc32.ChecksumIEEE(head))
}

func TestWhatIsNotDrawnSaysWhy(t *testing.T) {
	whole := asPNG(flag(100, 100))
	for _, tt := range []struct {
		theme kit.Theme
		body  []byte
		want  string
	}{
		{kit.NewTheme(true), bomb(100_000, 100_000), "more than 16 million pixels"},
		{kit.NewTheme(true), bomb(1<<31-1, 1<<31-1), "not"},
		{kit.NewTheme(true), whole[:len(whole)/2], "cannot be read whole"},
		{kit.NewTheme(true), append([]byte(nil), whole[:20]...), "cannot be read"},
		{kit.NewTheme(true), append(whole, make([]byte, mostBytes)...), "larger than 20 MB"},
		{kit.NewTheme(true), []byte("RIFF....WEBP"), "not drawn here"},
		{kit.PlainTheme(), whole, "takes colours"},
	} {
		m := shown(tt.theme, answer(tt.body, "image/png"))
		if text := ansi.Strip(m.View(80, 24)); !strings.Contains(text, tt.want) || strings.Contains(text, upper) {
			t.Errorf("want %q in %q", tt.want, text)
		}
	}
}

func TestALateImageIsDropped(t *testing.T) {
	m := New(kit.NewTheme(true))
	late := m.Show(answer(asPNG(flag(10, 10)), "image/png"))
	now := m.Show(answer(asPNG(flag(20, 20)), "image/png"))
	m.Update(late())
	if m.read != nil {
		t.Fatal("a late image is taken")
	}
	m.Update(now())
	if m.read == nil || m.read.width != 20 {
		t.Fatalf("%+v", m.read)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if so := readImage(ctx, answer(asPNG(flag(10, 10)), "").Result); so.small != nil {
		t.Error("a cancelled image is read")
	}
	if m.Offers(view.Answer{Doc: jsondoc.NewText([]byte("x")), Result: &graphquery.Result{Body: []byte("GIF89a")}}) || m.Offers(view.Answer{}) || m.Offers(answer([]byte("text"), "")) {
		t.Error("what is no image is offered")
	}
	m.Show(view.Answer{})
	if m.View(3, 2) != "\n" || m.Copies() != nil {
		t.Error("something is shown without an answer")
	}
}

func TestAnythingFitsTheScreen(t *testing.T) {
	for _, body := range [][]byte{asPNG(flag(300, 200)), asPNG(flag(2, 900)), bomb(7, 7), []byte("\x1b[31m")} {
		m := shown(kit.NewTheme(true), answer(body, "image/\x1b]0;x\x07\u202eé"))
		for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 60}, {1, 1}, {2, 9}} {
			lines := strings.Split(m.View(size[0], size[1]), "\n")
			if len(lines) != size[1] {
				t.Fatalf("%v: %d lines", size, len(lines))
			}
			for _, line := range lines {
				if safetext.Width(line) > size[0] || strings.ContainsAny(ansi.Strip(line), "\x1b\x07\u202e") {
					t.Fatalf("%v: %q", size, line)
				}
			}
		}
	}
}
