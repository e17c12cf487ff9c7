package confidence_test

import (
	"testing"

	"dossier/internal/confidence"
	"dossier/schema"
)

// value is a value of the number of killed as the fold makes it.
func value(id string, n, citations int, own float64, preferred bool) schema.Value {
	v := schema.Value{ID: id, Slot: "killed", Of: "all", Value: n, Confidence: own, Preferred: preferred, Status: "single"}
	for i := range citations {
		v.Citations = append(v.Citations, schema.Citation{Document: "d1", Start: 1000 * (i + 1), End: 1000*(i+1) + 5})
	}
	return v
}

func applied(vs ...schema.Value) []schema.Value {
	r := &schema.Record{Values: vs}
	confidence.Apply(r)
	return r.Values
}

func TestMoreBehindAValueIsNeverLess(t *testing.T) {
	for n := 1; n < 6; n++ {
		less, more := applied(value("f1", 3, n, 0.6, true))[0], applied(value("f1", 3, n+1, 0.6, true))[0]
		if more.Confidence < less.Confidence {
			t.Errorf("%d citations state %v, %d state %v", n, less.Confidence, n+1, more.Confidence)
		}
	}
	for own := 0.1; own < 0.9; own += 0.1 {
		less, more := applied(value("f1", 3, 1, own, true))[0], applied(value("f1", 3, 1, own+0.1, true))[0]
		if more.Confidence < less.Confidence {
			t.Errorf("an extractor's %.1f states %v, its %.1f states %v", own, less.Confidence, own+0.1, more.Confidence)
		}
	}
}

func TestTheShownValueIsTheLikelier(t *testing.T) {
	vs := applied(value("f1", 3, 1, 0.6, true), value("f2", 2, 1, 0.6, false))
	if vs[0].Confidence <= vs[1].Confidence {
		t.Errorf("the preferred value states %v, its rival %v", vs[0].Confidence, vs[1].Confidence)
	}
}

// Nothing is certain and nothing impossible, and every kind is rated.
func TestStatedBetweenZeroAndOne(t *testing.T) {
	r := &schema.Record{
		Values:       []schema.Value{value("f1", 3, 99, 1, true), value("f2", 9, 0, 0, false)},
		Events:       []schema.Event{{ID: "v1", When: "2023-01-27", Phase: "incident", Modality: "actual"}},
		Attributions: []schema.Attribution{{ID: "t1", Claimant: "e1", Quotation: "direct"}},
		Reactions:    []schema.Reaction{{ID: "r1", Actor: "e1", Kinds: []string{"condemnation"}}},
	}
	confidence.Apply(r)
	for _, p := range []float64{r.Values[0].Confidence, r.Values[1].Confidence, r.Events[0].Confidence, r.Attributions[0].Confidence, r.Reactions[0].Confidence} {
		if p < 0.01 || p > 0.99 {
			t.Errorf("stated %v", p)
		}
	}
}
