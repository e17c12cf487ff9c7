// Command dossier-lab is the workshop: it builds the data that dossier embeds and
// measures its parts on other people's test suites and corpora.
//
//	dossier-lab times      time expressions, on two peers' suites
//	dossier-lab numbers    numbers, on a peer's suite
//	dossier-lab names      names, on two corpora
//	dossier-lab words      the ordinary words that the names stage embeds
//	dossier-lab gazetteer  builds the embedded gazetteer into a folder
//	dossier-lab train      makes the model of a stage: vectors, recase
//	dossier-lab score      measures it
//
// The suites and corpora are looked for in the folder shared beside the
// repository, or in $DOSSIER_SHARED.
package main

import (
	"fmt"
	"io"
	"os"

	"dossier/internal/lab/gazetteer"
	"dossier/internal/lab/names"
	"dossier/internal/lab/numbers"
	"dossier/internal/lab/recase"
	"dossier/internal/lab/times"
	"dossier/internal/lab/vectors"
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

func run(w io.Writer, shared string, args []string) error {
	usage := fmt.Errorf("usage: dossier-lab times | numbers | names | words | gazetteer DIR | train STAGE FILE [Key=value …] | score STAGE FILE")
	if len(args) == 0 {
		return usage
	}
	switch args[0] {
	case "times":
		return times.Run(w, shared)
	case "numbers":
		return numbers.Run(w, shared)
	case "names":
		return names.Run(w, shared)
	case "words":
		return names.Words(w, shared)
	case "train":
		return train(w, shared, args[1:])
	case "score":
		return score(w, shared, args[1:])
	case "gazetteer":
		if len(args) != 2 {
			return usage
		}
		return gazetteer.Build(shared, args[1])
	}
	return usage
}

// train makes the model of a stage and writes it to a file.
func train(w io.Writer, shared string, args []string) error {
	if len(args) < 2 {
		return fmt.Errorf("usage: dossier-lab train vectors|recase FILE [Key=value …]")
	}
	switch args[0] {
	case "vectors":
		return vectors.Run(w, shared, args[1], args[2:])
	case "recase":
		return recase.Run(w, shared, args[1], args[2:])
	}
	return fmt.Errorf("no stage %q to train: vectors, recase", args[0])
}

// score measures the model of a stage.
func score(w io.Writer, shared string, args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("usage: dossier-lab score vectors|recase FILE")
	}
	switch args[0] {
	case "vectors":
		return vectors.Score(w, shared, args[1])
	case "recase":
		return recase.Score(w, shared, args[1])
	}
	return fmt.Errorf("no stage %q to score: vectors, recase", args[0])
}
