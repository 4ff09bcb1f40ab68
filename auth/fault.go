package auth

import (
	"errors"
	"fmt"
	"path"
	"runtime"
	"strings"
)

// ErrFault: graphguest itself is at fault; what it was doing failed, and nothing else.
var ErrFault = errors.New("a fault in graphguest")

// catch, deferred, turns a panic into *err: a goroutine that fell over would take the program with
// it, and leave the terminal as it was.
func catch(err *error) {
	if p := recover(); p != nil {
		*err = newFault(p)
	}
}

// maxFault keeps what a panic says, which may quote an answer, to the length of a line.
const maxFault = 300

// fault is a panic as an error. Its text holds no secret.
type fault struct{ text string }

func (f *fault) Error() string        { return ErrFault.Error() + f.text }
func (f *fault) Is(target error) bool { return target == ErrFault }
func (f *fault) NextStep() string     { return "try again; if it happens again, please report this line" }

func newFault(p any) error {
	text := Redact(fmt.Sprint(p))
	if len(text) > maxFault {
		text = strings.ToValidUTF8(text[:maxFault], "") + "…"
	}
	return &fault{fmt.Sprintf(" (%s): %s", whereItPanicked(), text)}
}

// whereItPanicked is the first line of code below the panic that is not Go's own: file.go:12.
func whereItPanicked() string {
	var callers [64]uintptr
	frames := runtime.CallersFrames(callers[:runtime.Callers(1, callers[:])])
	panicked := false
	for {
		f, more := frames.Next()
		switch {
		case f.Function == "runtime.gopanic":
			panicked = true
		case panicked && !strings.HasPrefix(f.Function, "runtime."):
			return fmt.Sprintf("%s:%d", path.Base(f.File), f.Line)
		}
		if !more {
			return "somewhere"
		}
	}
}
