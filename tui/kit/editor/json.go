package editor

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// JSONFault says where text is no JSON, counted from 1 in lines and characters, and why.
// Without a fault, and without any text, why is "".
func JSONFault(text []byte) (line, column int, why string) {
	if len(bytes.TrimSpace(text)) == 0 {
		return 0, 0, ""
	}
	d := jsontext.NewDecoder(bytes.NewBuffer(text))
	err := d.SkipValue()
	if err == nil {
		if d.PeekKind(); len(bytes.TrimSpace(text[d.InputOffset():])) == 0 {
			return 0, 0, ""
		}
		rest := bytes.TrimLeft(text[d.InputOffset():], " \t\r\n")
		why := "there is more behind the end of the value"
		if rest[0] == '}' || rest[0] == ']' {
			why = closesNothing(rune(rest[0]))
		}
		return place(text, len(text)-len(rest), why)
	}
	fault, ok := errors.AsType[*jsontext.SyntacticError](err)
	if !ok {
		return place(text, len(text), err.Error())
	}
	at := min(int(fault.ByteOffset), len(text))
	return place(text, at, reason(fault, text[at:]))
}

// reason says what is wrong, where the words of jsontext could be plainer.
func reason(fault *jsontext.SyntacticError, rest []byte) string {
	why := fault.Err.Error()
	first, _ := utf8.DecodeRune(rest)
	switch {
	case errors.Is(fault.Err, io.ErrUnexpectedEOF):
		return "it ends too early: something is not closed"
	case errors.Is(fault.Err, jsontext.ErrDuplicateName):
		return fmt.Sprintf("the name %q is there twice", fault.JSONPointer.LastToken())
	case !strings.HasSuffix(why, "at start of value"):
		return why
	case first == ',':
		return "a comma with nothing behind it"
	case first == '}' || first == ']':
		return closesNothing(first)
	}
	return fmt.Sprintf("no value begins with %q; names and texts stand in double quotes", string(first))
}

func closesNothing(r rune) string { return fmt.Sprintf("%q closes nothing", string(r)) }

func place(text []byte, at int, why string) (line, column int, _ string) {
	before := text[:at]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[start:]) + 1, why
}
