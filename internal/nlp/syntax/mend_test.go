package syntax

import (
	"testing"

	"dossier/internal/nlp"
)

// TestMend gives the parenthetical verb of saying two subjects and shows that the
// first goes to what is said.
func TestMend(t *testing.T) {
	words := []nlp.Word{
		{Lemma: "road", UPOS: nlp.NOUN, Head: 4, Rel: nlp.Nsubj},
		{Lemma: ",", UPOS: nlp.PUNCT, Head: 0, Rel: nlp.PunctRel},
		{Lemma: "the", UPOS: nlp.DET, Head: 3, Rel: nlp.Det},
		{Lemma: "mayor", UPOS: nlp.NOUN, Head: 4, Rel: nlp.Nsubj},
		{Lemma: "say", UPOS: nlp.VERB, Head: -1, Rel: nlp.Root},
		{Lemma: ",", UPOS: nlp.PUNCT, Head: 4, Rel: nlp.PunctRel},
		{Lemma: "be", UPOS: nlp.AUX, Head: 7, Rel: nlp.AuxPass},
		{Lemma: "close", UPOS: nlp.VERB, Head: 4, Rel: nlp.Ccomp},
		{Lemma: ".", UPOS: nlp.PUNCT, Head: 4, Rel: nlp.PunctRel},
	}
	plain := append([]nlp.Word(nil), words...)
	plain[0].Rel = nlp.Obl
	mend(words, 0, len(words))
	for i, want := range map[int]nlp.Word{
		0: {Head: 7, Rel: nlp.NsubjPass}, 3: {Head: 4, Rel: nlp.Nsubj}, 4: {Head: 7, Rel: nlp.Parataxis}, 7: {Head: -1, Rel: nlp.Root}, 8: {Head: 7, Rel: nlp.PunctRel},
	} {
		if words[i].Head != want.Head || words[i].Rel != want.Rel {
			t.Errorf("%s hangs on %d as %v, want %d as %v", words[i].Lemma, words[i].Head, words[i].Rel, want.Head, want.Rel)
		}
	}
	before := append([]nlp.Word(nil), plain...)
	mend(plain, 0, len(plain))
	for i := range plain {
		if plain[i] != before[i] {
			t.Errorf("with one subject, %s was changed", plain[i].Lemma)
		}
	}
}
