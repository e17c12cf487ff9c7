package main

import (
	"cmp"
	"context"
	"sync"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/fetch"
	"dossier/internal/nlp"
	"dossier/internal/pipeline"
	"dossier/internal/wire"
	"dossier/schema"
)

// File is a document that is already in memory, under the path it is known by.
type File struct {
	Path  string
	Bytes []byte
}

// Rooms is what lies behind the front: documents in, records out.
type Rooms struct {
	// Read reads files, folders, addresses and standard input ("-") and folds what
	// they tell. A document that fails is told to report and the others go on.
	Read func(ctx context.Context, paths []string, sel Selection, report func(path string, err error)) (schema.Output, error)
	// ReadFiles does the same with documents in memory.
	ReadFiles func(ctx context.Context, files []File, report func(path string, err error)) (schema.Output, error)
	// Analyse analyses files, folders, addresses and standard input, and hands the analyses to
	// emit in order; an error of emit ends it. A document that fails is told to
	// report and the others go on.
	Analyse func(ctx context.Context, paths []string, emit func(*nlp.Analysis) error, report func(path string, err error)) error
	// Text is the text of one document that its offsets count in.
	Text func(ctx context.Context, path string) (string, error)
	// Pipeline is the line-up of rooms itself, for the archive.
	Pipeline *pipeline.Pipeline
}

// openRooms wires the rooms of the program.
func openRooms(app *App, progress *progress) Rooms {
	p := wire.Pipeline()
	opt, _ := app.fetching(Selection{}, progress) // nothing in it can be wrong
	return Rooms{
		Pipeline: p,
		Read: func(ctx context.Context, paths []string, sel Selection, report func(string, error)) (schema.Output, error) {
			defer progress.done()
			opt, err := app.fetching(sel, progress)
			if err != nil {
				return schema.Output{}, err
			}
			out := p.ReadAll(ctx, walk(ctx, paths, opt, progress), func(path string, err error) {
				progress.done()
				report(path, err)
			})
			return out, ctx.Err()
		},
		ReadFiles: func(ctx context.Context, files []File, report func(string, error)) (schema.Output, error) {
			out := p.ReadAll(ctx, func(yield func(pipeline.Item) bool) {
				for _, f := range files {
					if !yield(pipeline.Item{Path: f.Path, Bytes: f.Bytes}) {
						return
					}
				}
			}, report)
			return out, ctx.Err()
		},
		Analyse: func(ctx context.Context, paths []string, emit func(*nlp.Analysis) error, report func(string, error)) error {
			defer progress.done()
			var failed error
			p.Analyses(ctx, walk(ctx, paths, opt, progress), func(r pipeline.Analysed) bool {
				if r.Err != nil {
					progress.done()
					report(r.Path, r.Err)
				} else {
					failed = emit(r.Analysis)
				}
				return failed == nil && ctx.Err() == nil
			})
			return cmp.Or(failed, ctx.Err())
		},
		Text: func(ctx context.Context, path string) (string, error) {
			return readText(ctx, p, path, opt)
		},
	}
}

// walk is the items of paths, counted on progress.
func walk(ctx context.Context, paths []string, opt fetch.Options, progress *progress) func(func(pipeline.Item) bool) {
	return func(yield func(pipeline.Item) bool) {
		fetch.Walk(ctx, paths, opt, func(it fetch.Item) bool {
			progress.step(it.Path)
			return yield(pipeline.Item{Path: it.Path, Bytes: it.Bytes, Err: it.Err, From: it.From})
		})
	}
}

// readText is the text of the one document at path.
func readText(ctx context.Context, p *pipeline.Pipeline, path string, opt fetch.Options) (string, error) {
	var out string
	n := 0
	var err error
	fetch.Walk(ctx, []string{path}, opt, func(it fetch.Item) bool {
		n++
		if err = it.Err; err != nil {
			return false
		}
		d, e := p.Read(it.Path, it.Bytes, it.From)
		if err = e; e == nil && n == 1 {
			out = d.Text.String()
		}
		return n < 2
	})
	if err == nil && n > 1 {
		err = fault.New(fault.Invalid, "holds several documents; name one")
	}
	if err == nil && n == 0 {
		err = fault.New(fault.NotFound, "holds no document")
	}
	return out, err
}

// lazily is how an archive reads documents: the pipeline is opened by the first
// that is read, so that what reads none starts at once.
func lazily(open func() *pipeline.Pipeline) (read func(string, []byte, *doc.Provenance) (*doc.Document, error), claims func(*doc.Document) *claim.Set) {
	once := sync.OnceValue(open)
	return func(path string, raw []byte, from *doc.Provenance) (*doc.Document, error) {
			return once().ReadDocument(path, raw, from)
		},
		func(d *doc.Document) *claim.Set { return once().Claims(d) }
}
