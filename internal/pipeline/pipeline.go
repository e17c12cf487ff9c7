// Package pipeline is the journey of documents from bytes to records. It knows
// interfaces only: readers, analyser and extractors are handed to it.
package pipeline

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"unicode"

	"dossier/internal/claim"
	"dossier/internal/confidence"
	"dossier/internal/doc"
	"dossier/internal/extract"
	"dossier/internal/fault"
	"dossier/internal/match"
	"dossier/internal/nlp"
	"dossier/internal/record"
	"dossier/internal/text"
	"dossier/schema"
)

// Pipeline is the line-up of rooms a document walks through.
type Pipeline struct {
	// Read makes a document of bytes; path and from say where they came from.
	Read func(path string, raw []byte, from *doc.Provenance) (*doc.Document, error)
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
	From  *doc.Provenance // where the bytes came from, nil for a file as it is
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
func (p *Pipeline) One(path string, raw []byte) Result {
	return p.one(Item{Path: path, Bytes: raw})
}

func (p *Pipeline) one(it Item) (res Result) {
	res.Path = it.Path
	defer func() {
		if r := recover(); r != nil {
			res.Doc, res.Set = nil, nil
			res.Err = internalError(r)
		}
	}()
	d, err := p.ReadDocument(it.Path, it.Bytes, it.From)
	if err != nil {
		res.Err = err
		return res
	}
	it.From.Apply(d)
	res.Doc, res.Set = d, p.Claims(d)
	return res
}

// MaxText is the most bytes of text that are read as one report: about a
// thousand printed pages.
const MaxText = 2 << 20

// ReadDocument makes a document of bytes and refuses one that is too long to be
// a report.
func (p *Pipeline) ReadDocument(path string, raw []byte, from *doc.Provenance) (*doc.Document, error) {
	d, err := p.Read(path, raw, from)
	if err == nil && d.Text.Len() > MaxText {
		return nil, fault.New(fault.TooLarge, "a text of %d bytes: at most %d are read as one report", d.Text.Len(), MaxText)
	}
	return d, err
}

// internalError is the error that a panic becomes, made in the deferred function
// that recovers from it.
func internalError(r any) error {
	return fault.New(fault.Unreadable, "internal error: %v (%s)", r, firstFrame())
}

// firstFrame is the function and line where a panic began, for the error line.
func firstFrame() string {
	pc := make([]uintptr, 16)
	frames := runtime.CallersFrames(pc[:runtime.Callers(5, pc)])
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
	set := &claim.Set{Document: d.ID, Sentences: telling(a)}
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

// telling is the sentences that can give something: all but those of the header,
// of titles and of headings, and those without a word.
func telling(a *nlp.Analysis) []text.Span {
	var out []text.Span
	for _, s := range a.Sentences {
		switch a.Doc.Blocks[s.Block].Kind {
		case doc.Header, doc.Title, doc.Heading:
		default:
			if strings.ContainsFunc(a.Text(s.Span), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
				out = append(out, s.Span)
			}
		}
	}
	return out
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
// order the items came.
func (p *Pipeline) All(ctx context.Context, items func(yield func(Item) bool), yield func(Result) bool) {
	inOrder(ctx, 4*runtime.GOMAXPROCS(0), items, func(it Item) Result {
		if it.Err != nil {
			return Result{Path: it.Path, Err: it.Err}
		}
		return p.one(it)
	}, yield)
}

// Analysed is the language analysis of one document, or the reason why there is
// none.
type Analysed struct {
	Path     string
	Analysis *nlp.Analysis
	Err      error
}

// Analyses analyses the items, several at once, and hands the analyses to yield
// in the order the items came. Few are held at a time, since an analysis is many
// times larger than its document.
func (p *Pipeline) Analyses(ctx context.Context, items func(yield func(Item) bool), yield func(Analysed) bool) {
	inOrder(ctx, runtime.GOMAXPROCS(0), items, p.analyse, yield)
}

// analyse is the analysis of one item. A panic becomes its error.
func (p *Pipeline) analyse(it Item) (res Analysed) {
	res.Path = it.Path
	if res.Err = it.Err; res.Err != nil {
		return res
	}
	defer func() {
		if r := recover(); r != nil {
			res.Analysis, res.Err = nil, internalError(r)
		}
	}()
	d, err := p.ReadDocument(it.Path, it.Bytes, it.From)
	if err != nil {
		res.Err = err
		return res
	}
	res.Analysis = p.Analyse(d)
	return res
}

// inOrder does the items, several at once, and hands what comes of them to yield
// in the order the items came. At most ahead of them wait for their turn.
func inOrder[T any](ctx context.Context, ahead int, items func(yield func(Item) bool), do func(Item) T, yield func(T) bool) {
	workers := runtime.GOMAXPROCS(0)
	queue := make(chan chan T, ahead)
	slots := make(chan struct{}, workers)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		defer close(queue)
		var wg sync.WaitGroup
		items(func(it Item) bool {
			out := make(chan T, 1)
			select {
			case queue <- out:
			case <-ctx.Done():
				return false
			}
			slots <- struct{}{}
			wg.Add(1)
			go func() {
				defer func() { <-slots; wg.Done() }()
				out <- do(it)
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
	parts := match.Together(docs, sets, nil)
	groups := make([][]record.Part, len(parts))
	for i, g := range parts {
		for _, p := range g {
			groups[i] = append(groups[i], record.Part{Source: sources[p.Index], Incident: p.Incident})
		}
	}
	out := schema.Output{
		Schema:    schema.Version,
		Documents: record.Documents(sources),
		Records:   record.Fold(sources, groups),
	}
	for i := range out.Records {
		confidence.Apply(&out.Records[i])
	}
	record.Cover(&out, sources)
	return out
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
