package models

import _ "embed" // for the model file

// Coref is the model of mentions and coreference.
//
//go:embed coref.model
var Coref string
