package picture

import (
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
)

// format is one that can be read.
type format struct {
	begins, name string
	config       func(io.Reader) (image.Config, error)
	decode       func(io.Reader) (image.Image, error)
}

var formats = []format{
	{"\x89PNG\r\n\x1a\n", "PNG", png.DecodeConfig, png.Decode},
	{"\xff\xd8\xff", "JPEG", jpeg.DecodeConfig, jpeg.Decode},
	{"GIF87a", "GIF", gif.DecodeConfig, gif.Decode},
	{"GIF89a", "GIF", gif.DecodeConfig, gif.Decode},
}

// upper is the half of a cell in the colour of the text; the other half is in that of the background.
const upper = "▀"
