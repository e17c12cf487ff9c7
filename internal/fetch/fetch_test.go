package fetch

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/klauspost/compress/zstd"

	"dossier/internal/fault"
)

// walk gathers what a walk yields as "path: content" and "path: kind: error",
// with the folder dir cut off.
func walk(t *testing.T, dir string, opt Options, paths ...string) []string {
	t.Helper()
	var got []string
	Walk(t.Context(), paths, opt, func(it Item) bool {
		p := strings.TrimPrefix(it.Path, dir+string(filepath.Separator))
		switch {
		case it.Err != nil:
			got = append(got, fmt.Sprintf("%s: %s: %v", p, fault.Of(it.Err), it.Err))
		case len(it.Bytes) > 100:
			got = append(got, fmt.Sprintf("%s: %d bytes", p, len(it.Bytes)))
		default:
			got = append(got, p+": "+string(it.Bytes))
		}
		return true
	})
	return got
}

func write(t testing.TB, path string, b []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

func gzipped(b []byte) []byte {
	var buf bytes.Buffer
	z := gzip.NewWriter(&buf)
	z.Write(b)
	z.Close()
	return buf.Bytes()
}

func zstded(b []byte) []byte {
	z, _ := zstd.NewWriter(nil)
	return z.EncodeAll(b, nil)
}

// bzipped is "hello\n" packed by bzip2; the library packs none.
var bzipped, _ = base64.StdEncoding.DecodeString("QlpoOTFBWSZTWcHAgOIAAAFBAAAQAkSgADDNAMNGKZcXckU4UJDBwIDi")

type member struct{ name, body string }

func zipped(ms ...member) []byte {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, m := range ms {
		w, _ := z.Create(m.name)
		w.Write([]byte(m.body))
	}
	z.Close()
	return buf.Bytes()
}

func tarred(ms ...member) []byte {
	var buf bytes.Buffer
	w := tar.NewWriter(&buf)
	for _, m := range ms {
		w.WriteHeader(&tar.Header{Name: m.name, Size: int64(len(m.body)), Mode: 0o644, Typeflag: tar.TypeReg})
		w.Write([]byte(m.body))
	}
	w.Close()
	return buf.Bytes()
}

func equal(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestFolderInOrder(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "b.txt"), []byte("two"))
	write(t, filepath.Join(dir, "a.txt"), []byte("one"))
	write(t, filepath.Join(dir, "sub", "c.txt"), []byte("three"))
	write(t, filepath.Join(dir, ".git", "config"), []byte("hidden"))
	write(t, filepath.Join(dir, "empty"), nil)
	equal(t, walk(t, dir, Options{}, dir), "a.txt: one", "b.txt: two", "empty: ", filepath.Join("sub", "c.txt")+": three")
}

func TestPackedByContent(t *testing.T) {
	dir := t.TempDir()
	hello := []byte("hello\n")
	for name, b := range map[string][]byte{
		"1.gz": gzipped(hello), "2.dat": zstded(hello), "3.bz2": bzipped,
		"4.zip":    zipped(member{"x/one.txt", "one"}, member{"x/", ""}, member{"two.gz", string(gzipped(hello))}, member{"__MACOSX/x", "-"}),
		"5.tgz":    gzipped(tarred(member{"one.txt", "one"}, member{"in.zip", string(zipped(member{"deep.txt", "deep"}))})),
		"6.txt":    hello,
		"7.docx":   zipped(member{"[Content_Types].xml", "<Types/>"}, member{"word/document.xml", "<w/>"}),
		"8.txt.gz": gzipped(gzipped(hello)),
	} {
		write(t, filepath.Join(dir, name), b)
	}
	got := walk(t, dir, Options{}, dir)
	docx := slices.IndexFunc(got, func(s string) bool { return strings.HasPrefix(s, "7.docx") })
	if docx < 0 || !strings.HasSuffix(got[docx], "bytes") {
		t.Fatalf("the office file is not one document: %q", got)
	}
	equal(t, slices.Delete(got, docx, docx+1),
		"1.gz: hello\n", "2.dat: hello\n", "3.bz2: hello\n", "4.zip!x/one.txt: one", "4.zip!two.gz: hello\n",
		"5.tgz!one.txt: one", "5.tgz!in.zip!deep.txt: deep", "6.txt: hello\n", "8.txt.gz: hello\n")
}

