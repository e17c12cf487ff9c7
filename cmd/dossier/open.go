package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"dossier/internal/fault"
)

// runClicked does what a double click asks for: it opens the desk in the browser, on
// the archive in the person's own folder. Nobody looks at a terminal then, so that
// what goes wrong is told in the browser too.
func (app *App) runClicked() error {
	c := ServeCmd{Addr: "127.0.0.1:7070", Open: true, clicked: true}
	if addr := app.Getenv("DOSSIER_ADDR"); addr != "" {
		c.Addr = addr
	}
	err := func() error {
		if err := c.Service.check(c.Addr); err != nil { // only this machine
			return err
		}
		if c.Archive = app.Getenv("DOSSIER_ARCHIVE"); c.Archive == "" {
			home, err := os.UserHomeDir()
			if err != nil {
				return fault.New(fault.NotFound, "the archive: %v", err)
			}
			c.Archive = filepath.Join(home, "dossier-archive")
		}
		c.By = app.Getenv("DOSSIER_USER")
		if isDesk(app.Context, "http://"+c.Addr) { // opened before
			return app.browse("http://" + c.Addr + "/")
		}
		return c.Run(app)
	}()
	if err == nil {
		return nil
	}
	return errors.Join(err, app.browseProblem(err))
}

// isDesk reports whether a desk of this program answers at an address of this machine.
func isDesk(ctx context.Context, url string) bool {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/health", nil)
	if err != nil {
		return false
	}
	answer, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r) // no proxy, no redirects
	if err != nil {
		return false
	}
	defer answer.Body.Close()
	var got struct{ Program string }
	return json.NewDecoder(http.MaxBytesReader(nil, answer.Body, 4<<10)).Decode(&got) == nil && got.Program == "dossier"
}

// browse opens an address in the browser that the person has chosen.
func (app *App) browse(address string) error {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	if err := exec.CommandContext(app.Context, name, args...).Run(); err != nil {
		return fault.New(fault.Invalid, "no browser could be opened (%s: %v); open %s in one", name, err, address)
	}
	return nil
}

// browseProblem tells in the browser why the desk cannot be opened.
func (app *App) browseProblem(problem error) error {
	f, err := os.CreateTemp("", "dossier-*.html")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "<!doctype html><html lang=en><meta charset=utf-8><title>dossier</title><h1>The desk could not be opened</h1><p>%s</p><p>Nothing that was kept has been changed.</p></html>\n", html.EscapeString(problem.Error()))
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return app.browse(f.Name())
}
