package pipeline_test

import (
	"os"
	"path/filepath"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/extract"
	"dossier/internal/extract/account"
	"dossier/internal/extract/attribution"
	"dossier/internal/extract/casualty"
	"dossier/internal/extract/event"
	"dossier/internal/extract/frame"
	"dossier/internal/extract/infobox"
	"dossier/internal/extract/participant"
	"dossier/internal/extract/reaction"
	"dossier/internal/extract/role"
	"dossier/internal/nlp"
	"dossier/internal/nlp/english"
	"dossier/internal/nlp/timex"
	"dossier/internal/pipeline"
	"dossier/internal/source"
	"dossier/internal/source/plain"
)

// article is the bundled article, read.
func article(b *testing.B) (*doc.Document, []byte) {
	b.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "cmd", "dossier", "demo", "article.txt"))
	if err != nil {
		b.Fatal(err)
	}
	src, _, err := source.Open(source.Raw{Path: "article.txt", Bytes: raw})
	if err != nil {
		b.Fatal(err)
	}
	d, err := plain.Reader{Date: timex.ParseDate}.Read(src)
	if err != nil {
		b.Fatal(err)
	}
	return d, raw
}

func line() *pipeline.Pipeline {
	return &pipeline.Pipeline{
		Analyse:    english.New().Analyse,
		Entities:   []extract.Extractor{participant.Extractor{}},
		Frame:      []extract.Extractor{infobox.Extractor{}, frame.Extractor{}},
		Extractors: []extract.Extractor{casualty.Extractor{}, role.Extractor{}, attribution.Extractor{}, reaction.Extractor{}, event.Extractor{}, account.Extractor{}},
		Finish:     []extract.Extractor{extract.Voice{}},
	}
}

// BenchmarkStages times each room of the walk over one article.
func BenchmarkStages(b *testing.B) {
	d, raw := article(b)
	size := int64(len(raw))
	b.Run("plain", func(b *testing.B) {
		b.SetBytes(size)
		b.ReportAllocs()
		for b.Loop() {
			article(b)
		}
	})
	language := english.New() // its stages have a benchmark of their own
	b.Run("language", func(b *testing.B) {
		b.SetBytes(size)
		b.ReportAllocs()
		for b.Loop() {
			language.Analyse(d)
		}
	})
	a := language.Analyse(d)
	b.Run("claims", func(b *testing.B) {
		p := line()
		p.Analyse = func(*doc.Document) *nlp.Analysis { return a }
		b.SetBytes(size)
		b.ReportAllocs()
		for b.Loop() {
			p.Claims(d)
		}
	})
	set := line().Claims(d)
	b.Run("fold", func(b *testing.B) {
		b.SetBytes(size)
		b.ReportAllocs()
		for b.Loop() {
			pipeline.Fold([]*doc.Document{d}, []*claim.Set{set})
		}
	})
}

// BenchmarkWhole times the walk from a document to its record.
func BenchmarkWhole(b *testing.B) {
	d, raw := article(b)
	p := line()
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		pipeline.Fold([]*doc.Document{d}, []*claim.Set{p.Claims(d)})
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "docs/s")
}
