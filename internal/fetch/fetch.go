// Package fetch brings bytes in: files, folders, standard input, addresses of the
// web (guarded, see the room remote), what is packed in gzip, bzip2, Zstandard, tar
// and ZIP, and the documents of web archives (WARC, WACZ) and of MediaWiki exports,
// all recognised by content and not by name.
//
// Every item is its own result or its own error, so that one broken file among
// fifty costs the other forty-nine nothing. What is read is bounded: no document
// beyond [Options.MaxBytes] after unpacking, no packing that swells like a bomb,
// no folder or archive nested without end, and nothing but regular files.
package fetch

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/fetch/remote"
)

// Item is one document's bytes, or the reason why there are none.
type Item struct {
	// Path is the file as given, or found below a folder that was given; the
	// member of an archive follows the archive's path behind a "!": "a.zip!b.txt".
	Path  string
	Bytes []byte // unpacked; the caller's to keep
	Err   error
	// From is where the bytes came from, nil for a file.
	From *doc.Provenance
}

// Options bounds what is read. The zero Options are the stated defaults.
type Options struct {
	MaxBytes   int64     // of one document after unpacking; 64 MiB
	MaxArchive int64     // of all members of one archive after unpacking; 1 GiB
	MaxMembers int       // of one archive; 100,000
	MaxRatio   int64     // unpacked bytes per packed byte, beyond the first MiB; 250
	MaxDepth   int       // folders within folders; 64
	MaxNested  int       // packings within packings; 4
	Stdin      io.Reader // what "-" reads; os.Stdin

	// Remote fetches addresses of the web; without one they are refused.
	Remote Remote
	// Match says which entries of web archives and exports are read.
	Match Match
	// Revisions reads every revision of the pages of an export.
	Revisions bool
	// Places remembers how far web archives and exports that are files were read.
	// Files are hashed only where it is given.
	Places Places
	// Note is told what is no error: how many entries were passed over, and why.
	Note func(path, note string)
	// Progress is told how much of a large file is read.
	Progress func(path string, done, size int64)
}

// Places remembers how far files of many documents were read, each known by its
// path and SHA-256.
type Places interface {
	// Begin is where to begin: the zero Mark for a file that is new.
	Begin(path, sha256 string) Mark
	// Reached is told, now and then, that what lies before a mark was yielded; the
	// zero Mark says that the file was read to its end.
	Reached(path, sha256 string, at Mark)
}

// Remote fetches documents from the web.
type Remote interface {
	Get(ctx context.Context, r remote.Request) (*remote.Answer, error)
}

func (o Options) withDefaults() Options {
	def := func(v *int64, d int64) {
		if *v <= 0 {
			*v = d
		}
	}
	def(&o.MaxBytes, 64<<20)
	def(&o.MaxArchive, 1<<30)
	def(&o.MaxRatio, 250)
	if o.MaxMembers <= 0 {
		o.MaxMembers = 100_000
	}
	if o.MaxDepth <= 0 {
		o.MaxDepth = 64
	}
	if o.MaxNested <= 0 {
		o.MaxNested = 4
	}
	if o.Stdin == nil {
		o.Stdin = os.Stdin
	}
	return o
}

// Walk hands every document under paths to yield, one at a time, in the order
// of paths and within a folder in the order of names; hidden files are passed
// over unless they are named. It stops when yield returns false or ctx ends,
// which is reported as the last item.
func Walk(ctx context.Context, paths []string, opt Options, yield func(Item) bool) {
	w := &walker{ctx: ctx, opt: opt.withDefaults(), yield: yield, seen: map[string]bool{}}
	for _, p := range paths {
		if !w.path(p) {
			return
		}
	}
}

// walker is one run of Walk. Its methods report false when the walk is over.
type walker struct {
	ctx   context.Context
	opt   Options
	yield func(Item) bool
	seen  map[string]bool // folders that were entered, without links
	from  *doc.Provenance // of what is read now
}

// emit yields a document.
func (w *walker) emit(path string, b []byte) bool {
	return w.yield(Item{Path: path, Bytes: b, From: w.from})
}

// fail yields an error for path.
func (w *walker) fail(path string, err error) bool {
	return w.yield(Item{Path: path, Err: err})
}

// live reports whether the walk goes on; the end of the context is an item.
func (w *walker) live(path string) bool {
	if err := w.ctx.Err(); err != nil {
		w.fail(path, err)
		return false
	}
	return true
}

// path reads one path as given.
func (w *walker) path(p string) bool {
	if !w.live(p) {
		return false
	}
	if p == "-" {
		return w.stream(p, ctxReader{w.ctx, w.opt.Stdin}, 0)
	}
	info, err := os.Stat(p)
	if err != nil {
		if strings.Contains(p, "://") {
			return w.remote(p)
		}
		return w.fail(p, notFound(err))
	}
	if info.IsDir() {
		return w.folder(p, 0)
	}
	return w.file(p, info)
}

func notFound(err error) error {
	kind := fault.Unreadable
	if errors.Is(err, fs.ErrNotExist) {
		kind = fault.NotFound
	}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err // the path is told beside the error
	}
	return fault.New(kind, "%w", err)
}

// folder reads a folder's files and folders in the order of their names.
func (w *walker) folder(dir string, depth int) bool {
	if depth > w.opt.MaxDepth {
		return w.fail(dir, fault.New(fault.TooLarge, "more than %d folders within each other", w.opt.MaxDepth))
	}
	real, err := filepath.EvalSymlinks(dir)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		return w.fail(dir, notFound(err))
	}
	if w.seen[real] {
		return true // reached again by a link or another path
	}
	w.seen[real] = true
	entries, err := os.ReadDir(dir)
	if err != nil {
		return w.fail(dir, notFound(err))
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if !w.entry(filepath.Join(dir, e.Name()), depth) {
			return false
		}
	}
	return true
}

// entry reads what a folder holds under one name; links are followed.
func (w *walker) entry(p string, depth int) bool {
	if !w.live(p) {
		return false
	}
	info, err := os.Stat(p)
	switch {
	case err != nil:
		return w.fail(p, notFound(err))
	case info.IsDir():
		return w.folder(p, depth+1)
	}
	return w.file(p, info)
}

// file reads a regular file. Devices, pipes and sockets are refused: they may
// never end.
func (w *walker) file(p string, info fs.FileInfo) bool {
	if !info.Mode().IsRegular() {
		return w.fail(p, fault.New(fault.Unsupported, "not a regular file but a %s", special(info.Mode())))
	}
	f, err := os.Open(p)
	if err != nil {
		return w.fail(p, notFound(err))
	}
	defer f.Close()
	return w.open(p, f, info.Size())
}

func special(m fs.FileMode) string {
	switch {
	case m&fs.ModeNamedPipe != 0:
		return "named pipe"
	case m&fs.ModeSocket != 0:
		return "socket"
	case m&fs.ModeDevice != 0:
		return "device"
	}
	return "special file"
}

// ctxReader stops reading when the context ends.
type ctxReader struct {
	ctx context.Context
	r   io.Reader
}

func (c ctxReader) Read(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(b)
}
