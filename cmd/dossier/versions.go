package main

import (
	"fmt"

	"dossier/internal/archive"
	"dossier/internal/claim"
	"dossier/internal/wording"
)

// VersionsCmd is "dossier versions".
type VersionsCmd struct {
	ID    string `arg:"" help:"A document: its short name (d3) or its hash."`
	Lost  bool   `help:"Tell of every citation that is lost, and of no other."`
	Moved bool   `help:"Tell of every citation that moved, and where to."`
	Place `embed:""`
}

// Run prints the versions, oldest first.
func (c *VersionsCmd) Run(app *App) error {
	a, err := c.open(app, "", false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	list, err := a.Versions(app.Context, c.ID)
	if err != nil {
		return err
	}
	for _, v := range list {
		n := map[archive.Fate]int{}
		for _, x := range v.Cited {
			n[x.Fate]++
		}
		state := fmt.Sprintf("%d citations intact, %d moved, %d lost", n[archive.Intact], n[archive.Moved], n[archive.Lost])
		switch {
		case v.Newest:
			state = "the newest"
		case v.Unread:
			state = "could not be read"
		}
		fmt.Fprintf(app.Stdout, "d%d  received %s  published %s  %s  %s\n", v.Card.Seq, v.Card.Received, dash(v.Published), printable(v.Card.Path), state)
		for _, x := range v.Cited {
			switch {
			case x.Fate == archive.Lost && (c.Lost || !c.Moved):
				fmt.Fprintf(app.Stdout, "    lost: %s “%s”\n", about(x.Claim), printable(x.Words))
			case x.Fate == archive.Moved && c.Moved:
				fmt.Fprintf(app.Stdout, "    moved to %d: %s “%s”\n", x.Start, about(x.Claim), printable(x.Words))
			}
		}
	}
	return nil
}

// about is what a claim is about, in a word or two.
func about(c claim.Claim) string {
	switch {
	case c.Value != nil:
		return wording.Code(string(c.Value.Slot))
	case c.Event != nil:
		return "event"
	case c.Attribution != nil:
		return "attribution"
	case c.Reaction != nil:
		return "reaction"
	case c.Account != nil:
		return "account"
	case c.Item != nil:
		return "evidence"
	case c.Relation != nil:
		return "relation"
	}
	return "dispute"
}
