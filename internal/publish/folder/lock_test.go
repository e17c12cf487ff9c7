package folder_test

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/fault"
	"dossier/internal/publish/folder"
)

// refused holds that nobody can publish to a folder now, and that the error says
// where.
func refused(t *testing.T, dir string) {
	t.Helper()
	f, err := folder.Open(dir)
	if err == nil {
		f.Close()
	}
	if fault.Of(err) != fault.Conflict || !strings.Contains(err.Error(), dir) || !strings.Contains(err.Error(), "another run") {
		t.Errorf("a second run: %v", err)
	}
}

// Two runs do not write one site at one time: the second is refused and touches
// nothing, until the first has finished or was broken off.
func TestOneAtATime(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	f, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	put(t, f, "a=1")
	refused(t, dir)
	put(t, f, "b=2")
	if _, err := f.Finish(folder.About{}); err != nil {
		t.Fatal(err)
	}
	f.Close()
	same(t, dir, "a=1", "b=2")

	f, err = folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	put(t, f, "c=3")
	refused(t, dir)
	if err := f.Close(); err != nil { // broken off
		t.Fatal(err)
	}
	write(t, dir, "d=4")
	same(t, dir, "d=4")
}

// holder names the folder that a process of this test publishes to until it is killed.
const holder = "DOSSIER_TEST_HOLDS"

// A run that was killed leaves its journal, and hinders nobody.
func TestAKilledRunHindersNobody(t *testing.T) {
	if dir := os.Getenv(holder); dir != "" {
		hold(t, dir)
	}
	dir := filepath.Join(t.TempDir(), "site")
	c := exec.Command(os.Args[0], "-test.run=^TestAKilledRunHindersNobody$")
	c.Env = append(os.Environ(), holder+"="+dir)
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "holds\n" {
		t.Fatal(line, err)
	}
	refused(t, dir)
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	c.Wait()
	if got := tree(t, dir); len(got) != 2 || got[1] != "half=1" {
		t.Errorf("the killed run left %q", got)
	}
	write(t, dir, "whole=1")
	same(t, dir, "whole=1")
}

// hold publishes half a site and waits to be killed.
func hold(t *testing.T, dir string) {
	f, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	put(t, f, "half=1")
	os.Stdout.WriteString("holds\n")
	io.Copy(io.Discard, os.Stdin) // which ends with the test
}
