package main

import (
	"context"
	"io"
	"os"

	"dossier/internal/desk"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/mcp"
	"dossier/schema"
)

// MCPCmd is "dossier mcp".
type MCPCmd struct {
	Write  bool   `help:"Let the client add documents. Without it nothing can be changed."`
	Folder string `placeholder:"DIR" help:"With --write, the folder that the client may add files from; without it only texts."`
	Actor  `embed:""`
	Place  `embed:""`
}

// Run answers a client on standard input and output until it goes away.
func (c *MCPCmd) Run(app *App) error {
	o := mcp.Options{Queries: queryBook(), Version: version(), Write: c.Write}
	if c.Folder != "" {
		if !c.Write {
			return usageError("--folder says where files are added from: it needs --write")
		}
		root, err := os.OpenRoot(c.Folder)
		if err != nil {
			return fault.New(fault.Invalid, "--folder: %v", err)
		}
		defer root.Close()
		o.Folder = root.FS()
	}
	a, err := c.open(app, c.Actor.name(), false)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	b, err := openBook(a)
	if err != nil {
		return err
	}
	o.Archive = reader{b}
	return mcp.Serve(app.Context, o, io.NopCloser(app.Stdin), unclosed{app.Stdout})
}

// reader shows an archive to a language-model client.
type reader struct{ *book }

// Record implements mcp.Archive.
func (r reader) Record(ctx context.Context, id string) (schema.Output, error) {
	return r.book.Record(ctx, id, false)
}

// Document implements mcp.Archive.
func (r reader) Document(ctx context.Context, id string) (*doc.Document, error) {
	return r.book.Document(ctx, id)
}

// Add implements mcp.Archive.
func (r reader) Add(ctx context.Context, name string, raw []byte) ([]mcp.Added, error) {
	out := []mcp.Added{}
	err := r.book.Add(ctx, name, raw, func(x desk.Arrival) {
		out = append(out, mcp.Added{Name: x.Name, SHA256: x.SHA256, Had: x.Had, Record: x.Record, Title: x.Title, Opened: x.Opened, Problem: x.Problem})
	})
	return out, err
}

// unclosed is a stream that others go on using.
type unclosed struct{ io.Writer }

// Close does nothing.
func (unclosed) Close() error { return nil }

// Help says what a client can do.
func (MCPCmd) Help() string {
	return `A language-model client that speaks the Model Context Protocol starts this command and talks to it on standard input and output. It can search, count, read records with their citations and documents in parts; with --write it can add documents, and nothing else. What documents say is marked as data.

Examples:

  dossier mcp --archive cases
  dossier mcp --archive cases --write --folder inbox`
}
