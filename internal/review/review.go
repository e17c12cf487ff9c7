// Package review is what people decide about records: accept, edit or reject a
// value, choose the one that is shown, add one by hand, say which reports tell of
// one incident, leave a note. Decisions are only ever added; an undo is a decision
// that cancels another. What a decision is about is named so that it is found
// again when the documents are read anew: by slot, value and words, never by a
// number in a list.
package review

import (
	"slices"

	"dossier/internal/claim"
	"dossier/internal/entity"
	"dossier/internal/fault"
	"dossier/internal/text"
)

// Kind is what sort of decision it is.
type Kind string

// The kinds of decision.
const (
	Accept Kind = "accept" // the value holds
	Edit   Kind = "edit"   // the words mean another value
	Reject Kind = "reject" // the value does not hold, for a reason
	Choose Kind = "choose" // of the values of the slot this one is shown
	Add    Kind = "add"    // a value that was not found, with its words

	UnsureValue Kind = "unsure_value" // whether the value holds cannot be told by whoever looked

	Merge     Kind = "merge"     // two records are one
	Split     Kind = "split"     // some reports of a record tell of another incident
	Same      Kind = "same"      // asked whether two records are one: yes
	Different Kind = "different" // asked whether two records are one: no
	Unsure    Kind = "unsure"    // asked whether two records are one: it cannot be told

	SameEntity      Kind = "same_entity"      // two entities are one
	DifferentEntity Kind = "different_entity" // two entities are two
	UnsureEntity    Kind = "unsure_entity"    // whether two entities are one cannot be told

	Source Kind = "source" // what a source is: its kind, country, reliability

	Note Kind = "note" // a remark
	Undo Kind = "undo" // cancels another decision

	Confirm Kind = "confirm" // a second person agrees with a decision that waits for one
)

// Decision is one decision of one person.
type Decision struct {
	Seq  int64  `json:"seq,omitempty"` // its number in the archive
	At   string `json:"at"`            // RFC 3339, UTC
	Who  string `json:"who"`
	Kind Kind   `json:"kind"`
	Why  string `json:"why,omitempty"` // the reason, or the text of a note
	// Record is the id of the record at the time, for people.
	Record string `json:"record,omitempty"`

	Value *Target `json:"value,omitempty"` // of accept, edit, reject, choose, unsure_value
	New   *New    `json:"new,omitempty"`   // of edit and add
	// Parts are the reports of one side, Others those of the other side of a merge,
	// a split or an answer; of a note Parts are what it is about.
	Parts  []claim.Ref `json:"parts,omitempty"`
	Others []claim.Ref `json:"others,omitempty"`
	// Pair are the two entities of a judgement about entities.
	Pair *[2]Subject `json:"pair,omitempty"`
	// Outlet is what a person says of a source.
	Outlet *Outlet `json:"outlet,omitempty"`
	// Cancels is the number of the decision that an undo cancels; of a confirmation,
	// of the one that it confirms.
	Cancels int64 `json:"cancels,omitempty"`
	// Waits says that the decision takes force only when somebody else confirms it.
	Waits bool `json:"waits,omitempty"`
	// Confirmed is who did so, of a decision that [Active] gives.
	Confirmed *Confirmation `json:"-"`
}

// Confirmation is that a second person agreed with a decision.
type Confirmation struct {
	Seq     int64 // the number of the decision that says so
	At, Who string
}

// Words are exact words of one incident's report, in bytes of its text.
type Words struct {
	claim.Ref
	Span  text.Span `json:"span"`
	Quote string    `json:"quote"`
}

// New is a value as a person means it. Of a person, group or other entity Name and
// Kind say who; Value.Entity stays empty.
type New struct {
	Value claim.Value `json:"value"`
	Name  string      `json:"name,omitempty"`
	Kind  entity.Kind `json:"kind,omitempty"`
	Shown string      `json:"shown"` // as people read it
	Words []Words     `json:"words"`
}

// Target names a value of a record so that it is found again: by its slot, its
// normal form and the words that it stood on.
type Target struct {
	New
	Normal string `json:"normal"`
}

// Subject names somebody or something so that it is found again: by what reports
// call it and by words that mean it.
type Subject struct {
	Name string      `json:"name"` // as people read it
	Kind entity.Kind `json:"kind"`
	// Names are all that it is called, so that a report that comes later counts
	// too; none where only the words count.
	Names []string `json:"names,omitempty"`
	Words []Words  `json:"words"`
}

// Outlet is what a person says of a source, in the place of what was said of it
// before; "" says nothing.
type Outlet struct {
	Source      string `json:"source"` // what sources are compared by
	Name        string `json:"name"`
	Kind        string `json:"kind,omitempty"`
	Country     string `json:"country,omitempty"`     // ISO 3166-1 alpha-2
	Reliability string `json:"reliability,omitempty"` // A to F of the Admiralty code
}

// Refs lists the reports that a decision is about, each once.
func (d *Decision) Refs() []claim.Ref {
	var out []claim.Ref
	add := func(r claim.Ref) {
		for _, x := range out {
			if x == r {
				return
			}
		}
		out = append(out, r)
	}
	for _, r := range d.Parts {
		add(r)
	}
	for _, r := range d.Others {
		add(r)
	}
	if d.Value != nil {
		for _, w := range d.Value.Words {
			add(w.Ref)
		}
	}
	if d.New != nil {
		for _, w := range d.New.Words {
			add(w.Ref)
		}
	}
	if d.Pair != nil {
		for _, w := range append(slices.Clone(d.Pair[0].Words), d.Pair[1].Words...) {
			add(w.Ref)
		}
	}
	return out
}

// Check tells what a decision lacks.
func (d *Decision) Check() error {
	lacks := func(yes bool, what string) error {
		if !yes {
			return nil
		}
		return fault.New(fault.Invalid, "to %s, %s", d.Kind, what)
	}
	if d.Who == "" || d.At == "" {
		return lacks(true, "say who decides and when")
	}
	switch d.Kind {
	case Accept, Choose, UnsureValue:
		return lacks(d.Value == nil, "name the value")
	case Reject:
		if d.Value == nil {
			return lacks(true, "name the value")
		}
		return lacks(d.Why == "", "give the reason")
	case Edit:
		return lacks(d.Value == nil || d.New == nil, "name the value and what it is instead")
	case Add:
		return lacks(d.New == nil || len(d.New.Words) == 0, "give the value and its words")
	case Merge, Split, Same, Different, Unsure:
		if holds(d.Parts, d.Others) {
			return lacks(true, "name no report on both sides")
		}
		return lacks(len(d.Parts) == 0 || len(d.Others) == 0, "name reports of both sides")
	case SameEntity, DifferentEntity, UnsureEntity:
		return lacks(d.Pair == nil || len(d.Pair[0].Words) == 0 || len(d.Pair[1].Words) == 0, "name both entities with their words")
	case Source:
		return lacks(d.Outlet == nil || d.Outlet.Source == "", "name the source")
	case Note:
		if len(d.Parts) == 0 && d.Value == nil {
			return lacks(true, "name what it is about")
		}
		return lacks(d.Why == "", "give its text")
	case Undo:
		return lacks(d.Cancels == 0, "name the decision to cancel")
	case Confirm:
		return lacks(d.Cancels == 0, "name the decision to confirm")
	}
	return fault.New(fault.Invalid, "%q is no kind of decision", d.Kind)
}

// Until gives the decisions made at a time or before it, RFC 3339 in UTC.
func Until(ds []Decision, at string) []Decision {
	var out []Decision
	for _, d := range ds {
		if d.At <= at {
			out = append(out, d)
		}
	}
	return out
}
