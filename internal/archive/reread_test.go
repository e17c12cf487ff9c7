package archive_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/archive"
	"dossier/internal/record"
	"dossier/internal/review"
)

// A better reader finds "~ slot: value" and no longer "-slot: value".
const improvable = "title: Third\n" + tehran + "killed: 1\n-injured: 2\n~ injured: 5\n-weapon: knife\n~ motive: revenge\n@1: place: Jolo\n@1: date: 2019-05-05\n"

// reread reads everything anew and tells which documents are read otherwise and how
// records change.
func (d *desk) reread(dry bool) string {
	d.t.Helper()
	var out []string
	err := d.RereadAll(ctx, nil, dry, func(r archive.Reread) {
		if r.Err != nil {
			out = append(out, "error "+r.Err.Error())
		} else if r.Changed {
			out = append(out, fmt.Sprint("d", r.Card.Seq))
		}
	}, func(e archive.Effect) { out = append(out, e.Record+" "+changes(e.Changes)) })
	if err != nil {
		d.t.Fatal(err)
	}
	return strings.Join(out, "; ")
}

func changes(cs []record.Change) string {
	var out []string
	for _, c := range cs {
		out = append(out, strings.TrimSpace(c.What+" "+c.Part+" "+c.Value+" "+c.State))
	}
	return strings.Join(out, ", ")
}

func TestReread(t *testing.T) {
	d := newDesk(t)
	id := d.add(improvable).Record
	before := d.bytes(id)
	if got := d.reread(false); got != "" {
		t.Error("reading with the same reader changed", got)
	}
	d.better = true
	want := "d1; " + id + " added injured 5, added motive revenge, removed weapon knife, removed injured 2"
	if got := d.reread(true); got != want {
		t.Errorf("it would change %s\nwant %s", got, want)
	}
	if d.bytes(id) != before {
		t.Error("trying it changed the record")
	}
	if got := d.reread(false); got != want {
		t.Errorf("it changed %s\nwant %s", got, want)
	}
	if got := d.reread(false); got != "" {
		t.Error("a second time it changed", got)
	}
	if got := values(d.show(id), "injured"); got != "5*" {
		t.Error(got)
	}
	d.sound()
	// What was read before is still there.
	out, err := d.AsOf(ctx, id, "2023-02-01T08:00:30", archive.Received)
	if err != nil || values(out.Records[0], "injured") == "" {
		t.Error(out, err)
	}
}

// Decisions hold when a better reader comes; those whose value is gone show as
// obsolete, and it is told when the words stand for another value now.
func TestDecisionsSurviveRereading(t *testing.T) {
	d := newDesk(t)
	id := d.add("title: Third\n" + tehran + "killed: 1\n-weapon: knife\n~ site: 7 Main Street\n-site: Main Street\n").Record
	for _, x := range []archive.Draft{
		{Kind: review.Accept, Slot: "killed"},
		{Kind: review.Accept, Slot: "weapon"},
		{Kind: review.Reject, Slot: "site", Why: "no such street"},
		{Kind: review.Add, Slot: "motive", New: "revenge", Words: "title: Third"},
		{Kind: review.Edit, Slot: "place", New: "Karaj", Why: "nearby"},
	} {
		x.Record = id
		if _, _, err := d.Decide(ctx, x); err != nil {
			t.Fatal(err)
		}
	}
	d.better = true
	d.reread(false)
	r := d.show(id)
	for slot, want := range map[string]string{
		"killed": "1* accepted", "weapon": "knife obsolete", "motive": "revenge* accepted", "place": "Tehran rejected, Karaj* edited",
		"site": "7 Main Street rejected",
	} {
		if got := values(r, slot); got != want {
			t.Errorf("%s: %s, want %s", slot, got, want)
		}
	}
	var stands []string
	for _, x := range r.Decisions {
		stands = append(stands, x.Status)
	}
	if got := strings.Join(stands, " "); got != "applied obsolete applied applied applied" {
		t.Error(got)
	}
	d.sound()
}

