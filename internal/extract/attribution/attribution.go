package attribution

import (
	"sort"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Extractor finds attributions.
type Extractor struct{}

// Name is "attribution".
func (Extractor) Name() string { return "attribution" }

// Version is raised with every change of what is extracted.
func (Extractor) Version() string { return "1" }

// Extract adds an attribution for every piece of content with a source.
func (x Extractor) Extract(in *extract.Input) {
	r := &reader{in: in, x: x, namesAt: nameIndex(in.Analysis), last: -1}
	for si := range in.Sentences {
		switch in.Doc.Blocks[in.Sentences[si].Block].Kind {
		case doc.Heading, doc.Title, doc.FieldLine, doc.Row:
			continue
		}
		r.sentence(si)
	}
	r.add()
}

// reader works through one document.
type reader struct {
	in      *extract.Input
	x       Extractor
	namesAt []int // for each token, the name that covers it, or -1
	found   []saying
	// the sentence at hand
	si, first, end int // tokens [first, end); end stands before the final mark
	quotes         []quote
	quotedTo       int // tokens before this one belong to a quotation of an earlier sentence
	// the last source, for pronouns and quotes that go on
	lastWho  claim.EntityID
	lastSpan text.Span
	last     int // sentence of the last source
}

// saying is one attribution found.
type saying struct {
	who        claim.EntityID
	cue        string
	cueSpan    text.Span
	whoSpan    text.Span
	kind       string
	content    text.Span
	quotation  string
	confidence float64
	sentence   int
}

// quote is a pair of quotation marks: tokens [open+1, close) are inside.
type quote struct{ open, close int }

func nameIndex(a *nlp.Analysis) []int {
	at := make([]int, len(a.Tokens))
	for i := range at {
		at[i] = -1
	}
	for ni := range a.Names {
		for t := a.Names[ni].First; t < a.Names[ni].Last && t < len(at); t++ {
			at[t] = ni
		}
	}
	return at
}

func (r *reader) lower(i int) string { return r.in.Tokens[i].Lower }

func (r *reader) sentence(si int) {
	s := r.in.Sentences[si]
	r.si, r.first, r.end = si, s.First, s.Last
	if r.quotedTo > s.First {
		r.first = min(r.quotedTo+1, s.Last)
	}
	if r.first >= r.end {
		return
	}
	for r.end > r.first && finalMark(r.lower(r.end-1)) {
		r.end--
	}
	r.findQuotes(s.Last)
	before := len(r.found)
	r.accordingTo()
	r.verbCues()
	r.looseQuotes(before)
}

func finalMark(w string) bool {
	return w == "." || w == "!" || w == "?" || w == "..." || w == "…"
}

func isQuote(w string) bool {
	return w == "\"" || w == "“" || w == "”" || w == "''" || w == "``" || w == "„" || w == "«" || w == "»"
}

// findQuotes pairs the quotation marks of the sentence. A mark left open runs to
// its end.
func (r *reader) findQuotes(limit int) {
	r.quotes = r.quotes[:0]
	open := -1
	for i := r.first; i < limit; i++ {
		if !isQuote(r.lower(i)) {
			continue
		}
		if open < 0 {
			if r.lower(i) == "”" {
				r.quotes = append(r.quotes, quote{r.first - 1, i})
				continue
			}
			open = i
			continue
		}
		r.quotes = append(r.quotes, quote{open, i})
		open = -1
	}
	if open >= 0 {
		r.quotes = append(r.quotes, quote{open, r.closing(limit)})
	}
}

// closing is the mark that closes a quotation left open at the end of a sentence:
// the next one of the same paragraph, or the sentence's end when there is none.
func (r *reader) closing(limit int) int {
	for si := r.si + 1; si < len(r.in.Sentences) && r.in.Sentences[si].Block == r.in.Sentences[r.si].Block; si++ {
		for i := r.in.Sentences[si].First; i < r.in.Sentences[si].Last; i++ {
			if isQuote(r.lower(i)) {
				r.quotedTo = i
				return i
			}
		}
	}
	return limit
}

func (r *reader) inQuote(i int) bool {
	for _, q := range r.quotes {
		if q.open < i && i < q.close {
			return true
		}
	}
	return false
}

// quoteAt is the quote that opens at token i.
func (r *reader) quoteAt(i int) (quote, bool) {
	for _, q := range r.quotes {
		if q.open == i {
			return q, true
		}
	}
	return quote{}, false
}

// accordingTo reads "According to X, C" and "C, according to X".
func (r *reader) accordingTo() {
	for i := r.first; i+2 < r.end; i++ {
		n := 0
		switch {
		case r.lower(i) == "according" && r.lower(i+1) == "to":
			n = 2
		case r.lower(i) == "per" && i == r.first:
			n = 1
		default:
			continue
		}
		who := i + n
		stop := r.sourceEnd(who)
		src, ok := r.nounPhrase(who, stop)
		if !ok {
			continue
		}
		lo, hi := r.first, i
		if i-r.first < 3 {
			lo, hi = stop, r.end
			if k := r.breakAfter(lo); k > 0 {
				hi = k
			}
		}
		r.keep(src, cue{"assertion", clause}, i, i+n, lo, hi, 0.8)
	}
}

// sourceEnd is where the source that starts at token i ends: the comma before
// the content, passing over commas inside an apposition.
func (r *reader) sourceEnd(i int) int {
	for k := i; k < r.end; k++ {
		w := r.lower(k)
		if w == "." || w == ";" || w == "(" || isQuote(w) {
			return k
		}
		if w == "," && !r.appositionFollows(k) {
			return k
		}
		if k > i && (w == "that" || w == "who" || w == "no" || w == "which") {
			return k
		}
	}
	return r.end
}

// appositionFollows reports whether the comma at k opens a name or description
// set between commas: ", Mohammad Shahriari,".
func (r *reader) appositionFollows(k int) bool {
	for j := k + 1; j < r.end && j < k+9; j++ {
		if r.lower(j) == "," {
			return j > k+1 && !r.hasVerb(k+1, j)
		}
	}
	return false
}

// hasVerb is a rough test for a finite verb among tokens [lo, hi).
func (r *reader) hasVerb(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		w := r.lower(i)
		switch w {
		case "is", "are", "was", "were", "has", "had", "have", "will", "would":
			return true
		}
		if r.namesAt[i] < 0 && r.in.Tokens[i].Shape == nlp.Lower && len(w) > 4 && strings.HasSuffix(w, "ed") {
			return true
		}
	}
	return false
}

