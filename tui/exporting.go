package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"graphguest/graphquery/export"
	"graphguest/tui/kit"
	"graphguest/tui/safetext"
)

// formats are what an answer can be written as, in the order of the menu.
var formats = []struct{ key, name, suffix, label string }{
	{"j", "json", ".json", "JSON, indented"},
	{"n", "ndjson", ".ndjson", "ndjson: a row a line"},
	{"c", "csv", ".csv", "CSV, for a spreadsheet; nothing in it is taken for a formula"},
	{"m", "markdown", ".md", "a table in Markdown"},
	{"t", "table", ".txt", "a table as text"},
}

type (
	// exportTo is the wish to write JSON to a file in a format, over what is there or not.
	exportTo struct {
		kit.ExportAnswer
		format, file string
		over         bool
		in           string // the environment that it is of

		generation, strokes int // when it was wished
	}
	// exported says what became of it; exists = a file is in the way, and nothing was written.
	exported struct {
		exportTo
		number int
		exists bool
		size   int64
		notes  []string
		err    error
	}
)

// askExport asks in which format, and then where to.
func (m *Model) askExport(w kit.ExportAnswer) tea.Cmd {
	switch why := m.beside.why(); {
	case why != "":
		m.say("export: " + why)
		return nil
	case sizeOf(w.Parts) == 0:
		m.say("export: there is nothing to write")
		return nil
	}
	name := w.Name
	if h := m.tab().held; h != nil {
		if name == "" {
			name = fileName(h.result)
		}
		if w.Columns == nil && !w.Sequence {
			w.Columns = export.Columns(h.result.Query)
		}
	}
	return m.choose(exportMenu(w, name, m.here.env.Name))
}

// exportMenu offers the formats, and asks for the file. of names where the answer is from.
func exportMenu(w kit.ExportAnswer, name, of string) kit.Choice {
	name = plainName(strings.TrimSuffix(name, filepath.Ext(name)))
	if name == "" {
		name = "answer"
	}
	about := fmt.Sprintf("%s, %s of JSON, of %s", w.What, sizeWords(sizeOf(w.Parts)), of)
	c := kit.Choice{Title: "Export as", Lines: []string{about}}
	for _, f := range formats {
		e := exportTo{ExportAnswer: w, format: f.name, in: of}
		c.Items = append(c.Items, kit.Item{Key: f.key, Label: f.label, Wish: kit.Question{
			Title: "Export to a file", Lines: []string{about, "as " + f.label, "", "file"}, Value: name + f.suffix,
			Then: func(file string) tea.Msg {
				e.file = file
				return e
			},
		}})
	}
	return c
}

func sizeOf(parts [][]byte) (n int64) {
	for _, part := range parts {
		n += int64(len(part))
	}
	return n
}

// export begins to write. The file is the person's, wherever they go meanwhile.
func (m *Model) export(e exportTo) tea.Cmd {
	if why := m.beside.why(); why != "" {
		m.say("export: " + why)
		return nil
	}
	e.generation, e.strokes = m.here.generation, m.strokes
	ctx := m.beside.begin("writing "+filepath.Base(e.file), false, sizeOf(e.Parts))
	return m.effects.export(ctx, exported{exportTo: e, number: m.beside.number}, m.beside.done, m.beside.over)
}

// export writes the file whole or not at all, for the person alone.
func (x effects) export(ctx context.Context, e exported, done *atomic.Int64, over chan struct{}) tea.Cmd {
	return func() tea.Msg {
		defer close(over)
		e.file = atHome(e.file)
		if e.exists, e.err = inTheWay(e.file); e.err != nil || e.exists && !e.over {
			return e
		}
		e.exists = false
		from, to := io.Pipe()
		wrote := make(chan struct{})
		go func() {
			defer close(wrote)
			to.CloseWithError(e.write(ctx, to, done))
		}()
		e.err = writeWhole(e.file, counter{from, &e.size}, e.over)
		from.Close()
		<-wrote
		if errors.Is(e.err, fs.ErrExist) && !e.over {
			e.exists, e.err = true, nil
		}
		return e
	}
}

// write makes the format of the JSON.
func (e *exported) write(ctx context.Context, to io.Writer, done *atomic.Int64) error {
	w, err := export.New(e.format, to, export.Options{
		Columns: e.Columns, Clean: safetext.Line, Tell: func(note string) { e.notes = append(e.notes, note) },
	})
	if err == nil {
		err = export.Document(ctx, w, e.Parts, done.Store)
	}
	if err == nil {
		err = w.Close()
	}
	return err
}

// counter counts what is read through it.
type counter struct {
	from io.Reader
	n    *int64
}

func (c counter) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	*c.n += int64(n)
	return n, err
}

// inTheWay is whether a file is there. What is there and is no file is an error.
func inTheWay(file string) (bool, error) {
	info, err := os.Stat(file)
	if err == nil && !info.Mode().IsRegular() {
		return true, fmt.Errorf("%s is no file", file)
	}
	return err == nil, nil
}

// exported says how it went, or asks before a file is replaced.
func (m *Model) exported(e exported) tea.Cmd {
	if !m.beside.end(e.number) {
		return nil
	}
	switch {
	case e.err == nil && e.exists && (e.generation != m.here.generation || e.strokes != m.strokes): // a late question takes no letter
		m.fail(fmt.Errorf("nothing was written: %s is there already", e.file))
	case e.err == nil && e.exists:
		over := e.exportTo
		over.over = true
		return m.confirm(kit.Confirmation{
			Title: "Replace this file?", Lines: []string{e.file, "is there already"}, Yes: "replace it", Danger: true, Wish: over,
		})
	case e.err != nil:
		m.fail(fmt.Errorf("%s of %s was not exported: %w", e.What, e.in, e.err))
	default:
		m.say(strings.Join(append([]string{fmt.Sprintf("exported %s as %s to %s", sizeWords(e.size), e.format, e.file)}, e.notes...), " · "))
	}
	return nil
}

func (m *Model) whyNoAnswerInEditor() string {
	if why := m.whyNoEditor(); why != "" {
		return why
	}
	if _, _, ok := m.tab().answer.Page(); !ok {
		return "there is no answer yet"
	}
	return ""
}

// editAnswer shows the answer in the person's editor. What is changed there stays there.
func (m *Model) editAnswer() tea.Cmd {
	what, text, ok := m.tab().answer.Page()
	if !ok {
		return nil
	}
	name := "answer.txt"
	if h := m.tab().held; h != nil && typeOf(h.result) == "application/json" {
		name = "answer.json"
	}
	return m.effects.hand(m.origin(), text, name, m.effects.world.Editor, what, nil)
}
