package main

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// clicked reports whether the program was started from the desktop and not from a
// shell: its console is then its own and nobody else's.
// https://learn.microsoft.com/windows/console/getconsoleprocesslist
func (app *App) clicked() bool {
	var ids [2]uint32
	n, _, _ := windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleProcessList").Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids)))
	return n == 1
}
