package muc4

import (
	"fmt"
	"io"
	"strings"

	"dossier/internal/fault"
)

// Run reads a part of the corpus with the shipped line-up and prints how it did:
// CEAF-REE of the five string roles, and the slots of the templates. With detail it
// prints every entity given and wanted.
func Run(w io.Writer, shared, name string, detail bool) error {
	known := false
	for _, p := range Parts {
		known = known || p == name
	}
	if !known {
		return fault.New(fault.Invalid, "no part %q of MUC-4: %s", name, strings.Join(Parts, ", "))
	}
	rs, err := Read(shared, name)
	if err != nil {
		return err
	}
	return sheet(w, name, rs, detail)
}

func sheet(w io.Writer, name string, rs []Report, detail bool) error {
	var roles [roleCount]Tally
	var j judged
	right := 0
	reader := NewReader()
	for i := range rs {
		a, err := reader.Answer(&rs[i])
		if err != nil {
			return fault.Wrap(rs[i].ID, err)
		}
		g := gold(&rs[i])
		for role := range roles {
			roles[role].Add(ceaf(a.Entities[role], g[role]))
		}
		j.judge(a.Templates, rs[i].Key)
		if len(a.Templates) > 0 == (len(rs[i].Key) > 0) {
			right++
		}
		if detail {
			explain(w, &rs[i], &a, g)
		}
	}
	fmt.Fprintf(w, "MUC-4 %s: %d reports, %d of them rightly with or without templates\n\nCEAF-REE\n", name, len(rs), right)
	var sum Tally
	for role, t := range roles {
		line(w, Role(role).String(), t)
		sum.Add(t)
	}
	line(w, "all five", sum)
	fmt.Fprint(w, "\nslots\n")
	line(w, "templates", j.templates)
	for s, t := range j.slots {
		if t.Wanted+t.Given > 0 {
			line(w, Slot(s).String(), t)
		}
	}
	return nil
}

func line(w io.Writer, name string, t Tally) {
	fmt.Fprintf(w, "%-20s P %6.2f  R %6.2f  F %6.2f   %d right of %d given, %d wanted\n", name, t.P(), t.R(), t.F(), t.Right, t.Given, t.Wanted)
}

// explain prints what was given and wanted of one report.
func explain(w io.Writer, r *Report, a *Answer, g Entities) {
	fmt.Fprintf(w, "%s: %d templates wanted, %d given\n", r.ID, len(r.Key), len(a.Templates))
	for role := range g {
		for _, e := range a.Entities[role] {
			mark := "spurious"
			if ceaf([][]string{e}, g[role]).Right > 0 {
				mark = "right"
			}
			fmt.Fprintf(w, "  %-8s %-8s %s\n", Role(role), mark, strings.Join(e, " / "))
		}
		for _, e := range g[role] {
			if ceaf(a.Entities[role], [][]string{e}).Right == 0 {
				fmt.Fprintf(w, "  %-8s %-8s %s\n", Role(role), "missing", strings.Join(e, " / "))
			}
		}
	}
	for s := Date; s <= Stage; s++ {
		fmt.Fprintf(w, "  %s: %s; wanted %s\n", s, fills(a.Templates, s), fills(r.Key, s))
	}
}

func fills(ts []Template, s Slot) string {
	var out []string
	for _, t := range ts {
		for _, f := range t.Slots[s] {
			out = append(out, strings.Join(f.Any, " / "))
		}
	}
	return strings.Join(out, ", ")
}
