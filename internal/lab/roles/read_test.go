package roles

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

const twoSentences = `# sent_id = a-1
1	Anna	NNP	(S	-	-	(ARG0*)
2	left	VBD	*	leave	leave.01	(V*)
3	the	DT	*	-	-	(ARG1*
4	house	NN	*)	-	-	*)

# sent_id = a-2
1	Rain	NN	(S	-	-	(ARG1*)	*
2	fell	VBD	*	fall	fall.01	(V*)	*
3	and	CC	*	-	-	*	*
4	stopped	VBD	*)	stop	stop.01	*	(V*)
`

func TestReadColumns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.conll")
	if err := os.WriteFile(path, []byte(twoSentences), 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := readColumns(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || len(got["a-1"]) != 4 || got["a-2"][3][rolesetColumn] != "stop.01" {
		t.Errorf("read %v", got)
	}
	if err := os.WriteFile(path, []byte("1\tAnna\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := readColumns(path); err == nil {
		t.Error("a line of no sentence passes")
	}
}

const frameFile = `<frameset><predicate lemma="knock_out">
<roleset id="knock_out.02" name="x"><aliases><alias pos="v">knock_out</alias><alias pos="n">knockout</alias></aliases>
<roles><role descr="who" f="PAG" n="0"/><role descr="whom" f="PPT" n="1"><rolelinks>
<rolelink class="hit-18.1" resource="VerbNet" version="verbnet3.4">patient</rolelink></rolelinks></role></roles>
<lexlinks><lexlink class="Cause_harm" confidence="0.8" resource="FrameNet" src="x" version="1.7"/></lexlinks>
<example name="a" src=""><text>The boxer &amp; his fist knocked out Tom , he said .</text>
<propbank><rel relloc="5">knocked</rel><arg type="ARG0" start="0" end="4">x</arg><arg type="ARG1" start="7" end="7">Tom</arg></propbank></example>
<example name="b" src=""><text>Tom was knocked [*-1] out</text><propbank><rel relloc="2">knocked</rel></propbank></example>
</roleset></predicate></frameset>`

func TestFrames(t *testing.T) {
	fs := framesOf(frameFile)
	if len(fs) != 1 {
		t.Fatalf("%d frames", len(fs))
	}
	f := &fs[0]
	if f.ID != "knock_out.02" || f.Lemma != "knock out" || !slices.Equal(f.Nouns, []string{"knockout"}) ||
		f.Purpose["1"] != "PPT" || !slices.Equal(f.Links, []string{"Cause_harm"}) || f.Changes {
		t.Errorf("%+v", f)
	}
	if len(f.marked) != 1 {
		t.Fatalf("%d examples: one with a sign of an empty place is left out", len(f.marked))
	}
	m := &f.marked[0]
	if m.text != "The boxer & his fist knocked out Tom, he said." {
		t.Errorf("written %q", m.text)
	}
	cut := func(s, e int) string { return m.text[s:e] }
	if cut(m.rel.Start, m.rel.End) != "knocked" || len(m.args) != 2 || cut(m.args[0].span.Start, m.args[0].span.End) != "The boxer & his fist" || cut(m.args[1].span.Start, m.args[1].span.End) != "Tom" {
		t.Errorf("marked %+v", m)
	}
}

func TestMeasure(t *testing.T) {
	m := Measure{Right: 6, Ours: 8, Golds: 12}
	if m.F() != 60 || (&Measure{Ours: 3}).F() != 0 {
		t.Errorf("F is %v", m.F())
	}
}
