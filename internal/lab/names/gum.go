package names

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/lab/conllu"
	"dossier/internal/lexicon"
	"dossier/internal/nlp/ner"
	"dossier/internal/text"
)

// nationality reports whether w is a word for a nationality.
func nationality(w string) bool {
	h := lexicon.Longest(strings.Fields(w))
	return h.Kind == lexicon.Demonym && h.Words == len(strings.Fields(w))
}

var gumKinds = map[string]string{
	"person": "PER", "organization": "ORG", "place": "LOC", "event": "MISC", "object": "MISC", "abstract": "MISC",
	"animal": "MISC", "plant": "MISC", "substance": "MISC", "time": "",
}

// readGUM reads the named entities of GUM: mentions whose head is a proper
// noun, cut to the words of the name.
func readGUM(r io.Reader) ([]sample, error) {
	docs, err := conllu.Read(r)
	if err != nil {
		return nil, err
	}
	var out []sample
	for i := range docs {
		b := &builder{}
		g := gum{b: b}
		for _, p := range docs[i].Paragraphs {
			for k := range p {
				g.sentence(&p[k])
			}
		}
		genre := strings.Split(docs[i].ID, "_")
		out = append(out, b.sample(genre[min(1, len(genre)-1)]))
	}
	return out, nil
}

// gum reads the mentions of one document.
type gum struct {
	b     *builder
	words []conllu.Word
	spans []text.Span // of the words
	taken []bool      // by a name
}

// mention is an open or closed mention of a sentence.
type mention struct {
	id, kind    string
	first, last int
}

func (g *gum) sentence(s *conllu.Sentence) {
	raw := s.Raw()
	at := g.b.paragraph(raw)
	g.words = s.Words
	g.spans = g.spans[:0]
	pos := 0
	for _, t := range s.Tokens {
		i := strings.Index(raw[pos:], t.Form)
		from := at + pos + max(0, i)
		pos += max(0, i) + len(t.Form)
		in := from
		for k := t.First; k < t.Last; k++ {
			end := min(in+len(s.Words[k].Form), from+len(t.Form))
			if k == t.Last-1 {
				end = from + len(t.Form)
			}
			g.spans = append(g.spans, text.Span{Start: in, End: end})
			in = end
		}
	}
	g.taken = make([]bool, len(s.Words))
	for _, m := range mentions(s.Words) {
		g.mention(m)
	}
	for k, w := range s.Words {
		if w.UPOS == "PROPN" && !g.taken[k] {
			g.b.loose = append(g.b.loose, g.spans[k])
		}
	}
}

// mentions reads the brackets of the Entity attributes, the outer mentions
// first.
func mentions(words []conllu.Word) []mention {
	var out, open []mention
	for k := range words {
		v := conllu.MiscValue(words[k].Misc, "Entity")
		for v != "" {
			if v[0] == '(' {
				end := strings.IndexAny(v[1:], "()")
				if end < 0 {
					end = len(v) - 1
				}
				f := strings.SplitN(v[1:1+end], "-", 3)
				m := mention{id: f[0], first: k, last: -1}
				if len(f) > 1 {
					m.kind = f[1]
				}
				v = v[1+end:]
				out = append(out, m)
				open = append(open, mention{id: f[0], first: len(out) - 1})
				if v != "" && v[0] == ')' {
					v = v[1:]
					out[len(out)-1].last = k + 1
					open = open[:len(open)-1]
				}
				continue
			}
			id, rest, ok := strings.Cut(v, ")")
			if !ok {
				break
			}
			v = rest
			for i := len(open) - 1; i >= 0; i-- {
				if open[i].id == id {
					out[open[i].first].last = k + 1
					open = append(open[:i], open[i+1:]...)
					break
				}
			}
		}
	}
	return out
}

// mention adds the name of a mention.
func (g *gum) mention(m mention) {
	kind, ok := gumKinds[m.kind]
	if !ok || kind == "" || m.last <= m.first {
		return
	}
	h := g.head(m)
	if h < 0 || g.words[h].UPOS != "PROPN" || g.taken[h] {
		return
	}
	first, last := h, h+1
	for first > m.first && g.joins(first-1) {
		first--
	}
	for last < m.last && g.joins(last) {
		last++
	}
	for last > h+1 && g.words[last-1].UPOS != "PROPN" && g.words[last-1].UPOS != "NUM" && g.words[last-1].UPOS != "ADJ" && g.words[last-1].UPOS != "NOUN" {
		last--
	}
	for first < h && (g.words[first].UPOS == "DET" || g.words[first].UPOS == "ADP" || g.words[first].UPOS == "CCONJ" || g.words[first].UPOS == "PART" || g.words[first].UPOS == "PUNCT") {
		first++
	}
	if kind == "PER" {
		for first+1 < last && ner.IsOffice([]string{strings.ToLower(g.words[first].Form)}) {
			first++
		}
		if ner.IsOffice([]string{strings.ToLower(g.words[first].Form)}) {
			return // "the Secretary", "General X" without the X
		}
	}
	if nationality(strings.TrimSpace(g.b.buf.String()[g.spans[first].Start:g.spans[last-1].End])) {
		kind = "NORP"
	}
	for k := first; k < last; k++ {
		if g.taken[k] {
			return
		}
	}
	for k := first; k < last; k++ {
		g.taken[k] = true
	}
	g.b.names = append(g.b.names, name{text.Span{Start: g.spans[first].Start, End: g.spans[last-1].End}, kind})
}

// head is the word of a mention whose head lies outside it, -1 for none.
func (g *gum) head(m mention) int {
	for k := m.first; k < m.last; k++ {
		if h := g.words[k].Head; h < m.first || h >= m.last {
			return k
		}
	}
	return -1
}

// joins reports whether word k can stand inside a name.
func (g *gum) joins(k int) bool {
	w := &g.words[k]
	c, _ := utf8.DecodeRuneInString(w.Form)
	switch w.UPOS {
	case "PROPN":
		return true
	case "ADJ", "NOUN", "NUM", "VERB", "ADV", "X":
		return unicode.IsUpper(c) || w.UPOS == "NUM" && k > 0 && g.words[k-1].UPOS == "PROPN"
	case "ADP":
		return w.Form == "of" || w.Form == "for"
	case "DET":
		return k > 0 && (g.words[k-1].Form == "of" || g.words[k-1].Form == "for")
	case "CCONJ":
		return w.Form == "&" || w.Form == "and"
	case "PUNCT":
		return w.Form == "-"
	case "PART":
		return w.Form == "'s" || w.Form == "’s"
	}
	return false
}
