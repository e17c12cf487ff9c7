// Package sharedtest finds the development material that lies beside the
// repository, for tests that measure on it, and holds what they print to golden
// files.
package sharedtest

import (
	"os"
	"path/filepath"
	"testing"
)

// Dir is the folder of development material: $DOSSIER_SHARED, or a folder
// "shared" beside one of the folders above. The test is skipped, and says so,
// where there is none that holds need.
func Dir(tb testing.TB, need ...string) string {
	tb.Helper()
	below := filepath.Join(need...)
	candidates := []string{os.Getenv("DOSSIER_SHARED")}
	wd, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for d := wd; d != filepath.Dir(d); d = filepath.Dir(d) {
		candidates = append(candidates, filepath.Join(d, "shared"))
	}
	for _, c := range candidates {
		if _, err := os.Stat(filepath.Join(c, below)); c != "" && err == nil {
			return c
		}
	}
	tb.Skipf("SKIPPED: no %s beside the repository (set DOSSIER_SHARED)", filepath.Join("shared", below))
	return ""
}

// Golden compares got with the file at path, which update writes anew first. A
// figure that changes is a line of the diff that somebody has to approve.
func Golden(tb testing.TB, path, got string, update bool) {
	tb.Helper()
	if update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	if got != string(want) {
		tb.Errorf("%s changed; if it is meant, rewrite it with -update:\n%s", path, got)
	}
}
