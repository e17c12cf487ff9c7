package syntax

import (
	"io"
	"testing"

	"dossier/internal/sharedtest"
)

// BenchmarkTrain is one epoch over the development part of a treebank.
func BenchmarkTrain(b *testing.B) {
	shared := sharedtest.Dir(b, "corpora", "ud-ewt")
	sents, err := Sentences(under(shared, devFiles)...)
	if err != nil {
		b.Skip(err)
	}
	cfg := Default()
	cfg.Epochs = 1
	words := 0
	for _, s := range sents {
		words += len(s.Words)
	}
	for range b.N {
		Train(io.Discard, cfg, sents, nil, nil, nil)
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}
