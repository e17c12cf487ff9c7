package score

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"dossier/internal/lab/conllu"
)

// Recase is the treebank with f laid on every character of its forms. Lemmas
// and tags stay.
func Recase(docs []conllu.Document, f func(rune) rune) []conllu.Document {
	out := slices.Clone(docs)
	for i := range out {
		out[i].Paragraphs = slices.Clone(out[i].Paragraphs)
		for j, p := range out[i].Paragraphs {
			p = slices.Clone(p)
			for k := range p {
				p[k].Text = strings.Map(f, p[k].Text)
				p[k].Tokens = slices.Clone(p[k].Tokens)
				for n := range p[k].Tokens {
					p[k].Tokens[n].Form = strings.Map(f, p[k].Tokens[n].Form)
				}
				p[k].Words = slices.Clone(p[k].Words)
				for n := range p[k].Words {
					p[k].Words[n].Form = strings.Map(f, p[k].Words[n].Form)
				}
			}
			out[i].Paragraphs[j] = p
		}
	}
	return out
}

// Genre is the genre of a document of GUM: "news" of "GUM_news_iodine".
func Genre(id string) string {
	if parts := strings.Split(id, "_"); len(parts) > 1 && parts[0] == "GUM" {
		return parts[1]
	}
	return ""
}

// EWT and GUM are the treebanks below shared/corpora, without "-dev.conllu" and
// "-train.conllu".
var (
	EWT = filepath.Join("ud-ewt", "en_ewt-ud")
	GUM = filepath.Join("ud-gum-permissive", "en_gum_permissive")
)

// Sheet scores analyse on the development parts of EWT and GUM below the folder
// shared, raw text in, and prints F1 in per cent: GUM by genre too, EWT in
// capitals and in lower case too. A layer that the analysis has not prints "-".
func Sheet(w io.Writer, shared string, analyse Analyser) error {
	ewt, err := conllu.ReadFile(filepath.Join(shared, "corpora", EWT+"-dev.conllu"))
	if err != nil {
		return err
	}
	gum, err := conllu.ReadFile(filepath.Join(shared, "corpora", GUM+"-dev.conllu"))
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%-22s", "F1 in per cent")
	for m := range metrics {
		fmt.Fprintf(w, " %9s", m)
	}
	fmt.Fprintln(w)
	line(w, "EWT dev", ewt, analyse)
	line(w, "EWT dev, upper case", Recase(ewt, unicode.ToUpper), analyse)
	line(w, "EWT dev, lower case", Recase(ewt, unicode.ToLower), analyse)
	line(w, "GUM dev", gum, analyse)
	byGenre := map[string][]conllu.Document{}
	var genres []string
	for _, d := range gum {
		g := Genre(d.ID)
		if byGenre[g] == nil {
			genres = append(genres, g)
		}
		byGenre[g] = append(byGenre[g], d)
	}
	slices.Sort(genres)
	for _, g := range genres {
		line(w, "  "+g, byGenre[g], analyse)
	}
	return nil
}

func line(w io.Writer, what string, docs []conllu.Document, analyse Analyser) {
	r := Treebank(docs, analyse)
	fmt.Fprintf(w, "%-22s", what)
	for m := range metrics {
		cell := "-"
		if c, ok := r.Counts(m); ok {
			cell = fmt.Sprintf("%.2f", 100*c.F1())
		}
		fmt.Fprintf(w, " %9s", cell)
	}
	fmt.Fprintln(w)
}
