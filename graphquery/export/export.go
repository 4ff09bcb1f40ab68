// Package export writes Graph's answers for other programs and for plain terminals.
package export

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"graphguest/graphquery"
)

// Writer takes the pages of one answer, in order. What can be written after a page has been
// written when Page returns, so a slow collection shows up as it comes.
type Writer interface {
	Page(*graphquery.Result) error // ErrLimit: enough rows, ask for no further page
	Close() error                  // ends the output; does not close the io.Writer
}

// Options of an output. The zero value is a good one.
type Options struct {
	Columns []string            // csv and table: of Columns; nil = found in the rows
	Limit   int                 // rows at most; 0 = all
	Width   int                 // table: cells of the terminal; 0 = as wide as it takes
	Clean   func(string) string // table: makes a text fit for a terminal; nil = only printable characters
	Tell    func(note string)   // hears what was left out; may be nil
}

// ErrLimit is returned by Page when Options.Limit rows are written: the output is complete as asked.
var ErrLimit = errors.New("row limit reached")

// formats are the outputs by name, in the order of help.
var formats = []struct {
	name string
	new  func(io.Writer, Options) Writer
}{
	{"json", newJSON},
	{"ndjson", newNDJSON},
	{"csv", newCSV},
	{"table", newTable},
	{"raw", newRaw},
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
