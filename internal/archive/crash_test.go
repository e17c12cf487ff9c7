//go:build unix

package archive_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"dossier/internal/archive"
	"dossier/internal/fault"
	"dossier/internal/review"
	"dossier/internal/store"
	"dossier/internal/store/sqlite"
)

// TestMain runs a worker on an archive instead of the tests when it is told to.
func TestMain(m *testing.M) {
	if dir := os.Getenv("ARCHIVE_WORKER"); dir != "" {
		os.Exit(work(dir))
	}
	os.Exit(m.Run())
}

// steps is how many steps a worker has to do.
const steps = 600

// scene is the report of a step. Every fourth tells of a scene of its own.
func scene(n int) string {
	k := n / 4
	return fmt.Sprintf("title: Report %d\npublished: 2023-02-%02d\ndate: 20%02d-%02d-%02d\nplace: Town %d\ncountry: US\ntype: bombing\nkilled: %d\n~ injured: %d\nsuspect: Ada Byron\n",
		n, 1+n%28, k%20, 1+k%12, 1+k%28, k, n%3, n%5)
}

// work does the steps that are not done yet: it adds reports, decides, reads anew,
// and says so of each once it is acknowledged.
func work(dir string) int {
	limit, _ := strconv.Atoi(os.Getenv("ARCHIVE_LIMIT"))
	if limit > 0 {
		signal.Ignore(syscall.SIGXFSZ)
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: uint64(limit), Max: uint64(limit)}); err != nil {
			fmt.Println("error", err)
			return 2
		}
	}
	from, _ := strconv.Atoi(os.Getenv("ARCHIVE_FROM"))
	s, err := sqlite.Create(ctx, dir, sqlite.Options{})
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	defer s.Close()
	d := deskOn(nil, s)
	d.Now = time.Now
	for n := from; n < steps; n++ {
		if err := d.step(n); err != nil {
			fmt.Println("error", err)
			return 1
		}
		fmt.Println("done", n)
	}
	return 0
}

// step does one step, unless it was done: every fifth is a decision, every seventh
// reads a document anew, the others add a report.
func (d *desk) step(n int) error {
	switch {
	case n%5 == 4:
		return d.decideOnce(n)
	case n%7 == 6:
		d.better = true
		err := d.RereadAll(ctx, []string{"d1", "d" + strconv.Itoa(1+n%3)}, false, func(archive.Reread) {}, func(archive.Effect) {})
		d.better = false
		return err
	}
	_, err := d.Keep(ctx, []archive.Arrival{d.Receive(ctx, archive.Input{Path: fmt.Sprint("step ", n), Bytes: []byte(scene(n))})})
	return err
}

// decideOnce leaves the note of a step, and accepts a value, unless both were kept.
func (d *desk) decideOnce(n int) error {
	note := fmt.Sprint("step ", n)
	had := false
	if err := d.Store.View(ctx, func(v store.View) error {
		return v.Decisions(func(x review.Decision) error {
			had = had || x.Why == note
			return nil
		})
	}); err != nil || had {
		return err
	}
	_, _, err := d.Decide(ctx, archive.Draft{Kind: review.Accept, Record: "d1", Slot: "place", Why: note})
	return err
}

// worker starts a worker on an archive.
func worker(t *testing.T, dir string, env ...string) (*exec.Cmd, *bufio.Reader) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(append(os.Environ(), "ARCHIVE_WORKER="+dir, "GOMAXPROCS=1"), env...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewReader(out)
}

// acknowledged reads what a worker says until it ends: the steps it did, and its
// error.
func acknowledged(t *testing.T, out *bufio.Reader) (done []int, failed string) {
	t.Helper()
	for {
		line, err := out.ReadString('\n')
		if err != nil {
			if !errors.Is(err, io.EOF) && !errors.Is(err, os.ErrClosed) {
				t.Error(err)
			}
			return done, failed // a line without its end was not said
		}
		if s, ok := strings.CutPrefix(line, "done "); ok {
			n, err := strconv.Atoi(strings.TrimSpace(s))
			if err != nil {
				t.Fatal(err)
			}
			done = append(done, n)
		} else if s, ok := strings.CutPrefix(line, "error "); ok {
			failed = strings.TrimSpace(s)
		}
	}
}

