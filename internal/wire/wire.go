// Package wire is the line-up of rooms that the program ships, wired by hand: the
// one place that names every reader, stage and extractor and puts them in order.
// The command runs it on documents, the workshop measures it.
package wire

import (
	"dossier/internal/doc"
	"dossier/internal/extract"
	"dossier/internal/extract/account"
	"dossier/internal/extract/attribution"
	"dossier/internal/extract/casualty"
	"dossier/internal/extract/dispute"
	"dossier/internal/extract/event"
	"dossier/internal/extract/frame"
	"dossier/internal/extract/infobox"
	"dossier/internal/extract/part"
	"dossier/internal/extract/participant"
	"dossier/internal/extract/reaction"
	"dossier/internal/extract/related"
	"dossier/internal/extract/role"
	"dossier/internal/extract/trait"
	"dossier/internal/fault"
	"dossier/internal/nlp/english"
	"dossier/internal/nlp/timex"
	"dossier/internal/pipeline"
	"dossier/internal/source"
	"dossier/internal/source/dump"
	"dossier/internal/source/eml"
	"dossier/internal/source/pdf"
	"dossier/internal/source/plain"
	"dossier/internal/source/web"
	"dossier/internal/source/wiki"
)

// Pipeline is the whole line-up: this list is the only place that says which
// reader reads what and in what order extractors run.
func Pipeline() *pipeline.Pipeline {
	rd := newReaders()
	return &pipeline.Pipeline{
		Read:    rd.read,
		Analyse: english.New().Analyse,
		Entities: []extract.Extractor{
			participant.Extractor{},
		},
		Frame: []extract.Extractor{
			part.Extractor{},
			infobox.Extractor{},
			frame.Extractor{},
		},
		Extractors: []extract.Extractor{
			casualty.Extractor{},
			role.Extractor{},
			role.Counts{},
			trait.Extractor{},
			attribution.Extractor{},
			reaction.Extractor{},
			event.Extractor{},
			account.Extractor{},
			related.Extractor{},
			dispute.Extractor{},
			role.Duties{},
		},
		Finish: []extract.Extractor{
			extract.Voice{},
		},
	}
}

// readers are the readers of documents, one for each format.
type readers struct {
	byFormat map[doc.Format]source.Reader
}

func newReaders() readers {
	text := plain.Reader{Date: timex.ParseDate}
	page := web.Reader{Date: timex.ParseDate}
	markup := wiki.Reader{Date: timex.ParseDate}
	return readers{map[doc.Format]source.Reader{
		doc.WikiText: text,
		doc.Plain:    text,
		doc.Wikitext: markup,
		doc.WikiPage: dump.Reader{Wiki: markup},
		doc.HTML:     page,
		doc.EML:      eml.Reader{Date: timex.ParseDate, HTML: page},
		doc.PDF:      pdf.Reader{Date: timex.ParseDate},
	}}
}

// read makes a document of bytes, by the reader for what they hold. The character
// coding that a web host named counts where the bytes leave it open.
func (rs readers) read(path string, raw []byte, from *doc.Provenance) (*doc.Document, error) {
	src, format, err := source.Open(source.Raw{Path: path, Bytes: raw, Charset: from.Charset()})
	if err != nil {
		return nil, err
	}
	r, ok := rs.byFormat[format]
	if !ok {
		return nil, fault.New(fault.Unsupported, "no reader for %s", format)
	}
	return r.Read(src)
}
