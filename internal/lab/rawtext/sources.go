package rawtext

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/lab/conllu"
)

// Source is one body of text whose licence allows what is learnt from it to be
// passed on.
type Source struct {
	Name, Licence string
	read          func(folder string) ([]Sentence, error)
}

// Text reads the source; folder is that of the corpora.
func (s *Source) Text(folder string) ([]Sentence, error) {
	text, err := s.read(folder)
	if err != nil {
		return nil, fault.Wrap("read "+s.Name, err)
	}
	return text, nil
}

// Sources are read in this order; the folders are those under corpora.
var Sources = []Source{
	{"UD English-EWT train", "CC BY-SA 4.0", treebank("ud-ewt/en_ewt-ud-train.conllu")},
	{"UD English-GUM train, open genres", "CC BY, CC BY-SA, public domain", treebank("ud-gum-permissive/en_gum_permissive-train.conllu")},
	{"ECB+", "CC BY 3.0", ecb},
	{"Re-DocRED", "MIT; texts of Wikipedia CC BY-SA 3.0", docred},
	{"Wikinews 2019", "CC BY 2.5", wikinews},
	{"LitBank", "CC BY 4.0", litbank},
	{"re3d train", "OGL 3.0, CC BY-SA 3.0, public domain", columns("re3d/conll/re3d-train.without-BBC.conll")},
	{"CrossNER politics train", "MIT; texts of Wikipedia CC BY-SA 3.0", columns("ner-crossner/ner_data/politics/train.txt")},
	{"Broad Twitter Corpus train", "CC BY 4.0", columns("ner-btc/CONLL-format/data/a.conll", "ner-btc/CONLL-format/data/b.conll",
		"ner-btc/CONLL-format/data/e.conll", "ner-btc/CONLL-format/data/g.conll", "ner-btc/CONLL-format/data/h.conll")},
	{"WNUT-17 train", "CC BY 4.0", columns("ner-wnut17/CONLL-format/data/train/wnut17train.conll")},
	{"PropBank frames, examples", "CC BY-SA 4.0", frames},
	{"PLOVER records", "CC BY-SA 4.0", plover},
	{"WordNet 3.0, glosses", "WordNet 3.0 licence", glosses},
}

func treebank(path string) func(string) ([]Sentence, error) {
	return func(folder string) ([]Sentence, error) {
		docs, err := conllu.ReadFile(filepath.Join(folder, path))
		var out []Sentence
		for _, d := range docs {
			for _, p := range d.Paragraphs {
				for _, s := range p {
					var forms Sentence
					for _, w := range s.Words {
						forms = append(forms, w.Form)
					}
					out = append(out, forms)
				}
			}
		}
		return out, err
	}
}

// columns reads files of a form and a tag per line, a blank line after each
// sentence.
func columns(paths ...string) func(string) ([]Sentence, error) {
	return func(folder string) ([]Sentence, error) {
		var out []Sentence
		for _, p := range paths {
			data, err := os.ReadFile(filepath.Join(folder, p))
			if err != nil {
				return nil, err
			}
			var forms []string
			for line := range strings.Lines(string(data) + "\n\n") {
				form, _, _ := strings.Cut(strings.TrimSpace(line), "\t")
				if form != "" {
					forms = append(forms, form)
				} else if len(forms) > 0 {
					out, forms = append(out, resplit(forms)), nil
				}
			}
		}
		return out, nil
	}
}

func ecb(folder string) ([]Sentence, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "ecbplus/ECB+/*/*.xml"))
	if err == nil && len(paths) == 0 {
		err = fmt.Errorf("no texts of ECB+ in %s", folder)
	}
	slices.Sort(paths)
	var out []Sentence
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			return nil, err
		}
		var d struct {
			Tokens []struct {
				Sentence string `xml:"sentence,attr"`
				Form     string `xml:",chardata"`
			} `xml:"token"`
		}
		if err := xml.Unmarshal(data, &d); err != nil {
			return nil, fmt.Errorf("%s: %w", p, err)
		}
		for i := 0; i < len(d.Tokens); {
			var forms []string
			j := i
			for ; j < len(d.Tokens) && d.Tokens[j].Sentence == d.Tokens[i].Sentence; j++ {
				forms = append(forms, brackets.Replace(d.Tokens[j].Form))
			}
			out, i = append(out, resplit(forms)), j
		}
	}
	return out, err
}

