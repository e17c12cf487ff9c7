//go:build !unix

package main

// ignoreLimits does nothing where no signal tells of a limit.
func ignoreLimits() {}
