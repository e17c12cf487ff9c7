package models

import _ "embed"

// Token is how words are split and sentences found, see docs/tokens.md.
//
//go:embed token.model
var Token string
