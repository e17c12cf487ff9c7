package desk

import "dossier/internal/codebook"

// helpPage is the keys, the codebook and the record format.
type helpPage struct {
	Version      string
	Vocabularies []codebook.Vocabulary
	Shapes       []shape
}

func helpOf(version string) helpPage { return helpPage{version, codebook.All(), shapes()} }
