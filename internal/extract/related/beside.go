package related

import (
	"sort"
	"strings"
	"time"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/extract/cue"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/text"
	"dossier/internal/where"
)

// mostBeside is how many further incidents one document gives beside its own.
const mostBeside = 8

// mostTries is how many towns of a document are looked at for what is told of them.
const mostTries = 100

// near is how far from the incident's day what a report tells beside it may lie;
// what lies further away is its background.
const near = 7 * 24 * time.Hour

// apart is how far two towns must lie from each other, in kilometres, for what
// happened in them to be two acts: less is a town and its outskirts.
const apart = 15

// home gathers the towns of the incident itself.
func (r *reader) home() {
	for i := range r.in.Set.Claims {
		c := &r.in.Set.Claims[i]
		if c.Value == nil || c.Incident != 0 || c.Value.Slot != claim.Place {
			continue
		}
		t := town{words: strings.ToLower(strings.Join(strings.Fields(c.Value.Text), " "))}
		for _, q := range c.Citations {
			first, _ := extract.WordsIn(r.in, q.Span)
			if first >= len(r.in.Words) {
				continue
			}
			if n := extract.NameAt(r.in, r.in.Words[first].Token); n != nil && n.Kind == entity.Place && t.at.IsZero() {
				t.at = point(n)
			}
		}
		r.towns = append(r.towns, t)
	}
}

// town is a town that an act of violence is told of.
type town struct {
	words string
	at    where.Coordinates
}

// point is where a place lies, zero when the gazetteer does not know it.
func point(n *nlp.Name) where.Coordinates {
	p, ok := lexicon.PlaceByID(n.Place)
	if n.Place == 0 || !ok {
		return where.Coordinates{}
	}
	return p.Coordinates()
}

// townOf is a place name as a town; false for a region or what the text calls part
// of a town.
func (r *reader) townOf(n *nlp.Name) (town, bool) {
	if n.Kind != entity.Place || n.Adjective || n.Place < 0 {
		return town{}, false
	}
	if p, ok := lexicon.PlaceByID(n.Place); ok && p.IsRegion() {
		return town{}, false
	}
	for _, i := range []int{n.First - 1, n.First - 2, n.Last} {
		if i >= 0 && i < len(r.in.Tokens) && divisions[r.in.Tokens[i].Lower] && (i == n.Last || i == n.First-1 || r.in.Tokens[n.First-1].Lower == "of") {
			return town{}, false
		}
	}
	if lexicon.Longest(strings.Fields(r.in.Text(n.Span))).Kind == lexicon.Region {
		return town{}, false
	}
	return town{strings.ToLower(r.words(n.Span)), point(n)}, true
}

// divisions are the words for what is more or less than a town.
var divisions = map[string]bool{
	"neighborhood": true, "neighbourhood": true, "section": true, "area": true, "district": true, "suburb": true, "borough": true, "quarter": true,
	"province": true, "region": true, "county": true, "department": true, "state": true, "street": true, "avenue": true, "road": true, "airport": true,
	"zone": true, "highway": true, "square": true, "governorate": true, "valley": true, "mountain": true, "river": true,
}

// elsewhere reports whether t is none of the towns told of so far.
func (r *reader) elsewhere(t town) bool {
	for _, o := range r.towns {
		if t.words == o.words || strings.Contains(t.words, o.words) || strings.Contains(o.words, t.words) {
			return false
		}
		if !t.at.IsZero() && !o.at.IsZero() && where.Distance(t.at, o.at) < apart {
			return false
		}
	}
	return len(r.towns) > 0
}

// beside makes records of what o tells to have happened in towns of their own, on
// the day of the incident or near it.
func (r *reader) beside(o *other) {
	p := o.what
	if r.count >= mostBeside || p.Modality != nlp.Actual || p.Attributive || r.in.Date == "" || !r.tells(p) {
		return
	}
	kind := r.sameDay(o)
	if kind == "" {
		return
	}
	for _, role := range []nlp.Role{nlp.Place, nlp.Patient, nlp.Goal} {
		for g := range p.All(role) {
			for _, n := range r.places(g) {
				r.actIn(o, kind, n)
			}
		}
	}
}

// tells reports whether p says that something happened: a verb of the past, or a
// noun that is more than a way to speak of what was told.
func (r *reader) tells(p *nlp.Predicate) bool {
	s := &r.in.Sentences[p.Sentence]
	if k := r.in.Doc.Blocks[s.Block].Kind; k == doc.Title || k == doc.Header || k == doc.Heading {
		return false
	}
	return p.Noun || p.Tense == nlp.Past && !p.Perfect
}

