package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"dossier/schema"
)

// list prints one line for each record: id, date, place, type, killed, injured,
// documents, disagreements.
func list(w io.Writer, out schema.Output) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "ID\tDATE\tPLACE\tTYPE\tKILLED\tINJURED\tDOCUMENTS\tDISAGREEMENTS")
	for i := range out.Records {
		r := &out.Records[i]
		place := shown(r, "place", "")
		if c := shown(r, "country", ""); c != "" && place != "" {
			place += ", " + c
		} else if place == "" {
			place = c
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t%s\t%d\t%s\n", printable(r.ID), dash(shown(r, "date", "")), dash(place), dash(shown(r, "type", "")),
			dash(shown(r, "killed", "all")), dash(shown(r, "injured", "all")), len(r.Documents), dash(disputed(r)))
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

func disputed(r *schema.Record) string {
	var out []string
	for _, c := range r.Conflicts {
		out = append(out, c.Slot)
	}
	return strings.Join(out, " ")
}

// shown is the preferred value of a slot in a few characters.
func shown(r *schema.Record, slot, of string) string {
	for _, v := range r.Values {
		if v.Slot != slot || v.Of != of || !v.Preferred {
			continue
		}
		switch x := v.Value.(type) {
		case string:
			return x
		case int:
			return strconv.Itoa(x)
		case schema.Range:
			return bounds(x)
		}
	}
	return ""
}

func bounds(x schema.Range) string {
	switch {
	case x.Min != nil && x.Max != nil:
		return fmt.Sprintf("%d-%d", *x.Min, *x.Max)
	case x.Min != nil:
		return fmt.Sprintf("%d+", *x.Min)
	case x.Max != nil:
		return fmt.Sprintf("<=%d", *x.Max)
	}
	return ""
}
