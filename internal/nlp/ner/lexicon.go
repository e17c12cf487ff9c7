package ner

import (
	"slices"
	"strings"

	"dossier/internal/entity"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
)

// hit is a name the lexicon knows, n tokens long.
type hit struct {
	n         int
	kind      entity.Kind
	country   string // ISO 3166-1 alpha-2
	adjective bool   // a nationality or religion word
	places    int32  // the candidates of a place: one more than the index into reader.places
}

// longestHit is the most tokens a name of the lexicon is looked for in.
const longestHit = 8

// isGiven reports whether w, in any case, is a given name.
func isGiven(w string) bool { return lexicon.IsGivenName(w) }

// lookUp finds the lexicon's names in a sentence, the longest at each token.
func (r *reader) lookUp(s nlp.Sentence) {
	r.first, r.last = s.First, s.Last
	r.texts = r.texts[:0]
	for i := s.First; i < s.Last; i++ {
		r.texts = append(r.texts, r.a.TokenText(i))
	}
	for i := s.First; i < s.Last; {
		w := &r.words[i]
		if w.cap && !(w.class&never != 0 && r.a.Tokens[i].Shape != nlp.Upper) {
			w.hit = r.find(i)
		}
		i += max(1, w.hit.n)
	}
}

// find is the lexicon's name that starts at token i.
func (r *reader) find(i int) hit {
	at := i - r.first
	h := lexicon.Longest(r.texts[at:min(at+longestHit, len(r.texts))])
	if h.Words <= 1 && h.Kind != lexicon.Demonym && peoples[r.a.Tokens[i].Lower] {
		return hit{n: 1, kind: entity.Group, adjective: true}
	}
	if h.Words == 0 || h.Weak && !r.supported(i, h.Words) {
		return hit{}
	}
	return r.accept(h)
}

// accept turns what the lexicon knows into a hit.
func (r *reader) accept(h lexicon.Hit) hit {
	got := hit{n: h.Words, country: h.Country}
	switch h.Kind {
	case lexicon.State:
		got.kind = entity.State
	case lexicon.Demonym:
		got.kind, got.adjective = entity.State, true
	case lexicon.Union:
		got.kind = entity.Organisation
	default:
		got.kind = entity.Place
		if len(h.Places) > 0 {
			r.places = append(r.places, h.Places)
			got.places = int32(len(r.places))
		}
	}
	return got
}

// locate gives every place its identity and country: of the candidates with its
// name, the one that lies in the states the document names most.
func (r *reader) locate() {
	context := r.states()
	for i := range r.names {
		n := &r.names[i]
		if n.Kind != entity.Place {
			continue
		}
		h := r.words[n.First].hit
		if h.places == 0 || n.First+h.n != n.Last {
			continue
		}
		p := lexicon.Resolve(r.places[h.places-1], context)
		if p.ID != 0 {
			n.Place, n.Country = p.ID, p.Country
		}
	}
}

// states lists the states that the document's names and nationalities tell, the
// most frequent first.
func (r *reader) states() []string {
	count := map[string]int{}
	var codes []string
	for i := range r.names {
		n := &r.names[i]
		if n.Country == "" || n.Kind != entity.State && !n.Adjective && n.Kind != entity.Organisation {
			continue
		}
		if count[n.Country] == 0 {
			codes = append(codes, n.Country)
		}
		count[n.Country]++
	}
	slices.SortStableFunc(codes, func(a, b string) int { return count[b] - count[a] })
	return codes
}

// supported reports whether the words beside tokens [i, i+n) say that a doubtful
// place name is one: "in Reading", "Houston, Texas".
func (r *reader) supported(i, n int) bool {
	if r.is(i-1, locative) {
		return true
	}
	if i > r.first+1 && r.lower(i-1) == "of" && (r.is(i-2, placeHead|office) || r.lower(i-2) == "capital") {
		return true
	}
	at := i + n - r.first
	if r.lower(i+n) != "," || at+1 >= len(r.texts) || !r.words[i+n+1].cap {
		return false
	}
	h := lexicon.Longest(r.texts[at+1 : min(at+1+longestHit, len(r.texts))])
	return h.Words > 0 && !h.Weak && h.Kind != lexicon.Demonym
}

// peoples are words for religions and peoples without a state of their own,
// which mark somebody as nationality words do.
var peoples = wordSet("muslim muslims moslem moslems christian christians jewish jew jews islamic islamist islamists shia shiite" +
	" shiites shi'ite shi'ites sunni sunnis catholic catholics protestant protestants orthodox hindu hindus sikh sikhs buddhist" +
	" buddhists alawite alawites druze kurdish kurd kurds uighur uighurs uyghur uyghurs chechen chechens dagestani ingush basque" +
	" basques catalan catalans corsican tamil tamils pashtun pashtuns hazara hazaras baloch baluch arab arabs arabic hispanic hispanics" +
	" latino latinos roma romani yazidi yazidis copt copts coptic maronite bedouin tibetan tibetans zulu hutu hutus tutsi" +
	" tutsis hausa igbo yoruba tatar tatars rohingya ahmadi ahmadis evangelical anglican mormon nazi nazis zionist maoist" +
	" maoists marxist leninist communist communists kashmiri kashmiris sindhi punjabi balkan scandinavian european" +
	" africans african asian asians latin")

func wordSet(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// isSurname reports whether w, in any case, is a family name.
func isSurname(w string) bool { return lexicon.IsSurname(w) }
