package ner

import (
	"fmt"
	"slices"

	"dossier/internal/learn"
)

// Clusters tells of words which others are used alike: three numbers a word,
// from coarse to fine.
type Clusters struct {
	keys, values []uint32
}

// ClusterList is clusters in the making.
type ClusterList struct{ of map[uint32]uint32 }

// Add puts a word in, in lower case, with the numbers of its clusters: below 64,
// 256 and 1024.
func (l *ClusterList) Add(word string, coarse, middle, fine int) {
	if l.of == nil {
		l.of = map[uint32]uint32{}
	}
	h := max(1, hashWord(word))
	if _, ok := l.of[h]; !ok {
		l.of[h] = uint32(coarse)<<18 | uint32(middle)<<10 | uint32(fine)
	}
}

// Write adds the clusters to a model file.
func (l *ClusterList) Write(w *learn.Writer) {
	keys := table(l.of)
	values := make([]uint32, len(keys))
	for i, h := range keys {
		values[i] = l.of[h]
	}
	w.Uint32("clusters.keys", keys)
	w.Uint32("clusters.values", values)
}

// OpenClusters reads the clusters of a model file.
func OpenClusters(f *learn.File) (*Clusters, error) {
	c := &Clusters{keys: f.Uint32("clusters.keys"), values: f.Uint32("clusters.values")}
	if len(c.keys) == 0 || len(c.keys) != len(c.values) || !slices.Contains(c.keys, 0) {
		return nil, fmt.Errorf("clusters of words: %d keys, %d values", len(c.keys), len(c.values))
	}
	return c, nil
}

// find is the clusters of a word packed into a number, with a bit on top;
// 0 for a word not known.
func (c *Clusters) find(word uint32) uint32 {
	at := slot(c.keys, max(1, word))
	if c.keys[at] == 0 {
		return 0
	}
	return c.values[at] + 1<<24
}
