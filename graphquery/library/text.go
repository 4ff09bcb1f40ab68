package library

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// newTextReader reads a text file without its byte order mark.
func newTextReader(data []byte) io.Reader {
	return bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))
}

// lineAt is the line in which a JSON error stands, from 1.
func lineAt(data []byte, offset int64, err error) int {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &wrong):
		offset = wrong.Offset
	}
	return 1 + bytes.Count(data[:min(int(offset), len(data))], []byte("\n"))
}
