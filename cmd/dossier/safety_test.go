package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"dossier/internal/account"
	"dossier/internal/desk"
	"os/exec"
)

// sends sends a form of one field or file and gives what became of it.
func (c caller) sends(field, name string, body []byte) []desk.Arrival {
	c.t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	var p io.Writer
	if name == "" {
		p, _ = m.CreateFormField(field)
	} else {
		p, _ = m.CreateFormFile(field, name)
	}
	p.Write(body)
	m.Close()
	var out desk.Arrivals
	if err := json.Unmarshal(c.call("POST", "/api/documents", m.FormDataContentType(), &b, 200), &out); err != nil {
		c.t.Fatal(err)
	}
	return out.Documents
}

// What unpacks to far more than it is, or nests without end, is refused before it is
// read, without the memory for it, and says so for itself alone.
func TestC13WhatUnpacksWithoutEnd(t *testing.T) {
	k := caller{t: t, url: openDesk(t)}
	packed := func(n int, inner []byte) []byte {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		for range n {
			w.Write(inner)
		}
		w.Close()
		return b.Bytes()
	}
	bomb := packed(2000, make([]byte, 1<<20)) // 2 GB of zeros
	nested := bomb
	for range 20 {
		nested = packed(1, nested)
	}
	laughs := `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">` + strings.Repeat(`<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">`, 10) + `]><mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/"><page><title>&b;</title></page></mediawiki>`
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for name, body := range map[string][]byte{"bomb.gz": bomb, "nested.gz": nested, "laughs.xml": []byte(laughs)} {
		for _, a := range k.sends("file", name, body) {
			if a.Problem == "" && name != "laughs.xml" {
				t.Errorf("%s was read: %+v", name, a)
			}
			if len(a.Title) > 1000 {
				t.Errorf("%s grew", name)
			}
		}
	}
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapSys) - int64(before.HeapSys); grown > 600<<20 {
		t.Errorf("%d MB were taken", grown>>20)
	}
	if got := k.sends("file", "good.txt", []byte("Title: A fire\n\nTwo people were hurt in an arson attack in Ghent, Belgium, on 4 May 2021.")); len(got) != 1 || got[0].Problem != "" {
		t.Errorf("the desk does not go on: %+v", got)
	}
}

// An address that leads into the own machine or network is not asked, by a name or a
// redirect either.
func TestC20C21C22AddressesOfTheOwnNetwork(t *testing.T) {
	var asked atomic.Int32
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer inside.Close()
	k := caller{t: t, url: openDesk(t)}
	port := inside.URL[strings.LastIndex(inside.URL, ":"):]
	for _, address := range []string{inside.URL, "http://localhost" + port, "http://[::1]" + port, "http://[::ffff:127.0.0.1]" + port, "http://2130706433" + port, "http://0x7f.1" + port, "http://0.0.0.0" + port, "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://192.168.1.1/", "http://[fd00::1]/", "http://[fe80::1]/", "file:///etc/passwd", "gopher://127.0.0.1" + port, "//127.0.0.1" + port, "http://user:pw@127.0.0.1" + port} {
		got := k.sends("url", "", []byte(address))
		if len(got) != 1 || got[0].Problem == "" || strings.Contains(got[0].Problem, "root:") {
			t.Errorf("%s: %+v", address, got)
		}
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("the own machine was asked %d times", n)
	}
}

// The bytes of a report are given away to be kept, never shown in the place of a page,
// whatever they are and whatever they are called.
func TestC18C26BytesAreGivenAway(t *testing.T) {
	k := caller{t: t, url: openDesk(t)}
	evil := []byte("<html><title>Attack</title><script>alert(1)</script><p>Two people were hurt in an arson attack in Ghent, Belgium, on 4 May 2021.</p></html>")
	got := k.sends("file", "page\"; filename=x.html", evil)
	if len(got) != 1 || got[0].SHA256 == "" {
		t.Fatalf("%+v", got)
	}
	resp, err := http.Get(k.url + "/documents/" + got[0].SHA256 + "/raw")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, _ := io.ReadAll(resp.Body)
	h := resp.Header
	if !bytes.Equal(b, evil) || !strings.HasPrefix(h.Get("Content-Disposition"), "attachment") || h.Get("Content-Type") != "application/octet-stream" || h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("%q %v", b, h)
	}
}

