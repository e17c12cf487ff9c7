package register

import (
	"cmp"
	"slices"
	"strconv"

	"dossier/internal/origin"
	"dossier/schema"
)

// Tally is how a source fared in one record, or in all of an archive.
type Tally struct {
	Source string `json:"source"` // what sources are compared by
	Name   string `json:"name"`
	// Documents are its documents, Repeats those that only repeat another; Origins are
	// the independent ones that the others make.
	Documents int `json:"documents"`
	Repeats   int `json:"repeats"`
	Origins   int `json:"origins"`
	Records   int `json:"records"`
	// Values are those that its documents say; Shown are shown first of their slot,
	// Contested have another that cannot hold beside them, Rejected were by a person,
	// Alone nobody else says.
	Values    int `json:"values"`
	Shown     int `json:"shown"`
	Contested int `json:"contested"`
	Rejected  int `json:"rejected"`
	Alone     int `json:"alone"`
}

// Outlet is the source of a document by its short name, as it says it and by its
// address.
type Outlet struct{ Document, Said, Address string }

// SourceOf is what the source of a document is compared by, "" where none is known.
func SourceOf(said, address string) string {
	o := Outlet{Said: said, Address: address}
	key, _ := o.source()
	return key
}

// source is the source of an outlet: what it is compared by, and its name.
func (o *Outlet) source() (key, name string) {
	name = origin.Outlet(o.Said, o.Address)
	return origin.Key(name), name
}

// Tallies are how the sources of a record fared in it, in the order of their keys.
// Documents without a known source count to none.
func Tallies(r *schema.Record, outlets []Outlet) []Tally {
	of := map[string]*Tally{} // by document
	var list []*Tally
	for i := range outlets {
		key, called := outlets[i].source()
		if key == "" || !slices.Contains(r.Documents, outlets[i].Document) {
			continue
		}
		k := slices.IndexFunc(list, func(t *Tally) bool { return t.Source == key })
		if k < 0 {
			k = len(list)
			list = append(list, &Tally{Source: key, Name: called, Records: 1})
		}
		list[k].Documents++
		list[k].Name = min(list[k].Name, called)
		of[outlets[i].Document] = list[k]
	}
	values(r, of)
	origins(r, of)
	out := make([]Tally, 0, len(list))
	for _, t := range list {
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b Tally) int { return cmp.Compare(a.Source, b.Source) })
	return out
}

// values counts what the documents of each source say.
func values(r *schema.Record, of map[string]*Tally) {
	for i := range r.Values {
		v := &r.Values[i]
		said := sayers(v, of)
		for _, t := range said {
			t.Values++
			add := func(n *int, yes bool) {
				if yes {
					*n++
				}
			}
			add(&t.Shown, v.Preferred)
			add(&t.Contested, v.Status == "contested")
			add(&t.Rejected, v.State == "rejected")
			add(&t.Alone, len(said) == 1 && len(of) > 1 && only(v, of, t))
		}
	}
}

// sayers are the sources of the documents that a value is cited from.
func sayers(v *schema.Value, of map[string]*Tally) (out []*Tally) {
	for _, c := range v.Citations {
		if t := of[c.Document]; t != nil && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// only reports whether every document that says a value is of one source, in a record
// that others tell of too.
func only(v *schema.Value, of map[string]*Tally, t *Tally) bool {
	for _, c := range v.Citations {
		if of[c.Document] != t {
			return false
		}
	}
	for _, o := range of {
		if o != t {
			return true
		}
	}
	return false
}

// origins counts the documents of each source that repeat another, and the origins
// of the rest.
func origins(r *schema.Record, of map[string]*Tally) {
	if len(r.Origins) == 0 { // a record of one document
		for _, t := range of {
			t.Origins = 1
		}
		return
	}
	for _, o := range r.Origins {
		repeats := map[string]bool{}
		for _, x := range o.Ties {
			if x.Kind != "same_outlet" {
				repeats[x.Document] = true
			}
		}
		var counted []*Tally
		for _, d := range o.Documents {
			switch t := of[d]; {
			case t == nil:
			case repeats[d]:
				t.Repeats++
			case !slices.Contains(counted, t):
				counted = append(counted, t)
				t.Origins++
			}
		}
	}
}

// Add adds what was counted elsewhere.
func (t *Tally) Add(o Tally) {
	t.Name = cmp.Or(min(t.Name, o.Name), t.Name, o.Name)
	t.Documents += o.Documents
	t.Repeats += o.Repeats
	t.Origins += o.Origins
	t.Records += o.Records
	t.Values += o.Values
	t.Shown += o.Shown
	t.Contested += o.Contested
	t.Rejected += o.Rejected
	t.Alone += o.Alone
}

// Document is the short name of the document of a number.
func Document(seq int64) string { return "d" + strconv.FormatInt(seq, 10) }

// OutletName is the name of a document's source, as it says it, else by its address.
func OutletName(said, address string) string { return origin.Outlet(said, address) }
