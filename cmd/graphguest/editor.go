package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
)

// outsider is one kind of program that the terminal is lent to: whose variables name the person's own, and
// which are tried without, in this order.
type outsider struct{ variables, usual []string }

func editors() outsider {
	if runtime.GOOS == "windows" {
		return outsider{[]string{"VISUAL", "EDITOR"}, []string{"notepad"}}
	}
	return outsider{[]string{"VISUAL", "EDITOR"}, []string{"nano", "vi"}}
}

func pagers() outsider { return outsider{[]string{"PAGER"}, []string{"less -R", "more"}} }

// command is the program and its arguments, without the file; nil = none was found. A program that the person
// names is taken at their word: that it is not there is said when it is wanted.
func (o outsider) command() []string {
	for _, variable := range o.variables {
		if words := commandWords(os.Getenv(variable)); len(words) > 0 {
			return words
		}
	}
	for _, usual := range o.usual {
		words := strings.Fields(usual)
		if _, err := exec.LookPath(words[0]); err == nil {
			return words
		}
	}
	return nil
}

// commandWords splits a command line at white space; what stands in quotes, single or double, is one word. Nothing is expanded
// and no shell is asked.
func commandWords(line string) (words []string) {
	var word strings.Builder
	quote, begun := rune(0), false
	end := func() {
		if begun {
			words = append(words, word.String())
		}
		word.Reset()
		begun = false
	}
	for _, r := range line {
		switch {
		case r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\''):
			quote, begun = r, true
		case quote == 0 && (r == ' ' || r == '\t' || r == '\n'):
			end()
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	end()
	return words
}

// editor runs the person's editor on a file; nil = there is none.
func (p *program) editor(ctx context.Context) func(file string) tea.ExecCommand {
	words := editors().command()
	if words == nil {
		return nil
	}
	return func(file string) tea.ExecCommand {
		return &lent{p: p, ctx: ctx, words: append(words[:len(words):len(words)], file)}
	}
}

// pager runs the person's pager on a file, which is made fit for a terminal first: not every pager does that
// by itself. nil = there is none.
func (p *program) pager(ctx context.Context) func(file string) tea.ExecCommand {
	words := pagers().command()
	if words == nil {
		return nil
	}
	return func(file string) tea.ExecCommand {
		return &lent{p: p, ctx: ctx, words: append(words[:len(words):len(words)], file), before: func() error { return cleanFile(file) }}
	}
}

// lent is a program that has the terminal for a while. It gets the terminal's own input and output, as a
// program does that the shell starts, and none of its keys or late replies come to the explorer.
type lent struct {
	p      *program
	ctx    context.Context // the explorer's: the program ends with it
	words  []string
	before func() error
}

// SetStdin, SetStdout and SetStderr are Bubble Tea's; the terminal is taken as it is.
func (*lent) SetStdin(io.Reader)  {}
func (*lent) SetStdout(io.Writer) {}
func (*lent) SetStderr(io.Writer) {}

// shortestLoan keeps Bubble Tea's renderer alive: its goroutine stops the clock when it ends, and one that comes to
// that only after the terminal was taken back stops the next one's, which then never draws.
const shortestLoan = 100 * time.Millisecond

// Run waits for the program's end.
func (l *lent) Run() error {
	defer func(begun time.Time) { time.Sleep(shortestLoan - time.Since(begun)) }(time.Now())
	if l.before != nil {
		if err := l.before(); err != nil {
			return err
		}
	}
	cmd := exec.CommandContext(l.ctx, l.words[0], l.words[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = time.Second
	if l.p.isYoung() {
		drain(os.Stdin.Fd())
	}
	l.p.away.Store(true)
	defer l.p.away.Store(false)
	err := cmd.Run()
	drain(os.Stdin.Fd())
	if errors.Is(err, exec.ErrNotFound) || errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("there is no program %s: set $VISUAL, $EDITOR or $PAGER to one that there is", l.words[0])
	}
	return err
}

// cleanFile passes a file's text through the border, in place.
func cleanFile(file string) error {
	from, err := os.Open(file)
	if err != nil {
		return err
	}
	defer from.Close()
	clean := file + ".clean"
	to, err := os.OpenFile(clean, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	border := &cleanWriter{w: to}
	_, err = io.Copy(border, from)
	if err = errors.Join(err, border.flush(), to.Close()); err != nil {
		return err
	}
	_ = from.Close() // so that Windows lets it be replaced
	return os.Rename(clean, file)
}