// breakAfter is a place at or after lo where what is said ends before the
// sentence does: a semicolon. 0 when there is none.
func (r *reader) breakAfter(lo int) int {
	for k := lo; k < r.end; k++ {
		if r.lower(k) == ";" && !r.inQuote(k) {
			return k
		}
	}
	return 0
}

// verbCues reads the reporting verbs of the sentence from left to right.
func (r *reader) verbCues() {
	for i := r.first; i < r.end; {
		c, n := verbs.At(r.in.Analysis, i, r.end)
		if n == 0 || r.inQuote(i) || r.namesAt[i] >= 0 || r.notReporting(i) {
			i++
			continue
		}
		if !r.cueAt(c, i, n) {
			i++
			continue
		}
		i += n
	}
}

// notReporting passes over forms that only look like a reporting verb: passives
// ("was told"), infinitives, nouns after an article.
func (r *reader) notReporting(i int) bool {
	if i+1 < r.end {
		switch next := r.lower(i + 1); next {
		case "responsibility", "credit", "victory", "asylum", "of", "lives":
			return true
		}
	}
	if i == r.first {
		return false
	}
	prev := r.lower(i - 1)
	switch prev {
	case "was", "were", "been", "be", "being", "is", "are", "to", "the", "a", "an", "his", "her", "their", "its",
		"this", "no", "of", "as", "media", "press", "news", "initial", "these", "such":
		// "Media report", "press reports" after the content are handled as tails.
		return !(prev == "media" || prev == "press" || prev == "reports") || r.lower(i) != "report" && r.lower(i) != "reports"
	}
	return false
}

// cueAt reads the attribution whose cue is the n tokens at i.
func (r *reader) cueAt(c cue, i, n int) bool {
	after := i + n
	if r.inverted(i, after) && r.tail(c, i, n) {
		return true
	}
	lo, hi, quoted, ok := r.contentAfter(c, after)
	if ok {
		src, found := r.subject(i)
		if !found {
			return r.tail(c, i, n)
		}
		conf := 0.7
		if quoted {
			conf = 0.85
		}
		r.keep(src, c, i, after, lo, hi, conf)
		return true
	}
	return r.tail(c, i, n)
}

// inverted reports whether the source follows the cue: "…," said X.
func (r *reader) inverted(i, after int) bool {
	if i == r.first || r.lower(i-1) != "," && !isQuote(r.lower(i-1)) || after >= r.end || r.lower(after) == "that" {
		return false
	}
	stop := r.sourceEnd(after)
	return stop > after && !r.hasVerb(after, stop) && (stop == r.end || r.lower(stop) != "that")
}

