package record

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/entity"
	"dossier/schema"
)

func (f *folder) addAttribution(s Source, c *claim.Claim) {
	a := c.Attribution
	who := f.entity(s, a.Claimant)
	if who == "" {
		return
	}
	f.attrs = append(f.attrs, schema.Attribution{
		ID: "t" + strconv.Itoa(len(f.attrs)+1), Claimant: who, OnBehalfOf: f.entity(s, a.OnBehalfOf),
		Cue: a.Cue, Kind: a.Kind, Content: f.cite(a.Content), Quotation: a.Quotation, When: a.When,
		Channel: a.Channel, Addressee: f.entity(s, a.Addressee), Via: f.entityList(s, a.Via),
		About: []string{}, Confidence: c.Confidence, Makers: appendMaker(nil, c.Maker),
		Citations: f.cites(c.Citations),
	})
}

// addReaction keeps one reaction for an actor and addressee, with every kind it
// showed.
func (f *folder) addReaction(s Source, c *claim.Claim) {
	a := c.Reaction
	actor, addressee := f.entity(s, a.Actor), f.entity(s, a.Addressee)
	if actor == "" {
		return
	}
	for i := range f.reactions {
		r := &f.reactions[i]
		voice := f.oneVoice(r, s, actor, a)
		if r.Actor != actor && voice == "" || r.Addressee != addressee && r.Addressee != "" && addressee != "" {
			continue
		}
		if voice != "" {
			r.For = firstOf(r.For, f.stateOf(r.Actor, actor))
			r.Actor = voice
		}
		for _, k := range a.Kinds {
			r.Kinds = appendNew(r.Kinds, k)
		}
		r.When = firstOf(r.When, a.When)
		r.Channel = firstOf(r.Channel, a.Channel)
		r.Addressee = firstOf(r.Addressee, addressee)
		r.For = firstOf(r.For, f.entity(s, a.For))
		r.Country = firstOf(r.Country, a.Country)
		r.Citations = appendCitations(r.Citations, f.cites(c.Citations))
		r.Makers = appendMaker(r.Makers, c.Maker)
		r.Confidence = max(r.Confidence, c.Confidence)
		return
	}
	f.reactions = append(f.reactions, schema.Reaction{
		ID: "r" + strconv.Itoa(len(f.reactions)+1), Actor: actor, For: f.entity(s, a.For),
		Country: a.Country, Kinds: append([]string(nil), a.Kinds...), Channel: a.Channel,
		Addressee: addressee, When: a.When, Confidence: c.Confidence,
		Makers: appendMaker(nil, c.Maker), Citations: f.cites(c.Citations),
	})
}

// oneVoice is who speaks in two reactions that are one: a document that has the
// state react and another that has its president say so. It is "" where they are
// two: of one document, of two states, of two officials, or of other kinds.
func (f *folder) oneVoice(r *schema.Reaction, s Source, actor string, a *claim.Reaction) string {
	x, y := f.entityByID(r.Actor), f.entityByID(actor)
	if x == nil || y == nil || x == y {
		return ""
	}
	states := 0
	for _, e := range []*mergedEntity{x, y} {
		if e.out.Kind == string(entity.State) {
			states++
		}
	}
	country, other := firstOf(x.out.Country, r.Country), firstOf(y.out.Country, a.Country)
	if states != 1 || country == "" || country != other || !meet(r.Kinds, a.Kinds) {
		return ""
	}
	for _, c := range r.Citations {
		if c.Document == f.docID[s.Doc.ID] {
			return ""
		}
	}
	if x.out.Kind == string(entity.State) {
		return actor
	}
	return r.Actor
}

// stateOf is the one of two entities that is a state.
func (f *folder) stateOf(a, b string) string {
	if e := f.entityByID(a); e != nil && e.out.Kind == string(entity.State) {
		return a
	}
	return b
}

