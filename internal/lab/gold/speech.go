package gold

import (
	"slices"

	"dossier/schema"
)

// judgeAttributions pairs each saying of the gold with the prediction of the
// same claimant that shares most of its words, at least half.
func (g *Gold) judgeAttributions(r *schema.Record, text string, j *Judged) {
	if g.Attributions == nil {
		return
	}
	names := namesOf(r)
	used := make([]bool, len(r.Attributions))
	var t Tally
	for _, want := range g.Attributions {
		sp, ok := want.Content.at(text)
		if !ok {
			continue
		}
		best, which := 0.0, -1
		for i := range r.Attributions {
			a := &r.Attributions[i]
			if used[i] || !anySame(names[a.Claimant], want.Claimant) {
				continue
			}
			if o := overlap(sp, span{a.Content.Start, a.Content.End}); which < 0 || o >= best {
				best, which = o, i // of equals the last, as the scorer has it
			}
		}
		switch {
		case best >= 0.5:
			used[which] = true
			t.Right++
		case !want.Optional:
			t.Missed++
		}
	}
	t.Wrong = mark(j.Attributions, used)
	j.count("attributions: claimant + content", t)
}

// mark turns what was used into verdicts and gives the number of the others.
func mark(verdicts []Verdict, used []bool) int {
	wrong := 0
	for i, u := range used {
		if verdicts[i] = Right; !u {
			verdicts[i] = Wrong
			wrong++
		}
	}
	return wrong
}

// judgeReactions pairs each reaction of the gold with the first prediction of
// its actor, or of its country with a kind in common.
func (g *Gold) judgeReactions(r *schema.Record, j *Judged) {
	if g.Reactions == nil {
		return
	}
	names := namesOf(r)
	used := make([]bool, len(r.Reactions))
	var t Tally
	for _, want := range g.Reactions {
		hit := -1
		for i := range r.Reactions {
			p := &r.Reactions[i]
			if used[i] {
				continue
			}
			of := append(slices.Clone(names[p.Actor]), names[p.For]...)
			if anySame(of, want.Actor) || !want.Strict && want.Country != "" && p.Country == want.Country && meet(p.Kinds, want.Kinds) {
				hit = i
				break
			}
		}
		switch {
		case hit >= 0:
			used[hit] = true
			t.Right++
		case !want.Optional:
			t.Missed++
		}
	}
	t.Wrong = mark(j.Reactions, used)
	j.count("reactions: who reacted", t)
}

func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

// judgeEvents judges the events whose trigger is a step of the gold: right where
// the date is, or where none is asked. The gold lists the steps that a good
// chronology must show; an event it does not list is left open.
func (g *Gold) judgeEvents(r *schema.Record, text string, j *Judged) {
	for _, want := range g.Events {
		sp, ok := want.Trigger.at(text)
		if !ok {
			continue
		}
		found, dated := false, false
		for i := range r.Events {
			e := &r.Events[i]
			if overlap(sp, span{e.Trigger.Start, e.Trigger.End}) == 0 {
				continue
			}
			right := len(want.When) == 0 || slices.Contains(want.When, e.When)
			found, dated = true, dated || right
			if j.Events[i] != Right {
				if j.Events[i] = Wrong; right {
					j.Events[i] = Right
				}
			}
		}
		j.hit("timeline: event found", found)
		if len(want.When) > 0 {
			j.hit("timeline: event found with its date", dated)
		}
	}
}

func (j *Judged) hit(figure string, ok bool) {
	t := j.Tally[figure]
	if ok {
		t.Right++
	} else {
		t.Missed++
	}
	j.Tally[figure] = t
}
