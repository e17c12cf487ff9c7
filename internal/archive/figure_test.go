package archive_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/archive"
	"dossier/internal/fault"
	"dossier/internal/review"
	"dossier/internal/store/mem"
	"dossier/internal/store/sqlite"
)

const (
	jolo = "title: Jolo\npublished: 2019-05-05\ndate: 2019-05-05\nplace: Jolo\ncountry: PH\ntype: bombing\nkilled: 20\nsuspect: Ada Byron\n"
	leon = "title: León\npublished: 2021-03-01\ndate: 2021-03-01\nplace: León\ncountry: MX\ntype: arson\nsuspect: Ada Byrone\nsuspect: Rita Solano\n"
)

// eachStore runs a test on archives in memory and on disk.
func eachStore(t *testing.T, f func(*testing.T, *desk)) {
	t.Run("in memory", func(t *testing.T) { f(t, deskOn(t, mem.New())) })
	t.Run("on disk", func(t *testing.T) {
		s, err := sqlite.Create(ctx, t.TempDir(), sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		f(t, deskOn(t, s))
	})
}

func figures(t *testing.T, d *desk, query string) string {
	t.Helper()
	list, next, err := d.Figures(ctx, "", query, 0, 20)
	if err != nil || next != 0 {
		t.Fatal(err, next)
	}
	var out []string
	for _, f := range list {
		out = append(out, fmt.Sprint(f.ID, " ", f.Records))
	}
	return strings.Join(out, ", ")
}

// People of all records are listed; namesakes are told apart until a person says that
// they are one, and again when that is undone.
func TestFiguresOfAllRecords(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		a := d.add(first).Record
		b := d.add(jolo).Record
		c := d.add(leon).Record
		before := fmt.Sprintf("ada-byron@%s 1, ada-byron@%s 1, ada-byrone@%s 1, rita-solano@%s 1", a, b, c, c)
		if got := figures(t, d, ""); got != before {
			t.Fatalf("%s, want %s", got, before)
		}
		if got := figures(t, d, "byron"); got != strings.TrimSuffix(before, fmt.Sprintf(", rita-solano@%s 1", c)) {
			t.Error("by name:", got)
		}
		if got := figures(t, d, "sol*"); got != fmt.Sprintf("rita-solano@%s 1", c) {
			t.Error("by the beginning of a word:", got)
		}
		f, err := d.Figure(ctx, "ada-byron@"+a, 0, 10)
		if err != nil || len(f.Perhaps) != 2 || len(f.Appearances) != 1 || len(f.Appearances[0].Said) != 1 || len(f.Documents) != 1 {
			t.Fatalf("%+v %v", f, err)
		}
		if got := strings.Join(f.Perhaps[0].Reasons, "; "); got != "the same name; against: other countries: IR and PH" {
			t.Error(got)
		}
		q := f.Perhaps[0].Ask
		if _, _, err := d.Decide(ctx, archive.Draft{Kind: review.SameEntity, Record: q.Record, Entity: q.Entity, Other: q.Other, In: q.In}); err != nil {
			t.Fatal(err)
		}
		if got, want := figures(t, d, "ada"), fmt.Sprintf("ada-byron@%s 2, ada-byrone@%s 1", a, c); got != want {
			t.Errorf("judged the same: %s, want %s", got, want)
		}
		for _, id := range []string{"ada-byron@" + a, "ada-byron@" + b} {
			if f, err = d.Figure(ctx, id, 0, 10); err != nil || f.ID != "ada-byron@"+a || len(f.Appearances) != 2 || len(f.Perhaps) != 1 || len(f.Answers) != 1 {
				t.Errorf("%s: %+v %v", id, f, err)
			}
		}
		if got := strings.Join(f.Appearances[0].Why, ""); got != "ada said so" {
			t.Error(got)
		}
		if f, err = d.Figure(ctx, "ada-byron@"+a, 1, 1); err != nil || len(f.Appearances) != 1 || f.Appearances[0].Record != b || f.Records != 2 {
			t.Errorf("the second record: %+v %v", f, err)
		}
		if _, err := d.Undo(ctx, 1, ""); err != nil {
			t.Fatal(err)
		}
		if got := figures(t, d, ""); got != before {
			t.Errorf("undone: %s, want %s", got, before)
		}
		d.sound()
	})
}

// What was answered is not a candidate again, whatever the answer, and the answer
// holds when the records are read anew or merged.
func TestAnswersAboutFigures(t *testing.T) {
	for _, kind := range []review.Kind{review.DifferentEntity, review.UnsureEntity} {
		d := newDesk(t)
		a := d.add(early + first).Record
		b := d.add(early + jolo).Record
		if _, _, err := d.Decide(ctx, archive.Draft{Kind: kind, Record: a, Entity: "Ada Byron", Other: "Ada Byron", In: b}); err != nil {
			t.Fatal(err)
		}
		d.better = true
		d.reread(false)
		for _, id := range []string{"ada-byron@" + a, "ada-byron@" + b} {
			f, err := d.Figure(ctx, id, 0, 10)
			if err != nil || f.ID != id || len(f.Perhaps) != 0 || len(f.Answers) != 1 {
				t.Errorf("%s, %s: %+v %v", kind, id, f, err)
			}
		}
	}
}

