// Command dossier-lab is the workshop: it builds the data and trains the models
// that dossier embeds, and measures its parts on other people's test suites and
// corpora.
//
//	dossier-lab score WHAT          prints the figures of a part of the analysis
//	dossier-lab train STAGE FILE    makes the model of a stage
//	dossier-lab gvdb [HALF]         scores the program on the Gun Violence Database
//	dossier-lab calibrate FILE      makes the table of confidences
//	dossier-lab words               the ordinary words that the names stage embeds
//	dossier-lab gazetteer DIR       builds the embedded gazetteer into a folder
//	dossier-lab archive --out DIR   makes an archive of 300,000 reports; --measure DIR times it
//	dossier-lab worldmap            the shapes of countries that the map embeds
//
// Without arguments it lists what can be scored and trained. Suites and corpora
// are looked for in the folder shared beside the repository, or in
// $DOSSIER_SHARED.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/lab/calibrate"
	"dossier/internal/lab/classes"
	"dossier/internal/lab/coref"
	"dossier/internal/lab/ecb"
	"dossier/internal/lab/gazetteer"
	"dossier/internal/lab/gvdb"
	"dossier/internal/lab/merge"
	"dossier/internal/lab/muc4"
	"dossier/internal/lab/names"
	"dossier/internal/lab/numbers"
	"dossier/internal/lab/recase"
	"dossier/internal/lab/roles"
	"dossier/internal/lab/score"
	"dossier/internal/lab/speech"
	"dossier/internal/lab/syntax"
	"dossier/internal/lab/times"
	"dossier/internal/lab/tokens"
	"dossier/internal/lab/vectors"
	"dossier/internal/lab/worldmap"
	"dossier/internal/nlp"
	"dossier/internal/nlp/english"
)

func main() {
	shared := os.Getenv("DOSSIER_SHARED")
	if shared == "" {
		shared = "../shared"
	}
	if err := run(os.Stdout, shared, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "dossier-lab:", err)
		os.Exit(1)
	}
}

// task is one thing that can be scored or trained; args are what stands behind
// its name.
type task struct {
	name, args, what string
	run              func(w io.Writer, shared string, args []string) error
}

// scores are the figures that can be had.
var scores = []task{
	{"words", "", "words, sentences, tags and trees on raw text of two treebanks", func(w io.Writer, shared string, _ []string) error {
		return score.Sheet(w, shared, english.New().Analyse)
	}},
	{"times", "", "time expressions, on two peers' suites and a corpus; with \"misses\" behind it what is not right", func(w io.Writer, shared string, args []string) error {
		if len(args) > 0 && args[0] == "misses" {
			return times.Misses(io.Discard, w, shared)
		}
		return times.Run(w, shared)
	}},
	{"numbers", "", "numbers, on two peers' suites", func(w io.Writer, shared string, _ []string) error {
		return numbers.Run(w, shared)
	}},
	{"names", "", "names, on the corpora of names", func(w io.Writer, shared string, _ []string) error {
		return names.Score(w, shared)
	}},
	{"coref", "", "mentions and coreference, on a treebank; with \"raw\" behind it on its raw text", func(w io.Writer, shared string, args []string) error {
		if len(args) > 0 && args[0] == "raw" {
			return coref.Run(w, shared, raw)
		}
		return coref.Run(w, shared, coref.Annotated)
	}},
	{"roles", "", "who does what to whom, on PropBank; with \"misses PART\" behind it what is not right on annotated trees", func(w io.Writer, shared string, args []string) error {
		if len(args) > 1 && args[0] == "misses" {
			_, err := roles.Compare(shared, args[1], roles.Annotated, w)
			return err
		}
		return roles.Run(w, shared, english.New().Analyse)
	}},
	{"attribution", "", "who said what, on a corpus with semantic roles; with \"misses\" behind it what is not right on its train part", func(w io.Writer, shared string, args []string) error {
		if len(args) > 0 && args[0] == "misses" {
			return speech.Misses(w, shared)
		}
		return speech.Sheet(w, shared)
	}},
	{"reactions", "", "official reactions, on coded sentences; with \"misses\" behind it what does not go together", func(w io.Writer, shared string, args []string) error {
		if len(args) > 0 && args[0] == "misses" {
			return speech.Reactions(io.Discard, shared, w)
		}
		return speech.Reactions(w, shared, nil)
	}},
	{"quotations", "", "who says what is quoted, in fiction and in interviews; with \"misses\" behind it what is not right on the half that is looked at", func(w io.Writer, shared string, args []string) error {
		if len(args) > 0 && args[0] == "misses" {
			return speech.Novels(io.Discard, shared, w)
		}
		return speech.Quotations(w, shared)
	}},
	{"vectors", "FILE", "word vectors, by what a linear classifier makes of them", func(w io.Writer, shared string, args []string) error {
		return vectors.Score(w, shared, args[0])
	}},
	{"confidence", "", "how well stated confidences hold, on the development gold", func(w io.Writer, shared string, _ []string) error {
		return calibrate.Sheet(w, shared)
	}},
	{"ecb", "", "which reports are put together, and which words are one event, on a corpus of pairs of events; with \"detail\" behind it every report", func(w io.Writer, shared string, args []string) error {
		return ecb.Run(w, shared, len(args) > 0 && args[0] == "detail")
	}},
	{"match", "", "which reports are put together, on parts of three corpora that nothing was learnt from; with \"learnt\" behind it on the others too", func(w io.Writer, shared string, args []string) error {
		return merge.Sheet(w, shared, len(args) > 0 && args[0] == "learnt")
	}},
	{"muc4", "[PART]", "incidents, on reports with filled templates: dev, tst1 or tst2; with \"detail\" behind it every entity", func(w io.Writer, shared string, args []string) error {
		name := "dev"
		if len(args) > 0 {
			name = args[0]
		}
		return muc4.Run(w, shared, name, len(args) > 1)
	}},
	{"recase", "FILE", "the case of words in texts without one", func(w io.Writer, shared string, args []string) error {
		return recase.Score(w, shared, args[0])
	}},
}

