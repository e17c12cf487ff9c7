package archive_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/archive"
)

const article = "url: https://example.org/a\ntitle: An attack in the capital\n" + tehran +
	"killed: 1\ninjured: 2\nA gunman went to the embassy in the morning and shot at the guards.\nweapon: rifle\n"

// An edited article is a newer version: what its reader sees of the old one.
func TestNewerVersions(t *testing.T) {
	for _, c := range []struct {
		why    string
		edit   func(string) string
		want   string // of the old version: words that are intact, moved, lost
		values string // of the injured
	}{
		{"a word added at the end", func(s string) string { return s + "More is not known.\n" }, "7 intact 0 moved 0 lost", "2*"},
		{"a paragraph put before", func(s string) string { return "This report was updated in the evening.\n" + s }, "0 intact 7 moved 0 lost", "2*"},
		{"another figure", func(s string) string { return strings.Replace(s, "injured: 2", "injured: 3", 1) }, "6 intact 0 moved 1 lost", "3*, 2 lost"},
		{"a figure left out", func(s string) string { return strings.Replace(s, "injured: 2\n", "", 1) }, "5 intact 1 moved 1 lost", "2* lost"},
	} {
		d := newDesk(t)
		a := d.add(article)
		b := d.add(c.edit(article))
		if b.Newer != 1 || a.Newer != 0 || a.Record != b.Record {
			t.Fatalf("%s: %+v %+v", c.why, a, b)
		}
		vs, err := d.Versions(ctx, "d2")
		if err != nil || len(vs) != 2 || !vs[1].Newest || vs[0].Newest {
			t.Fatal(c.why, vs, err)
		}
		n := map[archive.Fate]int{}
		for _, x := range vs[0].Cited {
			n[x.Fate]++
		}
		if got := fmt.Sprintf("%d intact %d moved %d lost", n[archive.Intact], n[archive.Moved], n[archive.Lost]); got != c.want {
			t.Errorf("%s: %s, want %s\n%+v", c.why, got, c.want, vs[0].Cited)
		}
		if got := values(d.show(a.Record), "injured"); got != c.values {
			t.Errorf("%s: %s, want %s", c.why, got, c.values)
		}
		d.sound()
	}
}

func TestWhatIsAVersion(t *testing.T) {
	d := newDesk(t)
	file := func(words string) archive.Added {
		return d.addAs(archive.Input{Path: "page.txt", File: "/reports/page.txt", Bytes: []byte(words)})
	}
	if got := file(first); got.Newer != 0 {
		t.Error("the first of its place is a version of", got.Newer)
	}
	if got := file("title: A bank was robbed\npublished: 2019-05-05\ndate: 2019-05-05\nplace: Jolo\ntype: bombing\n"); got.Newer != 0 {
		t.Error("another story that was put in the place of the first is a version of", got.Newer)
	}
	if got := file(first + "Two cars were found.\n"); got.Newer != 1 {
		t.Error("the first with a sentence more is a version of", got.Newer)
	}
	named := func(words string) archive.Added {
		return d.addAs(archive.Input{Path: "-", Name: "the page", Bytes: []byte(words)})
	}
	named("one: 1\n")
	if got := named("two: 2\n"); got.Newer != 4 {
		t.Error("a version by name is one of", got.Newer)
	}
	d.sound()
}
