package main

import (
	"fmt"
	"strings"
)

// QuestionsCmd is "dossier questions".
type QuestionsCmd struct {
	ID    string `arg:"" optional:"" help:"A record; all when it is left out."`
	Limit int    `placeholder:"N" default:"20" help:"How many to list."`
	Place `embed:""`
}

// Run lists the questions: which records are one incident, the likeliest first, and
// which entities are one, those most in doubt first.
func (c *QuestionsCmd) Run(app *App) error {
	a, err := c.open(app, "", false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	list, err := a.Questions(app.Context, c.ID, c.Limit)
	if err != nil {
		return err
	}
	for _, q := range list {
		fmt.Fprintf(app.Stdout, "%s (%s)\n%s (%s)\n  one incident? %.0f %%: %s\n", q.A, printable(q.TitleA), q.B, printable(q.TitleB), 100*q.Confidence, printable(strings.Join(q.Reasons, "; ")))
	}
	doubts, err := a.Doubts(app.Context, c.ID, c.Limit)
	if err != nil {
		return err
	}
	for _, d := range doubts {
		ask := "stand apart; one?"
		if d.Joined {
			ask = "stand as one; rightly?"
		}
		where := ""
		if d.In != "" {
			where = " --in " + d.In
		}
		fmt.Fprintf(app.Stdout, "%s (%s)\n  %s and %s%s %s %.0f %%: %s\n  dossier decide %s --entity %s --same|--different|--unsure %s%s\n", d.Record, printable(d.Title),
			printable(d.NameA), printable(d.NameB), strings.Replace(where, " --in", " of", 1), ask, 100*d.Confidence, printable(strings.Join(d.Reasons, "; ")), d.Record, shellWord(d.A), shellWord(d.B), where)
	}
	if len(list)+len(doubts) == 0 {
		fmt.Fprintln(app.Stdout, "nothing to ask")
	}
	return nil
}

// shellWord is a word as a shell takes it.
func shellWord(s string) string {
	s = printable(s)
	if strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@-._") == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
