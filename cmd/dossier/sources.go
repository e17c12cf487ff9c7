package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"dossier/internal/register"
	"dossier/internal/review"
	"dossier/internal/wording"
)

// SourcesCmd is "dossier sources".
type SourcesCmd struct {
	Query []string `arg:"" optional:"" help:"Words of a name."`
	Limit int      `placeholder:"N" default:"50" help:"How many to list."`
	After int      `placeholder:"N" help:"Go on after so many."`
	JSON  bool     `name:"json" help:"Print JSON."`
	Place `embed:""`
}

// Run lists the sources, those with most documents first.
func (c *SourcesCmd) Run(app *App) error {
	a, err := c.open(app, "", false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	list, all, err := a.Sources(app.Context, strings.Join(c.Query, " "), c.After, c.Limit)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(app.Stdout, map[string]any{"sources": orEmpty(list), "total": all})
	}
	tw := tabwriter.NewWriter(app.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "ID\tNAME\tKIND\tCOUNTRY\tRELIABILITY\tDOCUMENTS\tRECORDS\tORIGINS\tVALUES\tSHOWN\tCONTESTED\tREJECTED\tALONE")
	for _, s := range list {
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\n", printable(s.ID), printable(s.Name), dash(s.Kind), dash(s.Country), dash(s.Reliability),
			s.Documents, s.Records, s.Origins, s.Values, s.Shown, s.Contested, s.Rejected, s.Alone)
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	if left := all - c.After - len(list); left > 0 {
		fmt.Fprintf(app.Stdout, "%d more with --after %d\n", left, c.After+len(list))
	}
	return nil
}

// SourceCmd is "dossier source".
type SourceCmd struct {
	Name        string `arg:"" help:"A source, by name or by the id that \"dossier sources\" lists."`
	Kind        string `placeholder:"KIND" help:"Say what it is: agency, press, broadcaster, government, court, organisation, encyclopedia, social or other."`
	Country     string `placeholder:"CODE" help:"Say its country (ISO 3166-1)."`
	Reliability string `placeholder:"A-F" help:"Say how reliable it is, by the Admiralty code."`
	Reason      string `placeholder:"TEXT" help:"Why."`
	Limit       int    `placeholder:"N" default:"50" help:"How many documents and records to show."`
	After       int    `placeholder:"N" help:"Go on after so many."`
	JSON        bool   `name:"json" help:"Print JSON."`
	Actor       `embed:""`
	Place       `embed:""`
}

// Run prints a source, or keeps what is said of it.
func (c *SourceCmd) Run(app *App) error {
	a, err := c.open(app, c.Actor.name(), false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	if c.Kind+c.Country+c.Reliability != "" {
		d, err := a.Describe(app.Context, c.Name, review.Outlet{Kind: c.Kind, Country: c.Country, Reliability: c.Reliability}, c.Reason)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(app.Stdout, "decision %d kept: %s\n", d.Seq, describe(d))
		return err
	}
	s, err := a.SourceOf(app.Context, c.Name, c.After, c.Limit)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(app.Stdout, s)
	}
	p := &lines{w: app.Stdout}
	p.source(&s)
	return p.err
}

func (p *lines) source(s *register.WholeSource) {
	p.say("", "%s", printable(s.Name))
	p.say("  ", "kind %s, country %s, reliability %s", dash(s.Kind), dash(s.Country), dash(s.Reliability))
	if s.SetBy != "" {
		p.say("  ", "said by %s on %s (decision %d)", printable(s.SetBy), s.SetAt[:min(10, len(s.SetAt))], s.Decision)
	}
	p.say("  ", "%d %s in %d %s, %d independent origins, %d repeat another", s.Tally.Documents, plural(s.Tally.Documents, "document", "documents"), s.Records, plural(s.Records, "record", "records"), s.Origins, s.Repeats)
	p.say("  ", "%d values: %d shown, %d contested, %d rejected by people, %d that nobody else says", s.Values, s.Shown, s.Contested, s.Rejected, s.Alone)
	for i := range s.Told {
		t := &s.Told[i]
		p.say("", "\n%s  %s\n  %s", dash(t.Date), printable(t.Title), t.Record)
		for _, x := range t.Differs {
			var others []string
			for _, o := range x.Others {
				others = append(others, o.Text+shownFirst(o.Shown))
			}
			p.say("    ", "%s: %s%s, others: %s", wording.Slot(x.Slot), printable(wording.Code(x.Text)), shownFirst(x.Shown), printable(strings.Join(others, ", ")))
		}
		for _, x := range t.Alone {
			p.say("    ", "alone: %s %s", wording.Slot(x.Slot), printable(wording.Code(x.Text)))
		}
	}
	p.say("", "\nDOCUMENTS")
	for _, d := range s.Documents {
		p.say("  ", "%s  %s  %s", d.Document.ID, dash(d.Document.Published), printable(d.Document.Title))
	}
}

func shownFirst(yes bool) string {
	if yes {
		return " (shown)"
	}
	return ""
}
