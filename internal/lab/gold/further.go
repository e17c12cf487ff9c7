package gold

import "dossier/schema"

// JudgeFurther counts the figures of what is in the gold's Further. Of the
// entities those with a name are judged: a description ("two gunmen") is no wrong
// name.
func (g *Gold) JudgeFurther(r *schema.Record) map[string]Tally {
	j := Judged{Values: make([]Verdict, len(r.Values)), Tally: map[string]Tally{}}
	if len(g.Site) > 0 {
		single(r, &j, "header: site", "site", "", func(v any) bool { s, ok := v.(string); return ok && sameName(s, g.Site) })
	}
	if g.Outcome != "" {
		single(r, &j, "header: outcome", "outcome", "", func(v any) bool { return v == g.Outcome })
	}
	counts := func(slot string, accepted []Count) {
		if len(accepted) > 0 {
			single(r, &j, "header: "+slot, slot, "", accepts(accepted))
		}
	}
	counts("missing", g.Missing)
	counts("abducted", g.Abducted)
	counts("arrested", g.Arrested)
	j.names(r, "entities: people", g.People, g.PeopleOK, "person")
	j.names(r, "entities: organisations", g.Organisations, g.OrganisationsOK, "organisation", "group")
	return j.Tally
}

// names judges the named entities of some kinds, unless the gold lists none.
func (j *Judged) names(r *schema.Record, figure string, required, allowed [][]string, kinds ...string) {
	if required == nil {
		return
	}
	var got [][]string
	for _, e := range r.Entities {
		for _, k := range kinds {
			if e.Kind == k && e.Named {
				got = append(got, append([]string{e.Name}, e.Aliases...))
			}
		}
	}
	_, t := match(got, required, allowed, anySame)
	j.count(figure, t)
}
