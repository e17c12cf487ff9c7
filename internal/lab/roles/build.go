package roles

import (
	"fmt"
	"io"
	"os"

	"dossier/internal/fault"
	"dossier/internal/learn"
)

const card = `predicate.model: what the predicate stage knows of words.
Nouns that name what a verb tells: the aliases of the PropBank frames (CC BY-SA 4.0), marked as
happenings by the lexicographer's files of their first two senses in WordNet 3.0; nouns that the
training part of PropBank's annotation of the English Web Treebank (CC BY-SA 4.0) shows mostly
otherwise are left out. Verbs whose subject undergoes where they have no object: as that part
shows, or else as VerbNet's classes in the frames tell.
Made by: dossier-lab train predicate models/predicate.model
Licence: CC BY-SA 4.0.
Scores: docs/roles.md`

// Build writes the stage's model to path.
func Build(w io.Writer, shared, path string) error {
	lines, err := Lexicon(shared)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%d words\n", len(lines))
	m := learn.NewWriter()
	m.Text("card", card)
	m.Strings("lexicon", lines)
	if err := os.WriteFile(path, m.Bytes(), 0o644); err != nil {
		return fault.Wrap("write the model", err)
	}
	return nil
}
