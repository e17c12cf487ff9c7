// Package frame decides whether a document tells of an incident at all, and
// reads its frame from prose: type, date, time, place, targets and weapons. It
// also marks the sentences that tell of something else, for the extractors that
// come after it.
package frame

import (
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/extract"
	"dossier/internal/extract/cue"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Extractor reads the frame of the main incident.
type Extractor struct{}

// Name is "frame".
func (Extractor) Name() string { return "frame" }

// Version is raised with every change of what is extracted.
func (Extractor) Version() string { return "1" }

// reading is the frame extractor at work on one document.
type reading struct {
	in    *extract.Input
	x     Extractor
	hits  []hit     // every word of violence, in order
	from  []int     // the first hit not before each sentence, and the number of hits
	score []float64 // violence of each sentence
	body  int       // the first sentence that is no title
	lead  int       // sentences before this one are the lead
	// streets are the street addresses of each sentence, once they were read.
	streets [][]address
	// beasts is how many verbs of violence tell of animals.
	beasts int
	// noAnswers is set where nothing but the shots that answer an attack tells its type.
	noAnswers bool
	// tests is 1 where the text speaks of tests or of space, -1 where not, 0 before it was asked.
	tests int
	// quarters are the places that the text calls part of a town, in lower case.
	quarters map[string]bool
}

// hit is one word or phrase of violence.
type hit struct {
	cue.Hint
	sentence    int
	first, last int     // tokens [first, last)
	felt        float64 // weight with the prominence of the sentence
	answer      bool    // the violence of those who answer the attack: "was shot by police"
}

// Extract sets in.Set.Found and Why, in.Background, in.Date and in.Country, and
// adds the header values that prose gives.
func (x Extractor) Extract(in *extract.Input) {
	r := &reading{in: in, x: x}
	r.in.Background = make([]bool, len(in.Sentences))
	r.markSections()
	r.scan()
	in.Set.Found, in.Set.Why = r.isIncident()
	if !in.Set.Found {
		return
	}
	r.date()
	r.markDates()
	r.types()
	r.clock()
	r.dayPart()
	r.place()
	r.localTime()
	r.targets()
	r.weapons()
	r.shots()
	r.damage()
	r.outcome()
	r.acts()
}

// backgroundTitles are the words of section titles that announce something else
// than the incident.
var backgroundTitles = []string{
	"background", "history", "previous", "precedent", "prior ", "earlier", "context", "see also",
	"references", "external links", "further reading", "notes", "in popular culture", "related incidents",
	"other attacks", "similar",
}

// IsBackground reports whether a section's title announces background.
func IsBackground(title string) bool {
	t := strings.ToLower(title)
	for _, w := range backgroundTitles {
		if strings.Contains(t, w) {
			return true
		}
	}
	return false
}

func (r *reading) markSections() {
	in := r.in
	for r.body < len(in.Sentences) && in.Doc.Blocks[in.Sentences[r.body].Block].Kind == doc.Title {
		r.body++
	}
	paragraphs := 0
	for i, s := range in.Sentences {
		b := in.Doc.Blocks[s.Block]
		if b.Section >= 0 && b.Section < len(in.Doc.Sections) && IsBackground(in.Doc.Sections[b.Section].Title) {
			in.Background[i] = true
		}
		if r.editorsNote(b) {
			in.Background[i] = true
			continue
		}
		if b.Kind == doc.Paragraph && (b.Section < 0 || in.Doc.Sections[b.Section].Level <= 1) && paragraphs < 6 {
			paragraphs++
			r.lead = i + 1
		}
	}
	if r.lead == 0 {
		r.lead = min(len(in.Sentences), 6)
	}
}

// editorsNote reports whether a paragraph is a note of an agency to editors, in
// brackets: what was corrected, added, written anew. Its figures may be those that
// no longer stand.
func (r *reading) editorsNote(b doc.Block) bool {
	s := strings.ToLower(r.in.Doc.Text.Slice(b.Span))
	if b.Kind != doc.Paragraph || !strings.HasPrefix(s, "(") || !strings.HasSuffix(strings.TrimSpace(s), ")") || len(s) > 400 {
		return false
	}
	for _, w := range []string{"correct", "adds ", "recasts", "updates ", "instead of", "attention editors", "eds:", "refiles", "repeats"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// prominence is how much a sentence's place says that it tells of what the
// document is about: title and headline first, lead next, background least.
func (r *reading) prominence(i int) float64 {
	b := r.in.Doc.Blocks[r.in.Sentences[i].Block]
	switch {
	case b.Kind == doc.Title:
		return 3
	case r.in.Background[i]:
		return 0.2
	case i < min(r.lead, r.body+4):
		return 2
	}
	return 1
}

func (r *reading) scan() {
	a := r.in.Analysis
	r.score = make([]float64, len(a.Sentences))
	deeds := r.deeds()
	idle, beasts := r.idle()
	r.beasts = beasts
	for si, s := range a.Sentences {
		r.from = append(r.from, len(r.hits))
		p := r.prominence(si)
		for i := s.First; i < s.Last; {
			h, n := cue.Violence.At(a, i, s.Last)
			if d, ok := deeds[i]; ok && d.Weight > h.Weight {
				if d.Code == "" {
					d.Code = h.Code // "shot to death"
				}
				h, n = d, max(n, 1)
			}
			if n == 0 {
				i++
				continue
			}
			if !r.figurative(i, n) && !idle[i] {
				r.hits = append(r.hits, hit{Hint: h, sentence: si, first: i, last: i + n, felt: h.Weight * p})
				r.score[si] += h.Weight * p
			}
			i += n
		}
	}
	r.from = append(r.from, len(r.hits))
}

// hitsOf are the words of violence of one sentence.
func (r *reading) hitsOf(si int) []hit { return r.hits[r.from[si]:r.from[si+1]] }

// figurative reports whether a word of violence is used of something else: "a
// heart attack", "shot a film", "on target", "mass murder mystery".
func (r *reading) figurative(i, n int) bool {
	a := r.in.Analysis
	before, after := "", ""
	if i > 0 {
		before = a.Tokens[i-1].Lower
	}
	if i+n < len(a.Tokens) {
		after = a.Tokens[i+n].Lower
	}
	w := a.Tokens[i].Lower
	switch {
	case before == "no" && w != "attack" && w != "killing": // "no shots were fired"
		return true
	case before == "heart" || before == "panic" || before == "cyber" || before == "verbal" || before == "asthma":
		return true
	case w == "shot" || w == "shooting":
		switch after {
		case "film", "movie", "scenes", "video", "footage", "photographs", "up":
			return true
		}
		return before == "film" || before == "movie" || before == "penalty" || before == "free"
	case w == "mass" || w == "blasts" && after == "off":
		return true
	}
	return false
}

// isIncident is the decision whether the document tells of deliberate violence:
// words of violence in the title and the first sentences against words of
// accidents, nature, sport and fiction there.
func (r *reading) isIncident() (bool, string) {
	a := r.in.Analysis
	title := r.titleScore(cue.Violence)
	head, best, any := title, "", ""
	n := 0
	for _, h := range r.hits {
		if h.sentence < r.headEnd() {
			head += h.felt
			if h.Weight >= 2 && h.sentence < r.opening() || h.Weight >= 1 && h.sentence < r.body {
				best = firstOf(best, strings.ToLower(a.Text(a.SpanOf(h.first, h.last))))
			}
		}
		if h.Weight >= 2 && !r.in.Background[h.sentence] {
			n++
			any = firstOf(any, strings.ToLower(a.Text(a.SpanOf(h.first, h.last))))
		}
	}
	against, kind := r.against()
	against += r.titleScore(cue.Otherwise)
	switch {
	case against > head && against > float64(n):
		return false, "it reads as " + kind
	case head >= 3 && (best != "" || title > 0):
		return true, "words of violence near the start: " + firstOf(best, "in the title")
	case n >= 3 && against == 0 && 8*n >= len(r.in.Sentences), n >= 8 && against == 0:
		return true, "words of violence throughout: " + any
	}
	return false, "too few words of violence"
}

// opening is the number of sentences in which a report of an attack names it; a
// short alert may take them all.
func (r *reading) opening() int {
	if r.isShort() {
		return len(r.in.Sentences)
	}
	return r.body + 4
}

// isShort reports whether a report is as short as an alert is.
func (r *reading) isShort() bool {
	return len(r.in.Sentences) <= short || len(r.in.Sentences) <= 3*short && r.in.Doc.Text.Len() <= shortText
}

// short is the most sentences of an alert; one in clipped sentences has more, and no
// more bytes than shortText.
const (
	short     = 15
	shortText = 1200
)

// headEnd is the first sentence that no longer belongs to the opening; a short alert
// is all opening.
func (r *reading) headEnd() int {
	if r.isShort() {
		return len(r.in.Sentences)
	}
	return min(len(r.in.Sentences), r.body+max(5, r.lead/2))
}

// against weighs the words of what is no violence in the opening.
func (r *reading) against() (float64, string) {
	a := r.in.Analysis
	sums := map[string]float64{}
	kind, top, total := "", 0.0, 0.0
	for si := 0; si < r.headEnd(); si++ {
		s := a.Sentences[si]
		for i := s.First; i < s.Last; {
			h, n := cue.Otherwise.At(a, i, s.Last)
			if n == 0 {
				i++
				continue
			}
			w := h.Weight * r.prominence(si)
			sums[h.Code] += w
			total = max(total, sums[h.Code])
			if sums[h.Code] > top {
				kind, top = h.Code, sums[h.Code]
			}
			i += n
		}
	}
	if w := 3 * float64(r.beasts); w > 0 {
		if total += w; w > top {
			kind = "animal"
		}
	}
	return total, kind
}

// titleScore weighs the words of a list in the document's title, where the title
// is not part of the text that was tokenized.
func (r *reading) titleScore(list *extract.Phrases[cue.Hint]) float64 {
	sum := 0.0
	for _, b := range r.in.Doc.Blocks {
		if b.Kind == doc.Title {
			return 0 // it is part of the text, and was weighed there
		}
	}
	words := strings.FieldsFunc(strings.ToLower(r.in.Doc.Title), func(c rune) bool {
		return c == ' ' || c == ',' || c == ':' || c == ';' || c == '(' || c == ')' || c == '\'' || c == '’'
	})
	toks := make([]nlp.Token, len(words))
	for i, w := range words {
		toks[i] = nlp.Token{Lower: w}
	}
	a := &nlp.Analysis{Tokens: toks}
	for i := 0; i < len(toks); {
		h, n := list.At(a, i, len(toks))
		if n == 0 {
			i++
			continue
		}
		sum += 3 * h.Weight
		i += n
	}
	return sum
}

// types adds the incident's kinds: those whose words weigh at least half of the
// heaviest kind's.
func (r *reading) types() {
	if r.has(claim.Type) {
		return
	}
	sums := map[string]float64{}
	spans := map[string][]text.Span{}
	var order []string
	top, byDeeds, taken, other, rest, blown := 0.0, false, false, false, false, false
	if !r.noAnswers {
		r.answers()
	}
	for _, h := range r.hits {
		byDeeds = byDeeds || h.Code == "shooting" && !r.shootersAlone(h)
		other = other || h.Code != "" && h.Weight >= 2 && !h.answer && !r.in.Background[h.sentence]
		blown = blown || (h.Code == "bombing" || h.Code == "explosive_attack" || h.Code == "hijacking") && h.Weight >= 2 && !r.in.Background[h.sentence]
		rest = rest || h.Weight >= 2 && !h.answer && !r.in.Background[h.sentence]
		taken = taken || (h.Code == "kidnapping" || h.Code == "hostage_taking") && !r.in.Background[h.sentence]
	}
	for _, h := range r.hits {
		if h.Code == "shooting" && !byDeeds && (taken || blown && r.shootersAlone(h)) {
			continue // gunmen who shoot at nobody took people, or set off a bomb
		}
		if h.answer && (other || r.attackedBefore(h)) || r.comersAlone(h) && rest {
			continue
		}
		if h.Code == "" {
			continue
		}
		if r.in.Background[h.sentence] {
			h.felt = min(h.felt, h.Weight*0.2)
		}
		if _, ok := sums[h.Code]; !ok {
			order = append(order, h.Code)
		}
		sums[h.Code] += h.felt
		top = max(top, sums[h.Code])
		if len(spans[h.Code]) < 3 && !r.in.Background[h.sentence] {
			spans[h.Code] = append(spans[h.Code], r.in.SpanOf(h.first, h.last))
		}
	}
	if len(order) == 0 && r.unanswer() {
		if rest {
			r.otherType()
		} else {
			r.types()
		}
		return
	}
	added := false
	for _, code := range order {
		least := 0.55 * top
		if code == "kidnapping" || code == "hostage_taking" || code == "assassination" {
			least = 0.3 * top // who was taken stays taken, and who was killed for his office, however much was shot
		}
		if sums[code] < least || top < 2 || len(spans[code]) == 0 {
			continue
		}
		if code == "bombing" && sums["suicide_bombing"] >= 4 {
			code, spans[code] = "suicide_bombing", spans["suicide_bombing"]
			if sums[code] >= 0.55*top || len(spans[code]) == 0 {
				continue
			}
		}
		r.value(claim.Value{Slot: claim.Type, Text: code}, confidence(sums[code], 12), "", spans[code]...)
		added = true
	}
	if !added {
		r.otherType()
	}
}

// shootersAlone reports whether h only says who came, and not that anybody shot.
func (r *reading) shootersAlone(h hit) bool {
	switch r.in.Tokens[h.first].Lower {
	case "gunman", "gunmen", "shooter", "shooters", "sniper", "snipers":
		return true
	}
	return false
}

// comersAlone reports whether h only says that those who came were a mob.
func (r *reading) comersAlone(h hit) bool {
	w := r.in.Tokens[h.first].Lower
	return w == "mob" || w == "mobs"
}

// otherType codes violence of no stated kind: by what it was done with, where that is
// told beside it.
func (r *reading) otherType() {
	if r.typeByWeapon() {
		return
	}
	for _, h := range r.hits {
		if h.Weight >= 2 && !r.in.Background[h.sentence] {
			r.value(claim.Value{Slot: claim.Type, Text: "other"}, 0.4, "", r.in.SpanOf(h.first, h.last))
			return
		}
	}
}

// confidence maps a weight to (0, 0.95], half way at half.
func confidence(weight, half float64) float64 {
	return min(0.95, 0.4+0.55*weight/(weight+half/2))
}

// has reports whether an extractor that ran before gave the slot a value.
func (r *reading) has(s claim.Slot) bool { return r.found(s) != nil }

func (r *reading) found(s claim.Slot) *claim.Value {
	for i := range r.in.Set.Claims {
		if v := r.in.Set.Claims[i].Value; v != nil && v.Slot == s && r.in.Set.Claims[i].Incident == 0 {
			return v
		}
	}
	return nil
}

func (r *reading) value(v claim.Value, conf float64, derived string, spans ...text.Span) {
	r.in.Add(r.x, claim.Claim{Value: &v, Confidence: conf, Derived: derived}, spans...)
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