// contentAfter is the content that follows a cue ending before token k.
func (r *reader) contentAfter(c cue, k int) (lo, hi int, quoted, ok bool) {
	k0 := k
	k = r.skipAddressee(k)
	if k >= r.end {
		return 0, 0, false, false
	}
	that := r.lower(k) == "that"
	if that {
		k++
	}
	if c.how == naming {
		return r.nameContent(k)
	}
	for k < r.end && (r.lower(k) == "," || r.lower(k) == ":") {
		if k+1 < r.end && !isQuote(r.lower(k+1)) && r.lower(k) == "," {
			return 0, 0, false, false
		}
		k++
	}
	if k >= r.end {
		return 0, 0, false, false
	}
	if q, isq := r.quoteAt(k); isq && (q.close >= r.end-1 || q.close-q.open > 4) {
		return q.open + 1, r.trimQuote(q), true, true
	}
	switch {
	case c.how == needs && !that:
		return 0, 0, false, false
	case c.how == object && !that && k0 < r.end && prepositions[r.lower(k0)] && r.lower(k0) != "for":
		return 0, 0, false, false
	case !that && c.how == clause && !r.opensClause(k):
		return 0, 0, false, false
	}
	return k, r.contentEnd(k), false, r.contentEnd(k) > k
}

// trimQuote is the end of the words inside a quote.
func (r *reader) trimQuote(q quote) int {
	hi := q.close
	for hi > q.open+1 && r.lower(hi-1) == "," {
		hi--
	}
	return hi
}

// opensClause reports whether token k can open a reported clause without "that".
func (r *reader) opensClause(k int) bool {
	w := r.lower(k)
	if w == "," || w == "." || w == ";" || w == ")" {
		return false
	}
	switch w {
	case "to", "and", "or", "but", "by", "of", "for", "with", "against", "from", "as":
		return false
	case "in", "on", "at":
		return r.commaSoon(k) || k+12 < r.end
	}
	return r.end-k >= 3
}

func (r *reader) commaSoon(k int) bool {
	for j := k; j < r.end && j < k+6; j++ {
		if r.lower(j) == "," {
			return true
		}
	}
	return false
}

// skipAddressee passes over "reporters", "to journalists", "the BBC", "on
// Friday", "in a statement" between the cue and what is said.
func (r *reader) skipAddressee(k int) int {
	start := k
	that := -1
	for j := k; j < r.end && j < k+14; j++ {
		w := r.lower(j)
		if w == "that" || w == ":" {
			that = j
			break
		}
		if w == "," && j > k && j+1 < r.end && isQuote(r.lower(j+1)) {
			return j
		}
		if isQuote(w) {
			return j
		}
		if w == ";" || w == "," && j == k {
			break
		}
		if r.hasVerb(j, j+1) {
			break
		}
	}
	if that >= 0 && (that == k || r.addressLike(k, that)) {
		return that
	}
	for ti := range r.in.Times { // "said late Sunday the police were …"
		t := &r.in.Times[ti]
		if t.First >= start && t.First <= start+1 && t.Last < r.end {
			return t.Last
		}
	}
	if k < r.end && (r.lower(k) == "reporters" || r.lower(k) == "journalists") {
		k++
	}
	cue := ""
	if start > r.first {
		cue = r.lower(start - 1)
	}
	if cue == "told" || cue == "tells" || cue == "informed" || cue == "assured" || cue == "advised" || cue == "warned" || cue == "reminded" {
		return r.afterNounPhrase(start)
	}
	return k
}

// addressLike reports whether tokens [lo, hi) can stand between a cue and
// "that": an addressee, a time, a channel.
func (r *reader) addressLike(lo, hi int) bool {
	for j := lo; j < hi; j++ {
		if r.hasVerb(j, j+1) && !prepositions[r.lower(j)] {
			return false
		}
		if _, n := verbs.At(r.in.Analysis, j, hi); n > 0 && r.namesAt[j] < 0 {
			return false
		}
	}
	return true
}

// afterNounPhrase passes over one short noun phrase: "local media", "the BBC",
// "him", "PA Media".
func (r *reader) afterNounPhrase(k int) int {
	if k < r.end && r.namesAt[k] >= 0 {
		return r.in.Names[r.namesAt[k]].Last
	}
	switch {
	case k < r.end && (r.lower(k) == "him" || r.lower(k) == "her" || r.lower(k) == "them" || r.lower(k) == "us" || r.lower(k) == "me"):
		return k + 1
	case k < r.end && (r.lower(k) == "the" || r.lower(k) == "a" || r.lower(k) == "local" || r.lower(k) == "state"):
		k++
		if k < r.end && r.namesAt[k] >= 0 {
			return r.in.Names[r.namesAt[k]].Last
		}
		return min(k+1, r.end)
	}
	return k
}

