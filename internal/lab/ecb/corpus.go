// Package ecb measures on EventCorefBank+ how well reports of one incident are put
// together and reports of different ones kept apart, and which words of different
// reports are taken for one event. Each topic of the corpus holds reports of two
// events of one kind (two prison escapes, two shootings), so that kind alone tells
// nothing. docs/merging.md says what is counted and how the topics are split.
package ecb

import (
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"dossier/internal/fault"
	"dossier/internal/text"
)

// Report is one text of the corpus.
type Report struct {
	Path  string // the name of its file
	Topic int
	// Event is what it is about, the topic and which of its two: "16 ecb".
	Event string
	Text  string
	// Actions are the mentions of events in the sentences that were annotated.
	Actions []Action
	// Actors are those of people and bodies.
	Actors []Action
	// Sentences are those that were annotated.
	Sentences []text.Span
}

// Action is one mention of an event, or of people.
type Action struct {
	Span text.Span // bytes of the report's text
	// Chain is the event or who it is, the same in all reports that mention it.
	Chain string
}

// Load reads the corpus, in the order of topics and file names.
func Load(shared string) ([]Report, error) {
	dir := filepath.Join(shared, "corpora", "ecbplus")
	chosen, err := annotated(filepath.Join(dir, "ECBplus_coreference_sentences.csv"))
	if err != nil {
		return nil, fault.Wrap("the sentences of EventCorefBank+", err)
	}
	paths, err := filepath.Glob(filepath.Join(dir, "ECB+", "*", "*.xml"))
	if err != nil || len(paths) == 0 {
		return nil, fault.New(fault.NotFound, "%s: no reports", dir)
	}
	var out []Report
	for _, path := range paths {
		r, err := open(path, chosen)
		if err != nil {
			return nil, fault.Wrap(path, err)
		}
		out = append(out, r)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Topic < out[j].Topic })
	return out, nil
}

// sentence is one sentence of one file: "1_10ecb.xml".
type sentence struct {
	file string
	n    int
}

// annotated reads which sentences were annotated throughout.
func annotated(path string) (map[sentence]bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	out := map[sentence]bool{}
	for _, r := range rows[1:] {
		n, err := strconv.Atoi(strings.TrimSpace(r[2]))
		if err != nil {
			return nil, err
		}
		out[sentence{r[0] + "_" + r[1] + ".xml", n}] = true
	}
	return out, nil
}

// file is a text of the corpus as it is written down.
type file struct {
	Tokens []struct {
		ID       int    `xml:"t_id,attr"`
		Sentence int    `xml:"sentence,attr"`
		Text     string `xml:",chardata"`
	} `xml:"token"`
	Markables struct {
		All []markable `xml:",any"`
	} `xml:"Markables"`
	Relations struct {
		All []relation `xml:",any"`
	} `xml:"Relations"`
}

type markable struct {
	XMLName  xml.Name
	ID       int    `xml:"m_id,attr"`
	Instance string `xml:"instance_id,attr"`
	Anchors  []struct {
		Token int `xml:"t_id,attr"`
	} `xml:"token_anchor"`
}

type relation struct {
	XMLName xml.Name
	ID      string `xml:"r_id,attr"`
	Note    string `xml:"note,attr"`
	Sources []struct {
		ID int `xml:"m_id,attr"`
	} `xml:"source"`
}

func open(path string, chosen map[sentence]bool) (Report, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return Report{}, err
	}
	var x file
	if err := xml.Unmarshal(raw, &x); err != nil {
		return Report{}, err
	}
	topic, err := strconv.Atoi(filepath.Base(filepath.Dir(path)))
	if err != nil {
		return Report{}, err
	}
	kind := "ecb"
	if strings.HasSuffix(path, "ecbplus.xml") {
		kind = "ecbplus"
	}
	r := Report{Path: filepath.Base(path), Topic: topic, Event: fmt.Sprint(topic, " ", kind)}
	w := written(&x)
	r.Text = w.text.String()
	r.Actions = w.mentions(&x, r.Path, chosen, isAction)
	r.Actors = w.mentions(&x, r.Path, chosen, isActor)
	r.Sentences = w.sentences(&x, r.Path, chosen)
	return r, nil
}

