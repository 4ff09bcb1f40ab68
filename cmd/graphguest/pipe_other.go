//go:build !windows

package main

import (
	"errors"
	"syscall"
)

func brokenPipe(err error) bool { return errors.Is(err, syscall.EPIPE) }
