package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"dossier/internal/register"
	"dossier/internal/wording"
	"dossier/schema"
)

// EntitiesCmd is "dossier entities".
type EntitiesCmd struct {
	Query []string `arg:"" optional:"" help:"Words of a name, in any spelling; a word may end in *."`
	Kind  string   `placeholder:"KIND" help:"Only of a kind: person, organisation or group."`
	Limit int      `placeholder:"N" default:"25" help:"How many to list."`
	After int      `placeholder:"N" help:"Go on after so many names, as the list before says."`
	JSON  bool     `name:"json" help:"Print JSON."`
	Place `embed:""`
}

// Run lists people and bodies, those in most records first.
func (c *EntitiesCmd) Run(app *App) error {
	a, err := c.open(app, "", false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	list, next, err := a.Figures(app.Context, c.Kind, strings.Join(c.Query, " "), c.After, c.Limit)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(app.Stdout, map[string]any{"entities": orEmpty(list), "next": next})
	}
	tw := tabwriter.NewWriter(app.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "ID\tKIND\tNAME\tRECORDS\tOFFICE\tSTATE\tROLES")
	for _, f := range list {
		fmt.Fprintf(tw, "%s\t%s\t%s\t%d\t%s\t%s\t%s\n", printable(f.ID), f.Kind, printable(f.Name), f.Records,
			dash(first(f.Positions)), dash(first(f.Countries)), dash(strings.Join(roles(f.Roles), ", ")))
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	if len(list) == 0 {
		fmt.Fprintln(app.Stdout, "nobody and nothing of that name")
	}
	if next > 0 {
		fmt.Fprintf(app.Stdout, "more with --after %d\n", next)
	}
	return nil
}

func first(list []register.Counted) string {
	if len(list) == 0 {
		return ""
	}
	return list[0].Text
}

// roles are what somebody is in records, in words.
func roles(list []register.Counted) []string {
	var out []string
	for _, r := range list {
		out = append(out, wording.Role(r.Text))
	}
	return out
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// EntityCmd is "dossier entity".
type EntityCmd struct {
	Name  string `arg:"" help:"A name, or an id as \"dossier entities\" lists it: NAME@RECORD."`
	Limit int    `placeholder:"N" default:"50" help:"How many records to show, the latest incident first."`
	After int    `placeholder:"N" help:"Go on after so many records."`
	JSON  bool   `name:"json" help:"Print JSON."`
	Place `embed:""`
}

// Run prints who somebody is and all that is said of and by them.
func (c *EntityCmd) Run(app *App) error {
	a, err := c.open(app, "", false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	f, err := a.Figure(app.Context, c.Name, c.After, c.Limit)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(app.Stdout, f)
	}
	p := &lines{w: app.Stdout}
	p.figure(&f)
	if left := f.Records - c.After - len(f.Appearances); left > 0 {
		p.say("", "%d more records with --after %d", left, c.After+len(f.Appearances))
	}
	return p.err
}

// lines prints lines, and keeps the first error.
type lines struct {
	w   io.Writer
	err error
}

func (p *lines) say(indent, format string, args ...any) {
	if _, err := fmt.Fprintf(p.w, indent+format+"\n", args...); err != nil && p.err == nil {
		p.err = err
	}
}

func (p *lines) figure(f *register.Whole) {
	p.say("", "%s (%s)", printable(f.Name), f.Kind)
	p.say("", "%s", printable(f.ID))
	p.counted("called", f.Names, nil)
	p.counted("office", f.Positions, nil)
	p.counted("state", f.Countries, nil)
	p.counted("roles", f.Roles, wording.Role)
	if f.Cut {
		p.say("  ", "more records name somebody so than were compared; these are the latest")
	}
	for i := range f.Appearances {
		p.appearance(&f.Appearances[i])
	}
	if len(f.Answers) > 0 {
		p.say("", "\nJUDGED")
	}
	for _, x := range f.Answers {
		how := map[string]string{"same_entity": "the same as", "different_entity": "not", "unsure_entity": "perhaps, it cannot be told,"}[x.Kind]
		p.say("  ", "%d %s %s (%s) — %s, %s", x.Decision, how, printable(x.Name), printable(x.ID), printable(x.Who), x.At[:min(10, len(x.At))])
	}
	if len(f.Perhaps) > 0 {
		p.say("", "\nPERHAPS THE SAME")
	}
	for _, x := range f.Perhaps {
		p.say("  ", "%s (%s), in %d %s: %s", printable(x.Name), printable(x.ID), x.Records, plural(x.Records, "record", "records"), printable(strings.Join(x.Reasons, "; ")))
		p.say("    ", "dossier decide %s --entity %s --same|--different|--unsure %s --in %s", x.Ask.Record, x.Ask.Entity, x.Ask.Other, x.Ask.In)
	}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// counted prints words with how many records have them.
func (p *lines) counted(what string, list []register.Counted, how func(string) string) {
	var out []string
	for _, x := range list {
		s := x.Text
		if how != nil {
			s = how(s)
		}
		out = append(out, fmt.Sprintf("%s (%d)", printable(s), x.Records))
	}
	if len(out) > 0 {
		p.say("  ", "%-7s %s", what, strings.Join(out, ", "))
	}
}

func (p *lines) appearance(x *register.Appearance) {
	p.say("", "\n%s  %s", dash(x.Date), printable(x.Title))
	p.say("  ", "%s, %s as %s", x.Record, x.Entity, printable(strings.Join(append([]string{x.Name}, x.Aliases...), ", ")))
	if len(x.Roles) > 0 {
		var list []string
		for _, r := range x.Roles {
			list = append(list, wording.Role(r))
		}
		p.say("  ", "%s", strings.Join(list, ", "))
	}
	if len(x.Why) > 0 {
		p.say("  ", "the same as elsewhere: %s", printable(strings.Join(x.Why, "; ")))
	}
	for i := range x.Said {
		s := &x.Said[i]
		p.say("    ", "%s", printable(statement(s)))
		p.say("      ", "%s", cited(s.Citations))
	}
}

// statement is a statement in a line.
func statement(s *register.Statement) string {
	by := ""
	if len(s.Who) > 0 {
		by = " — " + strings.Join(s.Who, ", ")
	}
	when := ""
	if s.When != "" {
		when = s.When + " "
	}
	switch s.Part {
	case "value":
		return wording.Slot(s.Kind) + " " + bracket(wording.Code(s.Text)) + by
	case "event":
		return when + s.Text + " " + bracket(wording.Code(s.Kind)) + by
	case "says":
		return when + wording.Saying(s.Kind) + ": " + s.Text
	case "said_of":
		return when + "said of: " + s.Text + by
	case "reaction":
		return when + "reacted: " + wording.Code(s.Kind)
	case "account":
		return wording.Question(s.Kind) + ": " + wording.Code(s.Text)
	}
	return wording.Code(s.Kind) + ": " + s.Text
}

func bracket(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

// cited are the first citations of a statement.
func cited(cs []schema.Citation) string {
	var out []string
	for _, c := range cs[:min(len(cs), 2)] {
		out = append(out, fmt.Sprintf("%s %d-%d “%s”", c.Document, c.Start, c.End, printable(c.Quote)))
	}
	s := strings.Join(out, "; ")
	if len(cs) > 2 {
		s += fmt.Sprintf("; %d more", len(cs)-2)
	}
	return s
}