// brackets undoes the escapes that older treebank tools write.
var brackets = strings.NewReplacer("-LRB-", "(", "-RRB-", ")", "-LSB-", "[", "-RSB-", "]", "-LCB-", "{", "-RCB-", "}", "``", "\"", "''", "\"")

func docred(folder string) ([]Sentence, error) {
	data, err := os.ReadFile(filepath.Join(folder, "redocred/data/dev_revised.json"))
	if err != nil {
		return nil, err
	}
	var docs []struct {
		Sents [][]string `json:"sents"`
	}
	if err := json.Unmarshal(data, &docs); err != nil {
		return nil, err
	}
	var out []Sentence
	for _, d := range docs {
		for _, s := range d.Sents {
			out = append(out, resplit(s))
		}
	}
	return out, nil
}

func wikinews(folder string) ([]Sentence, error) {
	f, err := os.Open(filepath.Join(folder, "wikinews-sample/data/wikinews_2019.csv"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	var out []Sentence
	for _, r := range rows {
		out = append(out, split(r[len(r)-1])...)
	}
	return out, err
}

func litbank(folder string) ([]Sentence, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "litbank/quotations/tsv/*.txt"))
	if err == nil && len(paths) == 0 {
		err = fmt.Errorf("no texts of LitBank in %s", folder)
	}
	slices.Sort(paths)
	var out []Sentence
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(data)) {
			if s := resplit(strings.Fields(brackets.Replace(line))); len(s) > 0 {
				out = append(out, s)
			}
		}
	}
	return out, err
}

func plover(folder string) ([]Sentence, error) {
	data, err := os.ReadFile(filepath.Join(folder, "plover/gold_standard_records/PLOVER_GSR_CAMEO.txt"))
	if err != nil {
		return nil, err
	}
	var out []Sentence
	sc := bufio.NewScanner(bytes.NewReader(data))
	for sc.Scan() {
		text, ok := strings.CutPrefix(strings.TrimSpace(sc.Text()), `"eventText": "`)
		if ok {
			out = append(out, split(strings.TrimSuffix(text, `",`))...)
		}
	}
	return out, sc.Err()
}

// frames reads the example sentences of the frame files, without the traces.
func frames(folder string) ([]Sentence, error) {
	f, err := os.Open(filepath.Join(folder, "lexicons/propbank-frames/frames.tar.gz"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var out []Sentence
	seen := map[string]bool{}
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		if !strings.HasSuffix(h.Name, ".xml") {
			continue
		}
		texts, err := examples(t)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", h.Name, err)
		}
		for _, text := range texts {
			s := withoutTraces(text)
			if key := strings.Join(s, " "); len(s) > 0 && !seen[key] {
				seen[key] = true
				out = append(out, s)
			}
		}
	}
}

// examples are what stands in the text elements; the files are not all
// well-formed XML.
func examples(r io.Reader) ([]string, error) {
	data, err := io.ReadAll(r)
	var out []string
	for i, part := range strings.Split(string(data), "<text>") {
		if text, _, ok := strings.Cut(part, "</text>"); ok && i > 0 {
			out = append(out, html.UnescapeString(text))
		}
	}
	return out, err
}

// withoutTraces cuts an example, leaving out the signs of empty places.
func withoutTraces(text string) Sentence {
	var forms []string
	for _, f := range strings.Fields(brackets.Replace(text)) {
		if len(f) > 1 && (f[0] == '*' || f == "[*]") || strings.Contains(f, "*-") || f == "0" {
			continue
		}
		forms = append(forms, f)
	}
	return resplit(forms)
}