// kept tells which steps an archive has, and fails for one that is there twice.
func kept(t *testing.T, v store.View) map[int]bool {
	t.Helper()
	out := map[int]bool{}
	once := func(note string) {
		if n, ok := strings.CutPrefix(note, "step "); ok {
			k, _ := strconv.Atoi(n)
			if out[k] {
				t.Errorf("step %d is there twice", k)
			}
			out[k] = true
		}
	}
	if err := v.Cards(func(c store.Card) error { once(c.Path); return nil }); err != nil {
		t.Error(err)
	}
	if err := v.Decisions(func(x review.Decision) error { once(x.Why); return nil }); err != nil {
		t.Error(err)
	}
	return out
}

// holds fails the test unless an archive verifies and has every step of a list;
// steps that only read anew leave no mark of their own.
func holds(t *testing.T, dir string, done map[int]bool) {
	t.Helper()
	s, err := sqlite.Open(ctx, dir, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	d := deskOn(t, s)
	d.sound()
	if err := s.View(ctx, func(v store.View) error {
		have := kept(t, v)
		for n := range done {
			if !have[n] && (n%5 == 4 || n%7 != 6) {
				t.Errorf("step %d was acknowledged and is not there", n)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// Killed at a hundred moments of adding, deciding and reading anew, an archive has
// lost nothing that was acknowledged, verifies, and the work goes on where it was,
// without doing anything twice.
func TestKilledAtAHundredMoments(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cases")
	random := rand.New(rand.NewPCG(5, 7))
	done := map[int]bool{}
	from, kills, atWork := 0, 0, 0
	for kills < 100 {
		cmd, out := worker(t, dir, "ARCHIVE_FROM="+strconv.Itoa(from))
		moment := time.Duration(6_000+random.IntN(40_000)) * time.Microsecond
		timer := time.AfterFunc(moment, func() { cmd.Process.Signal(syscall.SIGKILL) })
		list, failed := acknowledged(t, out)
		timer.Stop()
		err := cmd.Wait()
		if failed != "" {
			t.Fatal(failed)
		}
		if err == nil {
			from = 0 // everything is done; what follows is done again, and changes nothing
		} else {
			kills++
			if len(done) < steps {
				atWork++
			}
		}
		for _, n := range list {
			done[n] = true
			from = n + 1
		}
		if from >= steps {
			from = 0
		}
		if kills%10 == 0 {
			holds(t, dir, done)
		}
	}
	cmd, out := worker(t, dir)
	list, failed := acknowledged(t, out)
	if err := cmd.Wait(); err != nil || failed != "" || len(list) != steps {
		t.Fatal(err, failed, len(list))
	}
	for _, n := range list {
		done[n] = true
	}
	holds(t, dir, done)
	if atWork < 60 {
		t.Errorf("only %d of the kills came while there was work left", atWork)
	}
	t.Logf("%d steps; %d of %d kills came while there was work left", len(done), atWork, kills)
}

// Several processes on one archive at once: every report is there once.
func TestSeveralProcessesAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cases")
	done := map[int]bool{}
	type result struct {
		done   []int
		failed string
		err    error
	}
	results := make(chan result)
	for k := range 3 {
		go func() {
			cmd, out := worker(t, dir, "ARCHIVE_FROM="+strconv.Itoa(steps-100+20*k))
			list, failed := acknowledged(t, out)
			results <- result{list, failed, cmd.Wait()}
		}()
	}
	for range 3 {
		r := <-results
		if r.err != nil || r.failed != "" {
			t.Error(r.err, r.failed)
		}
		for _, n := range r.done {
			if n%5 != 4 { // decisions are looked for and made in two steps
				done[n] = true
			}
		}
	}
	s, err := sqlite.Open(ctx, dir, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	deskOn(t, s).sound()
	paths := map[string]int{}
	if err := s.View(ctx, func(v store.View) error {
		return v.Cards(func(c store.Card) error { paths[c.Path]++; return nil })
	}); err != nil {
		t.Fatal(err)
	}
	for n := range done {
		if n%7 != 6 && paths[fmt.Sprint("step ", n)] != 1 {
			t.Errorf("step %d is there %d times", n, paths[fmt.Sprint("step ", n)])
		}
	}
}

// A backup made while a process writes is a whole archive with everything that was
// acknowledged before it began.
func TestBackupWhileWriting(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cases")
	cmd, out := worker(t, dir)
	done := map[int]bool{}
	for i := range 4 {
		for len(done) < 20*(i+1) {
			line, err := out.ReadString('\n')
			if err != nil {
				t.Fatal(err, line)
			}
			n, _ := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(line, "done ")))
			done[n] = true
		}
		s, err := sqlite.Open(ctx, dir, sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		into := filepath.Join(t.TempDir(), "copy")
		if err := s.Backup(ctx, into); err != nil {
			t.Fatal(err)
		}
		s.Close()
		holds(t, into, done)
	}
	cmd.Process.Kill()
	cmd.Wait()
}

// A disk that fills up, or a limit on files, ends the work with one clear line; what
// was acknowledged is there, and the work goes on when there is room.
func TestAFullDisk(t *testing.T) {
	t.Run("a limit on the size of files", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "cases")
		full(t, dir, "ARCHIVE_LIMIT=1000000")
	})
	t.Run("a full file system", func(t *testing.T) {
		dir := mounted(t, "size=1200k")
		full(t, filepath.Join(dir, "cases"))
	})
}

func full(t *testing.T, dir string, env ...string) {
	cmd, out := worker(t, dir, env...)
	list, failed := acknowledged(t, out)
	if err := cmd.Wait(); err == nil || len(list) == 0 {
		t.Fatalf("the disk did not fill: %d steps", len(list))
	}
	if !strings.HasPrefix(failed, "archive "+dir+": ") || !strings.Contains(failed, "full") || strings.Contains(failed, "\n") {
		t.Errorf("the error is %q", failed)
	}
	t.Logf("%d steps, then: %s", len(list), failed)
	done := map[int]bool{}
	for _, n := range list {
		done[n] = true
	}
	room := filepath.Join(t.TempDir(), "room")
	if err := os.CopyFS(room, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	holds(t, room, done)
	cmd, out = worker(t, room, "ARCHIVE_FROM="+strconv.Itoa(steps-20))
	if list, failed := acknowledged(t, out); failed != "" || len(list) != 20 {
		t.Error("with room again:", failed, list)
	}
	cmd.Wait()
}

// mounted is a small file system; the test is skipped where none may be mounted.
func mounted(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("SKIPPED: no file system may be mounted here: %s", strings.TrimSpace(string(out)))
	}
	t.Cleanup(func() { exec.Command("umount", dir).Run() })
	return dir
}

// An archive that cannot be written can be shown and verified; whatever would change
// it is refused with one clear line.
func TestAReadOnlyFolder(t *testing.T) {
	try := func(t *testing.T, dir string) {
		s, err := sqlite.Open(ctx, dir, sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		d := deskOn(t, s)
		d.sound()
		if got := values(d.show("d1"), "killed"); got != "1*" {
			t.Error(got)
		}
		_, err = d.Keep(ctx, []archive.Arrival{d.Receive(ctx, archive.Input{Path: "x", Bytes: []byte(second)})})
		if fault.Of(err) != fault.Invalid || err.Error() != "archive "+dir+": the folder cannot be written" {
			t.Error("adding:", err)
		}
		_, _, err = d.Decide(ctx, archive.Draft{Kind: review.Accept, Record: "d1", Slot: "killed"})
		if err == nil || err.Error() != "archive "+dir+": the folder cannot be written" {
			t.Error("deciding:", err)
		}
	}
	fill := func(t *testing.T, dir string) {
		s, err := sqlite.Create(ctx, dir, sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		deskOn(t, s).addAs(archive.Input{Path: "a", Bytes: []byte(first)})
	}
	t.Run("by its mode", func(t *testing.T) {
		if os.Getuid() == 0 {
			t.Skip("SKIPPED: the superuser may write everywhere")
		}
		dir := filepath.Join(t.TempDir(), "cases")
		fill(t, dir)
		modes(t, dir, 0o555, 0o444)
		defer modes(t, dir, 0o755, 0o644)
		try(t, dir)
	})
	t.Run("by its file system", func(t *testing.T) {
		root := mounted(t, "size=8m")
		dir := filepath.Join(root, "cases")
		fill(t, dir)
		if out, err := exec.Command("mount", "-o", "remount,ro", root).CombinedOutput(); err != nil {
			t.Skipf("SKIPPED: no file system may be made read-only here: %s", out)
		}
		try(t, dir)
		_, err := sqlite.Create(ctx, filepath.Join(root, "new"), sqlite.Options{})
		if err == nil || !strings.Contains(err.Error(), "the folder cannot be written") {
			t.Error("a new archive:", err)
		}
	})
}

func modes(t *testing.T, dir string, folder, file os.FileMode) {
	t.Helper()
	filepath.WalkDir(dir, func(p string, e os.DirEntry, err error) error {
		if err == nil && e.IsDir() {
			return os.Chmod(p, folder)
		}
		return os.Chmod(p, file)
	})
}
