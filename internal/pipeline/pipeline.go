// Package pipeline is the journey of documents from bytes to records. It knows
// interfaces only: readers, analyser and extractors are handed to it.
package pipeline

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/extract"
	"dossier/internal/fault"
	"dossier/internal/match"
	"dossier/internal/nlp"
	"dossier/internal/record"
	"dossier/schema"
)

// Pipeline is the line-up of rooms a document walks through.
type Pipeline struct {
	// Read makes a document of bytes; path says where they came from.
	Read func(path string, raw []byte) (*doc.Document, error)
	// Analyse adds the language layers.
	Analyse func(*doc.Document) *nlp.Analysis
	// Extractors run in this order over each analysis. An incident must be found
	// by those before the mark After for those behind it to run.
	Entities   []extract.Extractor // make the entities; run always
	Frame      []extract.Extractor // decide on the incident; run always
	Extractors []extract.Extractor // run when there is an incident
	// Finish runs last over all the claims of a document (who says what).
	Finish []extract.Extractor
}

// Item is one document as it arrives, or the reason why it does not.
type Item struct {
	Path  string
	Bytes []byte
	Err   error
}

// Result is one document read, or the reason why not.
type Result struct {
	Path string
	Doc  *doc.Document
	Set  *claim.Set
	Err  error
}

// One reads one document. A panic anywhere on the way becomes that document's
// error, so that one bad document never stops a batch.
func (p *Pipeline) One(path string, raw []byte) (res Result) {
	res.Path = path
	defer func() {
		if r := recover(); r != nil {
			res.Doc, res.Set = nil, nil
			res.Err = fault.New(fault.Unreadable, "internal error: %v (%s)", r, firstFrame())
		}
	}()
	d, err := p.ReadDocument(path, raw)
	if err != nil {
		res.Err = err
		return res
	}
	res.Doc, res.Set = d, p.Claims(d)
	return res
}

// MaxText is the most bytes of text that are read as one report: about a
// thousand printed pages.
const MaxText = 2 << 20

// ReadDocument makes a document of bytes and refuses one that is too long to be
// a report.
func (p *Pipeline) ReadDocument(path string, raw []byte) (*doc.Document, error) {
	d, err := p.Read(path, raw)
	if err == nil && d.Text.Len() > MaxText {
		return nil, fault.New(fault.TooLarge, "a text of %d bytes: at most %d are read as one report", d.Text.Len(), MaxText)
	}
	return d, err
}

// firstFrame is the function and line where a panic began, for the error line.
func firstFrame() string {
	pc := make([]uintptr, 16)
	frames := runtime.CallersFrames(pc[:runtime.Callers(4, pc)])
	for {
		f, more := frames.Next()
		if f.Function != "" && !more || len(f.Function) > 8 && f.Function[:8] != "runtime." {
			return fmt.Sprintf("%s:%d", f.Function, f.Line)
		}
		if !more {
			return string(debug.Stack()[:0])
		}
	}
}

// Claims reads everything out of a document.
func (p *Pipeline) Claims(d *doc.Document) *claim.Set {
	a := p.Analyse(d)
	set := &claim.Set{Document: d.ID}
	in := &extract.Input{Analysis: a, Set: set, Background: make([]bool, len(a.Sentences))}
	run(in, p.Entities)
	run(in, p.Frame)
	if !set.Found {
		set.Claims = nil
		return set
	}
	run(in, p.Extractors)
	run(in, p.Finish)
	number(set)
	return set
}

func run(in *extract.Input, xs []extract.Extractor) {
	for _, x := range xs {
		x.Extract(in)
	}
}

// number gives every claim its id, in order.
func number(s *claim.Set) {
	for i := range s.Claims {
		s.Claims[i].ID = claim.ID(fmt.Sprintf("c%d", i+1))
	}
}

// All reads the items, several at once, and hands the results to yield in the
// order the items came. At most ahead documents are held at a time.
func (p *Pipeline) All(ctx context.Context, items func(yield func(Item) bool), yield func(Result) bool) {
	workers := runtime.GOMAXPROCS(0)
	ahead := 4 * workers
	queue := make(chan chan Result, ahead)
	slots := make(chan struct{}, workers)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		defer close(queue)
		var wg sync.WaitGroup
		items(func(it Item) bool {
			out := make(chan Result, 1)
			select {
			case queue <- out:
			case <-ctx.Done():
				return false
			}
			if it.Err != nil {
				out <- Result{Path: it.Path, Err: it.Err}
				return true
			}
			slots <- struct{}{}
			wg.Add(1)
			go func() {
				defer func() { <-slots; wg.Done() }()
				out <- p.One(it.Path, it.Bytes)
			}()
			return true
		})
		wg.Wait()
	}()
	for out := range queue {
		if !yield(<-out) {
			cancel()
			for range queue { // let the feeder end
			}
			return
		}
	}
}

// Fold makes the published output of what was read: documents in the order
// given, those that tell of one incident in one record.
func Fold(docs []*doc.Document, sets []*claim.Set) schema.Output {
	sources := make([]record.Source, len(docs))
	for i := range docs {
		sources[i] = record.Source{Doc: docs[i], Set: sets[i]}
	}
	parts, _ := match.Group(docs, sets)
	groups := make([][]record.Part, len(parts))
	for i, g := range parts {
		for _, p := range g {
			groups[i] = append(groups[i], record.Part{Source: sources[p.Index], Incident: p.Incident})
		}
	}
	return schema.Output{
		Schema:    schema.Version,
		Documents: record.Documents(sources),
		Records:   record.Fold(sources, groups),
	}
}

// ReadAll reads items and folds them. A document that fails is reported and
// left out; the same bytes met twice are read once.
func (p *Pipeline) ReadAll(ctx context.Context, items func(yield func(Item) bool), report func(path string, err error)) schema.Output {
	var docs []*doc.Document
	var sets []*claim.Set
	seen := map[doc.ID]bool{}
	p.All(ctx, items, func(r Result) bool {
		switch {
		case r.Err != nil:
			report(r.Path, r.Err)
		case !seen[r.Doc.ID]:
			seen[r.Doc.ID] = true
			docs = append(docs, r.Doc)
			sets = append(sets, r.Set)
		}
		return ctx.Err() == nil
	})
	return Fold(docs, sets)
}
