package main

import (
	"fmt"
	"strings"

	"dossier/internal/archive"
	"dossier/internal/review"
	"dossier/internal/wording"
)

// DecideCmd is "dossier decide".
type DecideCmd struct {
	ID    string `arg:"" help:"The record."`
	Slot  string `arg:"" optional:"" help:"The slot of the value: killed, or killed:police for whom it counts."`
	Value string `arg:"" optional:"" help:"The value as it is shown, or its id (f7); needed where the slot has several."`

	Accept     bool     `xor:"kind" help:"The value holds."`
	Reject     bool     `xor:"kind" help:"The value does not hold; give a --reason."`
	Choose     bool     `xor:"kind" help:"Of the values of the slot, show this one."`
	CannotTell bool     `xor:"kind" help:"Whether the value holds cannot be told: it is left to somebody else."`
	Edit       string   `xor:"kind" placeholder:"VALUE" help:"The words mean another value."`
	Add        string   `xor:"kind" placeholder:"VALUE" help:"Add a value that was not found; give its --words."`
	Merge      string   `xor:"kind" placeholder:"ID" help:"Another record is this one."`
	Split      []string `xor:"kind" placeholder:"DOCUMENT" help:"These documents tell of another incident."`
	Same       string   `xor:"kind" placeholder:"ID" help:"Asked whether another record (with --entity: another person or body) is this one: yes."`
	Different  string   `xor:"kind" placeholder:"ID" help:"Asked the same: no."`
	Unsure     string   `xor:"kind" placeholder:"ID" help:"Asked the same: it cannot be told."`
	Entity     string   `placeholder:"NAME" help:"With --same, --different or --unsure: a person or body of the record, by name or id (e5), compared with another one by name or id; NAME@d3 is the one that document d3 calls so."`
	In         string   `placeholder:"ID" help:"With --entity: the record of the other one."`
	Note       string   `xor:"kind" placeholder:"TEXT" help:"Leave a note on the record, or on the value."`

	Reason   string `placeholder:"TEXT" help:"Why."`
	Words    string `placeholder:"TEXT" help:"Exact words that an added value stands on."`
	Document string `placeholder:"DOCUMENT" help:"The document of the words, where they stand in several."`
	Kind     string `placeholder:"CODE" help:"Of an edited or added target or weapon; person, group, organisation or state of who did it."`
	Basis    string `placeholder:"CODE" help:"Of a perpetrator or suspect."`
	Harm     string `placeholder:"CODE" help:"Of a victim."`
	Degree   string `placeholder:"CODE" help:"Of damage."`

	Actor `embed:""`
	Place `embed:""`
}

// draft is the decision that the flags state.
func (c *DecideCmd) draft() (archive.Draft, error) {
	d := archive.Draft{
		Record: c.ID, Why: c.Reason, Slot: c.Slot, Value: c.Value, Words: c.Words, Document: c.Document,
		Attributes: review.Attributes{Kind: c.Kind, Basis: c.Basis, Harm: c.Harm, Degree: c.Degree},
	}
	switch {
	case c.Accept:
		d.Kind = review.Accept
	case c.Reject:
		d.Kind = review.Reject
	case c.Choose:
		d.Kind = review.Choose
	case c.Edit != "":
		d.Kind, d.New = review.Edit, c.Edit
	case c.Add != "":
		d.Kind, d.New = review.Add, c.Add
	case c.CannotTell:
		d.Kind = review.UnsureValue
	case c.Merge != "":
		d.Kind, d.Other = review.Merge, c.Merge
	case len(c.Split) > 0:
		d.Kind, d.Documents = review.Split, c.Split
	case c.Same != "":
		d.Kind, d.Other = review.Same, c.Same
	case c.Different != "":
		d.Kind, d.Other = review.Different, c.Different
	case c.Unsure != "":
		d.Kind, d.Other = review.Unsure, c.Unsure
	case c.Note != "":
		d.Kind, d.Why = review.Note, c.Note
	default:
		return d, usageError("say what is decided: --accept, --reject, --choose, --cannot-tell, --edit, --add, --merge, --split, --same, --different, --unsure or --note")
	}
	if c.Entity != "" || c.In != "" {
		return c.pair(d)
	}
	switch d.Kind {
	case review.Accept, review.Reject, review.Choose, review.UnsureValue, review.Edit, review.Add:
		if c.Slot == "" {
			flag := strings.ReplaceAll(string(d.Kind), "unsure_value", "cannot-tell")
			return d, usageError("name the slot of the value: dossier decide ID SLOT [VALUE] --" + flag)
		}
	}
	return d, nil
}

// pair makes an answer about two records one about two entities.
func (c *DecideCmd) pair(d archive.Draft) (archive.Draft, error) {
	kind, ok := map[review.Kind]review.Kind{review.Same: review.SameEntity, review.Different: review.DifferentEntity, review.Unsure: review.UnsureEntity}[d.Kind]
	if !ok || c.Entity == "" {
		return d, usageError("two entities are compared so: dossier decide ID --entity NAME --same|--different|--unsure OTHER [--in ID]")
	}
	d.Kind, d.Entity, d.In = kind, c.Entity, c.In
	return d, nil
}

// Run keeps the decision and prints its number.
func (c *DecideCmd) Run(app *App) error {
	d, err := c.draft()
	if err != nil {
		return err
	}
	a, err := c.open(app, c.Actor.name(), false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	got, id, err := a.Decide(app.Context, d)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(app.Stdout, "decision %d kept: %s; the record is %s\n", got.Seq, describe(got), id)
	return err
}

// describe is a decision in a few words.
func describe(d review.Decision) string {
	s := strings.ReplaceAll(string(d.Kind), "unsure_value", "cannot tell")
	switch {
	case d.Pair != nil:
		how := map[review.Kind]string{review.SameEntity: "is", review.DifferentEntity: "is not", review.UnsureEntity: "may or may not be"}[d.Kind]
		s = printable(d.Pair[0].Name) + " " + how + " " + printable(d.Pair[1].Name)
	case d.Outlet != nil:
		s = printable(d.Outlet.Name) + " is " + printable(strings.Join(strings.Fields(strings.Join([]string{d.Outlet.Kind, d.Outlet.Country, d.Outlet.Reliability}, " ")), ", "))
	case d.Kind == review.Undo, d.Kind == review.Confirm:
		s += fmt.Sprintf(" of decision %d", d.Cancels)
	case d.Value != nil:
		s += " " + valueWords(&d.Value.New)
	case d.New != nil:
		s += " " + valueWords(d.New)
	}
	if d.Value != nil && d.New != nil {
		s += " to " + printable(wording.Code(d.New.Shown))
	}
	if d.Waits {
		s += ", for somebody else to confirm"
	}
	if d.Why != "" {
		s += " (" + printable(strings.TrimSpace(d.Why)) + ")"
	}
	return s
}

// valueWords are the slot and the value of a decision, as people read them.
func valueWords(x *review.New) string {
	return strings.ToLower(wording.Slot(string(x.Value.Slot))) + " " + printable(wording.Code(x.Shown))
}

// UndoCmd is "dossier undo".
type UndoCmd struct {
	Number int64  `arg:"" help:"The number of the decision."`
	Reason string `placeholder:"TEXT" help:"Why."`
	Actor  `embed:""`
	Place  `embed:""`
}

// Run cancels a decision.
func (c *UndoCmd) Run(app *App) error {
	a, err := c.open(app, c.Actor.name(), false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	d, err := a.Undo(app.Context, c.Number, c.Reason)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(app.Stdout, "decision %d kept: %s\n", d.Seq, describe(d))
	return err
}
