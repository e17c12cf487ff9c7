package archive_test

import (
	"testing"

	"dossier/internal/archive"
	"dossier/internal/review"
)

// Records that stand apart though a report of one is like one of the other are asked
// about until somebody answers, and again when the answer is undone.
func TestAQuestionIsAskedUntilItIsAnswered(t *testing.T) {
	d := newDesk(t)
	town := "country: US\nplace: Brownsville\ntype: shooting\n"
	a := d.add("title: A\npublished: 2011-10-22\ndate: 2011-10-21\n" + town).Record
	d.add("title: B\npublished: 2011-10-22\ndate: 2011-10-21\n" + town + "suspect: Ada Byron\n")
	b := d.add("title: C\npublished: 2011-11-20\ndate: 2011-10-26\n" + town + "suspect: Ada Byron\n").Record
	if a == b {
		t.Fatal("one record")
	}
	asked := func(want int) {
		t.Helper()
		for _, id := range []string{"", a, b} {
			list, err := d.Questions(ctx, id, 10)
			if err != nil || len(list) != want {
				t.Errorf("about %q: %+v %v, want %d", id, list, err, want)
			}
			for _, q := range list {
				if q.A != a || q.B != b || q.TitleA == "" || len(q.Reasons) == 0 || q.Confidence <= 0 {
					t.Errorf("%+v", q)
				}
			}
		}
	}
	asked(1)
	for _, k := range []review.Kind{review.Unsure, review.Different, review.Same} {
		got, _, err := d.Decide(ctx, archive.Draft{Kind: k, Record: a, Other: b})
		if err != nil {
			t.Fatal(err)
		}
		if k == review.Same {
			if r := d.show(b); r.ID != a {
				t.Error("said to be the same, and apart")
			}
			break
		}
		asked(0)
		if _, err := d.Undo(ctx, got.Seq, ""); err != nil {
			t.Fatal(err)
		}
		asked(1)
	}
	if list, err := d.Questions(ctx, "", 10); err != nil || len(list) != 0 {
		t.Error(list, err)
	}
	d.sound()
}
