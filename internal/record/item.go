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
	for _, id := range f.entityList(s, c.Item.ReliedOnBy) {
		x.ReliedBy = appendNew(x.ReliedBy, id)
	}
	words := itemWords(x.What)
	for i := range f.items {
		o := &f.items[i]
		if o.Kind != x.Kind || o.HeldBy != "" && x.HeldBy != "" && o.HeldBy != x.HeldBy || !sameItem(f.itemWords[i], words) {
			continue
		}
		if len(x.What) > len(o.What) {
			o.What, f.itemWords[i] = x.What, words
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
	f.items, f.itemWords = append(f.items, x), append(f.itemWords, words)
}

// sameItem reports whether all the words that describe one item are among those
// of the other. One word alone ("footage") describes nothing.
func sameItem(x, y []string) bool {
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

// itemWords is the words that describe an item.
func itemWords(s string) []string {
	return slices.DeleteFunc(strings.Fields(FoldName(s)), func(w string) bool { return w == "the" || w == "a" || w == "an" })
}
