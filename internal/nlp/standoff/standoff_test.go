package standoff

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossier/internal/count"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// sample is a sentence with every layer.
func sample() *nlp.Analysis {
	s := "Zoë Aalto met 3 guards in May; they bowed."
	at := func(w string) text.Span {
		i := strings.Index(s, w)
		return text.Span{Start: i, End: i + len(w)}
	}
	return &nlp.Analysis{
		Doc: &doc.Document{Path: "a.txt", SHA256: "beef", Text: text.New(s)},
		Words: []nlp.Word{
			{Span: at("Zoë"), UPOS: nlp.PROPN, Lemma: "Zoë", Feats: "Number=Sing", Head: 1, Rel: nlp.Nsubj},
			{Span: at("met"), UPOS: nlp.VERB, Lemma: "meet", Head: -1, Rel: nlp.Root},
			{Span: at("guards"), Head: -1},
		},
		Sentences: []nlp.Sentence{{Span: text.Span{End: len(s)}, LastWord: 3}},
		Names:     []nlp.Name{{Span: at("Zoë Aalto"), Kind: entity.Person, Country: "FI"}},
		Times:     []nlp.Timex{{Span: at("May"), Kind: nlp.Date, Value: "2021-05", Modifier: nlp.Mid}},
		Numbers: []nlp.Number{
			{Span: at("3"), Kind: nlp.Cardinal, Count: count.AtLeast(3), Value: 3},
			{Span: at("3 guards"), Kind: nlp.Fraction, Count: count.Count{Min: count.Open, Max: count.Open}, Value: 0.5, Unit: "x"},
			{Span: at("3"), Kind: nlp.Cardinal, Count: count.Count{Min: count.Open, Max: count.Open}, Value: math.Inf(1)},
		},
		Chains: []nlp.Chain{{Mentions: []nlp.Mention{
			{Span: at("3 guards"), Form: nlp.ByNoun, Kind: entity.Person}, {Span: at("they"), Form: nlp.ByPronoun},
		}}},
		Predicates: []nlp.Predicate{{Word: 1, Lemma: "meet", Class: nlp.Acting, Carries: -1, Under: -1, Args: []nlp.Argument{
			{Role: nlp.Agent, Span: at("Zoë Aalto")}, {Role: nlp.Patient, Span: at("3 guards"), Head: 2},
		}}},
	}
}

func TestWrite(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, sample()); err != nil {
		t.Fatal(err)
	}
	want := `{"path":"a.txt","sha256":"beef",` +
		`"tokens":[{"start":0,"end":3,"upos":"PROPN","feats":"Number=Sing","lemma":"Zoë","head":1,"deprel":"nsubj"},` +
		`{"start":10,"end":13,"upos":"VERB","feats":"","lemma":"meet","head":-1,"deprel":"root"},` +
		`{"start":16,"end":22,"upos":"_","feats":"","lemma":"","head":-1,"deprel":"_"}],` +
		`"sentences":[{"start":0,"end":42}],` +
		`"names":[{"start":0,"end":9,"kind":"person","adjective":false,"country":"FI","position":null}],"inner":[],` +
		`"times":[{"start":26,"end":29,"kind":"date","value":"2021-05","on":"","zone":"","part":"","modifier":"mid"}],` +
		`"numbers":[{"start":14,"end":15,"kind":"cardinal","min":3,"max":null,"approximate":false,"unit":""},` +
		`{"start":14,"end":22,"kind":"fraction","min":0.5,"max":0.5,"approximate":false,"unit":"x"},` +
		`{"start":14,"end":15,"kind":"cardinal","min":null,"max":null,"approximate":false,"unit":""}],` +
		`"chains":[[{"start":14,"end":22,"form":"noun","kind":"person"},{"start":31,"end":35,"form":"pronoun","kind":""}]],` +
		`"predicates":[{"token":1,"lemma":"meet","class":"acting","noun":false,"passive":false,"negated":false,"modality":"actual","carries":-1,"under":-1,` +
		`"arguments":[{"start":0,"end":9,"role":"agent","head":0},{"start":14,"end":22,"role":"patient","head":2}]}]}` + "\n"
	if d := cmp.Diff(want, b.String()); d != "" {
		t.Error(d)
	}
}

// A document that nothing was found in has empty lists, never null.
func TestWriteNothing(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, &nlp.Analysis{Doc: &doc.Document{Text: text.New("")}}); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"tokens", "sentences", "names", "inner", "times", "numbers", "chains", "predicates"} {
		if l, ok := got[key].([]any); !ok || len(l) != 0 {
			t.Errorf("%s is %v", key, got[key])
		}
	}
}
