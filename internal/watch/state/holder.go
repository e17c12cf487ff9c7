package state

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// holder names this process: its machine and its number there.
func holder() string {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	return fmt.Sprintf("%s/%d", host, os.Getpid())
}

// alive tells whether a holder may still run. One on another machine may.
func alive(by string) bool {
	i := strings.LastIndexByte(by, '/')
	if i < 0 {
		return true
	}
	pid, err := strconv.Atoi(by[i+1:])
	if host, _ := os.Hostname(); err != nil || host != by[:i] {
		return true
	}
	return running(pid)
}
