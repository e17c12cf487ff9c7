package models

import _ "embed" // the model file

// Recase is how words are cased in running text.
//
//go:embed recase.model
var Recase string
