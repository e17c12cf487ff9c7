package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"dossier/internal/desk"
	"dossier/internal/fault"
)

// ServeCmd is "dossier serve".
type ServeCmd struct {
	Addr  string `placeholder:"HOST:PORT" default:"127.0.0.1:7070" help:"Where to listen. Port 0 takes a free one."`
	Actor `embed:""`
	Place `embed:""`
}

// Run serves the desk until it is interrupted.
func (c *ServeCmd) Run(app *App) error {
	a, err := c.open(app, c.Actor.name(), true)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	l, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fault.New(fault.Invalid, "serve: %v", err)
	}
	b, err := openBook(a)
	if err != nil {
		return err
	}
	d, err := desk.New(b, desk.Options{Queries: queryBook(), Formats: formats(), Example: func() (desk.Book, error) { return exampleBook(app) }, Now: app.now, Hosts: hostsOf(l.Addr()), Version: version()})
	if err != nil {
		return err
	}
	fmt.Fprintf(app.Stdout, "The desk is open at http://%s/ (Ctrl+C closes it)\n", l.Addr())
	return serve(app.Context, l, d.Handler())
}

// hostsOf are the names under which a listener on this machine is reached.
func hostsOf(addr net.Addr) []string {
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return []string{addr.String()}
	}
	hosts := []string{net.JoinHostPort(host, port)}
	if ip := net.ParseIP(host); ip != nil && (ip.IsLoopback() || ip.IsUnspecified()) {
		hosts = append(hosts, "localhost:"+port, "127.0.0.1:"+port, "[::1]:"+port)
	}
	return hosts
}

// serve answers until the context ends, then lets running requests finish.
func serve(ctx context.Context, l net.Listener, h http.Handler) error {
	s := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 5 * time.Minute, WriteTimeout: 5 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
	done := make(chan error, 1)
	go func() { done <- s.Serve(l) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		if err := s.Shutdown(end); err != nil && !errors.Is(err, context.DeadlineExceeded) {
			return err
		}
		return nil
	}
}