func TestStandardInput(t *testing.T) {
	opt := Options{Stdin: bytes.NewReader(gzipped([]byte("from the pipe")))}
	equal(t, walk(t, "", opt, "-"), "-: from the pipe")
}

// One broken file among many costs the others nothing.
func TestBrokenAmongGood(t *testing.T) {
	dir := t.TempDir()
	for i := range 50 {
		write(t, filepath.Join(dir, fmt.Sprintf("%02d.txt", i)), []byte("good"))
	}
	gzb := gzipped(bytes.Repeat([]byte("reports of an attack "), 100))
	write(t, filepath.Join(dir, "20.txt"), gzb[:len(gzb)-12])
	got := walk(t, dir, Options{}, dir)
	bad := slices.IndexFunc(got, func(s string) bool { return !strings.HasSuffix(s, ": good") })
	if len(got) != 50 || bad != 20 {
		t.Fatalf("%d items, first bad one %d", len(got), bad)
	}
	if want := "20.txt: unreadable: broken gzip data: unexpected EOF"; got[20] != want {
		t.Errorf("got %q, want %q", got[20], want)
	}
}

func TestBrokenMembers(t *testing.T) {
	dir := t.TempDir()
	z := zipped(member{"a.txt", strings.Repeat("abc ", 50)}, member{"b.txt", "fine"})
	i := bytes.Index(z, []byte("a.txt")) + len("a.txt")
	for k := range 8 {
		z[i+k] ^= 0x5A
	}
	write(t, filepath.Join(dir, "z.zip"), z)
	tb := tarred(member{"a.txt", "fine"}, member{"b.txt", strings.Repeat("x", 3000)})
	write(t, filepath.Join(dir, "t.tar"), tb[:2500])
	got := walk(t, dir, Options{}, dir)
	want := []string{"t.tar!a.txt: fine", "t.tar!b.txt: unreadable", "t.tar: unreadable", "z.zip!a.txt: unreadable", "z.zip!b.txt: fine"}
	if len(got) != len(want) {
		t.Fatalf("got %q", got)
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("got %q, want %q …", got[i], want[i])
		}
	}
}

func TestBounds(t *testing.T) {
	dir := t.TempDir()
	bomb := gzipped(make([]byte, 100<<20))
	write(t, filepath.Join(dir, "bomb.gz"), bomb)
	write(t, filepath.Join(dir, "bomb.zst"), zstded(make([]byte, 8<<20)))
	write(t, filepath.Join(dir, "bomb.zip"), zipped(member{"zeros", string(make([]byte, 8<<20))}, member{"ok.txt", "fine"}))
	write(t, filepath.Join(dir, "long.txt"), bytes.Repeat([]byte("a"), 3000))
	nest := []byte("core")
	for range 6 {
		nest = gzipped(nest)
	}
	write(t, filepath.Join(dir, "nest.gz"), nest)
	equal(t, walk(t, dir, Options{}, filepath.Join(dir, "bomb.zip"), filepath.Join(dir, "nest.gz"))[1:],
		"bomb.zip!ok.txt: fine", "nest.gz: too large: packed more than 4 times")
	for _, name := range []string{"bomb.gz", "bomb.zst", "bomb.zip"} {
		got := walk(t, dir, Options{}, filepath.Join(dir, name))
		if len(got) == 0 || !strings.Contains(got[0], "too large: looks like a bomb") {
			t.Errorf("%s: %q", name, got)
		}
	}
	equal(t, walk(t, dir, Options{MaxBytes: 1000}, filepath.Join(dir, "long.txt")),
		"long.txt: too large: 3000 bytes: at most 1000 are read as one document")
	write(t, filepath.Join(dir, "many.zip"), zipped(member{"a", "1"}, member{"b", "2"}))
	equal(t, walk(t, dir, Options{MaxMembers: 1}, filepath.Join(dir, "many.zip")), "many.zip: too large: more than 1 members in one archive")
}

