package english

import (
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/nlp"
	"dossier/internal/sharedtest"
)

// The benchmarks of the whole line and of each stage. "tokens/s" counts the
// syntactic words of the text. For one core:
//
//	GOMAXPROCS=1 go test ./internal/nlp/english -run '^$' -bench 'Analyse|Stages'
//
// and for how it scales to two:
//
//	go test ./internal/nlp/english -run '^$' -bench Cores -cpu 1,2

// benchDocs are about a hundred kilobytes of composed reports, in documents of
// ten, and the bundled reports.
func benchDocs(b *testing.B) []*doc.Document {
	docs := bundled(b)
	all := composed(100_000)
	for len(all) > 0 {
		n := strings.Index(all[min(len(all), 10_000):], "\n\n")
		end := len(all)
		if n >= 0 {
			end = 10_000 + n + 2
		}
		docs = append(docs, paragraphs(all[:end]))
		all = all[end:]
	}
	return docs
}

// words is the number of words of an analysis, of tokens where there are none.
func words(a *nlp.Analysis) int {
	if len(a.Words) > 0 {
		return len(a.Words)
	}
	return len(a.Tokens)
}

func benchAnalyse(b *testing.B, docs []*doc.Document) {
	line := New()
	size, n := 0, 0
	for _, d := range docs { // the models are loaded here
		size += d.Text.Len()
		n += words(line.Analyse(d))
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			line.Analyse(d)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// BenchmarkAnalyse is the whole line over composed and bundled reports.
func BenchmarkAnalyse(b *testing.B) { benchAnalyse(b, benchDocs(b)) }

// BenchmarkStages is each stage alone, over what those before it found.
func BenchmarkStages(b *testing.B) {
	line := New()
	docs := benchDocs(b)
	n := 0
	found := make([]*nlp.Analysis, len(docs))
	for i, d := range docs {
		found[i] = line.Analyse(d)
		n += words(found[i])
	}
	for _, s := range line.stages {
		b.Run(s.Name(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, a := range found {
					s.Run(without(a, s.Gives()))
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n)/float64(b.N), "ns/token")
		})
	}
}

// without is a copy of an analysis that lacks the given layers.
func without(a *nlp.Analysis, layers []nlp.Layer) *nlp.Analysis {
	c := *a
	for _, l := range layers {
		switch l {
		case nlp.Tokens:
			c.Tokens = nil
		case nlp.Words:
			c.Words = nil
		case nlp.Sentences:
			c.Sentences = nil
		case nlp.Names:
			c.Names = nil
		case nlp.Times:
			c.Times = nil
		case nlp.Numbers:
			c.Numbers = nil
		case nlp.Chains:
			c.Chains = nil
		}
	}
	return &c
}

// BenchmarkCores is the whole line on as many cores as -cpu says, a document at
// a time on each.
func BenchmarkCores(b *testing.B) {
	line := New()
	docs := benchDocs(b)
	size, n := 0, 0
	for _, d := range docs {
		size += d.Text.Len()
		n += words(line.Analyse(d))
	}
	var next atomic.Int64
	b.SetBytes(int64(size / len(docs)))
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			line.Analyse(docs[int(next.Add(1))%len(docs)])
		}
	})
	b.ReportMetric(float64(n)/float64(len(docs))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// BenchmarkFirstSentence is a line made anew and one sentence, with the models
// loaded already.
func BenchmarkFirstSentence(b *testing.B) {
	d := block("Two guards were shot near the Danish embassy in Lima on 3 May 2021, Mayor Rosa Quispe said.")
	b.ReportAllocs()
	for b.Loop() {
		New().Analyse(d)
	}
}

// BenchmarkTenMegabytes is ten million bytes in documents of a hundred thousand.
// Its peak memory is that of the process:
//
//	go test -c -o english.test ./internal/nlp/english
//	cd internal/nlp/english
//	/usr/bin/time -f '%e s, %M KB' ../../../english.test -test.run '^$' -test.bench TenMegabytes -test.benchtime 1x
func BenchmarkTenMegabytes(b *testing.B) {
	s := composed(100_000)
	line := New()
	b.SetBytes(100 * int64(len(s)))
	for b.Loop() {
		for range 100 {
			line.Analyse(paragraphs(s))
		}
	}
}

// BenchmarkNews is the whole line over the articles of ../shared, where they are.
func BenchmarkNews(b *testing.B) {
	shared := sharedtest.Dir(b, "corpora", "wikinews-sample")
	f, err := os.Open(filepath.Join(shared, "corpora", "wikinews-sample", "data", "wikinews_2019.csv"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	head, err := r.Read()
	column := slices.Index(head, "text")
	if err != nil || column < 0 {
		b.Fatal(err, head)
	}
	var docs []*doc.Document
	for {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			b.Fatal(err)
		}
		docs = append(docs, paragraphs(row[column]))
	}
	benchAnalyse(b, docs)
}
