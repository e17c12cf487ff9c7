package models

import _ "embed" // for the model file

// Predicate is the lexicon of the predicate stage, and its weights of roles.
//
//go:embed predicate.model
var Predicate string