func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(k string) bool { return slices.Contains(b, k) })
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func (f *folder) addAccount(s Source, c *claim.Claim) {
	a := c.Account
	var acc *schema.Account
	for i := range f.accounts {
		if f.accounts[i].Question == a.Question && FoldName(f.accounts[i].Position) == FoldName(a.Position) {
			acc = &f.accounts[i]
		}
	}
	if acc == nil {
		f.accounts = append(f.accounts, schema.Account{
			Question: a.Question, Position: a.Position, HeldBy: []string{}, RejectedBy: []string{},
			Attributions: []string{}, Support: []string{}, Against: []string{}, Citations: []schema.Citation{},
		})
		acc = &f.accounts[len(f.accounts)-1]
	}
	acc.Citations = appendCitations(acc.Citations, f.cites(c.Citations))
	for _, g := range f.cites(a.Support) {
		f.grounds = append(f.grounds, ground{a.Question, FoldName(a.Position), g, false})
	}
	for _, g := range f.cites(a.Against) {
		f.grounds = append(f.grounds, ground{a.Question, FoldName(a.Position), g, true})
	}
	if id := f.entity(s, a.Holder); id != "" {
		if a.Doubts {
			acc.DoubtedBy = appendNew(acc.DoubtedBy, id)
		} else if a.Rejects {
			acc.RejectedBy = appendNew(acc.RejectedBy, id)
		} else {
			acc.HeldBy = appendNew(acc.HeldBy, id)
		}
	}
}

// ground is words that bear on a position: those of an item of evidence or of an
// event.
type ground struct {
	question, position string
	words              schema.Citation
	against            bool
}

// ground notes on an account the evidence and the events that bear on it.
func (f *folder) ground(acc *schema.Account, events []schema.Event) {
	position := FoldName(acc.Position)
	for _, g := range f.grounds {
		if g.question != acc.Question || g.position != position {
			continue
		}
		list := &acc.Support
		if g.against {
			list = &acc.Against
		}
		for i := range f.items {
			for _, c := range f.items[i].Citations {
				if overlaps(c, g.words) {
					*list = appendNew(*list, f.items[i].ID)
				}
			}
		}
		for i := range events {
			if overlaps(events[i].Trigger, g.words) {
				*list = appendNew(*list, events[i].ID)
			}
		}
	}
}

// settleAccounts orders the accounts by question and ties each to the
// attributions that state it.
func (f *folder) settleAccounts(events []schema.Event) {
	sort.SliceStable(f.accounts, func(i, j int) bool {
		return questionRank(f.accounts[i].Question) < questionRank(f.accounts[j].Question)
	})
	for i := range f.accounts {
		acc := &f.accounts[i]
		acc.ID = "a" + strconv.Itoa(i+1)
		// Who rejects a position does not hold it, whatever else he is quoted with.
		acc.HeldBy = slices.DeleteFunc(acc.HeldBy, func(id string) bool { return slices.Contains(acc.RejectedBy, id) })
		acc.Origins = f.origins(acc.HeldBy)
		f.ground(acc, events)
		for _, t := range f.attrs {
			for _, c := range acc.Citations {
				if overlaps(c, t.Content) {
					acc.Attributions = appendNew(acc.Attributions, t.ID)
				}
			}
		}
	}
}

// origins is how many of the parties are independent of each other: those of one
// state are one.
func (f *folder) origins(ids []string) int {
	var states []string
	n := 0
	for _, e := range f.entities {
		switch {
		case !slices.Contains(ids, e.out.ID):
		case e.out.Country == "":
			n++
		default:
			states = appendNew(states, e.out.Country)
		}
	}
	return n + len(states)
}

func questionRank(q string) int {
	return strings.Index("motive responsibility nature alone attackers what_happened", q)
}

func overlaps(a, b schema.Citation) bool {
	return a.Document == b.Document && a.Start < b.End && b.Start < a.End
}

// aboutValues notes on each attribution the values whose words lie in what was
// said.
func (f *folder) aboutValues(r *schema.Record) {
	for i := range r.Attributions {
		t := &r.Attributions[i]
		for _, v := range r.Values {
			for _, c := range v.Citations {
				if c.Document == t.Content.Document && t.Content.Start <= c.Start && c.End <= t.Content.End {
					t.About = appendNew(t.About, v.ID)
				}
			}
		}
	}
}
