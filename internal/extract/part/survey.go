package part

import (
	"math/bits"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/when"
)

// sentence is what a sentence tells.
type sentence struct {
	acts  uint64 // by act
	kinds uint64 // by kind
	heads []int  // the words of its acts
	age   int    // of the newest date, in classes; 0 for none
	quote bool
}

// place is a mention's tie to a doing.
type place struct {
	mention int
	tie     Tie
	far     bool
}

// strongActs are those of violence itself.
const strongActs = 1<<Kill | 1<<Injure | 1<<Attack | 1<<Shoot | 1<<Bomb | 1<<Destroy | 1<<Burn | 1<<Kidnap | 1<<Rob | 1<<Hijack | 1<<Threaten | 1<<Plant | 1<<Die | 1<<Torture

// survey looks at the sentences and the whole text.
func (r *Reading) survey() {
	a := r.A
	r.sents = make([]sentence, len(a.Sentences))
	for si, s := range a.Sentences {
		x := &r.sents[si]
		if k := a.Doc.Blocks[s.Block].Kind; k == doc.Header {
			continue
		}
		for w := s.FirstWord; w < s.LastWord; w++ {
			if act := r.t.acts[w]; act != NoAct {
				x.acts |= 1 << act
				x.heads = append(x.heads, w)
			}
			x.kinds |= 1 << kinds[r.t.lower[w]]
		}
		x.quote = strings.ContainsAny(a.Text(s.Span), "\"“")
	}
	r.dates()
	r.whole()
}

// dates sets the age of the newest date of each sentence; a sentence without one
// has that of the last before it in its paragraph.
func (r *Reading) dates() {
	a := r.A
	pub, err := when.ParseDate(a.Doc.Published)
	si := 0
	for ti := range a.Times {
		t := &a.Times[ti]
		for si < len(a.Sentences) && a.Sentences[si].Last <= t.First {
			si++
		}
		if si >= len(a.Sentences) {
			break
		}
		if t.Kind != nlp.Date || t.Attributive || err != nil {
			continue
		}
		v, _, _ := strings.Cut(t.Value, "/")
		d, e := when.ParseDate(strings.TrimRight(v, "~?%"))
		if e != nil {
			continue
		}
		age := ageClass(pub, d)
		if x := &r.sents[si]; x.age == 0 || age < x.age {
			x.age = age
		}
	}
}

// ageClass tells how old a date is on the day of the report: 1 the days before, 2
// two weeks, 3 two months, 4 older, 5 to come.
func ageClass(pub, d when.Date) int {
	days := (pub.Year-d.Year)*365 + (max(1, pub.Month)-max(1, d.Month))*30 + max(1, pub.Day) - max(1, d.Day)
	switch {
	case d.Month == 0 && d.Year == pub.Year:
		return 3
	case days < 0:
		return 5
	case days <= 4:
		return 1
	case days <= 16:
		return 2
	case days <= 62:
		return 3
	}
	return 4
}

// whole gathers what the whole text tells: how many sentences tell each act, of
// whom, by whom, and where the first of them stands.
func (r *Reading) whole() {
	b := bag{}
	r.tallies(b)
	r.deeds(b)
	r.sides(b)
	r.opening(b)
	b.add(tDocLen, 0, 0, min(len(r.A.Words)/25, 60))
	r.doc = b.list()
}

// tallies counts the sentences that tell each act and name each kind.
func (r *Reading) tallies(b bag) {
	var acts [actCount]int
	var ks [kindCount]int
	for si := range r.sents {
		x := &r.sents[si]
		for m := x.acts; m != 0; m &= m - 1 {
			acts[bits.TrailingZeros64(m)]++
		}
		for m := x.kinds; m != 0; m &= m - 1 {
			ks[bits.TrailingZeros64(m)]++
		}
		if x.age > 0 {
			b.add(tDocAge, x.age, 0, 1)
		}
		if x.acts&strongActs != 0 {
			b.add(tDocAge, x.age, 1, 1)
		}
	}
	for i, n := range acts {
		b.add(tDocAct, i, 0, min(n, 12))
	}
	for i, n := range ks {
		b.add(tDocKind, i, 0, min(n, 12))
	}
}

// deeds counts what kinds of things hang on deeds of violence, and how; it notes
// the mentions that hang on each doing.
func (r *Reading) deeds(b bag) {
	pairs := map[[3]int]int{}
	r.at = map[int][]place{}
	for i := range r.Mentions {
		m := &r.Mentions[i]
		for _, l := range m.links {
			r.at[l.verb] = append(r.at[l.verb], place{i, l.tie, l.far})
			if l.act != NoAct && 1<<l.act&strongActs != 0 {
				pairs[[3]int{int(l.act), int(l.tie), r.sortOf(m)}]++
				b.add(tDocMood, int(l.mood), 0, 1)
			}
		}
	}
	for p, n := range pairs {
		b.add(tDocPair, p[0]<<6|p[1], p[2], min(n, 6))
	}
}

// does and suffers tell the ties of those who do something and of those to whom it
// is done.
func does(t Tie) bool    { return t == Agent || t == By || t == Beside }
func suffers(t Tie) bool { return t == Patient || t == Of || t == On || t == Against }

// sides counts who does violence to whom, by kind.
func (r *Reading) sides(b bag) {
	sides := map[[2]int]int{}
	for v, ps := range r.at {
		if act := r.t.acts[v]; act == NoAct || 1<<act&strongActs == 0 {
			continue
		}
		for _, p := range ps {
			for _, q := range ps {
				if does(p.tie) && suffers(q.tie) && p.mention != q.mention {
					sides[[2]int{r.sortOf(&r.Mentions[p.mention]), r.sortOf(&r.Mentions[q.mention])}]++
				}
			}
		}
	}
	for c, n := range sides {
		b.add(tDocCo, c[0], c[1], min(n, 5))
	}
}

// opening tells where violence is first told, how much of the text tells it, and
// what the first sentences tell.
func (r *Reading) opening(b bag) {
	strong, first := 0, 0
	for si := range r.sents {
		if r.sents[si].acts&strongActs == 0 {
			continue
		}
		if strong++; first == 0 {
			first = si + 1
		}
	}
	b.add(tDocFirst, 0, 0, min(first, 30))
	b.add(tDocShare, 0, 0, 1+strong*30/max(1, len(r.sents)))
	for si := 0; si < min(3, len(r.sents)); si++ {
		for m := r.sents[si].acts; m != 0; m &= m - 1 {
			b.add(tDocFirst, 1, bits.TrailingZeros64(m), 1)
		}
		for m := r.sents[si].kinds; m != 0; m &= m - 1 {
			b.add(tDocFirst, 2, bits.TrailingZeros64(m), 1)
		}
	}
}