func TestRefused(t *testing.T) {
	dir := t.TempDir()
	fifo := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Skip(err)
	}
	equal(t, walk(t, dir, Options{}, fifo, filepath.Join(dir, "none.txt"), "https://example.org/a"),
		"pipe: unsupported: not a regular file but a named pipe",
		"none.txt: not found: no such file or directory",
		"https://example.org/a: unsupported: addresses are not fetched here: save the page and give the file")
}

func TestLinks(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a", "x.txt"), []byte("x"))
	for link, to := range map[string]string{
		filepath.Join("a", "loop"): "..", filepath.Join("a", "self"): "self", "twice": "a", "x.txt": filepath.Join("a", "x.txt"),
	} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip(err)
		}
	}
	equal(t, walk(t, dir, Options{}, dir), filepath.Join("a", "self")+": unreadable: too many levels of symbolic links",
		filepath.Join("a", "x.txt")+": x", "x.txt: x")
	deep := dir
	for range 5 {
		deep = filepath.Join(deep, "d")
	}
	write(t, filepath.Join(deep, "y.txt"), []byte("y"))
	got := walk(t, dir, Options{MaxDepth: 3}, filepath.Join(dir, "d"))
	if len(got) != 1 || !strings.HasSuffix(got[0], "more than 3 folders within each other") {
		t.Errorf("got %q", got)
	}
}

func TestStops(t *testing.T) {
	dir := t.TempDir()
	for i := range 5 {
		write(t, filepath.Join(dir, fmt.Sprint(i)), []byte("x"))
	}
	n := 0
	Walk(t.Context(), []string{dir}, Options{}, func(Item) bool { n++; return n < 2 })
	if n != 2 {
		t.Errorf("%d items after a stop at 2", n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	n = 0
	var last error
	Walk(ctx, []string{dir}, Options{}, func(it Item) bool { n++; last = it.Err; cancel(); return true })
	if n != 2 || last != context.Canceled {
		t.Errorf("%d items, last error %v", n, last)
	}
}

// No archive, however broken, does more than yield items and errors.
func FuzzUnpack(f *testing.F) {
	f.Add(gzipped([]byte("hello")))
	f.Add(zstded([]byte("hello")))
	f.Add(bzipped)
	f.Add(zipped(member{"a.txt", "hello"}, member{"b.gz", string(gzipped([]byte("x")))}))
	f.Add(tarred(member{"a.txt", "hello"}))
	f.Fuzz(func(t *testing.T, b []byte) {
		opt := Options{Stdin: bytes.NewReader(b), MaxBytes: 1 << 16, MaxArchive: 1 << 18, MaxMembers: 100}
		n := 0
		Walk(t.Context(), []string{"-"}, opt, func(it Item) bool {
			if n++; n > 1000 {
				t.Fatal("no end of items")
			}
			if it.Err == nil && len(it.Bytes) > 1<<16 {
				t.Fatalf("%d bytes in one document", len(it.Bytes))
			}
			if it.Err != nil && it.Bytes != nil {
				t.Fatal("bytes and an error")
			}
			return true
		})
	})
}

func BenchmarkWalk(b *testing.B) {
	dir := b.TempDir()
	body := []byte(strings.Repeat("An attack was reported near the embassy. ", 250))
	for i := range 20 {
		write(b, filepath.Join(dir, fmt.Sprint(i)), body)
	}
	b.SetBytes(int64(20 * len(body)))
	b.ReportAllocs()
	for b.Loop() {
		Walk(b.Context(), []string{dir}, Options{}, func(it Item) bool { return it.Err == nil })
	}
}

func BenchmarkGzip(b *testing.B) {
	body := []byte(strings.Repeat("An attack was reported near the embassy. ", 250))
	packed := gzipped(body)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		Walk(b.Context(), []string{"-"}, Options{Stdin: bytes.NewReader(packed)}, func(it Item) bool { return it.Err == nil })
	}
}
