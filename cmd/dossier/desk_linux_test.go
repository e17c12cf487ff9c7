package main

import (
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A double click opens the desk in the browser, a second one opens the same desk, and
// a page closes it.
func TestDeskDoubleClicked(t *testing.T) {
	home := t.TempDir()
	opened := filepath.Join(home, "opened")
	script := "#!/bin/sh\necho \"$1\" >>" + opened + "\n"
	if err := os.WriteFile(filepath.Join(home, "xdg-open"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	program, err := exec.LookPath("dossier")
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0") // a port that nobody has
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	l.Close()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	click := func() *exec.Cmd {
		cmd := exec.CommandContext(ctx, program)
		cmd.Dir, cmd.SysProcAttr = "/", &syscall.SysProcAttr{Setsid: true} // no terminal
		cmd.Env = append(os.Environ(), "HOME="+home, "DISPLAY=:7", "DOSSIER_ARCHIVE=", "DOSSIER_ADDR="+addr, "PATH="+home+":"+os.Getenv("PATH"))
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
		return cmd
	}
	addresses := func(n int) []string {
		for range 500 {
			data, _ := os.ReadFile(opened)
			if all := strings.Fields(string(data)); len(all) == n {
				return all
			}
			time.Sleep(20 * time.Millisecond)
		}
		t.Fatalf("no browser was opened for the %d. time", n)
		return nil
	}
	first := click()
	url := addresses(1)[0]
	w := browse(t, 1200, 800)
	w.open(url)
	w.wait(`main`)
	w.shot("clicked")
	second := click()
	if got := addresses(2); got[1] != url {
		t.Errorf("the second click opens %q, the first %q", got[1], url)
	}
	if err := second.Wait(); err != nil {
		t.Errorf("the second click ends with %v", err)
	}
	w.click(`form[action="/close"] button`)
	w.wait(`.page-closed h1`)
	w.shot("closed")
	if err := first.Wait(); err != nil {
		t.Errorf("the desk ends with %v", err)
	}
	if _, err := os.Stat(filepath.Join(home, "dossier-archive", "archive.db")); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(filepath.Join(home, "dossier-archive", "archive.db"), []byte("no archive"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := click().Wait(); err == nil {
		t.Error("a broken archive is opened")
	}
	page, err := os.ReadFile(addresses(3)[2])
	if err != nil || !strings.Contains(string(page), "could not be opened") || !strings.Contains(string(page), "dossier-archive") {
		t.Errorf("%v: the person is told %q", err, page)
	}
}
