package wire_test

import (
	"os"
	"path/filepath"
	"sort"
	"testing"

	"dossier/internal/sharedtest"
	"dossier/internal/wire"
)

// BenchmarkReadGold reads the reports of the development gold one after the other,
// analysis and extraction included. The floor is 40 documents a second on one
// core:
//
//	GOMAXPROCS=1 go test ./internal/wire -run '^$' -bench ReadGold
//
// and where the time goes:
//
//	GOMAXPROCS=1 go test ./internal/wire -run '^$' -bench ReadGold -cpuprofile cpu.out
//	go tool pprof -top -cum cpu.out
func BenchmarkReadGold(b *testing.B) {
	paths, err := filepath.Glob(filepath.Join(sharedtest.Dir(b, "gold", "dev"), "gold", "dev", "*", "*.txt"))
	if err != nil || len(paths) == 0 {
		b.Fatal("no reports:", err)
	}
	sort.Strings(paths)
	var texts [][]byte
	size := 0
	for _, p := range paths {
		raw, err := os.ReadFile(p)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, raw)
		size += len(raw)
	}
	line := wire.Pipeline()
	read := func() {
		for i, raw := range texts {
			if r := line.One(paths[i], raw); r.Err != nil {
				b.Fatal(r.Err)
			}
		}
	}
	read() // the models are loaded here
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		read()
	}
	b.ReportMetric(float64(len(paths)*b.N)/b.Elapsed().Seconds(), "documents/s")
}