// nameContent is what something is called: "called the attack X", "described it
// as X", "regarded the incident as X".
func (r *reader) nameContent(k int) (lo, hi int, quoted, ok bool) {
	limit := min(r.end, k+10)
	for j := k; j < limit; j++ {
		w := r.lower(j)
		if q, isq := r.quoteAt(j); isq && q.close-q.open > 1 {
			lo, hi = j+1, r.trimQuote(q)
			if j > k && (r.lower(j-1) == "a" || r.lower(j-1) == "an") {
				return j - 1, min(q.close+1, r.end), true, true
			}
			return lo, hi, true, true
		}
		if w == "as" && j > k {
			return j + 1, r.contentEnd(j + 1), false, r.contentEnd(j+1) > j+1
		}
		if (w == "a" || w == "an") && (j > k || r.relative(k)) {
			return j, r.contentEnd(j), false, true
		}
		if w == "," || w == "for" || w == "on" || w == "by" {
			return 0, 0, false, false
		}
	}
	return 0, 0, false, false
}

// relative reports whether the cue before token k stands in a relative clause:
// "the attack, which he called a …".
func (r *reader) relative(k int) bool {
	for j := max(r.first, k-4); j < k; j++ {
		if r.lower(j) == "which" {
			return true
		}
	}
	return false
}

// contentEnd is where a clause that starts at k ends: the sentence's end, a
// semicolon, the next reporting verb of the same source ("and added that"), or a
// clause in which somebody else speaks ("and his lawyer says").
func (r *reader) contentEnd(k int) int {
	for j := k; j < r.end; j++ {
		if r.inQuote(j) {
			continue
		}
		w := r.lower(j)
		switch {
		case w == ";":
			return j
		case j > k+1 && (w == "and" || w == ",") && r.coordinated(j+1):
			return j
		case j > k+1 && (w == "and" || w == "but") && r.speaksNext(j+1):
			return r.before(j)
		case w == "," && j+1 < r.end && (r.lower(j+1) == "though" || r.lower(j+1) == "although") && r.newSubjectVerb(j+2):
			return j
		case w == "," && j+1 < r.end && r.lower(j+1) == "with" && r.gerundSoon(j+2):
			return j
		case w == "(" && j > k+3 && r.lower(j-1) == ".":
			return j - 1
		}
	}
	return r.end
}

// before is the end of what stands before the conjunction at j.
func (r *reader) before(j int) int {
	if j > r.first && r.lower(j-1) == "," {
		return j - 1
	}
	return j
}

// speaksNext reports whether a clause with a speaker and a reporting verb of its
// own starts at k: "and Bilal's lawyer says".
func (r *reader) speaksNext(k int) bool {
	for j := k + 1; j < min(r.end, k+7); j++ {
		if r.lower(j) == "," || r.lower(j) == "that" || r.hasVerb(j-1, j) {
			return false
		}
		if c, n := verbs.At(r.in.Analysis, j, r.end); n > 0 && c.how == clause && r.namesAt[j] < 0 && !r.notReporting(j) {
			return r.namesAt[j-1] >= 0 || speakers[r.lower(j-1)]
		}
	}
	return false
}

func (r *reader) gerundSoon(k int) bool {
	for j := k; j < min(r.end, k+7); j++ {
		if w := r.lower(j); len(w) > 4 && strings.HasSuffix(w, "ing") && r.namesAt[j] < 0 {
			return true
		}
	}
	return false
}

// newSubjectVerb reports whether a clause of its own follows.
func (r *reader) newSubjectVerb(k int) bool {
	return r.hasVerb(k, min(k+8, r.end))
}

// coordinated reports whether a further reporting verb without a subject of its
// own stands at k: "and added that", ", emphasized that", "and expressed hope".
func (r *reader) coordinated(k int) bool {
	for k < r.end && (r.lower(k) == "and" || r.lower(k) == "also" || r.lower(k) == "then" || r.lower(k) == "has" || r.lower(k) == "have") {
		k++
	}
	if k >= r.end {
		return false
	}
	if _, n := verbs.At(r.in.Analysis, k, r.end); n > 0 {
		return true
	}
	switch r.lower(k) {
	case "expressed", "condemned", "offered", "launched", "thanked", "reminded":
		return true
	}
	return false
}

