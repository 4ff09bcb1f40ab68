package tui

import (
	"errors"
	"fmt"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
)

// openable are the types that are handed to the system's program, and how a file of each ends. What runs when it is
// opened (web pages, scripts, programs, documents with macros) is not among them; what a document links to is for its
// program to load or not.
var openable = map[string]string{
	"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp", "image/bmp": ".bmp", "image/tiff": ".tif",
	"application/pdf": ".pdf", "application/json": ".json", "text/plain": ".txt", "text/csv": ".csv",
	"audio/mpeg": ".mp3", "audio/wav": ".wav", "video/mp4": ".mp4",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document":   ".docx",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":         ".xlsx",
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
}

// typeOf is what the answer is: what it says of itself, or, where that is nothing, what its beginning looks like.
func typeOf(r *graphquery.Result) string {
	t, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if t == "" || t == "application/octet-stream" || t == "binary/octet-stream" {
		t, _, _ = mime.ParseMediaType(http.DetectContentType(r.Body[:min(len(r.Body), 512)]))
	}
	if strings.HasSuffix(t, "+json") {
		return "application/json"
	}
	return t
}

func typeWords(r *graphquery.Result) string {
	if t := typeOf(r); t != "" {
		return t
	}
	return "of a type that was not said"
}

// suffixOf is how a file with the answer ends.
func suffixOf(r *graphquery.Result) string {
	t := typeOf(r)
	if suffix := openable[t]; suffix != "" {
		return suffix
	}
	switch {
	case t == "text/html":
		return ".html"
	case strings.HasSuffix(t, "xml"):
		return ".xml"
	}
	return ".bin"
}

// sizeWords is a number of bytes for a person.
func sizeWords(n int64) string {
	switch {
	case n >= 1e6:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	case n >= 1e3:
		return fmt.Sprintf("%.1f KB", float64(n)/1e3)
	}
	return fmt.Sprintf("%d bytes", n)
}

// whyNotOpen says why the answer cannot be handed to the system's program.
func (m *Model) whyNotOpen() string {
	if why := m.whyNoBody(); why != "" {
		return why
	}
	r := m.tab().held.result
	switch {
	case m.effects.world.Open == nil:
		return "there is no program to open files with here; " + m.hint("save-the-answer", "alt+s") + " saves it"
	case r.Partial != "":
		return "only its beginning came"
	case openable[typeOf(r)] == "":
		return typeWords(r) + " is not opened, since it could do more than be looked at; " + m.hint("save-the-answer", "alt+s") + " saves it"
	}
	return ""
}

// openAnswer hands the body to the system's program, in a file of one's own that goes when the explorer ends.
func (m *Model) openAnswer() tea.Cmd {
	if why := m.whyNotOpen(); why != "" {
		m.say("open: " + why)
		return nil
	}
	r := m.tab().held.result
	m.say(fmt.Sprintf("opening %s, %s", typeOf(r), sizeWords(r.Size())))
	return m.here.mark(m.effects.open(r))
}

// openedOutside says how it went.
type openedOutside struct {
	what string
	err  error
}

func (m *Model) openedOutside(o openedOutside) {
	if o.err != nil {
		m.fail(fmt.Errorf("the answer was not opened: %w", o.err))
		return
	}
	m.say("opened " + o.what + " with the system's program")
}

// open writes the body into a folder of the person's own, and opens it.
func (x effects) open(r *graphquery.Result) tea.Cmd {
	return func() tea.Msg {
		x.sweep()
		dir, err := os.MkdirTemp("", ourFiles+"*") // 0700
		if err != nil {
			return openedOutside{err: err}
		}
		x.lent.add(dir)
		file := filepath.Join(dir, "answer"+suffixOf(r))
		if err = writeWhole(file, r.Reader(), false); err == nil {
			err = x.world.Open(file)
		}
		if err != nil {
			err = errors.Join(err, os.RemoveAll(dir))
		}
		return openedOutside{typeOf(r) + ", " + sizeWords(r.Size()), err}
	}
}
