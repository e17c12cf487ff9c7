package models

import _ "embed"

// Names is the model of the names stage: weights, phrases and clusters of words.
//
//go:embed names.model
var Names string
