// Package syntax trains the network that tags and parses, from treebanks. It is
// workshop only.
package syntax

import "dossier/internal/nlp/syntax"

// Config is all that decides what training makes. The same configuration and
// the same treebanks give the same bytes.
type Config struct {
	Date   string // put on the model's card
	Seed   uint64
	Size   syntax.Size
	Epochs int
	Batch  int // words

	Buckets  uint32  // rows shared by the hashed features
	MinWord  int     // how often a word must be seen to get a row of its own
	MinRule  int     // how often a lemma rule must be seen
	UnkAt    float64 // a word seen n times is taken for unknown with UnkAt/(UnkAt+n)
	DropIn   float32 // share of a word's vector dropped
	DropUnit float32 // of a recurrent layer's input
	DropOut  float32 // of the hidden layers above
	DropRuns float64 // share of words read without their runs of letters

	Vectors int     // numbers of a word vector of our own, 0 for no vectors at all
	Stretch float32 // what the numbers of word vectors are multiplied by
	DropVec float64 // share of words read without their vector

	Upper, Lower float64 // share of the sentences read in upper, in lower case

	Rate       float32 // Adam, falling to 0 by a cosine
	Warm       int     // batches until the full rate
	Beta1      float32
	Beta2      float32
	Epsilon    float32
	Clip       float32 // greatest norm of a gradient
	TagWeight  float32 // of the tags' losses beside the trees'
	LeafWeight float32 // of features and lemma rules
	NameWeight float32 // of the names
	Texts      float64 // share of the texts without trees that an epoch reads
	Init       float32 // spread of the embedding at the start
}

// Default is the configuration of the model that is shipped.
func Default() Config {
	return Config{
		Date:   "2026-11-26",
		Seed:   2,
		Size:   syntax.Size{Embed: 128, Half: 192, Layers: 3, TagAt: 1, TagUnits: 128, ArcUnits: 128, RelUnits: 64, NameUnits: 64},
		Epochs: 20, Batch: 800,
		Vectors: 100, Stretch: 4, Buckets: 1 << 15, MinWord: 2, MinRule: 3,
		UnkAt: 0.25, DropIn: 0.25, DropUnit: 0.25, DropOut: 0.3, DropRuns: 0.1, DropVec: 0.1,
		Upper: 0.05, Lower: 0.03,
		Rate: 2e-3, Warm: 200, Beta1: 0.9, Beta2: 0.98, Epsilon: 1e-8, Clip: 5,
		TagWeight: 1, LeafWeight: 0.5, NameWeight: 1, Texts: 0.7, Init: 0.1,
	}
}
