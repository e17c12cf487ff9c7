//go:build !unix

package state

// running cannot be told here: what another process holds is free when its time is
// over.
func running(int) bool { return true }
