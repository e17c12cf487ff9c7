// Package gazetteer builds the files that the lexicon embeds: the gazetteer
// itself, the lists of given and family names, and the time zone database.
//
// The sources lie in the shared corpora: GeoNames towns and divisions (CC BY
// 4.0), WordNet and two treebanks for what is an ordinary word, two lists of
// personal names. docs/gazetteer.md describes the result and the choices. The
// same sources give the same bytes.
package gazetteer

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"dossier/internal/fault"
)

// Build reads the corpora below sharedDir and writes gazetteer.bin, given.txt,
// surnames.txt and zoneinfo.zip into outDir, which is internal/lexicon when the
// embedded files are to be renewed. The time zones are those of the Go release
// that runs the build.
func Build(sharedDir, outDir string) error {
	src, err := read(filepath.Join(sharedDir, "corpora"))
	if err != nil {
		return fault.Wrap("gazetteer: read", err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return fault.Wrap("gazetteer: ask for the Go tree", err)
	}
	zones, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		return fault.Wrap("gazetteer: time zones", err)
	}
	for _, f := range []struct {
		name string
		data []byte
	}{
		{"gazetteer.bin", encode(src)},
		{"given.txt", listFile(givenHeader, src.given)},
		{"surnames.txt", listFile(surnameHeader, src.surnames)},
		{"zoneinfo.zip", zones},
	} {
		if err := os.WriteFile(filepath.Join(outDir, f.name), f.data, 0o644); err != nil {
			return fault.Wrap("gazetteer: write", err)
		}
	}
	return nil
}

// source is all that was read.
type source struct {
	towns    []town
	divs     map[string]string // "IR.26" → "Tehran"
	given    []string          // folded, sorted
	surnames []string          // folded, sorted
	isName   map[string]bool   // given and family names
	words    map[string]int    // how often an ordinary word is met in lower case
	function map[string]bool   // words that are no nouns, verbs or adjectives
	noun     map[string]bool   // nouns of WordNet that are written small
}

func read(dir string) (*source, error) {
	s := &source{isName: map[string]bool{}, words: map[string]int{}, function: map[string]bool{}, noun: map[string]bool{}}
	var err error
	if s.towns, err = readTowns(filepath.Join(dir, "geonames", "cities1000.txt.gz")); err != nil {
		return nil, err
	}
	if s.divs, err = readDivisions(filepath.Join(dir, "geonames", "admin1.tsv")); err != nil {
		return nil, err
	}
	if err := s.readNames(filepath.Join(dir, "lexicons")); err != nil {
		return nil, err
	}
	return s, s.readWords(dir)
}
