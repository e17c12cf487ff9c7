package calibrate

import (
	"fmt"

	"dossier/internal/lab/gold"
	"dossier/internal/lab/gvdb"
	"dossier/internal/pipeline"
	"dossier/schema"
)

// fieldOf is the field of the Gun Violence Database that holds a slot.
var fieldOf = map[string]gvdb.Field{
	"place": "DAT-CITY", "site": "DAT-LOC", "time": "DAT-CLOCK", "time_of_day": "DAT-TIME", "shots": "CIR-NUM-SHOTS",
}

// buckets is how many groups the articles of the database fall into: each has an
// incident of its own, but leaving out one at a time would take long.
const buckets = 10

// articles are the claims that the coders of one half of the database judge: of
// what, where and when, and of the first victim and the first shooter, who are the
// ones they kept. A field without a word of theirs makes the value wrong.
func articles(p *pipeline.Pipeline, shared string, half gvdb.Half) ([]example, error) {
	all, err := gvdb.Load(shared)
	if err != nil {
		return nil, err
	}
	var out []example
	for i, a := range all {
		if a.Half != half {
			continue
		}
		r := p.One(a.ID+".txt", []byte(a.Text))
		if r.Err != nil {
			return nil, fmt.Errorf("article %s: %w", a.ID, r.Err)
		}
		records := fold(reading{r.Doc, r.Set})
		if main := mainOf(records); main != nil {
			j := gold.Judged{
				Values: coded(main, a.Gold), Events: make([]gold.Verdict, len(main.Events)),
				Attributions: make([]gold.Verdict, len(main.Attributions)), Reactions: make([]gold.Verdict, len(main.Reactions)),
			}
			out = append(out, examples(main, j, fmt.Sprint("gvdb ", i%buckets))...)
		}
	}
	return out, nil
}

// coded judges the values of a record by the coders' words.
func coded(r *schema.Record, words map[gvdb.Field]string) []gold.Verdict {
	out := make([]gold.Verdict, len(r.Values))
	answers := gvdb.Answers(schema.Output{Records: []schema.Record{*r}})
	for i := range r.Values {
		v := &r.Values[i]
		var field gvdb.Field
		given := ""
		switch v.Slot {
		case "victim":
			field, given = "VIC-NAME", nameOf(r, v)
		case "perpetrator", "suspect":
			field, given = "SHO-NAME", nameOf(r, v)
		default:
			field = fieldOf[v.Slot]
			if len(v.Citations) > 0 {
				given = v.Citations[0].Quote
			}
		}
		if field == "" || given == "" || fieldOf[v.Slot] == "" && given != answers[field] {
			continue // not asked, or another than the one that the coders would keep
		}
		out[i] = gold.Wrong
		if gvdb.Agrees(words[field], given) {
			out[i] = gold.Right
		}
	}
	return out
}

// nameOf is the name of the person or group of a value, "" for a description.
func nameOf(r *schema.Record, v *schema.Value) string {
	for i := range r.Entities {
		if e := &r.Entities[i]; e.ID == v.Value && e.Named {
			return e.Name
		}
	}
	return ""
}
