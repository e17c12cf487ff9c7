// Package merge learns and measures when two reports are of one incident. Its
// pairs come from three corpora: the two events of each topic of EventCorefBank+,
// the shootings of the Gun Violence Database by day, town and names, and the
// answer keys of MUC-4 by day, country and targets. docs/merging.md says what
// pairs are and how the corpora are split.
package merge

import (
	"embed"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"time"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/lab/ecb"
	"dossier/internal/lab/gvdb"
	"dossier/internal/lab/muc4"
	"dossier/internal/match"
	"dossier/internal/name"
	"dossier/internal/wire"
)

// report is one report in which an incident is found, and what it is about by its
// corpus.
type report struct {
	id    string
	words []string // for counting words
	sign  match.Sign

	event string    // EventCorefBank+
	day   int       // Gun Violence Database
	city  string    //
	site  string    //
	names []string  // last words of those hurt and of attackers
	keys  []keyPart // MUC-4
}

// written holds the situations.
//
//go:embed testdata/situations
var written embed.FS

// keyPart is what an answer key says of one incident.
type keyPart struct {
	lo, hi  int // days
	country string
	kind    string
	targets string
}

// source is a corpus: its reports, and what a pair of them is: same, different, or
// neither as far as the corpus tells.
type source struct {
	name    string
	reports []report
	same    func(a, b *report) verdict
}

type verdict int

const (
	unknown verdict = iota
	different
	same
)

// reader reads texts with the shipped pipeline, as far as an incident is found in
// them.
type reader struct {
	one func(id, text string) (*doc.Document, *claim.Set)
}

func newReader() reader {
	line := wire.Pipeline()
	return reader{func(id, text string) (*doc.Document, *claim.Set) {
		r := line.One(id, []byte(text))
		if r.Err != nil || !r.Set.Found {
			return nil, nil
		}
		return r.Doc, r.Set
	}}
}

// read makes a report of a text, false where no incident is found in it.
func (rd reader) read(id, text string) (report, bool) {
	d, s := rd.one(id, text)
	if d == nil {
		return report{}, false
	}
	return report{id: id, words: match.Words(d), sign: match.Signs(d, s)[0]}, true
}

// pairsOfEvents are the reports of the odd or the even topics of EventCorefBank+.
func pairsOfEvents(rd reader, shared string, odd int) (source, error) {
	all, err := ecb.Load(shared)
	if err != nil {
		return source{}, err
	}
	out := source{name: "EventCorefBank+", same: func(a, b *report) verdict {
		if a.event == b.event {
			return same
		}
		return different
	}}
	for _, r := range all {
		if r.Topic%2 != odd {
			continue
		}
		if x, ok := rd.read(r.Path, r.Text); ok {
			x.event = r.Event
			out.reports = append(out.reports, x)
		}
	}
	return out, nil
}

// shootings are the articles of a half of the Gun Violence Database: as they stand,
// without a date of their own, or, dated, with that of the day after what they tell of,
// as an archive has them.
func shootings(rd reader, shared string, half gvdb.Half, dated bool) (source, error) {
	all, err := gvdb.Load(shared)
	if err != nil {
		return source{}, err
	}
	out := source{name: "Gun Violence Database", same: sameShooting}
	if dated {
		out.name += ", dated"
	}
	for _, a := range all {
		if a.Half != half {
			continue
		}
		t, err := time.Parse("2006-1-2", a.Date)
		if dated && err == nil {
			a.Text = "Published: " + t.AddDate(0, 0, 1).Format(time.DateOnly) + "\n---\n" + a.Text
		}
		x, ok := rd.read(a.ID, a.Text)
		if !ok {
			continue
		}
		if err == nil {
			x.day = int(t.Unix() / 86400)
		}
		x.city, x.site = name.Fold(a.Gold["DAT-CITY"]), name.Fold(a.Gold["DAT-LOC"])
		for _, f := range []gvdb.Field{"VIC-NAME", "SHO-NAME"} {
			if ws := strings.Fields(name.Fold(a.Gold[f])); len(ws) > 0 {
				x.names = append(x.names, ws[len(ws)-1])
			}
		}
		out.reports = append(out.reports, x)
	}
	return out, nil
}

// ownReports are the situations that were written to be learnt from; reports of two of
// them are of two incidents.
func ownReports(rd reader, dir fs.FS) (source, error) {
	all, err := readSituations(dir)
	out := source{name: "situations", same: func(a, b *report) verdict {
		if a.event == b.event {
			return same
		}
		return different
	}}
	for _, s := range all {
		for _, r := range s.reports {
			if x, ok := rd.read(s.name+" "+r.name, r.text); ok {
				x.event = s.name + " " + r.incident
				out.reports = append(out.reports, x)
			}
		}
	}
	return out, err
}

