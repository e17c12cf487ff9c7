package models

import _ "embed" // for the model file

// Predicate is the lexicon of the predicate stage.
//
//go:embed predicate.model
var Predicate string
