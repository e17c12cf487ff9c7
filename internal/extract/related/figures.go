package related

import (
	"sort"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// figure is how many were killed or hurt in one town.
type figure struct {
	slot    claim.Slot
	count   count.Count
	derived string
	spans   []text.Span
}

// namedIn is a town named in a sentence, by its name's first token.
type namedIn struct {
	words string
	first int
}

// harms are the verbs that count as killing and hurting.
var harms = map[string]claim.Slot{
	"kill": claim.Killed, "die": claim.Killed, "murder": claim.Killed, "massacre": claim.Killed, "perish": claim.Killed,
	"injure": claim.Injured, "wound": claim.Injured, "hurt": claim.Injured,
}

// inSentence are the towns that a sentence names, in order; read once for all.
func (r *reader) inSentence(si int) []namedIn {
	if r.townsIn == nil {
		r.townsIn = make([][]namedIn, len(r.in.Sentences))
		for i := range r.in.Names {
			r.note(&r.in.Names[i])
		}
		for i := range r.in.Inner {
			r.note(&r.in.Inner[i].Name)
		}
		for _, list := range r.townsIn {
			sort.SliceStable(list, func(i, j int) bool { return list[i].first < list[j].first })
		}
	}
	return r.townsIn[si]
}

// note files a place under its sentence.
func (r *reader) note(n *nlp.Name) {
	if n.Kind != entity.Place || n.Adjective {
		return
	}
	si := sort.Search(len(r.in.Sentences), func(i int) bool { return r.in.Sentences[i].Last > n.First })
	if si < len(r.in.Sentences) {
		r.townsIn[si] = append(r.townsIn[si], namedIn{strings.ToLower(r.words(n.Span)), n.First})
	}
}

// naming are the sentences that name t: the one of its act, and such as are no
// background; the first few do.
func (r *reader) naming(t town, act int) []int {
	var out []int
	for si := range r.in.Sentences {
		list := r.inSentence(si)
		if r.in.Background[si] && si != act || len(out) == 12 {
			continue
		}
		for _, o := range list {
			if o.words == t.words {
				out = append(out, si)
				break
			}
		}
	}
	return out
}

// figures are the first numbers of killed and of injured that are told of t.
func (r *reader) figures(t town, act int) []figure {
	var out []figure
	for _, slot := range []claim.Slot{claim.Killed, claim.Injured} {
		for _, si := range r.naming(t, act) {
			if f, ok := r.figureIn(si, t, slot); ok {
				out = append(out, f)
				break
			}
		}
	}
	return out
}

// figureIn is the number told of t in one sentence. Where the sentence names
// several towns each must have numbers of its own, before or behind its name; a
// number told of them all is of none.
func (r *reader) figureIn(si int, t town, slot claim.Slot) (figure, bool) {
	counted := r.counted(si)
	towns := r.townsIn[si]
	if len(counted) == 0 {
		return figure{}, false
	}
	mine := make([]bool, len(towns))
	f := figure{slot: slot}
	under := -1
	for _, c := range counted {
		k := nearest(towns, c.first, towns[0].first < counted[0].first)
		mine[k] = true
		if towns[k].words != t.words || c.slot != slot || under >= 0 && c.under != under {
			continue
		}
		if under >= 0 {
			f.count, f.derived = f.count.Plus(c.count), "a sum"
		} else {
			f.count = c.count
		}
		under = c.under
		f.spans = append(f.spans, c.span)
	}
	for _, m := range mine {
		if !m {
			return figure{}, false
		}
	}
	return f, len(f.spans) > 0 && f.count.Known()
}

// nearest is the town that a number at token i is told of: the last before it, or
// the first behind it where the sentence puts the numbers first.
func nearest(towns []namedIn, i int, townsFirst bool) int {
	k := sort.Search(len(towns), func(k int) bool { return towns[k].first > i })
	if townsFirst {
		return max(0, k-1)
	}
	return min(k, len(towns)-1)
}

// tallied is a number of people harmed.
type tallied struct {
	count count.Count
	slot  claim.Slot
	first int // token
	span  text.Span
	under int // the predicate; of a number without a verb that of the one before
}

// counted are the numbers of a sentence that count whom a verb of harm is told of,
// and those behind them that leave noun and verb out.
func (r *reader) counted(si int) []tallied {
	s := &r.in.Sentences[si]
	var out []tallied
	from := sort.Search(len(r.in.Numbers), func(i int) bool { return r.in.Numbers[i].First >= s.First })
	for i := from; i < len(r.in.Numbers) && r.in.Numbers[i].First < s.Last && len(out) < 16; i++ {
		n := &r.in.Numbers[i]
		bare := n.Head.IsZero() || n.Head == n.Span
		if n.Kind != nlp.Cardinal && !(n.Kind == nlp.Label && bare) || n.Unit != "" {
			continue
		}
		c := tallied{count: n.Count, first: n.First, span: n.Span}
		if k := r.harmed(si, n); k >= 0 {
			c.slot, c.under = harms[r.in.Predicates[k].Verb], k
		} else if len(out) > 0 && bare && r.alone(n, s) {
			c.slot, c.under = out[len(out)-1].slot, -2-i
		} else {
			continue
		}
		out = append(out, c)
	}
	return out
}

// alone reports whether a number leaves out what it counts: at the end of its
// clause, and right behind a place or before "in" and a place.
func (r *reader) alone(n *nlp.Number, s *nlp.Sentence) bool {
	if o := extract.NameAt(r.in, n.First-1); o != nil && o.Kind == entity.Place {
		if n.Last >= s.Last {
			return true
		}
		switch r.in.Tokens[n.Last].Lower {
		case ".", ",", ";", "and":
			return true
		}
		return false
	}
	if n.Last+1 >= s.Last || r.in.Tokens[n.Last].Lower != "in" {
		return false
	}
	o := extract.NameAt(r.in, n.Last+1)
	return o != nil && o.Kind == entity.Place
}

// harmed is the predicate of harm that a number is told of, -1 for none.
func (r *reader) harmed(si int, n *nlp.Number) int {
	s := &r.in.Sentences[si]
	best, width := -1, 0
	for w := s.FirstWord; w < s.LastWord; w++ {
		k := r.in.PredicateAt(w)
		if k < 0 {
			continue
		}
		p := &r.in.Predicates[k]
		if harms[p.Verb] == "" || p.Negated || p.Modality != nlp.Actual && p.Modality != nlp.Alleged {
			continue
		}
		for g := range p.Patients() {
			if g.Span.Contains(n.Span) && (best < 0 || g.Last-g.First < width) {
				best, width = k, g.Last-g.First
			}
		}
	}
	return best
}

// clock is the time of day told of t: right beside its name, or the only one of a
// sentence that names no other town.
func (r *reader) clock(t town, act int) *nlp.Timex {
	for _, si := range r.naming(t, act) {
		s := &r.in.Sentences[si]
		from := sort.Search(len(r.in.Times), func(i int) bool { return r.in.Times[i].First >= s.First })
		for i := from; i < len(r.in.Times) && r.in.Times[i].First < s.Last; i++ {
			x := &r.in.Times[i]
			if x.Kind != nlp.Clock || len(x.Value) != len("10:39") {
				continue
			}
			for _, o := range r.townsIn[si] {
				if o.words == t.words && o.first >= x.Last && o.first <= x.Last+1 {
					return x
				}
			}
		}
	}
	return nil
}
