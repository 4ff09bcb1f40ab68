package main

import (
	"bytes"
	"context"
	"io"
	"os"

	"github.com/charmbracelet/x/term"

	"graphguest/tui/safetext"
)

// streams are the program's three streams and what they are connected to.
type streams struct {
	in                 io.Reader
	out, err           io.Writer
	inTTY, outTTY, tty bool      // tty: stderr is a terminal, so progress may be drawn
	line               io.Writer // stderr itself where it is a terminal: for the one line that is drawn anew; else nil
}

func osStreams() streams {
	s := streams{in: os.Stdin, out: os.Stdout, err: os.Stderr,
		inTTY: term.IsTerminal(os.Stdin.Fd()), outTTY: term.IsTerminal(os.Stdout.Fd()), tty: term.IsTerminal(os.Stderr.Fd())}
	if s.outTTY {
		s.out = &cleanWriter{w: os.Stdout}
	}
	if s.tty {
		s.line = os.Stderr
	}
	s.err = &cleanWriter{w: os.Stderr} // messages quote what came from outside
	return s
}

// cleanWriter passes text to a terminal through the border, line by line.
// Bytes to a pipe or a file stay as they came: they never meet one.
type cleanWriter struct {
	w   io.Writer
	buf []byte // an unfinished line
}

func (c *cleanWriter) Write(p []byte) (int, error) {
	c.buf = append(c.buf, p...)
	end := bytes.LastIndexByte(c.buf, '\n') + 1
	if end == 0 {
		return len(p), nil
	}
	_, err := io.WriteString(c.w, safetext.Block(string(c.buf[:end])))
	c.buf = append(c.buf[:0], c.buf[end:]...)
	return len(p), err
}

// flush sends an unfinished last line.
func (c *cleanWriter) flush() error {
	_, err := io.WriteString(c.w, safetext.Block(string(c.buf)))
	c.buf = nil
	return err
}

func (s streams) flush() {
	for _, w := range []io.Writer{s.out, s.err} {
		if c, ok := w.(*cleanWriter); ok && len(c.buf) > 0 {
			_ = c.flush()
		}
	}
}

// width is the terminal's, in cells; 0 where standard output is none.
func (s streams) width() int {
	if !s.outTTY {
		return 0
	}
	return widthOf(os.Stdout)
}

// widthOf is the width of a terminal in cells; 0 = it does not say.
func widthOf(f *os.File) int {
	w, _, err := term.GetSize(f.Fd())
	if err != nil {
		return 0
	}
	return w
}

// patientReader waits for what a person types, or for the other end of a pipe, until ctx ends.
type patientReader struct {
	ctx context.Context
	r   io.Reader
}

func (p patientReader) Read(into []byte) (int, error) {
	type part struct {
		data []byte
		err  error
	}
	parts := make(chan part, 1)
	go func() { // left behind when ctx ends, and the program with it
		data := make([]byte, len(into))
		n, err := p.r.Read(data)
		parts <- part{data[:n], err}
	}()
	select {
	case got := <-parts:
		return copy(into, got.data), got.err
	case <-p.ctx.Done():
		return 0, p.ctx.Err()
	}
}
