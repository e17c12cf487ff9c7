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

// Run lists the questions, the likeliest first.
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
	if len(list) == 0 {
		fmt.Fprintln(app.Stdout, "nothing to ask")
	}
	return nil
}
