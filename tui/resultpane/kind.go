package resultpane

import (
	"bytes"
	"mime"
	"strings"

	"graphguest/graphquery"
)

// kind is how a body is shown.
type kind int

const (
	isNothing kind = iota // no body at all
	isJSON
	isText
	isBinary // told, not shown
)

// sniffed is how much of a body is looked at to tell text from anything else.
const sniffed = 8 << 10

// kindOf believes the content type where it is not silly.
func kindOf(r *graphquery.Result) kind {
	start := r.Body[:min(len(r.Body), sniffed)]
	declared := mediaType(r)
	switch {
	case len(r.Body) == 0:
		return isNothing
	case bytes.IndexByte(start, 0) >= 0, binaryType(declared):
		return isBinary
	case declared == "", strings.HasSuffix(declared, "json"), looksLikeJSON(start):
		return isJSON
	}
	return isText
}

func mediaType(r *graphquery.Result) string {
	text := r.Header.Get("Content-Type")
	if declared, _, err := mime.ParseMediaType(text); err == nil {
		return declared
	}
	return strings.ToLower(strings.TrimSpace(text))
}

func binaryType(declared string) bool {
	family, _, _ := strings.Cut(declared, "/")
	switch family {
	case "image", "audio", "video", "font":
		return declared != "image/svg+xml"
	}
	switch declared {
	case "application/octet-stream", "application/zip", "application/gzip", "application/pdf":
		return true
	}
	return false
}

func looksLikeJSON(start []byte) bool {
	start = bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\ufeff")), " \t\r\n")
	return len(start) > 0 && (start[0] == '{' || start[0] == '[')
}
