package importtest

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// pkg is what "go list -json" tells of a package.
type pkg struct {
	ImportPath   string
	Imports      []string
	TestImports  []string
	XTestImports []string
}

const module = "dossier/"

// room is an import path as the table writes it.
func room(path string) string {
	return strings.TrimPrefix(strings.TrimPrefix(path, module), "internal/")
}

func list(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "dossier/...")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var pkgs []pkg
	d := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return pkgs
		} else if err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
}

func table(t *testing.T) map[string][]string {
	t.Helper()
	f, err := os.Open("table.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m := map[string][]string{}
	for s := bufio.NewScanner(f); s.Scan(); {
		line := strings.TrimSpace(s.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, may, ok := strings.Cut(line, ":")
		if !ok {
			t.Fatalf("table.txt: no colon in %q", line)
		}
		m[name] = strings.Fields(may)
	}
	return m
}

// TestTable holds every package to its line of the table.
func TestTable(t *testing.T) {
	allowed := table(t)
	for _, p := range list(t) {
		name := room(p.ImportPath)
		if name == "importtest" {
			continue
		}
		may, ok := allowed[name]
		if !ok {
			t.Errorf("%s has no line in table.txt", name)
			continue
		}
		if slices.Contains(may, "*") {
			continue
		}
		for _, imp := range p.Imports {
			if strings.HasPrefix(imp, module) && !slices.Contains(may, room(imp)) {
				t.Errorf("%s imports %s, which table.txt does not allow", name, room(imp))
			}
		}
	}
}

// groundFloor knows the standard library only.
var groundFloor = []string{"text", "when", "where", "count", "fault", "codebook", "entity", "schema"}

func TestGroundFloorKnowsTheStandardLibraryOnly(t *testing.T) {
	for _, p := range list(t) {
		if !slices.Contains(groundFloor, room(p.ImportPath)) {
			continue
		}
		for _, imp := range p.Imports {
			if first, _, _ := strings.Cut(imp, "/"); strings.Contains(first, ".") || first == "dossier" {
				t.Errorf("%s imports %s", room(p.ImportPath), imp)
			}
		}
	}
}

// TestWalls holds the walls of docs/architecture.md over everything that a
// package reaches in the end.
func TestWalls(t *testing.T) {
	direct := map[string][]string{}
	var names []string
	for _, p := range list(t) {
		names = append(names, room(p.ImportPath))
		for _, imp := range p.Imports {
			if strings.HasPrefix(imp, module) {
				direct[room(p.ImportPath)] = append(direct[room(p.ImportPath)], room(imp))
			}
		}
	}
	walls := []struct {
		from, never []string
	}{
		{[]string{"claim", "review", "match", "record", "confidence", "ledger", "store", "archive", "query", "search", "export", "desk"},
			[]string{"nlp", "learn", "extract", "source", "fetch", "lexicon", "models"}},
		{[]string{"nlp", "extract"}, []string{"record", "store", "desk", "review", "match", "export"}},
		{[]string{"cmd/dossier"}, []string{"lab"}},
	}
	for _, w := range walls {
		for _, n := range names {
			if !under(n, w.from) {
				continue
			}
			for _, r := range reach(direct, n) {
				if under(r, w.never) {
					t.Errorf("%s reaches %s", n, r)
				}
			}
		}
	}
}

// under reports whether a room is one of tops or lies in one.
func under(name string, tops []string) bool {
	for _, top := range tops {
		if name == top || strings.HasPrefix(name, top+"/") && top != "cmd/dossier" {
			return true
		}
	}
	return false
}

func reach(direct map[string][]string, from string) []string {
	seen := map[string]bool{from: true}
	queue := []string{from}
	var out []string
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		for _, d := range direct[n] {
			if !seen[d] {
				seen[d] = true
				out = append(out, d)
				queue = append(queue, d)
			}
		}
	}
	return out
}
