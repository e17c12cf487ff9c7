package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"dossier/internal/desk"
	"dossier/internal/fault"
)

// ServeCmd is "dossier serve".
type ServeCmd struct {
	Addr    string `placeholder:"HOST:PORT" default:"127.0.0.1:7070" help:"Where to listen. Port 0 takes a free one."`
	Open    bool   `help:"Open it in the browser too."`
	Service `embed:""`
	Actor   `embed:""`
	Place   `embed:""`

	clicked bool // opened by a double click: closed in the browser, and any port will do
}

// Run serves the desk until it is interrupted.
func (c *ServeCmd) Run(app *App) error {
	if err := c.Service.check(c.Addr); err != nil {
		return err
	}
	a, err := c.open(app, c.Actor.name(), true)
	if err != nil {
		return err
	}
	defer a.Store.Close()
	l, err := c.listen()
	if err != nil {
		return fault.New(fault.Invalid, "serve: %v", err)
	}
	b, err := openBook(a)
	if err != nil {
		return err
	}
	b.remote = app.remote()
	keep := keepAccounts(app, c.Archive)
	defer keep.close()
	o, err := c.Service.options(app, l.Addr(), keep)
	if err != nil {
		return err
	}
	o.Owner = c.Actor.name()
	o.Queries, o.Sheets, o.Formats, o.Example, o.Now, o.Version = queryBook(), sheets(), formats(), func() (desk.Book, error) { return exampleBook(app) }, app.now, version()
	ctx, stop := context.WithCancel(app.Context)
	defer stop()
	if c.clicked {
		o.Close = stop
	}
	d, err := desk.New(b, o)
	if err != nil {
		return err
	}
	address := c.Service.address(l.Addr())
	fmt.Fprintf(app.Stdout, "The desk is open at %s/ (Ctrl+C closes it)\n", address)
	if c.Team {
		if err := welcome(app, keep, address); err != nil {
			return err
		}
	}
	if c.Cert != "" {
		if l, err = c.Service.listen(l); err != nil {
			return err
		}
	}
	if c.Open {
		go func() { // some browsers keep their caller until they are closed
			if err := app.browse(address + "/"); err != nil {
				fmt.Fprintf(app.Stderr, "dossier: %v\n", err)
			}
		}()
	}
	return serve(ctx, l, d.Handler())
}

// listen takes the address; after a double click another port where that one is taken.
func (c *ServeCmd) listen() (net.Listener, error) {
	l, err := net.Listen("tcp", c.Addr)
	if err != nil && c.clicked {
		return net.Listen("tcp", "127.0.0.1:0")
	}
	return l, err
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
	if port == "443" || port == "80" { // which browsers leave out
		for _, h := range hosts {
			hosts = append(hosts, strings.TrimSuffix(h, ":"+port))
		}
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
