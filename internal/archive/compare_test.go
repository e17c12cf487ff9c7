package archive_test

import (
	"strings"
	"testing"

	"dossier/internal/archive"
	"dossier/internal/fault"
)

// Two versions of an article side by side: which cited words are where they were,
// and which figure is another.
func TestCompare(t *testing.T) {
	d := newDesk(t)
	d.add(article)
	d.add(strings.Replace("This report was updated in the evening.\n"+article, "injured: 2", "injured: 3", 1))
	got, err := d.Compare(ctx, "d1", "d2")
	if err != nil || !got.Versions {
		t.Fatal(got.Versions, err)
	}
	n := map[archive.Fate]int{}
	for _, c := range got.Cited {
		n[c.Fate]++
		if got.A.Doc.Text.Slice(c.Span) != c.Words {
			t.Errorf("%q is not at %v", c.Words, c.Span)
		}
	}
	if n[archive.Moved] != 6 || n[archive.Lost] != 1 {
		t.Error(n)
	}
	var lines []string
	for _, c := range got.Changes {
		if c.Part == "injured" {
			lines = append(lines, c.What+" "+c.Value)
		}
	}
	if s := strings.Join(lines, ", "); s != "added 3, removed 2" {
		t.Error("the injured: " + s)
	}
	if same, err := d.Compare(ctx, "d2", "d2"); err != nil || same.Versions || len(same.Changes) != 0 {
		t.Error("a document beside itself", same.Changes, err)
	}
	if _, err := d.Compare(ctx, "d1", "d9"); fault.Of(err) != fault.NotFound {
		t.Error(err)
	}
}

// The end of the log, the latest entry first, and what comes before it.
func TestRecent(t *testing.T) {
	d := newDesk(t)
	d.add(article)
	d.add(strings.Replace(article, "injured: 2", "injured: 3", 1))
	var all []int64
	if err := d.History(ctx, "", func(t archive.Told) error { all = append(all, t.Entry.Seq); return nil }); err != nil {
		t.Fatal(err)
	}
	last := all[len(all)-1]
	for _, c := range []struct {
		before int64
		limit  int
		first  int64
		n      int
	}{{0, 2, last, 2}, {last, 2, last - 1, 2}, {3, 9, 2, 2}, {1, 9, 0, 0}, {0, 99, last, len(all)}, {last + 50, 1, last, 1}} {
		got, err := d.Recent(ctx, c.before, c.limit)
		if err != nil || len(got) != c.n || c.n > 0 && got[0].Entry.Seq != c.first {
			t.Errorf("%d entries before %d: %v %v", c.limit, c.before, got, err)
		}
	}
}
