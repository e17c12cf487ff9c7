package models

import _ "embed" // for the model files

// Syntax is the network that tags and parses.
//
//go:embed syntax.model
var Syntax string
