// Package participant makes the entities of a document from its names: persons,
// organisations, groups, states, places and facilities, each with its fullest
// name, its other names, its positions, its country and every mention. It runs
// before the other extractors, which reach the entities through
// [extract.Input.EntityOf] and the helpers of package extract.
package participant

import (
	"path"
	"sort"
	"strings"
	"unicode/utf8"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/extract"
	"dossier/internal/lexicon"
	"dossier/internal/nlp"
	"dossier/internal/text"
)

// Extractor makes the entities. The zero Extractor is ready.
type Extractor struct{}

// Name is "participant".
func (Extractor) Name() string { return "participant" }

// Version is the version of the rules.
func (Extractor) Version() string { return "1" }

// Extract appends the entities to in.Set.Entities, numbered "e1", "e2", … in
// order of first mention, and fills in.EntityOf. Nationality words stand for no
// entity.
func (x Extractor) Extract(in *extract.Input) {
	in.EntityOf = make([]claim.EntityID, len(in.Names))
	byChain := make(map[int]claim.EntityID, len(in.Names))
	byName := map[string]claim.EntityID{}
	s := look(in)
	for i := range in.Names {
		n := &in.Names[i]
		if n.Adjective || initials(in, i) || zone(in, n) || file(in, n) {
			continue
		}
		kind, named := s.kindOf(in, i)
		if !named {
			continue
		}
		id, ok := byChain[n.Entity]
		if !ok || n.Entity < 0 {
			key := ""
			if kind == entity.Person && n.Last > n.First+1 {
				key = strings.ToLower(bare(in, n.Span))
			}
			if id, ok = byName[key]; !ok || key == "" {
				id = in.NewEntity(claim.Entity{Kind: kind, Named: true})
				byName[key] = id
			}
			byChain[n.Entity] = id
		}
		in.EntityOf[i] = id
		mention(in, in.Entity(id), n)
	}
}

// initials reports whether name i, taken for a person's, is one word of capitals
// in running text and never written otherwise: a time zone, an agency, a town in a
// dateline. People are not called so.
func initials(in *extract.Input, i int) bool {
	n := &in.Names[i]
	if n.Kind != entity.Person || n.Last != n.First+1 || in.Tokens[n.First].Shape != nlp.Upper || n.Span.Len() < 3 {
		return false
	}
	for k := range in.Names {
		o := &in.Names[k]
		if k != i && o.Entity == n.Entity && n.Entity >= 0 && (o.Last > o.First+1 || in.Tokens[o.First].Shape != nlp.Upper) {
			return false
		}
	}
	for k := max(0, n.First-8); k < min(len(in.Tokens), n.First+9); k++ {
		if in.Tokens[k].Shape == nlp.Lower {
			return true
		}
	}
	return false
}

// zone reports whether a name is the time zone behind a clock time: "13:42 GMT".
func zone(in *extract.Input, n *nlp.Name) bool {
	if n.Last != n.First+1 || n.First == 0 {
		return false
	}
	before := in.Tokens[n.First-1].Lower
	digit := before != "" && before[0] >= '0' && before[0] <= '9' || before == "." || strings.HasSuffix(before, "m") && len(before) <= 4
	if _, known := lexicon.ZoneOf(in.Text(n.Span), ""); !known {
		return false
	}
	return digit
}

// file reports whether a name is that of a file, left over from the layout of a
// page: "bridge.jpg".
func file(in *extract.Input, n *nlp.Name) bool {
	switch s := strings.ToLower(in.Text(n.Span)); path.Ext(s) {
	case ".jpg", ".jpeg", ".png", ".gif", ".svg", ".pdf", ".webp", ".html":
		return true
	}
	return false
}

// mention adds one mention to e.
func mention(in *extract.Input, e *claim.Entity, n *nlp.Name) {
	sp, country := n.Span, n.Country
	if e.Kind == entity.Organisation {
		sp, country = spelledOut(in, n)
	}
	name := plain(in.Text(sp))
	if e.Kind == entity.Person {
		name = bare(in, sp)
	}
	addName(e, name)
	e.Mentions = append(e.Mentions, in.Cite(sp))
	if e.Country == "" {
		e.Country = country
	}
	if !n.Position.IsZero() {
		addPosition(in, e, n.Position)
	}
}

// mostOf is how many words may stand between a body and the state whose it is.
const mostOf = 8

// spelledOut is the name of a body of one word, on to the state whose it is: "the
// Ministry of foreign affairs of Norway" of which "Ministry" alone was taken for the
// name, with the state's code. Other names are as they are.
func spelledOut(in *extract.Input, n *nlp.Name) (text.Span, string) {
	if n.Last != n.First+1 || n.Last >= len(in.Tokens) || in.Tokens[n.Last].Lower != "of" {
		return n.Span, n.Country
	}
	i := sort.Search(len(in.Names), func(i int) bool { return in.Names[i].First > n.Last })
	if i == len(in.Names) {
		return n.Span, n.Country
	}
	s := &in.Names[i]
	if s.First > n.Last+mostOf || s.Kind != entity.State || s.Adjective || in.Tokens[s.First-1].Lower != "of" {
		return n.Span, n.Country
	}
	for k := n.Last; k < s.First; k++ {
		if in.Tokens[k].Shape != nlp.Lower {
			return n.Span, n.Country
		}
	}
	return text.Span{Start: n.Span.Start, End: s.Span.End}, s.Country
}

// addName makes s the name of e if it is fuller than the one it has, and an
// alias otherwise.
func addName(e *claim.Entity, s string) {
	switch {
	case e.Name == "":
		e.Name = s
	case s == e.Name || has(e.Aliases, s):
	case fuller(e.Kind, s, e.Name):
		e.Aliases = append(e.Aliases, e.Name)
		e.Name = s
	default:
		e.Aliases = append(e.Aliases, s)
	}
}

func has(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

// fuller reports whether a says more than b: more words, then more letters.
// States keep the name they were first called by.
func fuller(k entity.Kind, a, b string) bool {
	if k == entity.State {
		return false
	}
	if na, nb := strings.Count(a, " "), strings.Count(b, " "); na != nb {
		return na > nb
	}
	if shouted(a) != shouted(b) && k == entity.Person {
		return shouted(b)
	}
	return utf8.RuneCountInString(a) > utf8.RuneCountInString(b)+1
}

// shouted reports whether s is written in capitals throughout.
func shouted(s string) bool { return s == strings.ToUpper(s) }

// plain is s on one line.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }

// addPosition adds a position, or another citation of one that e has.
func addPosition(in *extract.Input, e *claim.Entity, sp text.Span) {
	s := plain(in.Text(sp))
	if noOffice(s) {
		return
	}
	for i := range e.Positions {
		if strings.EqualFold(e.Positions[i].Text, s) {
			e.Positions[i].Citations = append(e.Positions[i].Citations, in.Cite(sp))
			return
		}
	}
	e.Positions = append(e.Positions, claim.Position{Text: s, Citations: []doc.Citation{in.Cite(sp)}})
}
