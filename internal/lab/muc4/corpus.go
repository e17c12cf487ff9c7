// Package muc4 measures the program on the corpus of the Fourth Message
// Understanding Conference (1992): reports on violence in Latin America with
// filled templates of 24 slots. The corpus lies beside the repository; nothing of
// its text is kept here. docs/muc4.md says how records become templates.
package muc4

import (
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"dossier/internal/fault"
)

// Report is one report with its answer key.
type Report struct {
	ID   string // "DEV-MUC3-0001"
	Text string
	Key  []Template // none where the report tells of no relevant incident
}

// Parts are the parts of the corpus in the order in which they may be looked at.
var Parts = []string{"dev", "tst1", "tst2"}

var idLine = regexp.MustCompile(`(?m)^((?:DEV|TST\d)-MUC\d-\d+).*$`)

// Read reads one part of the corpus from the folder of development material.
func Read(shared, part string) ([]Report, error) {
	dir := filepath.Join(shared, "corpora", "muc4", part)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fault.Wrap("the corpus of MUC-4", err)
	}
	var reports []Report
	keys := map[string][]Template{}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		switch {
		case strings.HasPrefix(e.Name(), "key"):
			for id, ts := range parseKey(string(b)) {
				keys[id] = append(keys[id], ts...)
			}
		case !strings.HasPrefix(e.Name(), "text-headers"):
			reports = append(reports, split(string(b))...)
		}
	}
	for i := range reports {
		reports[i].Key = keys[reports[i].ID]
	}
	sort.SliceStable(reports, func(i, j int) bool { return reports[i].ID < reports[j].ID })
	return reports, nil
}

// split cuts a file of reports at the lines that name them.
func split(s string) []Report {
	at := idLine.FindAllStringSubmatchIndex(s, -1)
	var out []Report
	for i, m := range at {
		end := len(s)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		out = append(out, Report{ID: s[m[2]:m[3]], Text: strings.Trim(s[m[1]:end], "\r\n")})
	}
	return out
}