// "The value changed, the words did not": the reader now takes the same words for
// another value.
func TestTheWordsStandForAnotherValueNow(t *testing.T) {
	d := newDesk(t)
	id := d.add("title: Third\n" + tehran + "~ -injured: 4\nkilled: 1\n").Record
	d.add(second)
	old := d.Claims
	if _, _, err := d.Decide(ctx, archive.Draft{Kind: review.Accept, Record: id, Slot: "killed"}); err != nil {
		t.Fatal(err)
	}
	d.Claims = misread(old)
	d.reread(false)
	r := d.show(id)
	if x := r.Decisions[0]; x.Status != "changed" || x.Now == "" {
		t.Errorf("%+v", x)
	}
	if got := values(r, "killed"); !strings.Contains(got, "1 obsolete") || !strings.Contains(got, "11*") {
		t.Error(got)
	}
	d.sound()
}

// Incidents told in passing keep their numbers, and so their records.
func TestIncidentsToldInPassingKeepTheirRecords(t *testing.T) {
	d := newDesk(t)
	d.add("title: Third\n" + tehran + "@1: place: Jolo\n@1: date: 2019-05-05\n-@2: place: Oslo\n-@2: date: 2011-07-22\n~ @1: killed: 20\n@3: place: Madrid\n@3: date: 2004-03-11\n")
	var jolo, madrid string
	out, _ := d.All(ctx, false)
	for _, r := range out.Records {
		switch {
		case strings.Contains(values(r, "place"), "Jolo"):
			jolo = r.ID
		case strings.Contains(values(r, "place"), "Madrid"):
			madrid = r.ID
		}
	}
	old := d.Claims
	d.Claims = renumbered(old)
	d.reread(false)
	if got := values(d.show(jolo), "place"); got != "Jolo*" {
		t.Error(got)
	}
	if got := values(d.show(madrid), "place"); got != "Madrid*" {
		t.Error(got)
	}
	d.sound()
}

func TestAsOfAndDiff(t *testing.T) {
	d := newDesk(t)
	id := d.add(first).Record // received 2023-02-01
	d.now = d.now.AddDate(0, 0, 2)
	d.add(strings.Replace(second, "published: 2023-01-27", "published: 2023-01-29", 1))
	d.now = d.now.AddDate(0, 0, 2)
	if _, _, err := d.Decide(ctx, archive.Draft{Kind: review.Reject, Record: id, Slot: "injured", Value: "2", Why: "an early figure"}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		date string
		by   archive.Clock
		want string // the injured; "!" and part of the error
	}{
		{"2023-01-31", archive.Received, "!nothing of it was received by 2023-01-31"},
		{"2023-02-01", archive.Received, "2*"},
		{"2023-02-02", archive.Received, "2*"},
		{"2023-02-03", archive.Received, "2, 3*"},
		{"2023-02-05", archive.Received, "2 rejected, 3*"},
		{"2023-01-26", archive.Published, "!nothing of it was published by 2023-01-26"},
		{"2023-01-27", archive.Published, "2 rejected"},
		{"2023-01-29", archive.Published, "2 rejected, 3*"},
		{"2023-01", archive.Published, "2 rejected, 3*"},
	} {
		out, err := d.AsOf(ctx, id, c.date, c.by)
		if part, bad := strings.CutPrefix(c.want, "!"); bad {
			if err == nil || !strings.Contains(err.Error(), part) {
				t.Errorf("%s %s: %v", c.date, c.by, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if got := values(out.Records[0], "injured"); got != c.want || len(out.Documents) != len(out.Records[0].Documents) {
			t.Errorf("%s %s: %s, want %s", c.date, c.by, got, c.want)
		}
	}
	df, err := d.Diff(ctx, id, "2023-02-02", "2023-02-04", archive.Received)
	if err != nil {
		t.Fatal(err)
	}
	if got := changes(df.Changes); got != "hidden injured 2, added injured 3, added suspect Carl Doe" || len(df.Documents) != 1 || df.Documents[0].Document.Title != "Second" || len(df.Decisions) != 0 {
		t.Errorf("%s\n%+v", got, df)
	}
	if df, err = d.Diff(ctx, id, "2023-02-04", "2023-02-06", archive.Received); err != nil || len(df.Decisions) != 1 || len(df.Documents) != 0 {
		t.Errorf("%+v %v", df, err)
	}
	if df, err = d.Diff(ctx, id, "2020", "2023-02-01", archive.Received); err != nil || len(df.Documents) != 1 || !strings.Contains(changes(df.Changes), "added killed 1") {
		t.Errorf("%+v %v", df, err)
	}
	now, err := d.AsOf(ctx, id, "2030", archive.Received)
	if err != nil || values(now.Records[0], "injured") != values(d.show(id), "injured") {
		t.Error("as of a day to come it is not what it is now")
	}
}
