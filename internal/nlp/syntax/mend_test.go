package syntax

import (
	"math/rand/v2"
	"slices"
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

// TestMendOfDoer gives a verb that has its subject for a part of itself the subject, and
// the object that hangs on "dead".
func TestMendOfDoer(t *testing.T) {
	words := []nlp.Word{
		{Lemma: "an", UPOS: nlp.DET, Head: 1, Rel: nlp.Det},
		{Lemma: "officer", UPOS: nlp.NOUN, Head: 2, Rel: nlp.Compound},
		{Lemma: "shoot", UPOS: nlp.VERB, Head: -1, Rel: nlp.Root, Feats: "Tense=Past|VerbForm=Fin"},
		{Lemma: "dead", UPOS: nlp.ADJ, Head: 2, Rel: nlp.Xcomp},
		{Lemma: "his", UPOS: nlp.PRON, Head: 5, Rel: nlp.NmodPoss},
		{Lemma: "baker", UPOS: nlp.NOUN, Head: 3, Rel: nlp.Obj},
	}
	if mend(words, 0, len(words)); words[1].Rel != nlp.Nsubj || words[5].Head != 2 {
		t.Errorf("the officer hangs as %v, the baker on %d; want nsubj, on 2", words[1].Rel, words[5].Head)
	}
}

// TestMendOfDateline shows that the place that heads a report does nothing.
func TestMendOfDateline(t *testing.T) {
	for _, c := range []struct {
		mark string
		want nlp.Rel
	}{{"–", nlp.Dislocated}, {",", nlp.Nsubj}} {
		words := []nlp.Word{
			{Lemma: "Oslo", UPOS: nlp.PROPN, Head: 4, Rel: nlp.Nsubj},
			{Lemma: c.mark, UPOS: nlp.PUNCT, Head: 0, Rel: nlp.PunctRel},
			{Lemma: "a", UPOS: nlp.DET, Head: 3, Rel: nlp.Det},
			{Lemma: "thief", UPOS: nlp.NOUN, Head: 4, Rel: nlp.Nsubj},
			{Lemma: "flee", UPOS: nlp.VERB, Head: -1, Rel: nlp.Root},
		}
		if mend(words, 0, len(words)); words[0].Rel != c.want || words[3].Rel != nlp.Nsubj {
			t.Errorf("behind %q: the place hangs as %v, want %v; the thief as %v", c.mark, words[0].Rel, c.want, words[3].Rel)
		}
	}
}

// TestMendOfColon gives the clause behind "OSLO:" its subject.
func TestMendOfColon(t *testing.T) {
	words := []nlp.Word{
		{Lemma: "Oslo", UPOS: nlp.PROPN, Head: 7, Rel: nlp.Nsubj},
		{Lemma: ":", UPOS: nlp.PUNCT, Head: 0, Rel: nlp.PunctRel},
		{Lemma: "thief", UPOS: nlp.NOUN, Head: 0, Rel: nlp.Appos},
		{Lemma: "rob", UPOS: nlp.VERB, Head: 0, Rel: nlp.Parataxis},
		{Lemma: "bank", UPOS: nlp.NOUN, Head: 3, Rel: nlp.Obj},
		{Lemma: ",", UPOS: nlp.PUNCT, Head: 0, Rel: nlp.PunctRel},
		{Lemma: "police", UPOS: nlp.NOUN, Head: 7, Rel: nlp.Nsubj},
		{Lemma: "say", UPOS: nlp.VERB, Head: -1, Rel: nlp.Root},
	}
	mend(words, 0, len(words))
	for i, want := range map[int]nlp.Word{0: {Head: 3, Rel: nlp.Dislocated}, 2: {Head: 3, Rel: nlp.Nsubj}, 3: {Head: 7, Rel: nlp.Ccomp}, 7: {Head: -1, Rel: nlp.Root}} {
		if words[i].Head != want.Head || words[i].Rel != want.Rel {
			t.Errorf("%s hangs on %d as %v, want %d as %v", words[i].Lemma, words[i].Head, words[i].Rel, want.Head, want.Rel)
		}
	}
}

// TestMendOfSaid gives what is said the subject that "say" took for its object.
func TestMendOfSaid(t *testing.T) {
	for _, c := range []struct {
		verb string
		want int
	}{{"say", 6}, {"tell", 1}} {
		words := []nlp.Word{
			{Lemma: "mayor", UPOS: nlp.NOUN, Head: 1, Rel: nlp.Nsubj},
			{Lemma: c.verb, UPOS: nlp.VERB, Head: -1, Rel: nlp.Root},
			{Lemma: "clerk", UPOS: nlp.NOUN, Head: 1, Rel: nlp.Obj},
			{Lemma: ",", UPOS: nlp.PUNCT, Head: 4, Rel: nlp.PunctRel},
			{Lemma: "Ito", UPOS: nlp.PROPN, Head: 2, Rel: nlp.Appos},
			{Lemma: ",", UPOS: nlp.PUNCT, Head: 4, Rel: nlp.PunctRel},
			{Lemma: "flee", UPOS: nlp.VERB, Head: 1, Rel: nlp.Ccomp},
		}
		if mend(words, 0, len(words)); words[2].Head != c.want {
			t.Errorf("%s: the clerk hangs on %d, want %d", c.verb, words[2].Head, c.want)
		}
	}
}

// TestMendOfAim shows that who is made to do something does it: no aim.
func TestMendOfAim(t *testing.T) {
	words := []nlp.Word{
		{Lemma: "force", UPOS: nlp.VERB, Head: -1, Rel: nlp.Root},
		{Lemma: "pilot", UPOS: nlp.NOUN, Head: 0, Rel: nlp.Obj},
		{Lemma: "to", UPOS: nlp.PART, Head: 3, Rel: nlp.MarkRel},
		{Lemma: "leave", UPOS: nlp.VERB, Head: 0, Rel: nlp.Advcl},
	}
	mend(words, 0, len(words))
	if words[3].Rel != nlp.Xcomp {
		t.Errorf("leave is %v of force, want xcomp", words[3].Rel)
	}
	words[0].Lemma, words[3].Rel = "seize", nlp.Advcl
	if mend(words, 0, len(words)); words[3].Rel != nlp.Advcl {
		t.Errorf("leave is %v of seize, want advcl", words[3].Rel)
	}
}

// TestMendOfParticiple: in "the man, believed to be ill, was arrested" the man is
// arrested and not the one who believes.
func TestMendOfParticiple(t *testing.T) {
	tree := func() []nlp.Word {
		return []nlp.Word{
			{Lemma: "say", UPOS: nlp.VERB, Head: -1, Rel: nlp.Root},
			{Lemma: "man", UPOS: nlp.NOUN, Head: 3, Rel: nlp.Nsubj},
			{Lemma: ",", UPOS: nlp.PUNCT, Head: 3, Rel: nlp.PunctRel},
			{Lemma: "believe", UPOS: nlp.VERB, Head: 0, Rel: nlp.Ccomp, Feats: "Tense=Past|VerbForm=Fin"},
			{Lemma: "ill", UPOS: nlp.ADJ, Head: 3, Rel: nlp.Xcomp},
			{Lemma: ",", UPOS: nlp.PUNCT, Head: 3, Rel: nlp.PunctRel},
			{Lemma: "be", UPOS: nlp.AUX, Head: 7, Rel: nlp.AuxPass},
			{Lemma: "arrest", UPOS: nlp.VERB, Head: 0, Rel: nlp.Ccomp, Feats: "Tense=Past|VerbForm=Part"},
		}
	}
	words := tree()
	mend(words, 0, len(words))
	if words[1].Head != 7 || words[1].Rel != nlp.NsubjPass || words[3].Head != 1 || words[3].Rel != nlp.Acl || words[7].Head != 0 {
		t.Errorf("%+v", words)
	}
	// "The man came, saw, was arrested": nothing stands between commas beside him.
	words = tree()
	words[2].Lemma = "then"
	before := slices.Clone(words)
	if mend(words, 0, len(words)); !slices.Equal(words, before) {
		t.Errorf("changed without a comma: %+v", words)
	}
}

// TestMendAnyTree mends trees drawn at random: no panic, every head inside the
// sentence or none.
func TestMendAnyTree(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	lemmas := []string{"force", "say", "to", ",", "man"}
	tags := []nlp.UPOS{nlp.VERB, nlp.NOUN, nlp.PART, nlp.PUNCT}
	rels := []nlp.Rel{nlp.Nsubj, nlp.Ccomp, nlp.Advcl, nlp.Obj, nlp.MarkRel, nlp.PunctRel, nlp.AuxPass}
	for range 2000 {
		n := 1 + rng.IntN(90)
		start := rng.IntN(5)
		words := make([]nlp.Word, start+n)
		for i := start; i < len(words); i++ {
			words[i] = nlp.Word{Lemma: lemmas[rng.IntN(len(lemmas))], UPOS: tags[rng.IntN(len(tags))], Rel: rels[rng.IntN(len(rels))], Head: start + rng.IntN(n)}
			if rng.IntN(20) == 0 {
				words[i].Head, words[i].Rel = -1, nlp.Root
			}
		}
		mend(words, start, len(words))
		for i := start; i < len(words); i++ {
			if h := words[i].Head; h != -1 && (h < start || h >= len(words)) {
				t.Fatalf("word %d hangs on %d of [%d, %d)", i, h, start, len(words))
			}
		}
	}
}
