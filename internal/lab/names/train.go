package names

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/lab/settings"
	"dossier/internal/lab/vectors"
	"dossier/internal/learn"
	"dossier/internal/learn/crf"
	"dossier/internal/nlp"
	"dossier/internal/nlp/ner"
	"dossier/internal/text"
)

// Config is every setting of the training.
type Config struct {
	Seed    uint64
	Vectors int // numbers of the word vectors that the clusters are made of
	Epochs  int
	Rate    float32
	L2      float32
	Drop    float32 // the share of features left out at random in each step
	Min     int     // a feature must be seen so often
	Size    int     // bytes of the first table of weights
	Second  int     // bytes of the second
	// Folds is into how many parts the texts are cut, so that each is labelled a
	// first time by what was learnt from the others; FoldEpochs is for how long.
	Folds, FoldEpochs int
	// Cased is how much a text counts that was put into capitals, small letters or
	// headline letters.
	Cased float32
	// Blend is how much of what only texts of a domain show counts in the end.
	Blend []float32
	// Network is how much the log odds count that the network for tags and trees
	// gives the labels.
	Network float32
}

// Default is the settings that the embedded model was made with.
func Default() Config {
	return Config{
		Seed: 1, Vectors: 100, Epochs: 5, Rate: 0.05, L2: 1e-5, Drop: 0.3, Min: 3, Size: 1_500_000, Second: 3_400_000,
		Folds: 2, FoldEpochs: 3, Cased: 0.5, Blend: []float32{0.34, 0.33, 0.33}, Network: 0.5,
	}
}

// domains numbers the corpora by the kind of text and whose habits they are
// annotated after: the treebank, edited text, social media.
var domains = map[string]int{"uner-ewt": 0, "gum": 1, "redocred": 1, "crossner": 1, "re3d": 1, "wnut17": 2, "btc": 2}

// domainCount is the number of domains.
const domainCount = 3

// lesson is a text to learn from, read once.
type lesson struct {
	o            *ner.Observer
	a            *nlp.Analysis
	masks        []uint64
	weight       float32
	fold, domain int
}

// sequences is the sentences of a lesson as they are seen now.
func (l *lesson) sequences() []*crf.Sequence {
	out := make([]*crf.Sequence, len(l.a.Sentences))
	for i, s := range l.a.Sentences {
		q := &crf.Sequence{Weight: l.weight, Domain: l.domain}
		l.o.Sentence(i, q)
		q.Allowed = l.masks[s.First:s.Last]
		out[i] = q
	}
	return out
}

// trainer holds what the steps of one training share.
type trainer struct {
	c     Config
	w     io.Writer
	known ner.Known
	all   []*lesson
	file  *learn.Writer
}

// Train teaches the tagger of names on the corpora under shared, writes its
// model file to path and its card to w. Each change is "Key=value", a field of
// [Config] in JSON.
func Train(w io.Writer, shared, path string, changes []string) error {
	c := Default()
	if err := settings.Change(&c, changes); err != nil {
		return err
	}
	t := &trainer{c: c, w: w, file: learn.NewWriter()}
	train, _, err := corpora(shared)
	if err != nil {
		return err
	}
	about := card(c, train)
	t.file.Text("card", about)
	t.file.Float32("network", []float32{c.Network})
	if err := t.knowledge(shared); err != nil {
		return fault.Wrap("teach names", err)
	}
	for i := range train {
		t.read(&train[i])
	}
	if err := t.learn(); err != nil {
		return fault.Wrap("teach names", err)
	}
	if _, err := io.WriteString(w, about); err != nil {
		return err
	}
	return os.WriteFile(path, t.file.Bytes(), 0o644)
}

// knowledge writes the dictionary and the clusters, and opens them for use.
func (t *trainer) knowledge(shared string) error {
	entries, err := dictionary(shared)
	if err != nil {
		return err
	}
	vc := vectors.Default()
	vc.Dim = t.c.Vectors
	v, _, err := vectors.Make(shared, vc)
	if err != nil {
		return err
	}
	know := learn.NewWriter()
	for _, w := range []*learn.Writer{know, t.file} {
		entries.Write(w)
		clusters(v, w)
	}
	f, err := learn.Open(string(know.Bytes()))
	if err != nil {
		return err
	}
	t.known, err = ner.OpenKnown(f)
	return err
}

// clusters writes the clusters of word vectors into a model file.
func clusters(v *learn.Vectors, into *learn.Writer) {
	var l ner.ClusterList
	for i, w := range v.Words {
		l.Add(w, v.Cluster(0, i), v.Cluster(1, i), v.Cluster(2, i))
	}
	l.Write(into)
}

// read adds the texts of a corpus, as they are and with their capitals changed:
// the largest corpus in all ways, of the others each text in one. Social media
// write as they like anyhow.
func (t *trainer) read(c *corpus) {
	t.lessons(c, 1, nil)
	if t.c.Cased == 0 {
		return
	}
	for k, change := range changes {
		part := *c
		if domains[c.name] == 2 {
			continue
		}
		if c.name != "uner-ewt" {
			part.samples = every(c.samples, len(changes), k)
		}
		t.lessons(&part, t.c.Cased, change)
	}
}

func every(list []sample, n, from int) (out []sample) {
	for i := from; i < len(list); i += n {
		out = append(out, list[i])
	}
	return out
}

func (t *trainer) lessons(c *corpus, weight float32, change func(sample) sample) {
	for i, s := range c.samples {
		if change != nil {
			s = change(s)
		}
		a := analyse(s.doc)
		o := ner.Observe(a, &t.known)
		l := &lesson{o: o, a: a, masks: allowed(a, &s, c.blank), weight: weight, fold: i % t.c.Folds, domain: domains[c.name]}
		l.giveUp(&s)
		t.all = append(t.all, l)
	}
}

