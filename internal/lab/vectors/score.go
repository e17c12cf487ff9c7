package vectors

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"dossier/internal/fault"
	"dossier/internal/lab/probe"
	"dossier/internal/learn"
)

// Score prints what a probe reaches without and with the vectors of a word and
// its neighbours, those of the model file at path.
func Score(w io.Writer, shared, path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	f, err := learn.Open(string(data))
	if err != nil {
		return err
	}
	v, err := learn.ReadVectors(f)
	if err != nil {
		return err
	}
	for _, task := range probe.Tasks {
		train, dev, err := task.Read(filepath.Join(shared, "corpora"))
		if err != nil {
			return fault.Wrap("score vectors", err)
		}
		without := probe.Train(train, 0, nil, rounds)
		with := probe.Train(train, 3*v.Dim, look(v), rounds)
		fmt.Fprintf(w, "%s\n  without %v\n  with    %v\n", task.Name, without.Measure(dev, nil), with.Measure(dev, nil))
	}
	return nil
}

const rounds = 2

// look puts the vectors of the word and its neighbours side by side.
func look(v *learn.Vectors) probe.Look {
	return func(x []float32, forms []string, i int) {
		for k, d := range [...]int{0, -1, 1} {
			if j := i + d; j >= 0 && j < len(forms) {
				if r := v.Find(forms[j]); r >= 0 {
					v.Vector(x[k*v.Dim:(k+1)*v.Dim], r)
				}
			}
		}
	}
}
