package syntax

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"dossier/internal/fault"
	"dossier/internal/lab/conllu"
	"dossier/internal/lab/names"
	"dossier/internal/lab/settings"
	"dossier/internal/lab/vectors"
	"dossier/internal/learn"
	"dossier/internal/nlp/syntax"
)

var (
	trainFiles = []string{"ud-ewt/en_ewt-ud-train.conllu", "ud-gum-permissive/en_gum_permissive-train.conllu"}
	devFiles   = []string{"ud-ewt/en_ewt-ud-dev.conllu", "ud-gum-permissive/en_gum_permissive-dev.conllu"}
)

// Run trains the model from the treebanks under shared and writes it to path.
// Each change is "Key=value", a field of [Config] in JSON.
func Run(w io.Writer, shared, path string, changes []string) error {
	cfg := Default()
	if err := settings.Change(&cfg, changes); err != nil {
		return err
	}
	sents, err := Sentences(under(shared, trainFiles)...)
	if err != nil {
		return fault.Wrap("train syntax", err)
	}
	var dev [][]conllu.Sentence
	for _, p := range under(shared, devFiles) {
		s, err := Sentences(p)
		if err != nil {
			return fault.Wrap("train syntax", err)
		}
		dev = append(dev, s)
	}
	named, namedDev, err := names.Texts(shared)
	if err != nil {
		return fault.Wrap("train syntax", err)
	}
	var vecs *learn.Vectors
	about := ""
	if cfg.Vectors > 0 {
		vc := vectors.Default()
		vc.Dim = cfg.Vectors
		if vecs, about, err = vectors.Make(shared, vc); err != nil {
			return fault.Wrap("train syntax", err)
		}
	}
	m := Train(w, cfg, sents, vecs, named, func(e int, m *syntax.Model) {
		if e%5 == 0 || e == cfg.Epochs {
			fmt.Fprintf(w, "  EWT dev: %v\n  GUM dev: %v\n", Measure(m, dev[0]), Measure(m, dev[1]))
			for _, c := range []string{"uner-ewt", "gum", "crossner", "redocred", "re3d", "btc"} {
				fmt.Fprintf(w, "  %s %s", c, MeasureNames(m, namedDev, c))
			}
			fmt.Fprintln(w)
		}
	})
	out := learn.NewWriter()
	out.Text("card", card(cfg, about, Measure(m, dev[0]), Measure(m, dev[1])))
	m.Encode(out)
	return os.WriteFile(path, out.Bytes(), 0o644)
}

// card is what the model file says of itself.
func card(cfg Config, about string, ewt, gum Figures) string {
	settings, err := json.Marshal(cfg)
	if err != nil {
		panic(err) // a Config is plain numbers
	}
	return fmt.Sprintf(`Parts of speech, features, lemmas and dependency trees of English (Universal Dependencies 2.16), labels of names.
Data: the training parts of UD English-EWT (CC BY-SA 4.0) and of the openly licensed genres of UD English-GUM (CC BY-SA 4.0 and freer);
names of Universal NER English-EWT (CC BY-SA 4.0), GUM, CrossNER politics and Re-DocRED (MIT), re3d (OGL 3.0 and others), WNUT-17 and
the Broad Twitter Corpus (CC BY 4.0), as internal/lab/names reads them; word vectors, whose card follows.
Licence of the weights: CC BY-SA 4.0, with attribution to the works above.
With the words and sentences of the treebank given, in per cent:
  EWT dev: %v
  GUM dev: %v
On raw text: internal/lab/score/testdata/scores.txt.
Date: %s
Command: dossier-lab train syntax models/syntax.model
Settings: %s

%s`, ewt, gum, cfg.Date, settings, about)
}

func under(shared string, names []string) []string {
	var out []string
	for _, n := range names {
		out = append(out, filepath.Join(shared, "corpora", n))
	}
	return out
}
