// Command dossier-lab is the workshop: it builds the data that dossier embeds and
// measures its parts on other people's test suites and corpora.
//
//	dossier-lab times      time expressions, on two peers' suites
//	dossier-lab numbers    numbers, on a peer's suite
//	dossier-lab names      names, on two corpora
//	dossier-lab words      the ordinary words that the names stage embeds
//	dossier-lab gazetteer  builds the embedded gazetteer into a folder
//
//	dossier-lab train coref  trains the model of mentions and coreference into models/
//	dossier-lab score coref  scores it on GUM's development part
//
// The suites and corpora are looked for in the folder shared beside the
// repository, or in $DOSSIER_SHARED.
package main

import (
	"fmt"
	"io"
	"os"

	"dossier/internal/lab/coref"
	"dossier/internal/lab/gazetteer"
	"dossier/internal/lab/names"
	"dossier/internal/lab/numbers"
	"dossier/internal/lab/times"
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
	usage := fmt.Errorf("usage: dossier-lab times | numbers | names | words | gazetteer DIR | train coref | score coref")
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
	case "train", "score":
		if len(args) != 2 || args[1] != "coref" {
			return usage
		}
		if args[0] == "train" {
			return coref.Build(w, shared, "models/coref.model", coref.Annotated)
		}
		return coref.Run(w, shared, coref.Annotated)
	case "gazetteer":
		if len(args) != 2 {
			return usage
		}
		return gazetteer.Build(shared, args[1])
	}
	return usage
}