// No path of a real archive leads out of it.
func TestC14PathsOfARealArchive(t *testing.T) {
	k := caller{t: t, url: openDesk(t)}
	for _, evil := range []string{"..%2f..%2f..%2fetc%2fpasswd", "%2e%2e%2farchive.db", "..%5carchive.db", "%00", "d1%2f..%2f..", "d-1", "d99999999999999999999", "archive.db"} {
		for _, path := range []string{"/documents/" + evil, "/documents/" + evil + "/raw", "/api/documents/" + evil, "/incidents/" + evil, "/api/incidents/" + evil, "/static/" + evil} {
			resp, err := http.Get(k.url + path)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			if resp.StatusCode != 404 && resp.StatusCode != 400 {
				t.Errorf("%s: status %d", path, resp.StatusCode)
			}
		}
	}
}

// A backup of a desk of several people lets the same people in.
func TestC49BackupOfATeam(t *testing.T) {
	dir := filled(t)
	b, err := account.Open(t.Context(), dir, account.Options{Now: (&App{}).now, Cost: account.Cost{Memory: 64, Passes: 1, Lanes: 1}})
	if err != nil {
		t.Fatal(err)
	}
	link, err := b.First(t.Context())
	if err == nil {
		_, err = b.Follow(t.Context(), link, "ada", password)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	copied, back := filepath.Join(t.TempDir(), "copy"), filepath.Join(t.TempDir(), "back")
	for _, args := range [][]string{{"backup", "--archive", dir, copied}, {"restore", "--archive", back, copied}} {
		app, _, errs := testApp(nil)
		if app.run(args) != exitOK {
			t.Fatal(args, errs)
		}
	}
	again, err := account.Open(t.Context(), back, account.Options{Now: (&App{}).now})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if _, err := again.SignIn(t.Context(), account.Try{Name: "ada", Password: password}); err != nil {
		t.Error(err)
	}
	if st, err := os.Stat(filepath.Join(back, account.Name)); err != nil || st.Mode().Perm() != 0o600 {
		t.Error(st, err)
	}
}

// Nothing of the program needs a network: in a system without one, with not even a
// loopback, reports are added, read, exported and published.
func TestC25WithoutANetwork(t *testing.T) {
	unshare, err := exec.LookPath("unshare")
	if err != nil || exec.Command(unshare, "--user", "--map-root-user", "--net", "true").Run() != nil {
		t.Skip("SKIPPED: no network can be taken away here: unshare --user --net is not allowed")
	}
	program, err := exec.LookPath("dossier")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	archive := filepath.Join(dir, "a")
	for _, args := range [][]string{
		{"demo"}, {"add", "--archive", archive, "demo/agency.html", "demo/encyclopedia.wiki"}, {"search", "--archive", archive, "country:IR"},
		{"export", "--archive", archive, "--format", "geojson", "-o", filepath.Join(dir, "out.geojson")}, {"publish", "--archive", archive, filepath.Join(dir, "site")}, {"verify", "--archive", archive},
	} {
		c := exec.Command(unshare, append([]string{"--user", "--map-root-user", "--net", program}, args...)...)
		if out, err := c.CombinedOutput(); err != nil {
			t.Errorf("%q: %v\n%.400s", args, err, out)
		}
	}
	c := exec.Command(unshare, "--user", "--map-root-user", "--net", program, "add", "--archive", archive, "https://example.org/report.html")
	if out, err := c.CombinedOutput(); err == nil || !strings.Contains(string(out), "example.org") {
		t.Errorf("without a network an address was fetched: %v %s", err, out)
	}
}

// A report reads the same wherever the machine stands: no clock of it moves a day.
func TestC57ZonesOfTheMachine(t *testing.T) {
	report := filepath.Join(t.TempDir(), "midnight.txt")
	body := "Title: Bomb kills two in Tehran\nSource: Example Desk\nPublished: 2023-01-28\n\nA bomb killed two people in Tehran, Iran, at 11:50 p.m. on Friday, 27 January 2023, police said. Half an hour later a second bomb went off.\n"
	if err := os.WriteFile(report, []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
	var first string
	for _, zone := range []string{"UTC", "Pacific/Kiritimati", "America/Adak", "Asia/Tehran"} {
		c := exec.Command("dossier", "read", "--json", report)
		c.Env = append(os.Environ(), "TZ="+zone)
		out, err := c.Output()
		if err != nil {
			t.Fatal(zone, err)
		}
		if first == "" {
			first = string(out)
		}
		if string(out) != first || !strings.Contains(string(out), "2023-01-27") {
			t.Errorf("in %s it is read otherwise", zone)
		}
	}
}
