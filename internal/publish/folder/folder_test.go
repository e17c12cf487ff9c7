package folder_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dossier/internal/fault"
	"dossier/internal/publish/folder"
)

// write publishes files to a folder and finishes.
func write(t *testing.T, dir string, files ...string) folder.Report {
	t.Helper()
	f, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	put(t, f, files...)
	rep, err := f.Finish(folder.About{Title: "t"})
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

func put(t *testing.T, f *folder.Folder, files ...string) {
	t.Helper()
	for _, x := range files {
		name, body, _ := strings.Cut(x, "=")
		if err := f.Put(name, []byte(body)); err != nil {
			t.Fatal(err)
		}
	}
}

// tree is what lies in a folder: "a/b=body".
func tree(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || p == folder.ManifestName {
			return err
		}
		b, err := fs.ReadFile(os.DirFS(dir), p)
		out = append(out, p+"="+string(b))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func same(t *testing.T, dir string, want ...string) {
	t.Helper()
	if got := tree(t, dir); !slices.Equal(got, want) {
		t.Errorf("there are %q, want %q", got, want)
	}
}

// Only what changed is written, and what is no longer published is removed.
func TestOnlyWhatChangedIsWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "site")
	first := write(t, dir, "index.html=1", "in/a.html=a", "in/b.html=b")
	if first.Written != 3 || first.Same != 0 || first.Removed != 0 {
		t.Errorf("first: %+v", first)
	}
	again := write(t, dir, "index.html=1", "in/a.html=a", "in/b.html=b")
	if again.Written != 0 || again.Same != 3 || again.Hash != first.Hash {
		t.Errorf("again: %+v", again)
	}
	less := write(t, dir, "index.html=2")
	if less.Written != 1 || less.Removed != 2 {
		t.Errorf("less: %+v", less)
	}
	same(t, dir, "index.html=2")
	if _, err := os.Stat(filepath.Join(dir, "in")); err == nil {
		t.Error("an empty folder is left")
	}
}

