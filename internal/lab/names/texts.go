package names

import "dossier/internal/text"

// Text is one paragraph of a corpus with its names, for others to learn from.
// Spans count in Words.
type Text struct {
	Corpus string
	Words  string
	Names  []Name
	Loose  []text.Span // words of which the corpus does not tell what they are
	Blank  []string    // kinds that the corpus does not annotate
}

// Name is a name of a text: PER, ORG, LOC, NORP or MISC.
type Name struct {
	Span text.Span
	Kind string
}

// Texts is the paragraphs of every corpus under shared, those to learn from and
// those to measure on, in a fixed order.
func Texts(shared string) (train, dev []Text, err error) {
	learn, measure, err := corpora(shared)
	return paragraphs(learn), paragraphs(measure), err
}

func paragraphs(cs []corpus) []Text {
	var out []Text
	for _, c := range cs {
		for _, s := range c.samples {
			for _, b := range s.doc.Blocks {
				out = append(out, s.paragraph(&c, b.Span))
			}
		}
	}
	return out
}

// paragraph is the part of the sample in sp.
func (s *sample) paragraph(c *corpus, sp text.Span) Text {
	t := Text{Corpus: c.name, Words: s.doc.Text.Slice(sp), Blank: c.blank}
	for _, n := range s.names {
		if n.span.Start >= sp.Start && n.span.End <= sp.End {
			t.Names = append(t.Names, Name{moved(n.span, sp), n.kind})
		}
	}
	for _, l := range s.loose {
		if l.Start >= sp.Start && l.End <= sp.End {
			t.Loose = append(t.Loose, moved(l, sp))
		}
	}
	return t
}

func moved(sp, in text.Span) text.Span {
	return text.Span{Start: sp.Start - in.Start, End: sp.End - in.Start}
}
