package main

import (
	"errors"
	"io/fs"
	"os"
	"os/signal"
	"syscall"
)

// exitReaderGone is 128 and the number of SIGPIPE: what shells say of every program whose reader, such as head, had
// enough. It is no fault, so nothing is told.
const exitReaderGone = 141

// readerGone says that nobody reads standard output any more. A broken connection is another thing.
func readerGone(err error) bool {
	write, ok := errors.AsType[*fs.PathError](err)
	return ok && write.Path == os.Stdout.Name() && brokenPipe(write.Err)
}

// keepFromPipes makes a write to a pipe that nobody reads an error like others, so that the program tidies up before it
// ends. Programs it starts are not changed by it, as they would be by ignoring the signal.
func keepFromPipes() {
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
}
