package conllu

import (
	"strings"
	"testing"
)

const sample = `# newdoc id = d1
# newpar id = p1
# sent_id = 1
# text = He didn't go.
1	He	he	PRON	PRP	Case=Nom	4	nsubj	_	_
2-3	didn't	_	_	_	_	_	_	_	_
2	did	do	AUX	VBD	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	go	go	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# sent_id = 2
1	Why	why	ADV	WRB	_	0	root	_	SpaceAfter=No
2	?	?	PUNCT	.	_	1	punct	_	_

# newpar
1	End	end	NOUN	NN	_	0	root	_	_

`

func TestRead(t *testing.T) {
	docs, err := Read(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	d := docs[0]
	if len(docs) != 1 || d.ID != "d1" || len(d.Paragraphs) != 2 || len(d.Paragraphs[0]) != 2 {
		t.Fatalf("%d documents, %d paragraphs", len(docs), len(d.Paragraphs))
	}
	if got, want := d.RawParagraph(0), "He didn't go. Why?"; got != want {
		t.Errorf("raw text %q, want %q", got, want)
	}
	s := d.Paragraphs[0][0]
	if len(s.Words) != 5 || len(s.Tokens) != 4 || s.Words[3].Head != -1 || s.Words[0].Head != 3 {
		t.Errorf("%+v", s)
	}
}

func TestReadBad(t *testing.T) {
	for _, bad := range []string{"1\tx\n", "1\tx\t_\t_\t_\t_\tzero\t_\t_\t_\n"} {
		if _, err := Read(strings.NewReader(bad)); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}
