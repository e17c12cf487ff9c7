package publish_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/publish"
	"dossier/internal/publish/folder"
	"dossier/schema"
)

// many is an archive of as many records as are asked for: the examples again and
// again, each with an id, a day, a name and some words of its own.
type many struct {
	*shelf
	each [][]byte // an output for each example
	n    int
}

func newMany(b *testing.B, n int) *many {
	m := &many{shelf: newShelf(b), n: n}
	for _, id := range m.ids() {
		out, err := m.shelf.Record(id)
		if err != nil {
			b.Fatal(err)
		}
		raw, err := json.Marshal(out)
		if err != nil {
			b.Fatal(err)
		}
		m.each = append(m.each, raw)
	}
	return m
}

func (m *many) ids() []string {
	if m.each == nil {
		return m.shelf.ids()
	}
	var out []string
	for i := range m.n {
		out = append(out, fmt.Sprintf("%d-record-%d", 1970+i%50, i))
	}
	return out
}

func (m *many) Record(id string) (schema.Output, error) {
	var i int
	var out schema.Output
	if _, err := fmt.Sscanf(id[strings.LastIndexByte(id, '-')+1:], "%d", &i); err != nil {
		return out, err
	}
	raw := m.each[i%len(m.each)]
	for k := range 9 { // its own documents
		raw = bytes.ReplaceAll(raw, fmt.Appendf(nil, `"d%d"`, k), fmt.Appendf(nil, `"d%d"`, 10*i+10+k))
	}
	if err := json.Unmarshal(raw, &out); err != nil {
		return out, err
	}
	r := &out.Records[0]
	r.ID = id
	r.Title = fmt.Sprintf("%s, case %d of ward%d", r.Title, i, i%997)
	for k := range r.Values {
		switch v := &r.Values[k]; v.Slot {
		case "date":
			v.Value = fmt.Sprintf("%d-%02d-%02d", 1970+i%50, 1+i%12, 1+i%28)
		case "coordinates":
			v.Value = [2]float64{float64(i%110) - 50, float64(i%300) - 150}
		}
	}
	for k := range r.Entities {
		if e := &r.Entities[k]; e.Kind == "person" && e.Named {
			e.Name += fmt.Sprintf(" Name%d", i%4001)
		}
	}
	return out, nil
}

func (m *many) Document(sha string) (*doc.Document, error) { return m.shelf.Document(sha) }

// BenchmarkMake publishes records to a folder: records a second, the largest heap
// seen, bytes a record, and how large the pieces are that a search loads.
func BenchmarkMake(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			m := newMany(b, n)
			for b.Loop() {
				dir := b.TempDir()
				to, err := folder.Open(dir)
				if err != nil {
					b.Fatal(err)
				}
				o := m.shelf.options()
				o.Records = m.ids()
				var heap uint64
				steps := 0
				o.Step = func(int, int) {
					if steps++; steps%500 == 0 {
						var s runtime.MemStats
						runtime.ReadMemStats(&s)
						heap = max(heap, s.HeapAlloc)
					}
				}
				if _, err := publish.Make(context.Background(), m, to, o); err != nil {
					b.Fatal(err)
				}
				to.Close()
				sizes(b, dir, n)
				b.ReportMetric(float64(heap)/1e6, "MB-heap")
				os.RemoveAll(dir)
			}
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "records/s")
		})
	}
}

// sizes tells how much was written, and how large the data of the scripts are.
func sizes(b *testing.B, dir string, n int) {
	b.Helper()
	raw, err := os.ReadFile(dir + "/" + folder.ManifestName)
	if err != nil {
		b.Fatal(err)
	}
	var m folder.Manifest
	if err := json.Unmarshal(raw, &m); err != nil {
		b.Fatal(err)
	}
	var all, find, largest, facets int64
	for _, f := range m.Files {
		all += f.Size
		if strings.HasPrefix(f.Path, "find/") {
			find += f.Size
			if f.Path == "find/facets.js" {
				facets = f.Size
			} else {
				largest = max(largest, f.Size)
			}
		}
	}
	b.ReportMetric(float64(all)/float64(n)/1e3, "kB/record")
	b.ReportMetric(float64(find)/1e6, "MB-find")
	b.ReportMetric(float64(largest)/1e3, "kB-piece")
	b.ReportMetric(float64(facets)/1e3, "kB-facets")
}
