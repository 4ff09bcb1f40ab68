package main

import "syscall"

var brokenPipeError error = syscall.ERROR_BROKEN_PIPE
