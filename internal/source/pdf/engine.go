package pdf

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"dossier/internal/fault"
)

// Engine runs PDFium inside a WebAssembly sandbox of this process: no cgo, and a
// hostile file can reach neither files nor memory of the program. It is started
// by the first PDF, since compiling it takes seconds; the compiled form is kept
// in the user's cache folder and makes later starts quick.
type Engine struct {
	// CacheDir keeps the compiled engine; "" keeps none.
	CacheDir string

	once sync.Once
	pool pdfium.Pool
	err  error
	mu   sync.Mutex // one document at a time: memory stays bounded
}

// NewEngine keeps its compiled form in the user's cache folder, where there is
// one.
func NewEngine() *Engine {
	dir, err := os.UserCacheDir()
	if err != nil {
		return &Engine{}
	}
	return &Engine{CacheDir: filepath.Join(dir, "dossier", "wazero")}
}

func (e *Engine) start() {
	cfg := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithCloseOnContextDone(true).
		WithMemoryLimitPages(8192) // 512 MiB
	if e.CacheDir != "" {
		if c, err := wazero.NewCompilationCacheWithDir(e.CacheDir); err == nil {
			cfg = cfg.WithCompilationCache(c)
		}
	}
	e.pool, e.err = webassembly.Init(webassembly.Config{
		MinIdle: 0, MaxIdle: 1, MaxTotal: 1, RuntimeConfig: cfg, FSConfig: wazero.NewFSConfig(),
	})
}

// pages gives the text of each page of a PDF.
func (e *Engine) pages(raw []byte) ([]string, *responses.GetMetaData, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.once.Do(e.start)
	if e.err != nil {
		return nil, nil, fault.New(fault.Unreadable, "pdf: the PDF engine does not start: %v", e.err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	inst, err := e.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, nil, fault.New(fault.Unreadable, "pdf: %v", err)
	}
	defer inst.Close()
	return readPages(inst, raw)
}

func readPages(inst pdfium.Pdfium, raw []byte) ([]string, *responses.GetMetaData, error) {
	opened, err := inst.OpenDocument(&requests.OpenDocument{File: &raw})
	if err != nil {
		return nil, nil, openError(err)
	}
	defer inst.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: opened.Document})
	count, err := inst.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return nil, nil, fault.New(fault.Unreadable, "pdf: %v", err)
	}
	if count.PageCount > maxPages {
		return nil, nil, fault.New(fault.TooLarge, "pdf: %d pages, more than %d", count.PageCount, maxPages)
	}
	meta, _ := inst.GetMetaData(&requests.GetMetaData{Document: opened.Document})
	began := time.Now()
	var out []string
	for i := range count.PageCount {
		if time.Since(began) > timeout {
			return nil, nil, fault.New(fault.TooLarge, "pdf: page %d of %d not reached within %v", i+1, count.PageCount, timeout)
		}
		t, err := inst.GetPageText(&requests.GetPageText{Page: requests.Page{
			ByIndex: &requests.PageByIndex{Document: opened.Document, Index: i},
		}})
		if err != nil {
			return nil, nil, fault.New(fault.Unreadable, "pdf: page %d: %v", i+1, err)
		}
		out = append(out, t.Text)
	}
	return out, meta, nil
}

func openError(err error) error {
	var what string
	switch {
	case errors.Is(err, pdfiumPassword):
		what = "the file is encrypted and wants a password"
	default:
		what = "the file is damaged or cut off (" + err.Error() + ")"
	}
	return fault.New(fault.Unreadable, "pdf: %s", what)
}
