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
	isRows // JSON values one after another
	isText
	isBinary // told, with its first bytes
)

// sniffed is how much of a body is looked at to tell text from anything else.
const sniffed = 8 << 10

// kindOf believes the content type where it is not silly.
func kindOf(r *graphquery.Result) kind {
	start := r.Body[:min(len(r.Body), sniffed)]
	declared := mediaType(r)
	switch {
	case r.Size() == 0:
		return isNothing
	case bytes.IndexByte(start, 0) >= 0, binaryType(declared):
		return isBinary
	case isPage(start):
		return isText
	case declared == "application/x-ndjson", declared == "application/jsonl":
		return isRows
	case declared == "", strings.HasSuffix(declared, "json"), looksLikeJSON(start):
		return isJSON
	}
	return isText
}

// oddity says what is strange about the kind of an answer; "" = it is what it claims to be.
func oddity(r *graphquery.Result, k kind) string {
	declared := mediaType(r)
	switch {
	case k == isText && isPage(r.Body[:min(len(r.Body), sniffed)]):
		return "a web page" + sentAs(declared) + ", not what Graph answers with: something between, such as a proxy, may have sent it"
	case k == isJSON && declared != "" && !strings.HasSuffix(declared, "json"):
		return "JSON" + sentAs(declared)
	}
	return ""
}

func sentAs(declared string) string {
	if declared == "" {
		return " sent without a type"
	}
	return " sent as " + declared
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
	return strings.HasPrefix(declared, "application/vnd.openxmlformats-officedocument.")
}

func looksLikeJSON(start []byte) bool {
	start = bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\ufeff")), " \t\r\n")
	return len(start) > 0 && (start[0] == '{' || start[0] == '[')
}

// isPage is true for HTML, whatever it was sent as.
func isPage(start []byte) bool {
	start = bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\ufeff")), " \t\r\n"))
	return bytes.HasPrefix(start, []byte("<!doctype html")) || bytes.HasPrefix(start, []byte("<html"))
}
