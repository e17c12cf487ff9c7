package ner

import (
	"sync"

	"dossier/internal/learn"
	"dossier/internal/learn/crf"
	"dossier/internal/nlp"
	"dossier/models"
)

// Tagger labels the tokens of a document: once by each sentence alone, and
// again with what the first time made of the same words elsewhere in the
// document.
type Tagger struct {
	Known         Known
	First, Second *crf.Model
	Network       float32 // how much the network's opinion counts
}

// tagger is the embedded one, read when it is first needed.
var tagger = sync.OnceValue(func() *Tagger {
	f, err := learn.Open(models.Names)
	if err != nil {
		panic(err) // the program was built with a broken model, which a test would show
	}
	t, err := OpenTagger(f)
	if err != nil {
		panic(err)
	}
	return t
})

// OpenTagger reads the tagger of a model file.
func OpenTagger(f *learn.File) (*Tagger, error) {
	var t Tagger
	var err error
	if t.Known, err = OpenKnown(f); err != nil {
		return nil, err
	}
	if t.First, err = crf.Open(f, "first"); err != nil {
		return nil, err
	}
	if f.Has("second.shape") {
		t.Second, err = crf.Open(f, "second")
	}
	if n := f.Float32("network"); len(n) == 1 {
		t.Network = n[0]
	}
	return &t, err
}

// networkLabel is, for each label of the tagger, the network's that says the same.
var networkLabel = func() (out [LabelCount]nlp.NameLabel) {
	for l := 1; l < LabelCount; l++ {
		kind, place := kindOfLabel(uint8(l))
		out[l] = nlp.LabelOf(nlp.LabelKind(kind), place == labelFirst || place == labelOnly)
	}
	return out
}()

// Labels is the labels of the tokens of a document.
func (t *Tagger) Labels(o *Observer) []uint8 {
	labels := make([]uint8, len(o.sights))
	o.Label(t.First, t.Network, labels)
	if t.Second != nil {
		o.Recall(labels)
		o.Label(t.Second, t.Network, labels)
	}
	return labels
}

// Label writes the labels that m gives the tokens of each sentence; network is
// how much the network's log odds of the labels count.
func (o *Observer) Label(m *crf.Model, network float32, labels []uint8) {
	d, seq := crf.NewDecoder(m), &crf.Sequence{}
	d.Heed = network / 16
	for i, s := range o.r.a.Sentences {
		for first := s.First; first < s.Last; first += longestPiece {
			last := min(s.Last, first+longestPiece)
			o.piece(i, first, last, seq)
			for k := first; k < last && network != 0; k++ {
				for _, l := range networkLabel {
					seq.Leaning = append(seq.Leaning, int16(o.sights[k].leaning[l]))
				}
			}
			copy(labels[first:last], d.Decode(seq))
		}
	}
}

// longestPiece is the most tokens that are labelled together, so that a text
// without a full stop takes no more memory than another.
const longestPiece = 512

// memory is how often a word got each kind of label in a document.
type memory struct {
	kinds   [len(LabelKinds)]uint16
	outside uint16
}

// Recall tells each token what labels made of the other places where the
// document has the same word.
func (o *Observer) Recall(labels []uint8) {
	seen := make(map[uint32]memory, 256)
	for i := range o.sights {
		if s := &o.sights[i]; s.remembered() {
			m := seen[s.word]
			m.count(labels[i], 1)
			seen[s.word] = m
		}
	}
	for i := range o.sights {
		if s := &o.sights[i]; s.remembered() {
			m := seen[s.word]
			m.count(labels[i], ^uint16(0))
			s.before = m.code()
		}
	}
}

// remembered reports whether a word can mean the same elsewhere.
func (s *sight) remembered() bool {
	return s.form != mark && s.form != digits && s.class&(never|particle) == 0
}

func (m *memory) count(label uint8, by uint16) {
	if label == 0 {
		m.outside += by
		return
	}
	k, _ := kindOfLabel(label)
	m.kinds[k] += by
}

// code puts a memory in a few bits: the kind met most, how often, and whether
// something else was met as often. It is 0 where the word stands nowhere else.
func (m *memory) code() uint8 {
	best, total := 0, m.outside
	for k, n := range m.kinds {
		total += n
		if n > m.kinds[best] {
			best = k
		}
	}
	n := m.kinds[best]
	switch {
	case total == 0:
		return 0
	case n == 0 && total < 3:
		return 1
	case n == 0:
		return 2
	}
	code := uint8(4 + 8*best)
	if n > 2 {
		code |= 1
	}
	if 2*n <= total {
		code |= 2
	}
	return code
}

// OpenKnown reads what a model file knows by heart.
func OpenKnown(f *learn.File) (k Known, err error) {
	if k.Dictionary, err = OpenDictionary(f); err != nil {
		return k, err
	}
	k.Clusters, err = OpenClusters(f)
	return k, err
}
