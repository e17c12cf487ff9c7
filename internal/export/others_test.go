package export_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	// The schema of KML 2.2 lies in this module; nothing of its code is used.
	_ "github.com/twpayne/go-kml/v3"

	"dossier/internal/export"
	"dossier/schema"
)

// folder holds a file for each format, named after it.
func folder(t *testing.T, name string, out schema.Output, isHostile bool) string {
	dir := filepath.Join(t.TempDir(), name)
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, f := range export.Formats() {
		if err := os.WriteFile(filepath.Join(dir, f.Name), written(t, f.Name, out), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	by := map[string]any{"hostile": isHostile}
	for _, d := range out.Documents {
		by[d.SHA256] = texts[d.ID]
	}
	b, err := json.Marshal(by)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "texts.json"), b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// folders are the sample's exports, and those of it with hostile texts.
func folders(t *testing.T) []string {
	dirs := []string{folder(t, "sample", sample(t), false)}
	for i, h := range hostile {
		dirs = append(dirs, folder(t, fmt.Sprintf("hostile-%d", i), poisoned(t, h), true))
	}
	return dirs
}

// modules is the folder that the packages of validators/package.json are installed
// in: DOSSIER_VALIDATORS, as .ci/run sets it.
func modules(t *testing.T) string {
	dir := os.Getenv("DOSSIER_VALIDATORS")
	if dir == "" {
		t.Skip("SKIPPED: no validators of others: npm ci in a copy of internal/export/validators, and set DOSSIER_VALIDATORS to its node_modules")
	}
	return dir
}

// report runs a reader and fails with what it prints.
func report(t *testing.T, name string, args ...string) {
	t.Helper()
	b, err := exec.Command(name, args...).CombinedOutput()
	if len(b) > 0 || err != nil {
		t.Errorf("%s: %v\n%.4000s", args[0], err, b)
	}
}

// Calendars, maps, bundles, graphs, annotations, entities, articles and pages are
// read by programs of others that run in Node.
func TestReadersInNode(t *testing.T) {
	report(t, "node", append([]string{"validators/check.mjs", modules(t)}, folders(t)...)...)
}

// PROV is read by the reference implementation in Python.
func TestReaderOfPROV(t *testing.T) {
	python := "/usr/bin/python3"
	if err := exec.Command(python, "-c", "import prov, rdflib").Run(); err != nil {
		t.Skip("SKIPPED: no python3-prov")
	}
	for i, d := range folders(t) {
		if i < 4 || i%6 == 0 { // each run starts an interpreter
			report(t, python, "validators/prov_json.py", filepath.Join(d, "prov"))
		}
	}
}

// imported stands for the two schemas that that of KML imports from the net; nothing
// of them is used here.
const imported = `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="%ns"><element name="author"/><element name="link"/><element name="AddressDetails"/></schema>`

// KML is held against the schema of the Open Geospatial Consortium.
func TestSchemaOfKML(t *testing.T) {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("SKIPPED: no xmllint (libxml2-utils)")
	}
	b, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/twpayne/go-kml/v3").Output()
	if err != nil {
		t.Fatal(err)
	}
	xsd, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(b)), "xsd", "ogckml22.xsd"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name, s string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("atom.xsd", strings.ReplaceAll(imported, "%ns", "http://www.w3.org/2005/Atom"))
	write("xal.xsd", strings.ReplaceAll(imported, "%ns", "urn:oasis:names:tc:ciq:xsdschema:xAL:2.0"))
	write("kml.xsd", strings.NewReplacer("atom-author-link.xsd", "atom.xsd", "http://docs.oasis-open.org/election/external/xAL.xsd", "xal.xsd").Replace(string(xsd)))
	for _, d := range folders(t) {
		b, err := exec.Command(xmllint, "--nonet", "--noout", "--schema", filepath.Join(dir, "kml.xsd"), filepath.Join(d, "kml")).CombinedOutput()
		if err != nil {
			t.Errorf("%v\n%.2000s", err, b)
		}
	}
}