// models are the models that can be trained.
var models = []task{
	{"match", "FILE", "when two reports are of one incident, as a file of Go source", func(w io.Writer, shared string, args []string) error {
		return merge.Train(w, shared, args[0])
	}},
	{"token", "FILE", "words and sentences", func(w io.Writer, shared string, args []string) error {
		return tokens.Train(w, shared, args[0])
	}},
	{"syntax", "FILE [Key=value …]", "tags, trees and names", func(w io.Writer, shared string, args []string) error {
		return syntax.Run(w, shared, args[0], args[1:])
	}},
	{"coref", "FILE [Key=value …]", "mentions and coreference", func(w io.Writer, shared string, args []string) error {
		return coref.Build(w, shared, args[0], coref.Annotated, args[1:])
	}},
	{"predicate", "FILE", "what the predicate stage knows of words", func(w io.Writer, shared string, args []string) error {
		return roles.Build(w, shared, args[0], english.New().Analyse)
	}},
	{"names", "FILE [Key=value …]", "names, on top of tags and trees", func(w io.Writer, shared string, args []string) error {
		return names.Train(w, shared, args[0], args[1:])
	}},
	{"vectors", "FILE [Key=value …]", "word vectors from raw text", func(w io.Writer, shared string, args []string) error {
		return vectors.Run(w, shared, args[0], args[1:])
	}},
	{"speech", "FILE", "the words of saying, out of WordNet and PropBank's frames", func(w io.Writer, shared string, args []string) error {
		return speech.MakeWords(w, shared, args[0])
	}},
	{"parts", "FILE", "who and what plays which part in violence", func(w io.Writer, shared string, args []string) error {
		return muc4.Train(w, shared, args[0])
	}},
	{"recase", "FILE [Key=value …]", "the case of words", func(w io.Writer, shared string, args []string) error {
		return recase.Run(w, shared, args[0], args[1:])
	}},
}

// raw is our own analysis of a treebank's text.
func raw(d *coref.Document) *nlp.Analysis {
	return english.New().Analyse(&doc.Document{Text: d.Analysis.Doc.Text, Blocks: d.Analysis.Doc.Blocks})
}

func run(w io.Writer, shared string, args []string) error {
	if len(args) == 0 {
		return usage()
	}
	switch {
	case args[0] == "score":
		return one(scores, w, shared, args[1:])
	case args[0] == "train":
		return one(models, w, shared, args[1:])
	case args[0] == "gvdb":
		return gvdb.Run(w, shared, args[1:])
	case args[0] == "calibrate" && len(args) == 2:
		return calibrate.Run(w, shared, args[1])
	case args[0] == "muc4":
		return one(scores, w, shared, args)
	case args[0] == "classes":
		return classes.Write(w, shared)
	case args[0] == "words":
		return names.Words(w, shared)
	case args[0] == "archive":
		return bigArchive(w, shared, args[1:])
	case args[0] == "worldmap":
		return worldmap.Build(w, shared)
	case args[0] == "gazetteer" && len(args) == 2:
		return gazetteer.Build(shared, args[1])
	}
	return usage()
}

// one runs the task that args name.
func one(tasks []task, w io.Writer, shared string, args []string) error {
	for _, t := range tasks {
		if len(args) > 0 && args[0] == t.name && (t.args == "" || strings.HasPrefix(t.args, "[") || len(args) > 1) {
			return t.run(w, shared, args[1:])
		}
	}
	return usage()
}

func usage() error {
	var b strings.Builder
	b.WriteString("usage: dossier-lab archive --out DIR | archive --measure DIR | calibrate FILE | words | gazetteer DIR | gvdb [tune|held|all] [detail]")
	for _, t := range scores {
		fmt.Fprintf(&b, "\n  %-36s %s", strings.TrimSpace("score "+t.name+" "+t.args), t.what)
	}
	for _, t := range models {
		fmt.Fprintf(&b, "\n  %-36s %s", "train "+t.name+" "+t.args, t.what)
	}
	return fmt.Errorf("%s", b.String())
}
