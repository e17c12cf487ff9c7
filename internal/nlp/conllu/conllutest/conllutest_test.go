package conllutest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dossier/internal/sharedtest"
)

const good = `# newdoc id = d
# newpar
# sent_id = d-1
# text = They don't (all).
1	They	they	PRON	_	Case=Nom|Number=Plur	2	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	TokenRange=5:10
2	do	do	AUX	_	_	0	root	_	_
3	n't	not	PART	_	_	2	advmod	_	_
4	(	(	PUNCT	_	_	5	punct	_	SpaceAfter=No
5	all	all	DET	_	_	2	dep	_	SpaceAfter=No
6	)	)	PUNCT	_	_	5	punct	_	SpaceAfter=No
7	.	.	PUNCT	_	_	2	punct	_	SpacesAfter=\n

# sent_id = d-2
# text = No.
1	No	_	_	_	_	_	_	_	SpaceAfter=No
2	.	_	_	_	_	_	_	_	_

`

// Each rule is broken once, and told.
func TestValidate(t *testing.T) {
	if f := Validate(good); f != nil {
		t.Fatal(f)
	}
	if f := Validate(""); f != nil {
		t.Fatal(f)
	}
	for _, c := range []struct{ old, new, want string }{
		{"\n\n# sent_id = d-2", "\n\n\n# sent_id = d-2", "empty line that ends no sentence"},
		{"\n\n# sent_id = d-2", "\n# sent_id = d-2", "comment within a sentence"},
		{"2\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n", "2\t.\t_\t_\t_\t_\t_\t_\t_\t_\n", "does not end with an empty line"},
		{"1\tThey\tthey\t", "1\tThey\t", "9 columns"},
		{"\tthey\t", "\t\t", "column 3 is empty"},
		{"\tthey\t", "\tthey \t", "white space at an end"},
		{"\tPRON\t", "\tPR ON\t", "white space in column 4"},
		{"\tthey\t", "\tth  ey\t", "two spaces"},
		{"\tthey\t", "\te\u0301\t", "not in NFC"},
		{"\tthey\t", "\t\xff\t", "not UTF-8"},
		{"PUNCT\t_\t_\t2\t", "PUNCT\r\t_\t_\t2\t", "carriage return"},
		{"# newdoc id = d\n# newpar\n", "# newpar\n# newdoc id = d\n", "# newdoc"},
		{"# newpar\n", "# newpar\n# newpar\n", "# newpar"},
		{"# newpar\n", "# newpar = 1\n", "# newpar"},
		{"# sent_id = d-2", "# sent_id = d-1", "comes again"},
		{"# sent_id = d-2", "# sent_id = d/2", "d/2"},
		{"# sent_id = d-2\n", "", "0 sentence ids"},
		{"# text = No.\n", "", "0 texts"},
		{"# text = No.", "# text = No .", "text goes on with"},
		{"# text = No.", "# text = No.!", "the forms end before"},
		{"all\tall\tDET\t_\t_\t2\tdep\t_\tSpaceAfter=No", "all\tall\tDET\t_\t_\t2\tdep\t_\t_", "no space behind"},
		{"\n4\t(", "\n5\t(", "id \"5\""},
		{"2-3\t", "2-2\t", "range"},
		{"2-3\t", "2-9\t", "range that ends with 9"},
		{"don't\t_\t_", "don't\t_\tAUX", "column 4 of a range"},
		{"n't\tnot\tPART\t_\t_\t2\tadvmod\t_\t_", "n't\tnot\tPART\t_\t_\t2\tadvmod\t_\tSpaceAfter=No", "within a range"},
		{"\tPRON\t", "\tPRO\t", "UPOS"},
		{"Case=Nom|Number=Plur", "Number=Plur|Case=Nom", "out of order"},
		{"Case=Nom|Number=Plur", "case=Nom", "feature"},
		{"nsubj", "subj", "DEPREL"},
		{"2\tnsubj", "9\tnsubj", "HEAD"},
		{"2\tnsubj", "1\tnsubj", "HEAD"},
		{"2\tnsubj", "0\tnsubj", "HEAD \"0\" with DEPREL"},
		{"2\tnsubj", "0\troot", "2 roots"},
		{"0\troot", "1\tdep", "cycle"},
		{"5\tall\tall\tDET\t_\t_\t2\tdep", "5\tall\tall\tDET\t_\t_\t6\tdep", "cycle"},
		{"1\tNo\t_\t_\t_\t_\t_\t_", "1\tNo\t_\t_\t_\t_\t0\troot", "1 words of 2 without a head"},
		{"TokenRange=5:10", "TokenRange", "MISC"},
		{"TokenRange=5:10", "A=1|A=2", "MISC"},
	} {
		if !strings.Contains(good, c.old) {
			t.Fatalf("%q is not in the good file", c.old)
		}
		got := Validate(strings.Replace(good, c.old, c.new, 1))
		if !slices.ContainsFunc(got, func(f string) bool { return strings.Contains(f, c.want) }) {
			t.Errorf("%q for %q: got %q, want %q", c.new, c.old, got, c.want)
		}
	}
}

// The treebanks of Universal Dependencies are valid.
func TestTreebanksAreValid(t *testing.T) {
	shared := sharedtest.Dir(t, "corpora", "ud-ewt")
	files, _ := filepath.Glob(filepath.Join(shared, "corpora", "ud-*", "*-dev.conllu"))
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if faults := Validate(string(b)); len(faults) > 0 {
			t.Errorf("%s: %d faults, first %v", filepath.Base(f), len(faults), faults[:min(20, len(faults))])
		}
	}
}