func TestFigureByName(t *testing.T) {
	d := newDesk(t)
	a := d.add(first).Record
	d.add(leon)
	if f, err := d.Figure(ctx, "rita solano", 0, 1); err != nil || f.Name != "Rita Solano" {
		t.Error(f, err)
	}
	if f, err := d.Figure(ctx, "ada byron", 0, 1); err != nil || f.ID != "ada-byron@"+a {
		t.Error(f, err)
	}
	d.add(jolo)
	if _, err := d.Figure(ctx, "Ada Byron", 0, 1); fault.Of(err) != fault.Conflict || !strings.Contains(err.Error(), "2 are called") {
		t.Error(err)
	}
	for _, id := range []string{"Nobody", "nobody@" + a, "ada-byron@nowhere", "@", ""} {
		if _, err := d.Figure(ctx, id, 0, 1); fault.Of(err) != fault.NotFound {
			t.Errorf("%q: %v", id, err)
		}
	}
	if _, _, err := d.Figures(ctx, "place", "", 0, 1); fault.Of(err) != fault.Invalid {
		t.Error(err)
	}
}

// A name that many records have is compared within bounds, and says so.
func TestManyNamesakes(t *testing.T) {
	d := newDesk(t)
	var arrivals []archive.Arrival
	for i := range 210 {
		r := fmt.Sprintf("title: T%d\ndate: 20%02d-%02d-%02d\nplace: P%d\ncountry: PH\nsuspect: Ada Byron\n", i, i%90, 1+i%12, 1+i%28, i)
		arrivals = append(arrivals, d.Receive(ctx, archive.Input{Path: "r", Bytes: []byte(r)}))
	}
	if _, err := d.Keep(ctx, arrivals); err != nil {
		t.Fatal(err)
	}
	list, _, err := d.Figures(ctx, "", "ada byron", 0, 300)
	if err != nil || len(list) == 0 || !list[0].Cut {
		t.Errorf("%d figures, %v", len(list), err)
	}
}

func TestSources(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		d.add("url: https://www.wren.example/1\n" + first)
		d.add("url: https://post.example/7\n" + second)
		d.add("url: https://wren.example/2\n" + jolo)
		lines := func() string {
			list, all, err := d.Sources(ctx, "", 0, 10)
			if err != nil || all != len(list) {
				t.Fatal(err, all)
			}
			var out []string
			for _, s := range list {
				out = append(out, fmt.Sprintf("%s %d in %d, %d shown, %d contested, %d rejected: %s %s %s", s.ID, s.Tally.Documents, s.Records, s.Shown, s.Contested, s.Rejected, s.Kind, s.Country, s.Reliability))
			}
			return strings.Join(out, "\n")
		}
		want := "wren-example 2 in 2, 14 shown, 1 contested, 0 rejected:   \npost-example 1 in 1, 6 shown, 1 contested, 0 rejected:   "
		if got := lines(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
		k, err := d.SourceOf(ctx, "wren.example", 0, 10)
		if err != nil || len(k.Documents) != 2 || len(k.Told) != 2 {
			t.Fatalf("%+v %v", k, err)
		}
		told := k.Told[1]
		if len(told.Differs) != 1 || told.Differs[0].Text != "2" || told.Differs[0].Others[0].Text != "3" || len(told.Alone) == 0 || len(k.Told[0].Alone) != 0 {
			t.Errorf("%+v", told)
		}
		// A person says what it is; it stands on its documents until it is undone.
		before := d.bytes("d1")
		if _, err := d.Describe(ctx, "wren-example", review.Outlet{Kind: "Press", Country: "gb", Reliability: "b"}, "their imprint"); err != nil {
			t.Fatal(err)
		}
		if got := lines(); !strings.Contains(got, "wren-example 2 in 2, 14 shown, 1 contested, 0 rejected: press GB B") {
			t.Error(got)
		}
		out, err := d.Show(ctx, "d1", false)
		if err != nil || out.Documents[0].SourceKind != "press" || out.Documents[0].Reliability != "B" || out.Documents[1].SourceKind != "" {
			t.Errorf("%+v %v", out.Documents, err)
		}
		if err := d.Rebuild(ctx); err != nil {
			t.Fatal(err)
		}
		if got := lines(); !strings.Contains(got, "press GB B") {
			t.Error("folded anew:", got)
		}
		d.sound()
		if _, err := d.Undo(ctx, 1, ""); err != nil {
			t.Fatal(err)
		}
		if got := lines(); got != want || d.bytes("d1") != before {
			t.Errorf("undone: %s", got)
		}
	})
}

func TestWhatIsSaidOfASourceIsChecked(t *testing.T) {
	d := newDesk(t)
	d.add("url: https://www.wren.example/1\n" + first)
	for _, c := range []struct {
		source string
		o      review.Outlet
		want   string
	}{
		{"wren-example", review.Outlet{}, "say what the source is"},
		{"wren-example", review.Outlet{Kind: "paper"}, "no kind of source: agency, press"},
		{"wren-example", review.Outlet{Country: "GBR"}, "two letters"},
		{"wren-example", review.Outlet{Reliability: "G"}, "A to F"},
		{"nobody", review.Outlet{Kind: "press"}, "no document comes from"},
	} {
		if _, err := d.Describe(ctx, c.source, c.o, ""); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %+v: %v", c.source, c.o, err)
		}
	}
}
