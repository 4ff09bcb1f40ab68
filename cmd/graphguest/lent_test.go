//go:build unix

package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// script puts a shell script into the terminal's home and returns its path.
func (x *terminal) script(name, text string) string {
	x.t.Helper()
	path := filepath.Join(x.home, name)
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text), 0o700); err != nil {
		x.t.Fatal(err)
	}
	return path
}

// The editor has the terminal to itself, and what was typed into it, or what the terminal still answers to its
// questions when it ends, is no key of the explorer.
func TestTheEditorGetsTheTerminalAndGivesItBackWithoutStrayKeys(t *testing.T) {
	x := inShell(t, 100, 30)
	editor := x.script("an editor", `
stty -a | grep -q ' icanon' && echo "THE EDITOR HAS THE TERMINAL"
read line
printf '{"typed": "%s"}' "$line" >"$2"
sleep 0.2
printf '\033[c\033[6n\033[?2026$p'
`)
	x.starts("env EDITOR=\"\\\"" + editor + "\\\" -w\" graphguest --demo").sees("MEMBER")
	x.types(ctrlG).sees("THE EDITOR HAS THE TERMINAL")
	x.types("by hand" + enter + "qqqq") // typed ahead: it would quit
	x.sees("MEMBER", "contoso").misses("THE EDITOR")
	x.settles().types(ctrlB).sees(`"typed": "by hand"`)
	x.types(escape).misses(`"typed"`).types(ctrlC).comesBack(0)
}

// The answers of a terminal that is far away are not typed into the editor.
func TestTheEditorIsNotToldWhatTheTerminalAnswers(t *testing.T) {
	x := inShell(t, 100, 30)
	editor := x.script("editor", `echo "THE EDITOR IS OPEN"; read line; printf '{"typed": "%s"}' "$line" >"$1"`)
	const far = 50 * time.Millisecond
	x.slow.Store(int64(far))
	x.starts("env EDITOR=" + editor + " graphguest --demo").sees("MEMBER").types(ctrlG).sees("THE EDITOR IS OPEN")
	time.Sleep(5 * far) // by then all of them have come
	x.types("by hand" + enter).sees("MEMBER").misses("THE EDITOR").types(ctrlB).sees(`{"typed": "by hand"}`)
	x.types(escape).misses(`"typed"`).types(ctrlC).comesBack(0)
}

// ctrl+c in a pager is the pager's.
func TestAnInterruptInThePagerIsThePagers(t *testing.T) {
	x := inShell(t, 100, 30)
	pager := x.script("pager", `trap 'echo PAGED AND INTERRUPTED; sleep 0.5; exit 0' INT; head -c 40 "$1"; echo; echo PAGING; while :; do sleep 0.1; done`)
	x.starts("env PAGER=" + pager + " graphguest --demo").sees("MEMBER").asks("/me").sees("200 OK")
	x.types(escape).sees("i type a query").types("P").sees("PAGING", "@odata.context").types(ctrlC).sees("PAGED AND INTERRUPTED")
	x.sees("MEMBER", "200 OK").types(ctrlC).comesBack(0)
}

// A program that is not there is said, and the explorer goes on.
func TestAnEditorThatIsNotThereIsSaid(t *testing.T) {
	x := inTerminal(t, 120, 30, []string{"EDITOR=nosucheditor"}, "--demo").sees("MEMBER")
	x.types(ctrlG).sees("there is no program nosucheditor").types(ctrlC).ends(0)
}
