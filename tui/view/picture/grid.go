package picture

import (
	"image"
	"strconv"
	"strings"
)

// pixel is a colour with its opacity, each 0 to 1; the colour is multiplied with it.
type pixel struct{ r, g, b, a float32 }

// pixels are what can be made smaller.
type pixels interface {
	size() (width, height int)
	at(x, y int) pixel
}

// source is a decoded image.
type source struct{ image.Image }

func (s source) size() (width, height int) { return s.Bounds().Dx(), s.Bounds().Dy() }

func (s source) at(x, y int) pixel {
	const full = 0xffff
	r, g, b, a := s.At(s.Bounds().Min.X+x, s.Bounds().Min.Y+y).RGBA()
	return pixel{float32(r) / full, float32(g) / full, float32(b) / full, float32(a) / full}
}

// grid is an image in memory, row by row.
type grid struct {
	width, height int
	all           []pixel
}

func (g *grid) size() (width, height int) { return g.width, g.height }

func (g *grid) at(x, y int) pixel { return g.all[y*g.width+x] }

// fit makes an image fit into so many pixels, with its shape kept; one that does already stays as large as it is. Each new
// pixel is the mean of those that it stands for.
func fit(from pixels, width, height int) *grid {
	w, h := from.size()
	to := &grid{width: w, height: h}
	if w > width || h > height {
		if w*height > h*width {
			to.width, to.height = width, max((h*width+w/2)/w, 1)
		} else {
			to.width, to.height = max((w*height+h/2)/h, 1), height
		}
	}
	to.all = make([]pixel, 0, to.width*to.height)
	for y := range to.height {
		for x := range to.width {
			to.all = append(to.all, mean(from, x*w/to.width, (x+1)*w/to.width, y*h/to.height, (y+1)*h/to.height))
		}
	}
	return to
}

// mean is that of the pixels [left, right) × [top, bottom), of at least one.
func mean(from pixels, left, right, top, bottom int) pixel {
	right, bottom = max(right, left+1), max(bottom, top+1)
	var sum struct{ r, g, b, a float64 }
	for y := top; y < bottom; y++ {
		for x := left; x < right; x++ {
			p := from.at(x, y)
			sum.r, sum.g, sum.b, sum.a = sum.r+float64(p.r), sum.g+float64(p.g), sum.b+float64(p.b), sum.a+float64(p.a)
		}
	}
	n := float64((right - left) * (bottom - top))
	return pixel{float32(sum.r / n), float32(sum.g / n), float32(sum.b / n), float32(sum.a / n)}
}

// halfBlocks draws two rows of pixels a line, over a dark or a light background.
func halfBlocks(g *grid, dark bool) (lines []string) {
	ground := float32(1)
	if dark {
		ground = 0
	}
	for y := 0; y < g.height; y += 2 {
		var b strings.Builder
		last := ""
		for x := range g.width {
			colour := "38;2;" + g.at(x, y).colour(ground)
			if y+1 < g.height {
				colour += ";48;2;" + g.at(x, y+1).colour(ground)
			}
			if colour != last {
				b.WriteString("\x1b[" + colour + "m")
				last = colour
			}
			b.WriteString(upper)
		}
		lines = append(lines, b.String()+"\x1b[m")
	}
	return lines
}

// colour is how a terminal is told the pixel over a background.
func (p pixel) colour(ground float32) string {
	part := func(c float32) string { return strconv.Itoa(int(min(max(c+(1-p.a)*ground, 0), 1)*255 + 0.5)) }
	return part(p.r) + ";" + part(p.g) + ";" + part(p.b)
}
