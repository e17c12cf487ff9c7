// Package folder writes a site into a folder and keeps it there: only what changed
// is written, what is no longer part of the site is removed, and nothing is touched
// that somebody else put there. A manifest lists every file with its SHA-256.
package folder

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"dossier/internal/fault"
)

// The files that a site's folder has beside its pages.
const (
	ManifestName = "manifest.json"
	journalName  = ".dossier-publish" // what a run is about to write; gone when it ends
	unfinished   = "~"                // behind the name of a file that is not whole yet
)

// Folder is a folder that a site is written into, by one at a time. Close it.
type Folder struct {
	dir     string
	root    *os.Root
	before  map[string]File // what the last whole run wrote
	ours    map[string]bool // every path that some run wrote or was about to
	now     map[string]File
	folders map[string]bool
	journal *os.File // locked while the run lasts
	report  Report
}

// Report is what became of the files.
type Report struct {
	Written, Same, Removed int
	// Kept are files of an earlier run that are no longer part of the site, and were
	// left since somebody changed them; Restored are files that somebody had changed
	// and that are as they should be again.
	Kept, Restored []string
	// Hash is the SHA-256 of the manifest.
	Hash string
}

// Open takes a folder for a site: one that does not exist, is empty, or holds a
// site that was written by Open before. Any other is refused, and so is one that
// somebody else is publishing to.
func Open(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fault.Wrap("publish to "+dir, err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fault.Wrap("publish to "+dir, err)
	}
	f := &Folder{dir: dir, root: root, before: map[string]File{}, ours: map[string]bool{}, now: map[string]File{}, folders: map[string]bool{".": true}}
	if err := f.begin(); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// begin takes the folder for this run, and reads what earlier ones left.
func (f *Folder) begin() error {
	if err := f.ownable(); err != nil {
		return err
	}
	if err := f.lock(); err != nil {
		return err
	}
	m, err := f.manifest()
	if err != nil {
		return err
	}
	if m != nil {
		for _, x := range m.Files {
			f.before[x.Path], f.ours[x.Path] = x, true
		}
	}
	old, err := f.root.ReadFile(journalName)
	for _, p := range strings.Split(string(old), "\n") {
		if fs.ValidPath(p) {
			f.ours[p] = true
		}
	}
	return fault.Wrap("publish to "+f.dir, err)
}

// ownable is an error for a folder that holds something else than a site of ours.
func (f *Folder) ownable() error {
	m, err := f.manifest()
	if err != nil || m != nil {
		return err
	}
	if _, err := f.root.Lstat(journalName); !errors.Is(err, fs.ErrNotExist) {
		return fault.Wrap("publish to "+f.dir, err)
	}
	return f.empty()
}

// empty is an error when the folder holds anything but what systems and
// repositories keep in theirs.
func (f *Folder) empty() error {
	list, err := fs.ReadDir(f.root.FS(), ".")
	if err != nil {
		return fault.Wrap("publish to "+f.dir, err)
	}
	for _, e := range list {
		if n := e.Name(); !strings.HasPrefix(n, ".") && n != "System Volume Information" && n != "lost+found" {
			return fault.New(fault.Conflict, "publish to %s: it holds %s, and no site that was published there; name an empty folder or a new one", f.dir, n)
		}
	}
	return nil
}

// Put writes a file whole, unless it is there as it should be.
func (f *Folder) Put(name string, body []byte) error {
	w, err := f.Create(name)
	if err != nil {
		return err
	}
	if _, err := w.Write(body); err != nil {
		return errors.Join(err, w.Close())
	}
	return w.Close()
}

// Create begins a file. It is part of the site once it is closed.
func (f *Folder) Create(name string) (io.WriteCloser, error) {
	if !fs.ValidPath(name) || name == ManifestName || name == journalName {
		return nil, fault.New(fault.Invalid, "%q is no path of a site", name)
	}
	if err := f.claim(name); err != nil {
		return nil, err
	}
	return &file{f: f, name: name, sum: sha256.New()}, nil
}

// claim notes that a path is about to be written. One that is there and was not
// written by us is not ours to replace.
func (f *Folder) claim(name string) error {
	if dir := path.Dir(name); !f.folders[dir] {
		if err := f.root.MkdirAll(dir, 0o755); err != nil {
			return fault.Wrap("publish to "+f.dir, err)
		}
		f.folders[dir] = true
	}
	if f.ours[name] {
		return nil
	}
	if _, err := f.root.Lstat(name); err == nil {
		return fault.New(fault.Conflict, "publish to %s: %s is there and was not published by us; move it away", f.dir, name)
	}
	f.ours[name] = true
	_, err := f.journal.WriteString(name + "\n")
	return fault.Wrap("publish to "+f.dir, err)
}

// inMemory is how much of a file is held before it goes to the disk: a page that
// did not change is never written.
const inMemory = 1 << 20

// file is one file on its way.
type file struct {
	f    *Folder
	name string
	sum  hash.Hash
	size int64
	head bytes.Buffer // while it is small
	disk *os.File     // once it is not
}

// Write implements io.Writer.
func (w *file) Write(b []byte) (int, error) {
	w.sum.Write(b)
	w.size += int64(len(b))
	if w.disk == nil && w.head.Len()+len(b) <= inMemory {
		return w.head.Write(b)
	}
	if err := w.spill(); err != nil {
		return 0, err
	}
	n, err := w.disk.Write(b)
	return n, fault.Wrap("publish "+w.name, err)
}

// spill puts on the disk what was held.
func (w *file) spill() (err error) {
	if w.disk == nil {
		if w.disk, err = w.f.root.OpenFile(w.name+unfinished, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644); err == nil {
			_, err = w.disk.Write(w.head.Bytes())
		}
	}
	return fault.Wrap("publish "+w.name, err)
}

// Close puts the file in its place, unless it stands there already.
func (w *file) Close() error {
	f := w.f
	now := File{w.name, hex.EncodeToString(w.sum.Sum(nil)), w.size}
	f.now[w.name] = now
	there, size := f.hash(w.name)
	if there == now.SHA256 && size == now.Size {
		f.report.Same++
		if w.disk != nil {
			return errors.Join(w.disk.Close(), f.root.Remove(w.name+unfinished))
		}
		return nil
	}
	if old, ok := f.before[w.name]; ok && there != "" && there != old.SHA256 {
		f.report.Restored = append(f.report.Restored, w.name)
	}
	err := w.spill()
	if w.disk != nil {
		err = errors.Join(err, w.disk.Close())
	}
	if err == nil {
		err = f.root.Rename(w.name+unfinished, w.name)
	}
	f.report.Written++
	return fault.Wrap("publish "+w.name, err)
}

// hash is the SHA-256 of a file that is there, and its size; "" where there is none.
func (f *Folder) hash(name string) (string, int64) {
	r, err := f.root.Open(name)
	if err != nil {
		return "", 0
	}
	defer r.Close()
	h := sha256.New()
	n, err := io.Copy(h, r)
	if err != nil {
		return "", 0
	}
	return hex.EncodeToString(h.Sum(nil)), n
}

// Finish writes the manifest, removes what is no longer part of the site, and ends
// the run. about is what the manifest tells beside the files.
func (f *Folder) Finish(about About) (Report, error) {
	body, err := encode(about, f.now)
	if err != nil {
		return f.report, err
	}
	sum := sha256.Sum256(body)
	f.report.Hash = hex.EncodeToString(sum[:])
	if err := f.place(ManifestName, body); err != nil {
		return f.report, err
	}
	if err := f.sweep(); err != nil {
		return f.report, err
	}
	return f.report, fault.Wrap("publish to "+f.dir, f.unlock())
}

// place writes the manifest beside its place, brings it to the disk and renames it.
func (f *Folder) place(name string, body []byte) error {
	w, err := f.root.OpenFile(name+unfinished, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644)
	if err != nil {
		return fault.Wrap("publish "+name, err)
	}
	_, err = w.Write(body)
	if err == nil {
		err = w.Sync()
	}
	if err = errors.Join(err, w.Close()); err == nil {
		err = f.root.Rename(name+unfinished, name)
	}
	return fault.Wrap("publish "+name, err)
}

// sweep removes what earlier runs wrote and this one did not. What somebody has
// changed since is left.
func (f *Folder) sweep() error {
	var stale []string
	for name := range f.ours {
		if _, ok := f.now[name]; !ok {
			stale = append(stale, name)
		}
	}
	slices.Sort(stale)
	dirs := map[string]bool{}
	for _, name := range stale {
		f.root.Remove(name + unfinished) // of a run that was broken off; most have none
		there, _ := f.hash(name)
		if there == "" {
			continue
		}
		if old, ok := f.before[name]; ok && old.SHA256 != there {
			f.report.Kept = append(f.report.Kept, name)
			continue
		}
		if err := f.root.Remove(name); err != nil {
			return fault.Wrap("remove "+path.Join(f.dir, name), err)
		}
		f.report.Removed++
		dirs[path.Dir(name)] = true
	}
	f.prune(dirs)
	return nil
}

// prune removes folders that were left empty; those that are not stay.
func (f *Folder) prune(dirs map[string]bool) {
	var list []string
	for d := range dirs {
		for ; d != "."; d = path.Dir(d) {
			if !slices.Contains(list, d) {
				list = append(list, d)
			}
		}
	}
	slices.SortFunc(list, func(a, b string) int { return strings.Compare(b, a) }) // the inner first
	for _, d := range list {
		if e, err := fs.ReadDir(f.root.FS(), d); err == nil && len(e) == 0 {
			f.root.Remove(d) // not empty any more: somebody uses it
		}
	}
}

// Close lets go of the folder. What a run wrote before it was finished is taken up
// by the next.
func (f *Folder) Close() error {
	return errors.Join(f.letGo(), f.root.Close())
}