// tail reads a cue after its content: "C, X said", "C, said X", "C, media
// report".
func (r *reader) tail(c cue, i, n int) bool {
	if c.how == object || c.how == naming {
		return false
	}
	k := i
	var src source
	ok := false
	if k > r.first && (r.lower(k-1) == "," || isQuote(r.lower(k-1))) { // "C," said X
		src, ok = r.nounPhrase(i+n, r.sourceEnd(i+n))
		if !ok {
			return false
		}
	} else {
		if src, ok = r.subject(i); !ok {
			return false
		}
		k = src.first
		if k > r.first+3 && pronouns[r.lower(k)] && r.lower(k-1) == "," { // "Prosecutors charged him, they said"
			if s, found := r.nounPhrase(r.first, k-1); found {
				src = s
			}
		}
	}
	if k <= r.first {
		return false
	}
	for k > r.first && (r.lower(k-1) == "," || isQuote(r.lower(k-1)) && !r.closesBefore(k-1)) {
		k--
	}
	for _, q := range r.quotes {
		if q.close < i && i-q.close <= 12 && q.close-q.open > 2 && q.close >= k-2 {
			r.keep(src, c, i, i+n, q.open+1, r.trimQuote(q), 0.85)
			return true
		}
	}
	if k-r.first < 4 || r.lower(k) != "," {
		return false
	}
	r.keep(src, c, i, i+n, r.first, k, 0.7)
	return true
}

func (r *reader) closesBefore(i int) bool {
	for _, q := range r.quotes {
		if q.close == i {
			return true
		}
	}
	return false
}

// looseQuotes gives whole quoted sentences without a cue of their own to the
// last speaker: a quotation that goes on.
func (r *reader) looseQuotes(before int) {
	if r.lastWho == "" || r.si-r.last > 1 || len(r.found) > before {
		return
	}
	for _, q := range r.quotes {
		if q.close-q.open > 5 && q.open <= r.first && q.close >= r.end-1 {
			r.found = append(r.found, saying{
				who: r.lastWho, whoSpan: r.lastSpan, cue: "", kind: "assertion", quotation: "direct", confidence: 0.55,
				content: r.trimmed(q.open+1, r.trimQuote(q)), sentence: r.si,
			})
			r.last = r.si
		}
	}
}

// trimmed is the text of tokens [lo, hi) without marks at its edges.
func (r *reader) trimmed(lo, hi int) text.Span {
	for lo < hi && (r.lower(lo) == "," || r.lower(lo) == ":" || r.lower(lo) == "-" || r.lower(lo) == "–") {
		lo++
	}
	for hi > lo && (r.lower(hi-1) == "," || r.lower(hi-1) == ":" || r.lower(hi-1) == "-") {
		hi--
	}
	if hi <= lo {
		return text.Span{}
	}
	return r.in.SpanOf(lo, hi)
}

// keep notes one attribution; what is said must have two words at least.
func (r *reader) keep(src source, c cue, cueFirst, cueLast, lo, hi int, conf float64) {
	sp := r.trimmed(lo, hi)
	if sp.Len() < 6 || sp.Contains(src.span) && src.first != cueLast {
		return
	}
	r.lastWho, r.lastSpan, r.last = src.who, src.span, r.si
	r.found = append(r.found, saying{
		who: src.who, whoSpan: src.span, kind: c.kind, cueSpan: r.in.SpanOf(cueFirst, cueLast),
		cue: r.in.Text(r.in.SpanOf(cueFirst, cueLast)), content: sp, confidence: conf,
		quotation: r.quotation(lo, hi), sentence: r.si,
	})
}

// quotation tells direct from indirect and mixed speech.
func (r *reader) quotation(lo, hi int) string {
	inside := 0
	for i := lo; i < hi; i++ {
		if r.inQuote(i) {
			inside++
		}
	}
	switch {
	case inside >= hi-lo-1 && inside > 0:
		return "direct"
	case inside > 0:
		return "mixed"
	}
	return "indirect"
}

// add makes the claims, in the order of their content, the same words only once
// for one source.
func (r *reader) add() {
	sort.SliceStable(r.found, func(i, j int) bool { return r.found[i].content.Start < r.found[j].content.Start })
	for i, s := range r.found {
		dup := false
		for _, o := range r.found[:i] {
			dup = dup || o.who == s.who && o.content.Overlaps(s.content)
		}
		if dup {
			continue
		}
		c := claim.Claim{Confidence: s.confidence, Attribution: &claim.Attribution{
			Claimant: s.who, Cue: s.cue, Kind: s.kind, Content: r.in.Cite(s.content), Quotation: s.quotation,
		}}
		spans := []text.Span{s.whoSpan}
		if !s.cueSpan.IsZero() {
			spans = append(spans, s.cueSpan)
		}
		r.in.Add(r.x, c, append(spans, s.content)...)
	}
}
