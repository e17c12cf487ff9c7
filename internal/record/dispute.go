package record

import (
	"dossier/internal/claim"
	"dossier/schema"
)

// dispute is a slot on which the words themselves say that accounts differ.
type dispute struct {
	slot, of string
	words    []schema.Citation
}

func (f *folder) addDispute(c *claim.Claim) {
	for i := range f.disputes {
		if d := &f.disputes[i]; d.slot == string(c.Dispute.Slot) && d.of == c.Dispute.Of {
			d.words = appendCitations(d.words, f.cites(c.Citations))
			return
		}
	}
	f.disputes = append(f.disputes, dispute{string(c.Dispute.Slot), c.Dispute.Of, f.cites(c.Citations)})
}

// tell adds the words to the conflict of the slot, or makes one of the values
// there are.
func (d dispute) tell(list []schema.Conflict, r *schema.Record) []schema.Conflict {
	for i := range list {
		if c := &list[i]; c.Slot == d.slot && c.Of == d.of {
			c.Citations = appendCitations(c.Citations, d.words)
			return list
		}
	}
	c := schema.Conflict{
		Slot: d.slot, Of: d.of, Values: []string{}, Kind: "between_claimants",
		Explanation: "The text says that accounts differ: “" + d.words[0].Quote + "”", Citations: d.words,
	}
	for i := range r.Values {
		if v := &r.Values[i]; v.Slot == d.slot && v.Of == d.of && v.State != rejected && v.State != obsolete {
			c.Values = append(c.Values, v.ID)
			v.Status = "contested"
		}
	}
	return append(list, c)
}
