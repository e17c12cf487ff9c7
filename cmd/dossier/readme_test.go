package main

import (
	"os"
	"strings"
	"testing"
)

// demoLines is how much of the demo's print the README shows.
const demoLines = 62

// The README shows what the program prints and what the golden file says.
func TestReadme(t *testing.T) {
	b, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	app, out, errs := testApp(nil)
	if status := app.run([]string{"demo"}); status != exitOK {
		t.Fatalf("status %d: %s", status, errs)
	}
	lines := strings.SplitAfterN(out.String(), "\n", demoLines+1)
	demo := "```\n" + strings.Join(lines[:min(demoLines, len(lines)-1)], "") + "…\n```\n"
	want := between(t, string(b), "<!-- demo:", "<!-- end of demo -->", demo)
	sheet, err := os.ReadFile("testdata/scores-dev.txt")
	if err != nil {
		t.Fatal(err)
	}
	want = between(t, want, "<!-- scores:", "<!-- end of scores -->", areas(string(sheet)))
	if want == string(b) {
		return
	}
	if *update {
		if err := os.WriteFile("../../README.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Error("README.md shows something else than the program prints; look at it and rewrite it with -update")
}

// between puts body between the line that starts with from and the line to.
func between(t *testing.T, s, from, to, body string) string {
	t.Helper()
	i := strings.Index(s, from)
	j := strings.Index(s, to)
	if i < 0 || j < i {
		t.Fatalf("README.md has no %q", from)
	}
	i += strings.IndexByte(s[i:], '\n') + 1
	return s[:i] + body + s[j:]
}

// areas is the line of the sheet that gives the mean of each area, as a table.
func areas(sheet string) string {
	var head, row string
	for _, l := range strings.Split(sheet, "\n") {
		f := strings.Fields(l)
		switch {
		case strings.HasPrefix(l, "  attributions ") && len(f)%2 == 0:
			for i := 0; i < len(f); i += 2 {
				head += "| " + f[i] + " "
				row += "| " + f[i+1] + " "
			}
		case strings.HasPrefix(l, "overall "):
			head, row = "| overall "+head, "| **"+f[1]+"** "+row
		}
	}
	return head + "|\n|" + strings.Repeat("---|", strings.Count(head, "|")) + "\n" + row + "|\n"
}
