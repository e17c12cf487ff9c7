package related

import (
	"slices"
	"sort"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// siteAct makes a record of what o tells to have happened at a site of its own in the
// town of the incident: an attack that the text sets apart from the one before, by an
// hour of its own or as "a second", "another" one.
func (r *reader) siteAct(o *other) {
	p := o.what
	s := r.site(o)
	if s == nil || r.count >= mostBeside || r.n >= most || p.Class != nlp.Attacking && p.Lemma != "go off" || p.Modality != nlp.Actual || p.Attributive || !r.tells(p) {
		return
	}
	kind := r.sameDay(o)
	if kind == "" || len(r.inSentence(p.Sentence)) > 0 && !r.withHome(p.Sentence) || !r.otherSite(s) {
		return
	}
	clock := r.hour(p.Sentence)
	if clock == nil && !r.further(p) {
		return
	}
	code, derived, of := r.codeOf(o, kind)
	if code == "" || code == "other" {
		return
	}
	r.count++
	r.n++
	id := r.n
	r.sites = append(r.sites, r.words(s.Span))
	add := func(v claim.Value, derived string, spans ...text.Span) {
		r.in.Add(r.x, claim.Claim{Incident: id, Value: &v, Confidence: 0.5, Derived: derived}, spans...)
	}
	add(claim.Value{Slot: claim.Type, Text: code}, derived, of)
	if !o.whenText.IsZero() {
		add(claim.Value{Slot: claim.Date, Text: o.when}, "", o.whenText)
	} else if kind == "part_of" {
		r.mainDay(add)
	}
	if clock != nil {
		add(claim.Value{Slot: claim.Time, Text: clock.Value}, "", clock.Span)
	}
	r.mainTown(add)
	add(claim.Value{Slot: claim.Site, Text: r.in.Text(s.Span)}, "", s.Span)
	for slot, f := range r.told(p.Sentence) {
		if f.told && f.Known() {
			add(claim.Value{Slot: harmSlots[slot], Count: &f.Count, Of: "all"}, "", f.span)
		}
	}
	r.relate(kind, strings.ReplaceAll(code, "_", " ")+", "+r.words(s.Span), id, r.in.Sentences[p.Sentence].Span)
}

// otherSite reports whether a site is none of those told of before.
func (r *reader) otherSite(s *nlp.Name) bool {
	if r.sites == nil {
		for i := range r.in.Set.Claims {
			c := &r.in.Set.Claims[i]
			if v := c.Value; v != nil && c.Incident == 0 && v.Slot == claim.Site {
				r.sites = append(r.sites, strings.Join(strings.Fields(v.Text), " "))
			}
		}
	}
	for _, o := range r.sites {
		if sharesName(o, r.words(s.Span)) {
			return false
		}
	}
	return len(r.sites) > 0
}

// sharesName reports whether two names have a word in common that is no mere kind of
// building: "Embassy of Peru in Rome", "Peruvian embassy" do not, "embassy of Peru" does.
func sharesName(a, b string) bool {
	for w := range strings.FieldsSeq(a) {
		if w = strings.ToLower(w); len(w) > 3 && !buildings[w] && slices.Contains(strings.Fields(strings.ToLower(b)), w) {
			return true
		}
	}
	return strings.EqualFold(a, b)
}

// buildings are the words for what many sites are.
var buildings = map[string]bool{
	"embassy": true, "consulate": true, "hotel": true, "church": true, "mosque": true, "station": true, "hospital": true, "bank": true, "school": true,
	"university": true, "airport": true, "market": true, "police": true, "building": true, "headquarters": true, "with": true, "from": true,
}

// hour is the only time of day that a sentence tells, nil for none.
func (r *reader) hour(si int) *nlp.Timex {
	var out *nlp.Timex
	s := &r.in.Sentences[si]
	from := sort.Search(len(r.in.Times), func(i int) bool { return r.in.Times[i].First >= s.First })
	for i := from; i < len(r.in.Times) && r.in.Times[i].First < s.Last; i++ {
		if x := &r.in.Times[i]; x.Kind == nlp.Clock && len(x.Value) == len("10:39") {
			if out != nil {
				return nil
			}
			out = x
		}
	}
	return out
}

// further reports whether the words of p, or of what takes part in it, call it one
// more: "a second device", "another attack".
func (r *reader) further(p *nlp.Predicate) bool {
	heads := []int{p.Word}
	for i := range p.Args {
		if g := &p.Args[i]; g.Role == nlp.Agent || g.Role == nlp.Patient {
			heads = append(heads, g.Head)
		}
	}
	for _, h := range heads {
		for w := max(0, h-4); w < h; w++ {
			if r.in.Words[w].Head != h {
				continue
			}
			switch strings.ToLower(r.in.Words[w].Lemma) {
			case "second", "third", "fourth", "another", "other", "further":
				return true
			}
		}
	}
	return false
}

// mainTown adds the town and the country of the incident.
func (r *reader) mainTown(add func(claim.Value, string, ...text.Span)) {
	for _, slot := range []claim.Slot{claim.Place, claim.Country} {
		for i := range r.in.Set.Claims {
			c := &r.in.Set.Claims[i]
			if v := c.Value; v != nil && c.Incident == 0 && v.Slot == slot && len(c.Citations) > 0 {
				add(claim.Value{Slot: slot, Text: v.Text}, "that of the incident told with it", c.Citations[0].Span)
				break
			}
		}
	}
}

// tally is a number with its words; it is not known where none is told.
type tally struct {
	count.Count
	span text.Span
	told bool
}

// harmSlots are the slots of [reader.told].
var harmSlots = [2]claim.Slot{claim.Killed, claim.Injured}

// told are the first numbers of killed and of injured that a sentence tells.
func (r *reader) told(si int) (out [2]tally) {
	for _, c := range r.counted(si) {
		for k, slot := range harmSlots {
			if c.slot == slot && !out[k].told {
				out[k] = tally{c.count, c.span, true}
			}
		}
	}
	return out
}
