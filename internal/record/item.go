package record

import (
	"slices"
	"strconv"
	"strings"

	"dossier/internal/claim"
	"dossier/schema"
)

// addItem adds an item of evidence. One that is told of again in fewer or more
// words ("the CCTV footage", "CCTV footage from the building") is the same item.
func (f *folder) addItem(s Source, c *claim.Claim) {
	x := schema.Item{Kind: c.Item.Kind, What: c.Item.What, HeldBy: f.entity(s, c.Item.HeldBy), Citations: f.cites(c.Citations)}
	if c.Item.Shows != nil {
		shows := f.cite(*c.Item.Shows)
		x.Shows = &shows
	}
	for _, id := range c.Item.ReliedOnBy {
		if e := f.entity(s, id); e != "" {
			x.ReliedBy = appendNew(x.ReliedBy, e)
		}
	}
	for i := range f.items {
		o := &f.items[i]
		if o.Kind != x.Kind || o.HeldBy != "" && x.HeldBy != "" && o.HeldBy != x.HeldBy || !sameItem(o.What, x.What) {
			continue
		}
		if len(x.What) > len(o.What) {
			o.What = x.What
		}
		o.HeldBy = firstOf(o.HeldBy, x.HeldBy)
		if o.Shows == nil {
			o.Shows = x.Shows
		}
		for _, id := range x.ReliedBy {
			o.ReliedBy = appendNew(o.ReliedBy, id)
		}
		o.Citations = appendCitations(o.Citations, x.Citations)
		return
	}
	x.ID = "x" + strconv.Itoa(len(f.items)+1)
	f.items = append(f.items, x)
}

// sameItem reports whether all the words that describe one item are among those
// of the other. One word alone ("footage") describes nothing.
func sameItem(a, b string) bool {
	x, y := itemWords(a), itemWords(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < 2 {
		return slices.Equal(x, y)
	}
	for _, w := range x {
		if !slices.Contains(y, w) {
			return false
		}
	}
	return true
}

func itemWords(s string) []string {
	return slices.DeleteFunc(strings.Fields(FoldName(s)), func(w string) bool { return w == "the" || w == "a" || w == "an" })
}
