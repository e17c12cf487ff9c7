package part

import (
	"strings"

	"dossier/internal/count"
	"dossier/internal/nlp"
)

// KindOf is what kind of thing a mention names; of a name that of the words in it
// or beside it, Rebel for a known armed group.
func (r *Reading) KindOf(i int) Kind {
	m := &r.Mentions[i]
	if m.kind != NoKind && r.name(m) == nil {
		return m.kind
	}
	n := r.name(m)
	if n == nil {
		return m.kind
	}
	if r.known(n) {
		return Rebel
	}
	for _, sp := range []struct{ start, end int }{{n.Position.Start, n.Position.End}, {n.Span.Start, n.Span.End}} {
		for w := r.wordAt(sp.start); w < len(r.A.Words) && r.A.Words[w].Span.Start < sp.end; w++ {
			if k := kinds[r.t.lower[w]]; k != NoKind {
				return k
			}
		}
	}
	return NoKind
}

// ties are the ties of all mentions of the thing of a mention, pronouns among them.
func (r *Reading) ties(i int) []link {
	var out []link
	seen := map[int]bool{}
	for _, k := range r.things[r.Mentions[i].Thing] {
		m := &r.Mentions[k]
		out = append(out, m.links...)
		if m.Chain >= 0 && !seen[m.Chain] {
			seen[m.Chain] = true
			out = append(out, r.pronouns[m.Chain]...)
		}
	}
	return out
}

// Suffers are the acts that the thing of a mention undergoes, as told of any of
// its mentions; whether each was done.
func (r *Reading) Suffers(i int) map[Act]bool {
	out := map[Act]bool{}
	for _, l := range r.ties(i) {
		switch l.tie {
		case Patient, On, Against, Of, In, Near:
			out[l.act] = out[l.act] || l.mood == real
		}
	}
	return out
}

// Does are the acts that the thing of a mention does.
func (r *Reading) Does(i int) map[Act]bool {
	out := map[Act]bool{}
	for _, l := range r.ties(i) {
		if l.tie == Agent || l.tie == By {
			out[l.act] = true
		}
	}
	return out
}

// NumberOf is how many a mention speaks of, where its number is told.
func (r *Reading) NumberOf(i int) (count.Count, bool) {
	w := r.Mentions[i].Head
	for c := r.t.first[w]; c >= 0; c = r.t.next[c] {
		if r.A.Words[c].Rel != nlp.Nummod {
			continue
		}
		at := r.A.Words[c].Span.Start
		for k := range r.A.Numbers {
			if n := &r.A.Numbers[k]; n.Head.Start <= at && at < n.Head.End && n.Kind == nlp.Cardinal {
				return n.Count, true
			}
		}
	}
	return count.Count{}, false
}

// Plural reports whether a mention speaks of several.
func (r *Reading) Plural(i int) bool {
	w := &r.A.Words[r.Mentions[i].Head]
	return r.Mentions[i].Name < 0 && strings.Contains(w.Feats, "Number=Plur")
}

// Office is the words of the office beside a person's name, "" for none.
func (r *Reading) Office(i int) string {
	if n := r.name(&r.Mentions[i]); n != nil && !n.Position.IsZero() {
		return r.A.Text(n.Position)
	}
	return ""
}
