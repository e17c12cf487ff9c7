package ner

import (
	"dossier/internal/entity"
	"dossier/internal/nlp"
)

// hit is a name the lexicon knows, n tokens long.
type hit struct {
	n         int
	kind      entity.Kind
	country   string
	adjective bool
	place     int
}

func isGiven(w string) bool { return false }

func (r *reader) lookUp(s nlp.Sentence) {}