// sameShooting: two days apart or more are different, unless they name the same
// people; the same day or the next with a name, or the town and street, in common
// are the same.
func sameShooting(a, b *report) verdict {
	if a.day == 0 || b.day == 0 {
		return unknown
	}
	apart := max(a.day-b.day, b.day-a.day)
	shared := meet(a.names, b.names)
	switch {
	case shared && apart <= 2:
		return same
	case shared:
		return unknown
	case apart >= 2:
		return different
	case a.city != "" && a.city == b.city && a.site != "" && a.site == b.site:
		return same
	}
	return unknown
}

func meet(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

// attacks are the reports of parts of MUC-4, every other block of fifty where half
// is 0 or 1, all where it is below.
func attacks(rd reader, shared string, half int, parts ...string) (source, error) {
	out := source{name: "MUC-4", same: sameAttack}
	for _, part := range parts {
		all, err := muc4.Read(shared, part)
		if err != nil {
			return source{}, err
		}
		for i, r := range all {
			if half >= 0 && i/50%2 != half {
				continue
			}
			x, ok := rd.read(r.ID, r.Text)
			if !ok {
				continue
			}
			for k := range r.Key {
				x.keys = append(x.keys, keyOf(&r.Key[k]))
			}
			out.reports = append(out.reports, x)
		}
	}
	return out, nil
}

var keyDate = regexp.MustCompile(`(\d\d) ([A-Z])([A-Z]{2}) (\d\d)`)

// keyOf reads an answer key. A date behind a dash is the latest that the incident
// can have.
func keyOf(t *muc4.Template) keyPart {
	out := keyPart{country: strings.TrimSpace(strings.Split(first(t, muc4.Location), ":")[0]), kind: first(t, muc4.Type)}
	for _, s := range []muc4.Slot{muc4.PhysID, muc4.HumName, muc4.HumDescription} {
		for _, f := range t.Slots[s] {
			out.targets += strings.Join(f.Any, " ") + " "
		}
	}
	date := first(t, muc4.Date)
	for i, m := range keyDate.FindAllStringSubmatch(date, -1) {
		d, err := time.Parse("02 Jan 06", fmt.Sprint(m[1], " ", m[2], strings.ToLower(m[3]), " ", m[4]))
		if err != nil {
			continue
		}
		if out.hi = int(d.Unix() / 86400); i == 0 {
			out.lo = out.hi
		}
	}
	if strings.HasPrefix(strings.TrimSpace(date), "-") {
		out.lo -= 20
	}
	return out
}

func first(t *muc4.Template, s muc4.Slot) string {
	if fs := t.Slots[s]; len(fs) > 0 && len(fs[0].Any) > 0 {
		return fs[0].Any[0]
	}
	return ""
}

// sameAttack: some incident of one key is of the day, country and kind of one of
// the other, and they have a telling word of their targets in common; different
// are those whose incidents are all days apart or in other countries.
func sameAttack(a, b *report) verdict {
	if len(a.keys) == 0 || len(b.keys) == 0 {
		return unknown
	}
	near := false
	for i := range a.keys {
		for j := range b.keys {
			x, y := &a.keys[i], &b.keys[j]
			if x.hi == 0 || y.hi == 0 {
				return unknown
			}
			apart := max(0, y.lo-x.hi, x.lo-y.hi)
			shared := sharedTarget(x.targets, y.targets)
			switch {
			case x.country != y.country, apart > 3, apart > 1 && !shared:
			case apart <= 1 && x.kind == y.kind && shared:
				return same
			default:
				near = true
			}
		}
	}
	if near {
		return unknown
	}
	return different
}

// general are words of targets that tell no target from others.
var general = strings.Fields(`PEOPLE CIVILIANS INJURED BUILDING HEADQUARTERS SALVADORAN NATIONAL POLICE ARMY HOUSES PERSONS SOLDIERS
	LEADER MILITARY VEHICLE CIVILIAN HOME RESIDENCE COLOMBIAN PERUVIAN UNITED STATES AMERICAN BANK OFFICES SEVERAL PEASANTS
	CHILDREN WOMEN PERSON DEATHS GOVERNMENT MEMBERS UNIVERSITY FORMER PRESIDENT`)

func sharedTarget(a, b string) bool {
	letters := func(r rune) bool { return r < 'A' || r > 'Z' }
	ws := strings.FieldsFunc(b, letters)
	for _, w := range strings.FieldsFunc(a, letters) {
		if len(w) > 3 && !meet([]string{w}, general) && meet([]string{w}, ws) {
			return true
		}
	}
	return false
}
