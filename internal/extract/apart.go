package extract

import (
	"dossier/internal/doc"
	"dossier/internal/nlp"
)

// Apart reports whether sentence i says that it tells of another incident than the
// one before: "in a separate attack", "in another incident nearby"; or follows such
// a sentence in its paragraph.
func Apart(a *nlp.Analysis, i int) bool {
	block := a.Sentences[i].Block
	if a.Doc.Blocks[block].Kind == doc.Title {
		return false
	}
	for k := i; k >= 0 && a.Sentences[k].Block == block; k-- {
		if opensApart(a, &a.Sentences[k]) {
			return true
		}
	}
	return false
}

// opensApart reports whether s begins with such words.
func opensApart(a *nlp.Analysis, s *nlp.Sentence) bool {
	for t := s.First; t < min(s.Last, s.First+4); t++ {
		if a.Tokens[t].Lower != "in" {
			continue
		}
		other, deed := false, false
		for k := t + 1; k < min(s.Last, t+6) && !deed; k++ {
			switch w := a.Tokens[k].Lower; w {
			case "separate", "another", "unrelated", "different":
				other = true
			case "incident", "incidents", "attack", "attacks", "shooting", "bombing", "assault", "case", "explosion", "blast", "ambush", "raid", "strike", "clash", "stabbing":
				deed = true
			case "a", "an", "yet", "two", "apparently", "similar", "bomb", "armed", "terrorist":
			default:
				k = s.Last
			}
		}
		return other && deed
	}
	return false
}
