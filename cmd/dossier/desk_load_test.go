package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"dossier/internal/desk"
	"dossier/internal/search"
)

// readers is how many people read at once, and think how long each looks at a page on
// the mean.
const (
	readers = 200
	think   = time.Second
)

// BenchmarkDeskReaders has 200 people read pages of a filled archive, each for a second
// on the mean, while one adds reports, for ten seconds; it tells how long answers took,
// in milliseconds.
func BenchmarkDeskReaders(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "archive")
	app, _, _ := testApp(nil)
	a, err := Place{Archive: dir}.open(app, "tester", true)
	if err != nil {
		b.Fatal(err)
	}
	defer a.Store.Close()
	k, err := openBook(a)
	if err != nil {
		b.Fatal(err)
	}
	for n := range 300 {
		if err := k.Add(b.Context(), fmt.Sprintf("%d.txt", n), []byte(reportOf(n)), func(desk.Arrival) {}); err != nil {
			b.Fatal(err)
		}
	}
	server := httptest.NewUnstartedServer(nil)
	d, err := desk.New(k, desk.Options{Queries: queryBook(), Formats: formats(), Now: app.now, Hosts: hostsOf(server.Listener.Addr()), Version: "test"})
	if err != nil {
		b.Fatal(err)
	}
	server.Config.Handler = d.Handler()
	server.Start()
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: readers + 1}}
	found, err := k.Search(b.Context(), search.Request{Limit: 100})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		took, added := load(b, client, server.URL, found.Hits)
		b.ReportMetric(ms(took[len(took)/2]), "ms-median")
		b.ReportMetric(ms(took[len(took)*99/100]), "ms-p99")
		b.ReportMetric(float64(len(took)), "pages")
		b.ReportMetric(float64(added), "added")
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// load reads and adds for ten seconds.
func load(b *testing.B, client *http.Client, url string, hits []search.Hit) (took []time.Duration, added int) {
	end := time.Now().Add(10 * time.Second)
	var mu sync.Mutex
	var all sync.WaitGroup
	for n := range readers {
		all.Go(func() {
			r := rand.New(rand.NewPCG(uint64(n), 1))
			for {
				time.Sleep(time.Duration(r.Int64N(int64(2 * think))))
				if time.Now().After(end) {
					return
				}
				path := "/incidents/" + hits[r.IntN(len(hits))].ID
				switch r.IntN(5) {
				case 0:
					path = "/"
				case 1:
					path = "/?q=market+killed%3E%3D" + fmt.Sprint(r.IntN(9))
				}
				from := time.Now()
				resp, err := client.Get(url + path)
				if err == nil {
					_, err = io.Copy(io.Discard, resp.Body)
					resp.Body.Close()
				}
				if err != nil || resp.StatusCode != 200 {
					b.Errorf("%s: %v", path, err)
					return
				}
				mu.Lock()
				took = append(took, time.Since(from))
				mu.Unlock()
			}
		})
	}
	for n := 1000 * int(time.Now().Unix()%1000); time.Now().Before(end); n++ {
		var body bytes.Buffer
		m := multipart.NewWriter(&body)
		p, _ := m.CreateFormFile("file", fmt.Sprintf("new%d.txt", n))
		io.WriteString(p, reportOf(n))
		m.Close()
		resp, err := client.Post(url+"/api/documents", m.FormDataContentType(), &body)
		if err != nil {
			b.Fatal(err)
		}
		resp.Body.Close()
		added++
		time.Sleep(250 * time.Millisecond)
	}
	all.Wait()
	slices.Sort(took)
	return took, added
}
