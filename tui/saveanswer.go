package tui

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery"
	"graphguest/tui/kit"
)

type (
	// saveTo is the wish to write an answer to a file, over what is there or not.
	saveTo struct {
		file   string
		result *graphquery.Result
		over   bool

		generation, strokes int // when it was wished
	}
	// answerSaved says what became of it; exists = a file is in the way, and nothing was written.
	answerSaved struct {
		saveTo
		exists bool
		err    error
	}
)

// whyNoBody says why there is no body to save or open.
func (m *Model) whyNoBody() string {
	switch t := m.tab(); {
	case t.comes():
		return "the answer is still on its way"
	case t.held == nil:
		return "there is no answer yet"
	case t.held.result.Size() == 0:
		return "the answer has no body"
	}
	return ""
}

// askSaveAnswer asks where to. What is saved is the answer that was on the screen then.
func (m *Model) askSaveAnswer() tea.Cmd {
	if why := m.whyNoBody(); why != "" {
		m.say(why)
		return nil
	}
	r := m.tab().held.result
	lines := []string{fmt.Sprintf("%s, %s, of %s", sizeWords(r.Size()), typeWords(r), m.here.env.Name)}
	if r.Partial != "" {
		lines = append(lines, "it is only the beginning: "+r.Partial)
	}
	if r.NextLink != "" {
		lines = append(lines, "there are further pages, which are not in it")
	}
	return m.ask(kit.Question{
		Title: "Save the answer to a file", Lines: append(lines, "", "file"), Value: fileName(r),
		Then: func(file string) tea.Msg { return saveTo{file: file, result: r} },
	})
}

// answerSaved says how it went, or asks before a file is replaced.
func (m *Model) answerSaved(s answerSaved) tea.Cmd {
	switch {
	case s.exists && (s.generation != m.here.generation || s.strokes != m.strokes): // a late question takes no letter
		m.fail(fmt.Errorf("the answer was not saved: %s is there already", s.file))
	case s.exists:
		over := s.saveTo
		over.over = true
		return m.confirm(kit.Confirmation{
			Title: "Replace this file?", Lines: []string{s.file, "is there already"}, Yes: "replace it", Danger: true, Wish: over,
		})
	case s.err != nil:
		m.fail(fmt.Errorf("the answer was not saved: %w", s.err))
	default:
		m.say(fmt.Sprintf("saved %s to %s", sizeWords(s.result.Size()), s.file))
	}
	return nil
}

// saveAnswer writes the file whole or not at all, for the person alone.
func (x effects) saveAnswer(w saveTo) tea.Cmd {
	return func() tea.Msg {
		w.file = atHome(w.file)
		if info, err := os.Stat(w.file); err == nil && (info.IsDir() || !info.Mode().IsRegular()) {
			return answerSaved{saveTo: w, err: fmt.Errorf("%s is no file", w.file)}
		} else if err == nil && !w.over {
			return answerSaved{saveTo: w, exists: true}
		}
		err := writeWhole(w.file, w.result.Reader(), w.over)
		if errors.Is(err, fs.ErrExist) && !w.over {
			return answerSaved{saveTo: w, exists: true}
		}
		return answerSaved{saveTo: w, err: err}
	}
}

// writeWhole writes beside the file first, so that it is never there in part.
func writeWhole(file string, from io.Reader, over bool) error {
	beside, err := os.CreateTemp(filepath.Dir(file), ".graphguest-*") // 0600
	if err != nil {
		return noRoom(filepath.Dir(file), err)
	}
	defer os.Remove(beside.Name())
	_, err = io.Copy(beside, from)
	if err = errors.Join(err, beside.Sync(), beside.Close()); err != nil {
		return err
	}
	if over {
		return os.Rename(beside.Name(), file)
	}
	if err := os.Link(beside.Name(), file); err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	return os.Rename(beside.Name(), file) // where there are no links
}

// noRoom says that nothing can be written in folder, in words that name it instead of the file beside.
func noRoom(folder string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no folder %s", folder)
	}
	if cause, ok := errors.AsType[*fs.PathError](err); ok {
		err = cause.Err
	}
	return fmt.Errorf("nothing can be written in %s: %w", folder, err)
}

// atHome is a path whose ~ is the person's home.
func atHome(file string) string {
	rest, found := strings.CutPrefix(file, "~")
	home, err := os.UserHomeDir()
	if !found || err != nil || rest != "" && !os.IsPathSeparator(rest[0]) {
		return file
	}
	return filepath.Join(home, rest)
}

// fileName proposes a name: the one that came along, else the end of the path, with what the type is called.
func fileName(r *graphquery.Result) string {
	if _, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Disposition")); err == nil {
		if name := plainName(parameters["filename"]); name != "" {
			return name
		}
	}
	target, _, _ := strings.Cut(r.Query.Path, "?")
	parts := strings.FieldsFunc(target, func(c rune) bool { return c == '/' || c == '$' })
	name := plainName(strings.Join(parts[max(len(parts)-2, 0):], "-"))
	if name == "" || parts[len(parts)-1] == "value" || parts[len(parts)-1] == "content" {
		name = plainName(strings.TrimSuffix(strings.TrimSuffix(name, "-value"), "-content"))
	}
	if name == "" {
		name = "answer"
	}
	return name + suffixOf(r)
}

// plainName is a file's name of letters, digits and a few signs: no folder, nothing hidden, nothing that a system
// takes for a device or a stream.
func plainName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(c rune) rune {
		switch {
		case unicode.IsLetter(c), unicode.IsDigit(c), strings.ContainsRune("._-@ ", c):
			return c
		}
		return '_'
	}, name)
	name = strings.Trim(name, ". _-")
	if runes := []rune(name); len(runes) > longestName {
		name = string(runes[len(runes)-longestName:]) // its end says what it is
	}
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	for _, device := range [...]string{"con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "lpt1", "lpt2", "lpt3"} {
		if stem == device {
			return "file-" + name
		}
	}
	return name
}

const longestName = 80
