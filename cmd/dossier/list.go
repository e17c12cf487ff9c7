package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"dossier/internal/search"
	"dossier/schema"
)

// list prints one line for each record: id, date, place, type, killed, injured,
// documents, disagreements.
func list(w io.Writer, out schema.Output) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "ID\tDATE\tPLACE\tTYPE\tKILLED\tINJURED\tDOCUMENTS\tDISAGREEMENTS")
	for i := range out.Records {
		h := search.HitOf(&out.Records[i])
		place := h.Place
		if h.Country != "" && place != "" {
			place += ", " + h.Country
		} else if place == "" {
			place = h.Country
		}
		kind := ""
		if len(h.Types) > 0 {
			kind = h.Types[0]
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t%s\t%d\t%s\n", printable(h.ID), dash(h.Date), dash(place), dash(kind),
			dash(h.Killed), dash(h.Injured), h.Documents, dash(strings.Join(h.Conflicts, " ")))
	}
	return tw.Flush()
}

func dash(s string) string {
	if s == "" {
		return "-"
	}
	return printable(s)
}

// printable keeps what a document says from driving the terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
}
