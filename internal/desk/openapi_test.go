package desk

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// openapiCheck holds a file to the schema of OpenAPI with a validator of others.
const openapiCheck = `
const { Validator } = await import(process.argv[1]);
const got = await new Validator().validate(process.argv[2]);
if (!got.valid) { console.log(JSON.stringify(got.errors, null, 1)); process.exit(1); }
`

// The description is OpenAPI, says a validator that is not ours.
func TestTheDescriptionIsOpenAPI(t *testing.T) {
	dir := os.Getenv("DOSSIER_VALIDATORS")
	if dir == "" {
		t.Skip("SKIPPED: no validators of others: npm ci in a copy of internal/export/validators, and set DOSSIER_VALIDATORS to its node_modules")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("SKIPPED: no Node on this machine")
	}
	check := func(file string) ([]byte, error) {
		return exec.Command(node, "--input-type=module", "-e", openapiCheck, filepath.Join(dir, "@seriousme/openapi-schema-validator/index.js"), file).CombinedOutput()
	}
	if out, err := check("openapi.json"); err != nil {
		t.Errorf("%v: %s", err, out)
	}
	wrong := filepath.Join(t.TempDir(), "wrong.json")
	if err := os.WriteFile(wrong, []byte(`{"openapi": "3.1.0", "info": {"title": "x"}, "paths": {}}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := check(wrong); err == nil {
		t.Error("the validator finds nothing wrong with a description without a version")
	}
}
