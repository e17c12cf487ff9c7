package folder

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"

	"dossier/internal/fault"
)

// Zip writes a site into one ZIP file, the same bytes each time. Its files are held
// until each is closed.
type Zip struct {
	w   *zip.Writer
	now map[string]File
}

// NewZip begins a ZIP file.
func NewZip(w io.Writer) *Zip { return &Zip{zip.NewWriter(w), map[string]File{}} }

// Put adds a file.
func (z *Zip) Put(name string, body []byte) error {
	sum := sha256.Sum256(body)
	z.now[name] = File{name, hex.EncodeToString(sum[:]), int64(len(body))}
	return z.put(name, body)
}

func (z *Zip) put(name string, body []byte) error {
	w, err := z.w.CreateHeader(&zip.FileHeader{Name: "site/" + name, Method: zip.Deflate})
	if err == nil {
		_, err = w.Write(body)
	}
	return fault.Wrap("publish "+name, err)
}

// Create begins a file. It is part of the site once it is closed.
func (z *Zip) Create(name string) (io.WriteCloser, error) { return &held{z: z, name: name}, nil }

type held struct {
	bytes.Buffer
	z    *Zip
	name string
}

// Close adds the file.
func (h *held) Close() error { return h.z.Put(h.name, h.Bytes()) }

// Finish adds the manifest and ends the file.
func (z *Zip) Finish(about About) (Report, error) {
	body, err := encode(about, z.now)
	if err != nil {
		return Report{}, err
	}
	sum := sha256.Sum256(body)
	if err := z.put(ManifestName, body); err != nil {
		return Report{}, err
	}
	return Report{Written: len(z.now), Hash: hex.EncodeToString(sum[:])}, z.w.Close()
}
