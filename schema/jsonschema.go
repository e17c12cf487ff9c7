package schema

import _ "embed"

//go:embed dossier.schema.json
var jsonSchema []byte

// JSONSchema is the JSON Schema (draft 2020-12) of [Output], as
// "dossier schema" prints it.
func JSONSchema() []byte { return append([]byte(nil), jsonSchema...) }