// giveUp leaves open the names of which a word is taken for none at sight.
func (l *lesson) giveUp(s *sample) {
	plain := make([]bool, len(l.a.Tokens))
	for i, sen := range l.a.Sentences {
		for k := sen.First; k < sen.Last; k++ {
			plain[k] = l.o.Plain(i, k)
		}
	}
	for _, n := range s.names {
		i, j := covered(l.a, n.span)
		if slices.Contains(plain[i:j], true) {
			for k := i; k < j; k++ {
				l.masks[k] = ^uint64(0)
			}
		}
	}
}

// learn teaches the first model on everything, then the second on what models
// that have not seen a text make of it.
func (t *trainer) learn() error {
	if err := t.teach("first", -1, t.c.Epochs, t.file); err != nil {
		return err
	}
	for k := range t.c.Folds {
		out := learn.NewWriter()
		if err := t.teach("fold", k, t.c.FoldEpochs, out); err != nil {
			return err
		}
		f, err := learn.Open(string(out.Bytes()))
		if err != nil {
			return err
		}
		m, err := crf.Open(f, "fold")
		if err != nil {
			return err
		}
		for _, l := range t.all {
			if l.fold == k {
				labels := make([]uint8, len(l.a.Tokens))
				l.o.Label(m, 0, labels)
				l.o.Recall(labels)
			}
		}
	}
	return t.teach("second", -1, t.c.Epochs, t.file)
}

// teach learns from all lessons but those of a fold and writes the weights.
func (t *trainer) teach(name string, without, epochs int, into *learn.Writer) error {
	var seqs []*crf.Sequence
	for _, l := range t.all {
		if l.fold != without {
			seqs = append(seqs, l.sequences()...)
		}
	}
	c := crf.NewTrainer(crf.Config{
		Labels: ner.LabelCount, Follows: ner.Follows, Rate: t.c.Rate, L2: t.c.L2, Drop: t.c.Drop, Min: t.c.Min,
		Seed: t.c.Seed, Domains: domainCount,
	}, seqs)
	loss := 0.0
	for e := range epochs {
		loss = c.Epoch()
		if e >= epochs/2 {
			c.Average()
		}
	}
	c.Finish()
	size := t.c.Size
	if name == "second" {
		size = t.c.Second
	}
	c.Write(into, name, size, t.c.Blend)
	_, err := fmt.Fprintf(t.w, "%s: %d sentences, %d features, loss %.4f\n", name, len(seqs), c.Features(), loss)
	return err
}

// allowed is the labels every token of a may have, as bits.
func allowed(a *nlp.Analysis, s *sample, blank []string) []uint64 {
	free := uint64(1)
	for _, k := range blank {
		free |= ner.KindMask(k)
	}
	masks := make([]uint64, len(a.Tokens))
	for i := range masks {
		masks[i] = free
	}
	for _, sp := range s.loose {
		i, j := covered(a, sp)
		for k := i; k < j; k++ {
			masks[k] = ^uint64(0)
		}
	}
	for _, n := range s.names {
		i, j := covered(a, n.span)
		if i == j {
			continue
		}
		exact := a.Tokens[i].Span.Start == n.span.Start && a.Tokens[j-1].Span.End == n.span.End
		for k := i; k < j; k++ {
			masks[k] = ^uint64(0)
			if exact {
				masks[k] = 1 << ner.LabelOf(n.kind, k, i, j)
			}
		}
	}
	return masks
}

// covered is the tokens that a span touches.
func covered(a *nlp.Analysis, sp text.Span) (int, int) {
	i, _ := slices.BinarySearchFunc(a.Tokens, sp.Start, func(t nlp.Token, at int) int {
		if t.Span.End <= at {
			return -1
		}
		return 1
	})
	j := i
	for j < len(a.Tokens) && a.Tokens[j].Span.Start < sp.End {
		j++
	}
	return i, j
}

// card says what a model is.
func card(c Config, train []corpus) string {
	var b strings.Builder
	fmt.Fprintf(&b, `names: persons, organisations, places, nationalities and other things with a name
command: dossier-lab train names FILE
method: two linear-chain conditional random fields over hashed features (words,
  letters, lists, the proposals of the rules, clusters of words), the second
  with what the first made of the same words elsewhere in the document; what a
  corpus does not annotate is left open; half of all texts are also seen in
  capitals, small letters and headline letters
settings: %+v
scores: internal/lab/names/testdata/scores.txt
licence: CC BY-SA 4.0, as the share-alike corpora ask; attribution in NOTICE
texts:
`, c)
	for _, t := range train {
		n := 0
		for _, s := range t.samples {
			n += len(s.names)
		}
		fmt.Fprintf(&b, "%8d texts %8d names  %s (%s)\n", len(t.samples), n, t.name, licences[t.name])
	}
	b.WriteString("phrases: CAMEO dictionaries (MIT), WordNet 3.0 (WordNet 3.0 licence)\n")
	return b.String()
}

// licences are those of the corpora learnt from.
var licences = map[string]string{
	"uner-ewt": "CC BY-SA 4.0", "crossner": "MIT; texts of Wikipedia CC BY-SA 3.0", "gum": "CC BY 4.0; texts CC BY, CC BY-SA, public domain",
	"redocred": "MIT; texts of Wikipedia CC BY-SA 3.0", "re3d": "OGL 3.0, CC BY 3.0 AU, CC BY-SA 3.0, public domain",
	"wnut17": "CC BY 4.0", "btc": "CC BY 4.0",
}
