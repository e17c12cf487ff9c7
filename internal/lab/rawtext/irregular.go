package rawtext

import (
	"slices"
	"strings"
)

// Irregular is WordNet's irregular forms as the tagger embeds them: "v shot
// shoot", in order; the form itself stands among its lemmas where it is one too
// ("v found find found"). Forms of several words are left out.
func Irregular(net *WordNet) string {
	var lines []string
	for key, bases := range net.except {
		form := key[1:]
		if strings.ContainsAny(form, "_-' ") || len(form) < 2 {
			continue
		}
		var known []string
		for _, b := range bases {
			if len(net.Senses[key[:1]+b]) > 0 && !slices.Contains(known, b) {
				known = append(known, b)
			}
		}
		if len(known) == 0 {
			continue
		}
		if len(net.Senses[key]) > 0 && !slices.Contains(known, form) {
			known = append(known, form)
		}
		lines = append(lines, key[:1]+" "+form+" "+strings.Join(known, " ")+"\n")
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}
