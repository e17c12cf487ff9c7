package models

import _ "embed" // for the model files

// Parts is the trees that weigh who and what plays which part in violence.
//
//go:embed parts.model
var Parts string
