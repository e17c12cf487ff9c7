package archive_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"dossier/internal/archive"
	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/fault"
	"dossier/internal/ledger"
	"dossier/internal/store"
	"dossier/internal/store/mem"
	"dossier/internal/text"
	"dossier/schema"
)

var ctx = context.Background()

// desk is an archive whose reports are written for a reader that a person can
// follow: a line "slot: value" is a claim on the words of the value, "@2: slot:
// value" one of an incident told in passing, "published: day" and "url: address"
// are of the document; every other line is words only.
type desk struct {
	t *testing.T
	*archive.Archive
	now time.Time
	// better is a better reader: it also reads lines "~ slot: value", and reads
	// nothing of those that begin with "-".
	better bool
}

func newDesk(t *testing.T) *desk { return deskOn(t, mem.New()) }

func deskOn(t *testing.T, s store.Store) *desk {
	d := &desk{t: t, now: time.Date(2023, 2, 1, 8, 0, 0, 0, time.UTC)}
	d.Archive = &archive.Archive{
		Store: s, Version: "test 1", Who: "ada",
		Now:  func() time.Time { d.now = d.now.Add(time.Second); return d.now },
		Read: readLines, Claims: func(x *doc.Document) *claim.Set { return claimsOfLines(x, d.better) },
	}
	return d
}

func readLines(path string, raw []byte, _ *doc.Provenance) (*doc.Document, error) {
	if strings.Contains(string(raw), "\x00") {
		return nil, fault.New(fault.Unreadable, "a zero byte")
	}
	sha := ledger.Digest(raw)
	d := &doc.Document{ID: doc.ID(sha), SHA256: sha, Path: path, Format: doc.Plain, Text: text.New(string(raw))}
	lines(string(raw), func(key, value string, _ text.Span) {
		switch key {
		case "published":
			d.Published = value
		case "url":
			d.URL = value
		case "title":
			d.Title = value
		}
	})
	return d, nil
}

// lines hands over the lines "key: value", with the place of the value.
func lines(s string, yield func(key, value string, at text.Span)) {
	at := 0
	for _, l := range strings.SplitAfter(s, "\n") {
		if i := strings.LastIndex(l, ": "); i >= 0 {
			v := strings.TrimRight(l[i+2:], "\n")
			yield(l[:i], v, text.Span{Start: at + i + 2, End: at + i + 2 + len(v)})
		}
		at += len(l)
	}
}

func claimsOfLines(d *doc.Document, better bool) *claim.Set {
	s := &claim.Set{Document: d.ID}
	lines(d.Text.String(), func(key, value string, at text.Span) {
		if k, hidden := strings.CutPrefix(key, "~ "); hidden {
			if !better {
				return
			}
			key = k
		}
		if k, weak := strings.CutPrefix(key, "-"); weak {
			if better {
				return
			}
			key = k
		}
		var n claim.Incident
		if strings.HasPrefix(key, "@") {
			x, _ := strconv.Atoi(key[1:2])
			n, key = claim.Incident(x), key[4:]
		}
		cite := doc.Citation{Document: d.ID, Span: at}
		c := claim.Claim{Incident: n, Citations: []doc.Citation{cite}, Maker: claim.Maker{Name: "lines"}, Confidence: 0.8, Value: &claim.Value{Slot: claim.Slot(key), Text: value}}
		switch claim.Slot(key) {
		case claim.Killed, claim.Injured:
			x, _ := strconv.Atoi(value)
			k := count.Exactly(x)
			c.Value.Text, c.Value.Count, c.Value.Of = "", &k, "all"
		case claim.Suspect:
			id := claim.EntityID(fmt.Sprint("e", len(s.Entities)+1))
			s.Entities = append(s.Entities, claim.Entity{ID: id, Kind: entity.Person, Name: value, Named: true, Mentions: []doc.Citation{cite}})
			c.Value.Text, c.Value.Entity, c.Value.Basis = "", id, "suspected"
		case claim.Weapon:
			c.Value.Kind = "firearm"
		case claim.Date, claim.Place, claim.Country, claim.Type, claim.Site, claim.Motive, claim.Time:
		default:
			return
		}
		c.ID = claim.ID(fmt.Sprint("c", len(s.Claims)+1))
		s.Claims = append(s.Claims, c)
	})
	s.Found = len(s.Claims) > 0
	if s.Found {
		s.Why = "lines"
	}
	return s
}

// add adds a report and gives the id of its record.
func (d *desk) add(words string) archive.Added {
	d.t.Helper()
	return d.addAs(archive.Input{Path: "report.txt", Bytes: []byte(words)})
}

func (d *desk) addAs(in archive.Input) archive.Added {
	d.t.Helper()
	got, err := d.Keep(ctx, []archive.Arrival{d.Receive(ctx, in)})
	if err != nil {
		d.t.Fatal(err)
	}
	return got[0]
}

func (d *desk) show(id string) schema.Record {
	d.t.Helper()
	out, err := d.Show(ctx, id, false)
	if err != nil {
		d.t.Fatal(err)
	}
	return out.Records[0]
}

// bytes is a record to the byte.
func (d *desk) bytes(id string) string {
	d.t.Helper()
	out, err := d.Show(ctx, id, true)
	if err != nil {
		d.t.Fatal(err)
	}
	b, err := json.MarshalIndent(out, "", " ")
	if err != nil {
		d.t.Fatal(err)
	}
	return string(b)
}

// values are those of a slot as "3* accepted 2": the shown one has a star.
func values(r schema.Record, slot string) string {
	var out []string
	for i := range r.Values {
		v := &r.Values[i]
		if v.Slot != slot {
			continue
		}
		s := fmt.Sprint(v.Value)
		if x, ok := v.Value.(schema.Range); ok {
			s = fmt.Sprint(*x.Min, "-", *x.Max)
		}
		for _, e := range r.Entities {
			if e.ID == s {
				s = e.Name
			}
		}
		if v.Preferred {
			s += "*"
		}
		if v.State != "" {
			s += " " + v.State
		}
		if v.WordsLost {
			s += " lost"
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

// sound fails the test unless the archive verifies.
func (d *desk) sound() {
	d.t.Helper()
	r, err := d.Verify(ctx, nil)
	if err != nil || len(r.Faults) > 0 {
		d.t.Errorf("verify: %v\n%s", err, strings.Join(r.Faults, "\n"))
	}
}

// misread is a reader that takes every number of killed for ten more.
func misread(read func(*doc.Document) *claim.Set) func(*doc.Document) *claim.Set {
	return func(d *doc.Document) *claim.Set {
		s := read(d)
		for i := range s.Claims {
			if v := s.Claims[i].Value; v.Slot == claim.Killed {
				k := count.Exactly(v.Count.Min + 10)
				v.Count = &k
			}
		}
		return s
	}
}

// renumbered is a reader that numbers the incidents told in passing the other way
// round, and no longer finds the second.
func renumbered(read func(*doc.Document) *claim.Set) func(*doc.Document) *claim.Set {
	return func(d *doc.Document) *claim.Set {
		s := read(d)
		var kept []claim.Claim
		for _, c := range s.Claims {
			switch c.Incident {
			case 1:
				c.Incident = 2
			case 2:
				continue
			case 3:
				c.Incident = 1
			}
			kept = append(kept, c)
		}
		s.Claims = kept
		return s
	}
}