// sameDay is how an act is linked that is told of the day of the incident, or of
// none; "" for one of another day that is not near.
func (r *reader) sameDay(o *other) string {
	kind := "part_of"
	if r.otherHands(o) {
		kind = "see_also"
	}
	background := r.in.Background[o.what.Sentence]
	if o.whenText.IsZero() {
		if background {
			return ""
		}
		return kind
	}
	day, err := time.Parse("2006-01-02", start(o.when))
	from, err1 := time.Parse("2006-01-02", start(r.in.Date))
	to, err2 := time.Parse("2006-01-02", end(r.in.Date))
	if err != nil || err1 != nil || err2 != nil {
		return ""
	}
	switch before, after := from.Sub(day), day.Sub(to); {
	case before <= 0 && after <= 0:
		if background {
			return ""
		}
		return kind
	case max(before, after) <= near && !o.what.Noun && !r.sameHands(o) && r.in.Doc.Blocks[o.block].Section < 0:
		return "see_also"
	}
	return ""
}

func (r *reader) sameHands(o *other) bool {
	for _, a := range o.event.Arguments {
		if a.Role == "agent" && r.whom[a.Entity] {
			return true
		}
	}
	return false
}

// otherHands reports whether a named body did o that is not among the named ones
// said to have done the incident.
func (r *reader) otherHands(o *other) bool {
	if r.bodies == nil {
		r.bodies = map[claim.EntityID]bool{}
		for _, e := range r.in.Set.Entities {
			if e.Named && e.Kind == entity.Organisation {
				r.bodies[e.ID] = true
				r.known = r.known || r.whom[e.ID]
			}
		}
	}
	if !r.known || r.sameHands(o) {
		return false
	}
	for _, a := range o.event.Arguments {
		if a.Role == "agent" && r.bodies[a.Entity] {
			return true
		}
	}
	return false
}

// places are the names in an argument that say where: behind "in", "at", "near",
// or joined to such a one.
func (r *reader) places(g *nlp.Argument) []*nlp.Name {
	var out []*nlp.Name
	for i := g.First; i < g.Last; i++ {
		n := extract.NameAt(r.in, r.in.Words[i].Token)
		if n == nil || n.Kind != entity.Place || len(out) > 0 && out[len(out)-1] == n {
			continue
		}
		if r.located(n) && !r.ofThing(n) {
			out = append(out, n)
		}
	}
	from := sort.Search(len(r.in.Inner), func(i int) bool { return r.in.Inner[i].Span.Start >= g.Span.Start })
	for i := from; i < len(r.in.Inner) && r.in.Inner[i].Span.Start < g.Span.End; i++ {
		n := &r.in.Inner[i]
		if n.Span.End <= g.Span.End && n.Kind == entity.Place && r.located(&n.Name) {
			out = append(out, &n.Name)
		}
	}
	return out
}

// ofThing reports whether a place is only what something is called after: "the Roxas
// night market".
func (r *reader) ofThing(n *nlp.Name) bool {
	first := sort.Search(len(r.in.Words), func(i int) bool { return r.in.Words[i].Token >= n.First })
	for i := first; i < len(r.in.Words) && r.in.Words[i].Token < n.Last; i++ {
		if w := &r.in.Words[i]; w.Rel == nlp.Compound && w.Head >= 0 && r.in.Words[w.Head].Token >= n.Last && r.in.Words[w.Head].UPOS == nlp.NOUN {
			return true
		}
	}
	return false
}

// located reports whether "in" or the like stands before n, with articles, words
// such as "the town of" and other places joined to it between them.
func (r *reader) located(n *nlp.Name) bool {
	for i := n.First - 1; i >= 0 && i >= n.First-12; i-- {
		switch w := r.in.Tokens[i].Lower; w {
		case "in", "at", "near", "outside":
			return true
		case "the", "of", "city", "town", "village", "capital", "and", ",", "northern", "southern", "eastern", "western", "central", "downtown", "cities", "towns", "villages":
		default:
			o := extract.NameAt(r.in, i)
			if o == nil || o.Kind != entity.Place && o.Kind != entity.State || o == n {
				return false
			}
		}
	}
	return false
}

// actIn makes a record of what o tells to have happened at n, where that is a town
// of its own and there is a date, a time or a number to tell of it.
func (r *reader) actIn(o *other, kind string, n *nlp.Name) {
	t, ok := r.townOf(n)
	if !ok || r.count >= mostBeside || r.n >= most || !r.elsewhere(t) {
		return
	}
	if t.at.IsZero() && r.withHome(o.what.Sentence) {
		return // a street or quarter of the town beside it
	}
	if r.tries++; r.tries > mostTries {
		return
	}
	f := r.figures(t, o.what.Sentence)
	clock := r.clock(t, o.what.Sentence)
	if o.whenText.IsZero() && clock == nil && len(f) == 0 {
		return
	}
	code, derived, of := r.codeOf(o, kind)
	if code == "" || code == "other" {
		return
	}
	r.towns = append(r.towns, t)
	r.count++
	r.n++
	id := r.n
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
	add(claim.Value{Slot: claim.Place, Text: r.words(n.Span)}, "", n.Span)
	if n.Country != "" {
		add(claim.Value{Slot: claim.Country, Text: n.Country}, "the country of "+r.words(n.Span), n.Span)
	}
	if s := r.siteIn(o, n); s != nil {
		add(claim.Value{Slot: claim.Site, Text: r.in.Text(s.Span)}, "", s.Span)
	}
	r.things(o, n, add)
	for i := range f {
		add(claim.Value{Slot: f[i].slot, Count: &f[i].count, Of: "all"}, f[i].derived, f[i].spans...)
	}
	title := strings.ReplaceAll(code, "_", " ") + ", " + r.words(n.Span)
	r.relate(kind, title, id, r.in.Sentences[o.what.Sentence].Span)
}

