package roles

import (
	"fmt"
	"io"
	"os"

	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/learn"
	"dossier/internal/nlp"
)

const card = `predicate.model: what the predicate stage knows of words.
Nouns that name what a verb tells: the aliases of the PropBank frames (CC BY-SA 4.0), marked as
happenings by the lexicographer's files of their first two senses in WordNet 3.0; nouns that the
training part of PropBank's annotation of the English Web Treebank (CC BY-SA 4.0) shows mostly
otherwise are left out. Verbs whose subject undergoes where they have no object: as that part
shows, or else as VerbNet's classes in the frames tell. Classes of verbs: the frames of FrameNet that
the frames link them to, or else WordNet's lexicographer's files.
Weights of roles: learnt from that training part, on annotated trees and on our own, and from the
examples of the frames.
Made by: dossier-lab train predicate models/predicate.model
Licence: CC BY-SA 4.0.
Scores: docs/roles.md`

// Build writes the stage's model to path. The roles are learnt of the analysis
// that analyse makes of the raw text.
func Build(w io.Writer, shared, path string, analyse func(*doc.Document) *nlp.Analysis) error {
	lines, err := Lexicon(shared)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%d words\n", len(lines))
	docs, err := Read(shared, "train")
	if err != nil {
		return err
	}
	frames, err := ReadFrames(shared)
	if err != nil {
		return err
	}
	functions := functionsOf(frames)
	all := examples(docs, functions, func(d *Document) *nlp.Analysis { return raw(d, analyse) })
	all = append(all, examples(docs, functions, Annotated)...)
	all = append(all, examples(exampleDocuments(frames, analyse), functions, func(d *Document) *nlp.Analysis { return d.Analysis })...)
	weights := fit(w, all)
	m := learn.NewWriter()
	m.Text("card", card)
	m.Strings("lexicon", lines)
	m.Int8("roles", weights)
	if err := os.WriteFile(path, m.Bytes(), 0o644); err != nil {
		return fault.Wrap("write the model", err)
	}
	return nil
}
