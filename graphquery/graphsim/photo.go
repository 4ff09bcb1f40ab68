package graphsim

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"net/http"
	"strconv"
	"strings"
)

// photoSizes are the sides of the squares that a photo is kept in; the last one is the photo itself.
var photoSizes = []int{48, 64, 96, 120, 240, 360, 432, 504, 648}

const photoSide = 648

// photo serves what a photo is (photo), all of its sizes (photos), one of them (photos/64x64) and the image ($value).
func (q *request) photo(u *User, rest []string) error {
	if err := q.read("users/{id}/photo"); err != nil {
		return err
	}
	if !u.Photo {
		return noImage()
	}
	many, rest := strings.EqualFold(rest[0], "photos"), rest[1:]
	side := photoSide
	if many && len(rest) == 0 {
		return q.photoSizes()
	}
	if many {
		if side = photoSizeOf(rest[0]); side == 0 {
			return noImage()
		}
		rest = rest[1:]
	}
	switch {
	case len(rest) == 0:
		return q.document("users('"+u.ID+"')/photo/$entity", photoInfo(side))
	case rest[0] == "$value" && len(rest) == 1:
		q.answer.w.Header().Set("ETag", photoTag(u, side))
		q.answer.send(http.StatusOK, "image/jpeg", drawPhoto(u, side))
		return nil
	}
	return noSegment(rest[0])
}

func (q *request) photoSizes() error {
	var all []map[string]any
	for _, side := range photoSizes {
		all = append(all, photoInfo(side))
	}
	return q.document("users/photos", map[string]any{"value": all})
}

func photoSizeOf(name string) int {
	for _, side := range photoSizes {
		if strings.EqualFold(name, sizeName(side)) {
			return side
		}
	}
	return 0
}

func sizeName(side int) string { return strconv.Itoa(side) + "x" + strconv.Itoa(side) }

func photoInfo(side int) map[string]any {
	return map[string]any{"@odata.mediaContentType": "image/jpeg", "id": sizeName(side), "height": side, "width": side}
}

func photoTag(u *User, side int) string {
	return `"` + sizeName(side) + "-" + u.ID[:min(8, len(u.ID))] + `"`
}

// drawPhoto is a head and shoulders in colours of the person's own.
func drawPhoto(u *User, side int) []byte {
	img := image.NewRGBA(image.Rect(0, 0, side, side))
	back, front := hue(u.ID+"back", 70), hue(u.ID, 190)
	for y := range side {
		for x := range side {
			img.Set(x, y, back)
			if inCircle(x, y, side/2, side*2/5, side/5) || inCircle(x, y, side/2, side*11/10, side/2) {
				img.Set(x, y, front)
			}
		}
	}
	var b bytes.Buffer
	_ = jpeg.Encode(&b, img, nil) // a buffer takes everything
	return b.Bytes()
}

func inCircle(x, y, cx, cy, radius int) bool {
	return (x-cx)*(x-cx)+(y-cy)*(y-cy) <= radius*radius
}

// hue picks a colour for a text, no darker than the floor.
func hue(text string, floor byte) color.RGBA {
	n := newSum(text)
	span := 255 - floor
	return color.RGBA{floor + n[0]%span, floor + n[1]%span, floor + n[2]%span, 255}
}