// withHome reports whether a sentence names a town that was told of before.
func (r *reader) withHome(si int) bool {
	for _, n := range r.inSentence(si) {
		for _, t := range r.towns {
			if n.words == t.words {
				return true
			}
		}
	}
	return false
}

// codeOf is the kind of violence of o, by its own word or else, of an attack that
// is part of it, the incident's.
func (r *reader) codeOf(o *other, kind string) (code, derived string, sp text.Span) {
	sp = r.in.Words[o.what.Word].Span
	if c := r.code(o); c != "" {
		return c, "", sp
	}
	if c, at := r.codeBeside(o); kind == "part_of" && o.what.Class == nlp.Harming && c != "" {
		return c, "", at
	}
	if kind != "part_of" || o.what.Class != nlp.Attacking {
		return "", "", sp
	}
	for i := range r.in.Set.Claims {
		c := &r.in.Set.Claims[i]
		if c.Value != nil && c.Incident == 0 && c.Value.Slot == claim.Type && len(c.Citations) > 0 {
			return c.Value.Text, "told with the incident", c.Citations[0].Span
		}
	}
	return "", "", sp
}

// codeBeside is the kind of violence that the words of a killing tell: "a car bomb
// killed four".
func (r *reader) codeBeside(o *other) (string, text.Span) {
	for g := range o.what.Agents() {
		last := r.in.Words[g.Last-1].Token + 1
		for k := r.in.Words[g.First].Token; k < last; k++ {
			if h, n := cue.Violence.At(r.in.Analysis, k, last); n > 0 && h.Code != "" {
				return h.Code, r.in.SpanOf(k, k+n)
			}
		}
	}
	return "", text.Span{}
}

// mainDay adds the day of the incident, on the words that it stands on.
func (r *reader) mainDay(add func(claim.Value, string, ...text.Span)) {
	for i := range r.in.Set.Claims {
		c := &r.in.Set.Claims[i]
		if c.Value != nil && c.Incident == 0 && c.Value.Slot == claim.Date && c.Value.Text == r.in.Date && len(c.Citations) > 0 {
			add(claim.Value{Slot: claim.Date, Text: r.in.Date}, "the day of the incident that it is part of", c.Citations[0].Span)
			return
		}
	}
}

// siteIn is the building that was attacked, where the words for it name n or o
// names no other place.
func (r *reader) siteIn(o *other, n *nlp.Name) *nlp.Name {
	s := r.site(o)
	if s == nil || s.Span.Contains(n.Span) {
		return s
	}
	if between := n.First - s.Last; between >= 0 && between <= 2 {
		return s
	}
	return nil
}

// things adds target and weapon: what the argument that names n speaks of, or the
// only one there is.
func (r *reader) things(o *other, n *nlp.Name, add func(claim.Value, string, ...text.Span)) {
	patients := 0
	for range o.what.Patients() {
		patients++
	}
	for g := range o.what.Patients() {
		if patients > 1 && !g.Span.Contains(n.Span) {
			continue
		}
		if k, sp := r.thing(cue.Targets, g); k != "" {
			add(claim.Value{Slot: claim.Target, Kind: k, Text: r.words(sp)}, "", sp)
			break
		}
	}
	for i := range o.what.Args {
		g := &o.what.Args[i]
		if g.Role != nlp.Instrument && g.Role != nlp.Agent && g.Role != nlp.Patient {
			continue
		}
		if k, sp := r.thing(cue.Weapons, g); k != "" {
			add(claim.Value{Slot: claim.Weapon, Kind: k, Text: r.words(sp)}, "", sp)
			break
		}
	}
}

// thing is the first word of a list in an argument.
func (r *reader) thing(list *extract.Phrases[cue.Thing], g *nlp.Argument) (string, text.Span) {
	last := r.in.Words[g.Last-1].Token + 1
	for i := g.First; i < g.Last; i++ {
		k := r.in.Words[i].Token
		if t, m := list.At(r.in.Analysis, k, last); m > 0 && r.in.SpanOf(k, k+m).End <= g.Span.End {
			return t.Kind, r.in.SpanOf(k, k+m)
		}
	}
	return "", text.Span{}
}
