package folder

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"slices"
	"strings"

	"dossier/internal/fault"
)

// Kind names the form of the manifest.
const Kind = "dossier/site/1"

// About is what a manifest tells of its site.
type About struct {
	Site    string `json:"site"` // [Kind]
	Title   string `json:"title"`
	Program string `json:"program"`
	BaseURL string `json:"base_url,omitempty"`
	Records int    `json:"records"`
	Ledger  Ledger `json:"ledger"`
}

// Ledger is the entry of the archive's log that the site was made from.
type Ledger struct {
	Archive string `json:"archive"` // the hash of the log's first entry
	Seq     int64  `json:"seq"`
	Hash    string `json:"hash"`
	At      string `json:"at"`
}

// File is a file of the site.
type File struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
}

// Manifest is what was published.
type Manifest struct {
	About
	Files []File `json:"files"`
}

// encode writes a manifest, the files by their paths.
func encode(a About, files map[string]File) ([]byte, error) {
	a.Site = Kind
	m := Manifest{About: a, Files: make([]File, 0, len(files))}
	for _, f := range files {
		m.Files = append(m.Files, f)
	}
	slices.SortFunc(m.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", " ")
	err := e.Encode(m)
	return b.Bytes(), err
}

// manifest reads that of an earlier run; nil where there is none.
func (f *Folder) manifest() (*Manifest, error) {
	b, err := f.root.ReadFile(ManifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fault.Wrap("publish to "+f.dir, err)
	}
	var m Manifest
	if err := json.Unmarshal(b, &m); err != nil || m.Site != Kind {
		return nil, fault.New(fault.Conflict, "publish to %s: its %s is not that of a site of ours; name an empty folder or a new one", f.dir, ManifestName)
	}
	for _, x := range m.Files {
		if !fs.ValidPath(x.Path) {
			return nil, fault.New(fault.Conflict, "publish to %s: its %s names %q, which is no path within it", f.dir, ManifestName, x.Path)
		}
	}
	return &m, nil
}
