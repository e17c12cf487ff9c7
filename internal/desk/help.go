package desk

import "dossier/internal/codebook"

// helpPage is the codebook and the keys.
type helpPage struct {
	Version      string
	Vocabularies []codebook.Vocabulary
}

func helpOf(version string) helpPage { return helpPage{version, codebook.All()} }
