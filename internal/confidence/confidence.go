// Package confidence says how likely what a record holds is right. The fold gives
// each value, event, attribution and reaction the confidence of the claims behind
// it, which is the extractors' own; [Apply] turns that, and what else the record
// shows of it, into the share of such claims that a careful reader found right.
// docs/confidence.md tells how the table behind it is made and how well it holds.
package confidence

import (
	"math"

	"dossier/schema"
)

// Kind is what sort of claim is rated; each has weights of its own.
type Kind string

// The kinds of claim that are rated.
const (
	Value       Kind = "value"
	Event       Kind = "event"
	Attribution Kind = "attribution"
	Reaction    Kind = "reaction"
)

// Kinds are all kinds, in order.
var Kinds = []Kind{Value, Event, Attribution, Reaction}

// Base is the feature that every claim of a kind has.
const Base = "base"

// Feature is one thing that a record shows of a claim.
type Feature struct {
	Name string
	X    float64
}

// Table holds the weight of each feature, by kind. A feature without a weight
// counts for nothing.
type Table map[Kind]map[string]float64

// Rate is the chance that a claim with these features is right.
func (t Table) Rate(k Kind, fs []Feature) float64 {
	w := t[k]
	sum := w[Base]
	for _, f := range fs {
		sum += float64(w[f.Name] * f.X) // rounded, so that every machine adds the same
	}
	return 1 / (1 + math.Exp(-sum))
}

// Apply puts calibrated confidences in the place of the fold's own.
func Apply(r *schema.Record) {
	v := NewView(r)
	for i := range r.Values {
		r.Values[i].Confidence = stated(shipped.Rate(Value, v.Value(&r.Values[i])))
	}
	for i := range r.Events {
		r.Events[i].Confidence = stated(shipped.Rate(Event, v.Event(&r.Events[i])))
	}
	for i := range r.Attributions {
		r.Attributions[i].Confidence = stated(shipped.Rate(Attribution, v.Attribution(&r.Attributions[i])))
	}
	for i := range r.Reactions {
		r.Reactions[i].Confidence = stated(shipped.Rate(Reaction, v.Reaction(&r.Reactions[i])))
	}
}

// stated is p as it is published: two decimals, and neither certain nor
// impossible.
func stated(p float64) float64 {
	return math.Round(100*min(max(p, 0.01), 0.99)) / 100
}

// Shipped is the chance by the table that Apply uses.
func Shipped(k Kind, fs []Feature) float64 { return shipped.Rate(k, fs) }
