package record

import (
	"slices"
	"strconv"
	"strings"

	"dossier/internal/claim"
	"dossier/schema"
)

// describe gives the record its id, title and one-sentence summary.
func describe(r *schema.Record, parts []Part) {
	date := wording(preferred(r, "date", ""))
	place := wording(preferred(r, "place", ""))
	site := wording(preferred(r, "site", ""))
	r.ID = slug(date, firstOf(place, wording(preferred(r, "country", ""))), site)
	r.Title = title(r, parts, site, place)
	r.Summary = summary(r, date, site, place)
}

func preferred(r *schema.Record, slot, of string) *schema.Value {
	for i := range r.Values {
		if v := &r.Values[i]; v.Slot == slot && v.Of == of && v.Preferred {
			return v
		}
	}
	return nil
}

func wording(v *schema.Value) string {
	if v == nil {
		return ""
	}
	s, _ := v.Value.(string)
	return s
}

// slug joins the parts of an id with hyphens: "2023-01-27-tehran-embassy".
func slug(parts ...string) string {
	var out []string
	for i, p := range parts {
		if i == 0 {
			p, _, _ = strings.Cut(strings.TrimRight(p, "~?%"), "/")
		}
		if words := strings.Fields(FoldName(p)); len(words) > 0 {
			out = append(out, strings.Join(words[:min(len(words), 6)], "-"))
		}
	}
	if len(out) == 0 {
		return "incident"
	}
	return strings.Join(out, "-")
}

// title is the title of the document that is most about the incident, or what
// and where for an incident told in passing.
func title(r *schema.Record, parts []Part, site, place string) string {
	if r.Role == "main" {
		for _, p := range parts {
			if p.Source.Doc.Title != "" {
				return p.Source.Doc.Title
			}
		}
	}
	t := typeWords(r)
	if at := firstOf(site, place); at != "" {
		t += ", " + at
	}
	return capital(t)
}

// typeWords is the incident's kind in words: "shooting", "suicide bombing".
func typeWords(r *schema.Record) string {
	if t := wording(preferred(r, "type", "")); t != "" && t != "other" {
		return strings.ReplaceAll(t, "_", " ")
	}
	return "attack"
}

func summary(r *schema.Record, date, site, place string) string {
	var b strings.Builder
	w := typeWords(r)
	b.WriteString(capital(article(w) + " " + w))
	switch {
	case site != "":
		b.WriteString(" at " + definite(site))
		if place != "" && !strings.Contains(FoldName(site), FoldName(place)) {
			b.WriteString(", " + place)
		}
	case place != "":
		b.WriteString(" in " + place)
	}
	if date != "" {
		b.WriteString(", " + date)
	}
	for _, x := range []struct{ slot, word string }{{"killed", "killed"}, {"injured", "injured"}} {
		if s := figures(r, x.slot); s != "" {
			b.WriteString("; " + s + " " + x.word + saidBy(r, x.slot))
		}
	}
	b.WriteByte('.')
	return b.String()
}

// definite is a name in a sentence: one with "of" in it takes an article.
func definite(name string) string {
	if strings.Contains(name, " of ") && name[0] >= 'A' && name[0] <= 'Z' && !strings.HasPrefix(name, "The ") {
		return "the " + name
	}
	return name
}

// figures are all the totals of a slot, the preferred one first: "3 or 2".
func figures(r *schema.Record, slot string) string {
	var first, rest []string
	for _, v := range r.Values {
		if v.Slot != slot || v.Of != "all" {
			continue
		}
		if v.Preferred {
			first = append(first, number(v.Value))
		} else if v.Status == "contested" {
			rest = append(rest, number(v.Value))
		}
	}
	if len(first) > 0 && len(rest) > fewRivals {
		return first[0] + " (disputed)"
	}
	return strings.Join(append(first, rest...), " or ")
}

// saidBy tells who gives the total of a slot where it is only those who claim the
// deed: ", as al-Shabaab says".
func saidBy(r *schema.Record, slot string) string {
	v := preferred(r, slot, "all")
	if v == nil || len(v.Claimants) == 0 || v.OwnVoice {
		return ""
	}
	for _, id := range v.Claimants {
		if !slices.ContainsFunc(r.Values, func(o schema.Value) bool { return o.Slot == string(claim.ClaimedBy) && o.Value == id }) {
			return ""
		}
	}
	for _, e := range r.Entities {
		if e.ID == v.Claimants[0] {
			return ", as " + e.Name + " says"
		}
	}
	return ""
}

// fewRivals is how many figures stand beside the preferred one in a sentence.
const fewRivals = 2

func number(v any) string {
	switch v := v.(type) {
	case int:
		return strconv.Itoa(v)
	case schema.Range:
		switch {
		case v.Max == nil && v.Min != nil:
			return "at least " + strconv.Itoa(*v.Min)
		case v.Min == nil && v.Max != nil:
			return "up to " + strconv.Itoa(*v.Max)
		case v.Min != nil:
			return strconv.Itoa(*v.Min) + " to " + strconv.Itoa(*v.Max)
		}
	}
	return "an unknown number"
}

func article(w string) string {
	if w != "" && strings.ContainsRune("aeiou", rune(w[0])) {
		return "an"
	}
	return "a"
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
