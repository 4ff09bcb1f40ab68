// Package export writes Graph's answers for other programs, for people's documents and for plain terminals.
package export

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"graphguest/graphquery"
)

// Writer takes the parts of one answer, in order, as graphquery.Client.Stream hands them on. What can be written after
// a part has been written when Part returns, so a slow collection shows up as it comes; memory does not grow with it.
type Writer interface {
	Part(*graphquery.Part) error // ErrLimit: enough rows, ask for nothing further
	Close() error                // ends the output; does not close the io.Writer
}

// Options of an output. The zero value is a good one.
type Options struct {
	Columns  []string            // csv, table and markdown: of Columns; nil = found in the rows
	Limit    int                 // rows at most; 0 = all
	Formulas bool                // csv: leave cells as they are that a spreadsheet takes for a formula
	Width    int                 // table: cells of the terminal; 0 = as wide as it takes
	Clean    func(string) string // table and markdown: makes a text fit to be shown; nil = only printable characters
	Tell     func(note string)   // hears what was left out; may be nil
}

func (o Options) tell(format string, args ...any) {
	if o.Tell != nil {
		o.Tell(fmt.Sprintf(format, args...))
	}
}

// cleaner makes a text fit to be shown, as far as nothing better is given.
func (o Options) cleaner() func(string) string {
	if o.Clean != nil {
		return o.Clean
	}
	return printable
}

// ErrLimit is returned by Part when Options.Limit rows are written: the output is complete as asked.
var ErrLimit = errors.New("row limit reached")

// formats are the outputs by name, in the order of help.
var formats = []struct {
	name  string
	bytes bool // it takes bodies as they come, whatever they are
	new   func(io.Writer, Options) Writer
}{
	{"json", false, newJSON},
	{"ndjson", false, newNDJSON},
	{"csv", false, newCSV},
	{"table", false, newTable},
	{"markdown", false, newMarkdown},
	{"raw", true, newRaw},
}

// Formats are the valid names.
func Formats() []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.name
	}
	return names
}

// New returns the writer of a format. Unknown: an error that names the valid ones.
func New(format string, w io.Writer, opt Options) (Writer, error) {
	for _, f := range formats {
		if f.name == format {
			return f.new(w, opt), nil
		}
	}
	return nil, fmt.Errorf("%q is no output format; valid: %s", format, strings.Join(Formats(), ", "))
}

// Bytes says whether a format takes bodies as they come: no rows have to be looked for, see graphquery.Stream.
func Bytes(format string) bool {
	for _, f := range formats {
		if f.name == format {
			return f.bytes
		}
	}
	return false
}