// The manifest lists every file with its hash, and its own hash is told.
func TestManifest(t *testing.T) {
	dir := t.TempDir()
	rep := write(t, dir, "b=2", "a=1")
	b, err := os.ReadFile(filepath.Join(dir, folder.ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(b)
	var m folder.Manifest
	if err := json.Unmarshal(b, &m); err != nil || hex.EncodeToString(sum[:]) != rep.Hash || m.Site != folder.Kind || len(m.Files) != 2 {
		t.Fatalf("%v %+v", err, m)
	}
	one := sha256.Sum256([]byte("1"))
	if f := m.Files[0]; f.Path != "a" || f.Size != 1 || f.SHA256 != hex.EncodeToString(one[:]) {
		t.Errorf("%+v", f)
	}
}

// A folder with anything else in it is refused, and left as it is.
func TestForeignFoldersAreRefused(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"something else":          {"letter.txt": "dear"},
		"another's manifest":      {"manifest.json": `{"name":"app"}`},
		"a manifest that is none": {"manifest.json": `dear`},
		"a manifest leading out":  {"manifest.json": `{"site":"dossier/site/1","files":[{"path":"../letter.txt"}]}`},
	} {
		dir := t.TempDir()
		for f, body := range files {
			if err := os.WriteFile(filepath.Join(dir, f), []byte(body), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		f, err := folder.Open(dir)
		if fault.Of(err) != fault.Conflict {
			t.Errorf("%s: %v", name, err)
		}
		if f != nil {
			f.Close()
		}
		for f, body := range files {
			if b, err := os.ReadFile(filepath.Join(dir, f)); err != nil || string(b) != body {
				t.Errorf("%s: %s is %q: %v", name, f, b, err)
			}
		}
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := folder.Open(file); err == nil {
		t.Error("a file is taken for a folder")
	}
}

// What a repository or a system keeps in a folder is no hindrance and is left alone.
func TestWhatSystemsKeepIsLeft(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ".git", "HEAD"), []byte("ref"), 0o644); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "a=1")
	write(t, dir, "b=1")
	same(t, dir, ".git/HEAD=ref", "b=1")
}

// A file that somebody put where a page should be is neither replaced nor removed.
func TestFilesOfOthersAreLeft(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "index.html=1", "old.html=1")
	for name, body := range map[string]string{"mine.html": "mine", "old.html": "changed by hand", "index.html": "changed too"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Put("mine.html", []byte("x")); fault.Of(err) != fault.Conflict || !strings.Contains(err.Error(), "mine.html") {
		t.Errorf("a file of somebody else: %v", err)
	}
	f.Close()
	rep := write(t, dir, "index.html=1")
	if !slices.Equal(rep.Kept, []string{"old.html"}) || !slices.Equal(rep.Restored, []string{"index.html"}) {
		t.Errorf("%+v", rep)
	}
	same(t, dir, "index.html=1", "mine.html=mine", "old.html=changed by hand")
}

// A run that is broken off at any file leaves the pages of before readable, and the
// next run makes it all right, whatever it publishes.
func TestBrokenOffRuns(t *testing.T) {
	all := []string{"a=1", "d/b=2", "d/c=3", "e=4"}
	for n := range len(all) + 1 {
		dir := t.TempDir()
		write(t, dir, "a=0", "old=0")
		f, err := folder.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		put(t, f, all[:n]...)
		w, err := f.Create("begun") // and one that was never closed
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(make([]byte, 2<<20)); err != nil {
			t.Fatal(err)
		}
		f.Close()
		if b, err := os.ReadFile(filepath.Join(dir, "old")); err != nil || string(b) != "0" {
			t.Errorf("after %d files: a page of before is %q: %v", n, b, err)
		}
		write(t, dir, "a=1", "e=4")
		same(t, dir, "a=1", "e=4")
	}
	// also where nothing was finished before
	dir := filepath.Join(t.TempDir(), "site")
	f, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	put(t, f, "x=1", "y=1")
	f.Close()
	write(t, dir, "y=2")
	same(t, dir, "y=2")
}

// Nothing is written or removed outside of the folder, whatever leads there.
func TestNothingLeadsOut(t *testing.T) {
	parent := t.TempDir()
	outside := filepath.Join(parent, "outside")
	dir := filepath.Join(parent, "site")
	if err := os.MkdirAll(outside, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "index.html=1", "sub/a=1")
	if err := os.RemoveAll(filepath.Join(dir, "sub")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "sub")); err != nil {
		t.Skip("no symbolic links here")
	}
	if err := os.WriteFile(filepath.Join(outside, "a"), []byte("theirs"), 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, p := range []string{"../outside/a", "/etc/x", "sub/b", "", ".", "manifest.json"} {
		if f.Put(p, []byte("x")) == nil {
			t.Errorf("%q is written", p)
		}
	}
	put(t, f, "index.html=1")
	if _, err := f.Finish(folder.About{}); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(filepath.Join(outside, "a")); err != nil || string(b) != "theirs" {
		t.Errorf("outside: %q %v", b, err)
	}
}

// A large file is written through the disk, and left alone when it did not change.
func TestLargeFiles(t *testing.T) {
	dir := t.TempDir()
	for i, want := range []folder.Report{{Written: 1}, {Same: 1}} {
		f, err := folder.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		w, err := f.Create("data/all.json")
		if err != nil {
			t.Fatal(err)
		}
		for range 300 {
			if _, err := w.Write(bytes.Repeat([]byte("x"), 10_000)); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		rep, err := f.Finish(folder.About{})
		if err != nil || rep.Written != want.Written || rep.Same != want.Same {
			t.Errorf("run %d: %+v %v", i, rep, err)
		}
		f.Close()
	}
	if s, err := os.Stat(filepath.Join(dir, "data/all.json")); err != nil || s.Size() != 3_000_000 {
		t.Errorf("%v %v", s, err)
	}
}

// The same site in one file, the same bytes each time.
func TestZip(t *testing.T) {
	made := func() []byte {
		var b bytes.Buffer
		z := folder.NewZip(&b)
		w, err := z.Create("data.csv")
		if err != nil {
			t.Fatal(err)
		}
		if err := z.Put("index.html", []byte("page")); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, "a,b"); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := z.Finish(folder.About{Title: "t"}); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	b := made()
	if !bytes.Equal(b, made()) {
		t.Error("the bytes are others")
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
	}
	if !slices.Equal(names, []string{"site/index.html", "site/data.csv", "site/manifest.json"}) {
		t.Errorf("%v", names)
	}
}
