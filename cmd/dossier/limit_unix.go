//go:build unix

package main

import (
	"os/signal"
	"syscall"
)

// A write beyond a limit on the size of files is an error of that write, not the
// end of the program.
func ignoreLimits() { signal.Ignore(syscall.SIGXFSZ) }
