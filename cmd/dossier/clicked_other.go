//go:build !windows

package main

import (
	"os"
	"runtime"

	"golang.org/x/term"
)

// clicked reports whether the program was started from a desktop and not from a
// shell: there is a screen, and no terminal that belongs to it.
func (app *App) clicked() bool {
	if runtime.GOOS != "darwin" && app.Getenv("DISPLAY") == "" && app.Getenv("WAYLAND_DISPLAY") == "" {
		return false
	}
	for _, f := range []*os.File{os.Stdin, os.Stdout, os.Stderr} {
		if term.IsTerminal(int(f.Fd())) {
			return false
		}
	}
	tty, err := os.Open("/dev/tty")
	if err != nil {
		return true
	}
	tty.Close()
	return false
}
