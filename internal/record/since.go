package record

import (
	"slices"

	"dossier/schema"
)

// times notes on each value since when it is said, when it came, and whether its
// words are gone from the newest versions of their documents.
func (f *folder) times() {
	for _, m := range f.values {
		for _, d := range m.docs {
			if p := f.texts[d].Published; p != "" {
				if m.out.FirstSaid == "" || p < m.out.FirstSaid {
					m.out.FirstSaid = p
				}
				m.out.LastSaid = max(m.out.LastSaid, p)
			}
			if f.known.Received != nil {
				if at := f.known.Received(d); m.out.Received == "" || at < m.out.Received {
					m.out.Received = at
				}
			}
		}
		m.out.WordsLost = f.lost(m)
	}
}

// lost reports whether every claim behind a value has lost words: some of those that
// it stands on are not in the newest version of their document.
func (f *folder) lost(m *mergedValue) bool {
	if f.known.Lost == nil {
		return false
	}
	for _, cs := range m.claims {
		if !slices.ContainsFunc(cs, f.known.Lost) {
			return false
		}
	}
	return len(m.claims) > 0
}

// Settle sets the confidence of what a person decided: it is as sure as anything,
// or as unsure.
func Settle(r *schema.Record) {
	for i := range r.Values {
		switch v := &r.Values[i]; v.State {
		case accepted, edited:
			v.Confidence = 0.99
		case rejected:
			v.Confidence = 0.01
		}
	}
}
