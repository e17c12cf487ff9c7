// Package gold reads the gold records that careful readers made of reports, and
// judges by them what a record of the program holds: right, wrong, or left open
// because the reader was not asked or would allow it. It judges as the scorer
// beside the gold does; a test holds the two to each other.
package gold

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// Report is one report with what a reader found in it.
type Report struct {
	Folder string // the incident it is of
	Path   string
	Text   string
	Gold   Gold
}

// Merged is a folder of reports and what their one record must show.
type Merged struct {
	Folder string
	Paths  []string
	Gold   Gold
}

// Gold is what a careful reader found. A key that was left out is nil: it was
// not asked.
type Gold struct {
	Incident           bool       `json:"incident"`
	Documents          int        `json:"documents"`
	Type               []string   `json:"type"`
	TypeOK             []string   `json:"type_ok"`
	Date               []string   `json:"date"`
	Time               []string   `json:"time"`
	Country            []string   `json:"country"`
	Place              []string   `json:"place"`
	Killed             []Count    `json:"killed"`
	Injured            []Count    `json:"injured"`
	KilledPerpetrators []Count    `json:"killed_perpetrators"`
	Weapons            []string   `json:"weapons"`
	WeaponsOK          []string   `json:"weapons_ok"`
	Targets            []string   `json:"targets"`
	TargetsOK          []string   `json:"targets_ok"`
	Perpetrators       [][]string `json:"perpetrators"`
	PerpetratorsOK     [][]string `json:"perpetrators_ok"`
	ClaimedBy          [][]string `json:"claimed_by"`
	ClaimedByOK        [][]string `json:"claimed_by_ok"`
	Victims            [][]string `json:"victims"`
	VictimsOK          [][]string `json:"victims_ok"`
	Attributions       []Saying   `json:"attributions"`
	Reactions          []Response `json:"reactions"`
	Events             []Step     `json:"events"`
	Conflicts          []string   `json:"conflicts"`
	ConflictsOK        []string   `json:"conflicts_ok"`
	Further
}

// Further is what a reader's gold may hold that the scorer beside the
// development gold counts no figures of.
type Further struct {
	Site            []string   `json:"site"`
	Outcome         string     `json:"outcome"`
	Missing         []Count    `json:"missing"`
	Abducted        []Count    `json:"abducted"`
	Arrested        []Count    `json:"arrested"`
	People          [][]string `json:"people"`
	PeopleOK        [][]string `json:"people_ok"`
	Organisations   [][]string `json:"organisations"`
	OrganisationsOK [][]string `json:"organisations_ok"`
}

// Quote is the nth place of exact words in the text.
type Quote struct {
	Quote string `json:"quote"`
	Nth   int    `json:"nth"`
}

// Saying is one attribution of the gold.
type Saying struct {
	Claimant []string `json:"claimant"`
	Content  Quote    `json:"content"`
	Optional bool     `json:"optional"`
}

// Response is one reaction of the gold.
type Response struct {
	Actor    []string `json:"actor"`
	Country  string   `json:"country"`
	Kinds    []string `json:"kinds"`
	Strict   bool     `json:"strict"`
	Optional bool     `json:"optional"`
}

// Step is one event of the gold.
type Step struct {
	Trigger Quote    `json:"trigger"`
	When    []string `json:"when"`
}

// Count is an accepted figure: a number, or bounds of which either may be open.
type Count struct {
	Range    bool
	Min, Max *int // of a plain number, Min
}

// UnmarshalJSON reads 6 or [6, null].
func (c *Count) UnmarshalJSON(b []byte) error {
	if strings.HasPrefix(strings.TrimSpace(string(b)), "[") {
		var both [2]*int
		if err := json.Unmarshal(b, &both); err != nil {
			return err
		}
		c.Range, c.Min, c.Max = true, both[0], both[1]
		return nil
	}
	return json.Unmarshal(b, &c.Min)
}

// Load reads a folder of gold, in the order of the paths.
func Load(dir string) ([]Report, []Merged, error) {
	var paths []string
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".gold.json") {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	sort.Strings(paths)
	var reports []Report
	var merged []Merged
	for _, path := range paths {
		var g Gold
		b, err := os.ReadFile(path)
		if err == nil {
			err = json.Unmarshal(b, &g)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", path, err)
		}
		folder := filepath.Dir(path)
		if filepath.Base(path) == "merged.gold.json" {
			texts, _ := filepath.Glob(filepath.Join(folder, "*.txt")) // sorted
			merged = append(merged, Merged{Folder: filepath.Base(folder), Paths: texts, Gold: g})
			continue
		}
		r := Report{Folder: filepath.Base(folder), Path: strings.TrimSuffix(path, ".gold.json") + ".txt", Gold: g}
		b, err = os.ReadFile(r.Path)
		if err != nil {
			return nil, nil, err
		}
		r.Text = string(b)
		reports = append(reports, r)
	}
	return reports, merged, nil
}

// at finds a quote in a text, in code points; ok is false when it is not there.
func (q Quote) at(text string) (span, bool) {
	pos := -1
	for range max(q.Nth, 1) {
		next := strings.Index(text[pos+1:], q.Quote)
		if next < 0 {
			return span{}, false
		}
		pos += 1 + next
	}
	start := len([]rune(text[:pos]))
	return span{start, start + len([]rune(q.Quote))}, true
}
