package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/lexicon"
	"dossier/internal/text"
)

// Speaker is whoever speaks as "we" in an official statement: the person a
// statement is by, else the person or office its outlet names. It is "" for
// documents that are no statement, where "we" is somebody quoted.
func Speaker(in *Input) claim.EntityID {
	var title, outlet, source text.Span
	for _, b := range in.Doc.Blocks {
		if b.Kind != doc.Header && b.Kind != doc.Title || b.Key.IsZero() || b.Value.IsZero() {
			continue
		}
		switch strings.ToLower(in.Text(b.Key)) {
		case "title", "subject":
			title = b.Value
		case "outlet", "from":
			outlet = b.Value
		case "source", "issued by", "office":
			source = b.Value
		}
	}
	if outlet.IsZero() && !strings.ContainsAny(in.Text(source), ":/") {
		outlet = source
	}
	if !isStatement(in.Text(title) + " " + in.Text(outlet)) {
		return ""
	}
	if sp := byline(in, title); !sp.IsZero() {
		if id := officer(in, in.Text(sp)); id != "" {
			return id
		}
		if !office(in.Text(sp)) {
			return speaking(in, sp, entity.Person, in.Text(sp))
		}
	}
	if sp := surnameFirst(in, outlet); !sp.IsZero() {
		last, given, _ := strings.Cut(in.Text(sp), ",")
		return speaking(in, sp, entity.Person, strings.TrimSpace(given)+" "+strings.TrimSpace(last))
	}
	if outlet.IsZero() {
		return ""
	}
	office := outlet
	if i := strings.IndexAny(in.Text(outlet), "(—–"); i > 0 {
		office.End = outlet.Start + len(strings.TrimRight(in.Text(outlet)[:i], " "))
	}
	return speaking(in, office, entity.Organisation, in.Text(office))
}

// isStatement tells an official statement by its title and outlet.
func isStatement(s string) bool {
	s = strings.ToLower(s)
	for _, w := range []string{"statement", "media release", "press release", "communiqué", "communique", "remarks by", "message from"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// byline is the name behind "by" in a title: "Statement by X on Y".
func byline(in *Input, title text.Span) text.Span {
	s := in.Text(title)
	for _, by := range []string{" by ", " from "} {
		i := strings.Index(s, by)
		if i < 0 {
			continue
		}
		start := i + len(by)
		end := start
		for end < len(s) {
			next := strings.IndexByte(s[end:], ' ')
			word := s[end:]
			if next >= 0 {
				word = s[end : end+next]
			}
			r, _ := utf8.DecodeRuneInString(word)
			if !unicode.IsUpper(r) && word != "of" && word != "the" {
				break
			}
			end += len(word)
			if next < 0 {
				break
			}
			end++
		}
		s := strings.TrimRight(s[start:end], " ,")
		if strings.Contains(s, " ") {
			return text.Span{Start: title.Start + start, End: title.Start + start + len(s)}
		}
	}
	return text.Span{}
}

// officer is the person of the text whose position an office names: "the Prime
// Minister". It is "" for names and for nobody.
func officer(in *Input, s string) claim.EntityID {
	if !office(s) {
		return ""
	}
	s = strings.TrimPrefix(strings.ToLower(s), "the ")
	for k := range in.Names {
		n := &in.Names[k]
		if n.Kind == entity.Person && in.EntityOf[k] != "" && strings.Contains(strings.ToLower(in.Text(n.Position)), s) {
			return in.EntityOf[k]
		}
	}
	return ""
}

// office reports whether words name an office alone, without its holder.
func office(s string) bool {
	w := strings.Fields(strings.ToLower(s))
	return len(w) > 0 && lexicon.IsOffice(w[len(w)-1])
}

// surnameFirst is a "Surname, Given" at the end of an outlet line.
func surnameFirst(in *Input, outlet text.Span) text.Span {
	s := in.Text(outlet)
	i := max(strings.LastIndex(s, "— ")+len("— ")-1, strings.LastIndex(s, " - ")+2)
	if i < 3 || !strings.Contains(s[i:], ",") || strings.Count(s[i:], " ") > 4 {
		return text.Span{}
	}
	for i < len(s) && s[i] == ' ' {
		i++
	}
	return text.Span{Start: outlet.Start + i, End: outlet.End}
}

// speaking is the entity of a speaker named in the header: the one of the text
// with the same name, or a new one.
func speaking(in *Input, sp text.Span, kind entity.Kind, name string) claim.EntityID {
	words := strings.Fields(name)
	last := words[len(words)-1]
	for i := range in.Set.Entities {
		e := &in.Set.Entities[i]
		if e.Kind == kind && e.Named && (e.Name == name || kind == entity.Person && (e.Name == last || strings.HasSuffix(e.Name, " "+last))) {
			return e.ID
		}
	}
	return in.NewEntity(claim.Entity{Kind: kind, Name: name, Named: true, Mentions: []doc.Citation{in.Cite(sp)}})
}