// writing is the text of a file put together, and where its tokens stand.
type writing struct {
	text     strings.Builder
	at       map[int]text.Span // by the number of the token
	sentence map[int]int
}

// written puts tokens together as they are written: a sentence a line, without
// the address of the page that stands before some.
func written(x *file) *writing {
	w := &writing{at: map[int]text.Span{}, sentence: map[int]int{}}
	last, address, before := -1, -1, ""
	for _, t := range x.Tokens {
		fresh := t.Sentence != last
		if fresh {
			if last >= 0 && last != address {
				w.text.WriteString("\n\n")
			}
			last, before = t.Sentence, ""
			if t.Text == "http" || t.Text == "https" {
				address = t.Sentence
			}
		}
		if t.Sentence == address {
			continue
		}
		if !fresh && !closes(t.Text) && !opens(before) {
			w.text.WriteByte(' ')
		}
		start := w.text.Len()
		w.text.WriteString(t.Text)
		w.at[t.ID] = text.Span{Start: start, End: w.text.Len()}
		w.sentence[t.ID], before = t.Sentence, t.Text
	}
	if last != address {
		w.text.WriteString("\n\n")
	}
	return w
}

func closes(t string) bool {
	return strings.HasPrefix(t, "'") || t == "n't" || len(t) == 1 && strings.Contains(".,;:!?)]%", t) || t == "”" || t == "’"
}

func opens(t string) bool { return len(t) == 1 && strings.Contains("([$", t) || t == "“" }

// mentions are those with some tags in the chosen sentences, in the order of the
// text. One that no chain holds is of its own.
func (w *writing) mentions(x *file, path string, chosen map[sentence]bool, is func(tag string) bool) []Action {
	chain := chains(x, path)
	var out []Action
	for _, m := range x.Markables.All {
		if !is(m.XMLName.Local) || len(m.Anchors) == 0 {
			continue
		}
		var sp text.Span
		for i, a := range m.Anchors {
			t, ok := w.at[a.Token]
			if !ok {
				continue
			}
			if i == 0 {
				sp = t
			}
			sp.Start, sp.End = min(sp.Start, t.Start), max(sp.End, t.End)
		}
		if sp.End == 0 || !chosen[sentence{path, w.sentence[m.Anchors[0].Token]}] {
			continue
		}
		c := chain[m.ID]
		if c == "" {
			c = fmt.Sprint(path, " ", m.ID)
		}
		out = append(out, Action{Span: sp, Chain: c})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Span.Start < out[j].Span.Start })
	return out
}

// sentences are the chosen sentences.
func (w *writing) sentences(x *file, path string, chosen map[sentence]bool) []text.Span {
	var out []text.Span
	last := -1
	for _, t := range x.Tokens {
		sp, ok := w.at[t.ID]
		if !ok || !chosen[sentence{path, t.Sentence}] {
			continue
		}
		if t.Sentence != last {
			out, last = append(out, sp), t.Sentence
		}
		out[len(out)-1].End = sp.End
	}
	return out
}

func isAction(tag string) bool {
	return strings.HasPrefix(tag, "ACTION") || strings.HasPrefix(tag, "NEG_ACTION")
}

// chains are the chains of mentions, by their numbers: those within a report are
// named after it, those across reports alike everywhere.
func chains(x *file, path string) map[int]string {
	out := map[int]string{}
	for _, r := range x.Relations.All {
		name := r.Note
		if r.XMLName.Local != "CROSS_DOC_COREF" || name == "" {
			name = path + " " + r.ID
		}
		for _, s := range r.Sources {
			out[s.ID] = name
		}
	}
	return out
}
