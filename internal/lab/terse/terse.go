// Package terse measures how terse reports are read: alerts of operations centres,
// security advisories, statements of police, ministries and armies, wire flashes.
// The reports and their gold, in testdata, are our own; each batch was written
// before the program was run on it.
package terse

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/lab/gold"
	"dossier/internal/pipeline"
	"dossier/internal/wire"
	"dossier/schema"
)

// Sheet reads a folder of reports with gold and gives the figures, and under them
// each report with the figures that it falls short in.
func Sheet(dir string) (string, error) {
	reports, _, err := gold.Load(dir)
	if err != nil {
		return "", err
	}
	line := wire.Pipeline()
	all := map[string]gold.Tally{}
	var short strings.Builder
	for i := range reports {
		r := &reports[i]
		got, err := judge(line, r)
		if err != nil {
			return "", err
		}
		gold.Sum(all, got)
		fmt.Fprintf(&short, "%s: %s\n", strings.TrimSuffix(filepath.Base(r.Path), ".txt"), shortfall(got))
	}
	return figures(all, len(reports)) + "\n" + short.String(), nil
}

// judge reads one report alone and counts by its gold.
func judge(line *pipeline.Pipeline, r *gold.Report) (map[string]gold.Tally, error) {
	got := line.One(r.Path, []byte(r.Text))
	if got.Err != nil {
		return nil, got.Err
	}
	out := pipeline.Fold([]*doc.Document{got.Doc}, []*claim.Set{got.Set})
	var main schema.Record
	found := slices.IndexFunc(out.Records, func(r schema.Record) bool { return r.Role == "main" })
	if found >= 0 {
		main = out.Records[found]
	}
	tally := map[string]gold.Tally{}
	if r.Gold.Incident {
		tally = r.Gold.Judge(&main, r.Text).Tally
		gold.Sum(tally, r.Gold.JudgeFurther(&main))
	}
	seen := gold.Tally{Right: 1}
	if r.Gold.Incident != (found >= 0) {
		seen = gold.Tally{Missed: 1}
	}
	tally[detection(r.Gold.Incident)] = seen
	return tally, nil
}

func detection(incident bool) string {
	if incident {
		return "detection: an incident is found"
	}
	return "detection: no incident, no record"
}

// shortfall names the figures that are not whole.
func shortfall(of map[string]gold.Tally) string {
	var out []string
	for _, figure := range slices.Sorted(maps.Keys(of)) {
		if t := of[figure]; t.Wrong+t.Missed > 0 {
			_, name, _ := strings.Cut(figure, ": ")
			out = append(out, fmt.Sprintf("%s %d wrong %d missed", name, t.Wrong, t.Missed))
		}
	}
	if out == nil {
		return "all right"
	}
	return strings.Join(out, "; ")
}

// figures is the sheet: every figure, the mean of each area's figures and the mean
// of the areas.
func figures(all map[string]gold.Tally, reports int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d reports\n", reports)
	areas := map[string][]float64{}
	for _, figure := range slices.Sorted(maps.Keys(all)) {
		t := all[figure]
		score, row := measure(figure, t)
		area, _, _ := strings.Cut(figure, ":")
		areas[area] = append(areas[area], score)
		fmt.Fprintf(&b, "  %-34s %s\n", figure, row)
	}
	total := 0.0
	for _, area := range slices.Sorted(maps.Keys(areas)) {
		m := mean(areas[area])
		total += m
		fmt.Fprintf(&b, "  %s %.3f", area, m)
	}
	fmt.Fprintf(&b, "\n  overall %.3f (mean of the areas)\n", total/float64(len(areas)))
	return b.String()
}

// lists are the figures of slots that hold many values.
var lists = []string{"header: targets", "header: type", "header: weapons"}

// measure is F1 for lists and the share of right ones for single values.
func measure(figure string, t gold.Tally) (float64, string) {
	single := strings.HasPrefix(figure, "header: ") && !slices.Contains(lists, figure) || strings.HasPrefix(figure, "detection")
	if single {
		share := ratio(t.Right, t.Right+t.Missed)
		return share, fmt.Sprintf("acc %.3f  (%d of %d)", share, t.Right, t.Right+t.Missed)
	}
	f := ratio(2*t.Right, 2*t.Right+t.Wrong+t.Missed)
	return f, fmt.Sprintf("F1 %.3f  (%d right, %d wrong, %d missed)", f, t.Right, t.Wrong, t.Missed)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}
