package main

import (
	"bufio"
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"dossier/internal/desk"
	"dossier/internal/doc"
	"dossier/internal/text"
	"dossier/schema"
)

// Two people on one record: what the first decides shows with the second by itself,
// with the first's name.
func TestDeskShowsWhatOthersDecide(t *testing.T) {
	url := openDesk(t)
	path := url + "/incidents/" + firstIncident(t, url)
	a, b := browse(t, 1200, 800), browse(t, 1200, 800)
	for _, w := range []*window{a, b} {
		w.open(path)
		w.wait(`.groups .v`)
	}
	js[any](b, `new Promise(r => setTimeout(r, 300))`) // it has asked how far the log is
	a.key("j")
	a.wait(`.groups .v.on`)
	a.key("a")
	a.wait(`.groups .v.accepted`)
	b.wait(`.groups .v.accepted .mark`)
	if got := b.text(`.state:not(.busy)`); !strings.Contains(got, "tester decided") {
		t.Errorf("the second is told %q", got)
	}
}

// A disagreement opens where the value stands, says who says what, where and when,
// and is chosen there, with a reason.
func TestDeskChoosesInTheLedger(t *testing.T) {
	url := openDesk(t)
	w := browse(t, 1440, 900)
	w.open(url + "/incidents/" + firstIncident(t, url))
	w.click(`.datum .chip[data-ledger]`)
	w.wait(`.card.ledger table`)
	w.shot("ledger")
	got := w.text(`.card.ledger`)
	for _, want := range []string{"2", "3", "Caspian Wire", "27 Jan 2023", "the report itself", "Show this one"} {
		if !strings.Contains(got, want) {
			t.Errorf("the ledger has no %q: %q", want, got)
		}
	}
	w.click(`.card.ledger [data-choose]`)
	w.wait(`.card .choose`)
	w.key("3")
	w.wait(`#decisions li`)
	if got := js[string](w, `document.querySelector('#decisions li').textContent`); !strings.Contains(got, "choose") || !strings.Contains(got, "an official count") {
		t.Errorf("the decision reads %q", got)
	}
}

// The line between the panes is moved by keys, and stays where it was put.
func TestDeskSplitter(t *testing.T) {
	url := openDesk(t)
	w := browse(t, 1440, 900)
	path := url + "/incidents/" + firstIncident(t, url)
	w.open(path)
	w.wait(`.splitter`)
	before := js[float64](w, `document.querySelector('.source').getBoundingClientRect().width`)
	js[any](w, `document.querySelector('.splitter').focus()`)
	w.key(kb.ArrowRight)
	w.key(kb.ArrowRight)
	w.open(path)
	w.wait(`.splitter`)
	if after := js[float64](w, `document.querySelector('.source').getBoundingClientRect().width`); after < before+40 {
		t.Errorf("%.0f px wide before, %.0f after", before, after)
	}
}

// Words from right to left are shown so, and do not turn what stands around them.
func TestDeskRightToLeft(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "rtl")
	report := filepath.Join(t.TempDir(), "basra.txt")
	body := "Title: Two killed by a bomb in Basra\nSource: صوت الجنوب\nPublished: 2019-06-02\n\n" +
		"A bomb killed two people and wounded five in a market in Basra, Iraq, on Saturday, police said. Nobody claimed it.\n\n" +
		"قال المتحدث باسم الشرطة إن الانفجار وقع قرب السوق في الساعة 9:30 صباحا، وإن التحقيق مستمر.\n\n" +
		"The spokesman, علی رضایی, told reporters that the attacker had fled. A witness, דוד כהן, said that he heard one blast.\n"
	if err := os.WriteFile(report, []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("dossier", "add", "--archive", dir, report).CombinedOutput(); err != nil {
		t.Fatal(err, string(out))
	}
	url := serveDesk(t, dir)
	w := browse(t, 1440, 900)
	w.open(url + "/incidents/" + firstIncident(t, url))
	w.wait(`.sheet p`)
	w.shot("right-to-left")
	turned := js[[]string](w, `[...document.querySelectorAll('.sheet > p:not(.sheet-head)')].map(p => getComputedStyle(p).direction)`)
	if got := strings.Join(turned, " "); !strings.Contains(got, "ltr rtl ltr") {
		t.Errorf("the paragraphs run %s", got)
	}
	if js[string](w, `getComputedStyle(document.documentElement).direction`) != "ltr" {
		t.Error("the page was turned")
	}
	w.open(url + "/documents/d1")
	w.wait(`.sheet p`)
	w.shot("right-to-left-paper")
}

// deskProcess is "dossier serve" as a process of its own.
func deskProcess(t *testing.T, dir, addr string) (*exec.Cmd, string) {
	t.Helper()
	cmd := exec.Command("dossier", "serve", "--addr", addr, "--archive", dir, "--by", "ada")
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	_, rest, ok := strings.Cut(line, "http://")
	if err != nil || !ok {
		t.Fatalf("%v: it says %q", err, line)
	}
	at, _, _ := strings.Cut(rest, "/")
	return cmd, at
}

// The desk is killed while somebody edits: what was told as kept is there when it is
// started again, and what was typed and not sent is offered again.
func TestDeskKilledMidEdit(t *testing.T) {
	dir := filled(t)
	first, at := deskProcess(t, dir, "127.0.0.1:0")
	w := browse(t, 1440, 900)
	url := "http://" + at
	path := url + "/incidents/" + firstIncident(t, url)
	w.open(path)
	w.key("j")
	w.wait(`.groups .v.on`)
	w.key("a")
	w.wait(`.groups .v.accepted .mark`)
	if s := w.text(`.state:not(.busy)`); !strings.Contains(s, "kept at") {
		t.Fatalf("the page says %q", s)
	}
	accepted := w.text(`.groups .v.accepted .t`)
	w.key("e")
	w.wait(`.ask input`)
	w.typed(`.ask input`, "half a thought")
	first.Process.Kill()
	first.Wait()
	w.key(kb.Enter)
	w.wait(`.state.bad`)
	if s := w.text(`.state`); !strings.Contains(s, "does not answer") {
		t.Errorf("without a desk the page says %q", s)
	}
	deskProcess(t, dir, at)
	w.open(path)
	w.wait(`.groups .v.accepted .mark`)
	if got := w.text(`.groups .v.accepted .t`); got != accepted {
		t.Errorf("%q was accepted, %q is", accepted, got)
	}
	if s := w.text(`.state`); !strings.Contains(s, "You had not sent") || !strings.Contains(s, "half a thought") {
		t.Errorf("what was typed is not offered: %q", s)
	}
	w.shot("unsent")
	w.click(`.state button`)
	w.wait(`.ask input`)
	if v := js[string](w, `document.querySelector('.ask input').value`); !strings.Contains(v, "half a thought") {
		t.Errorf("the field has %q", v)
	}
}

// large is a book with a record of many values and documents.
type large struct {
	desk.Book
	out  schema.Output
	docs map[string]*doc.Document
}

func (l *large) Record(context.Context, string, bool) (schema.Output, error) { return l.out, nil }

func (l *large) Document(_ context.Context, id string) (*doc.Document, error) { return l.docs[id], nil }

// openLarge serves a record of so many values and documents, these of so many
// paragraphs of 120 characters.
func openLarge(t testing.TB, values, documents, paragraphs int) string {
	t.Helper()
	app, _, _ := testApp(nil)
	example, err := exampleBook(app)
	if err != nil {
		t.Fatal(err)
	}
	l := &large{Book: example, docs: map[string]*doc.Document{}}
	r := schema.Record{ID: "large", Role: "main", Title: "A record of many values"}
	for d := range documents {
		var b strings.Builder
		id := fmt.Sprintf("d%d", d+1)
		out := schema.Document{ID: id, SHA256: id, Path: id + ".txt", Title: "Report " + id, Source: "Outlet " + id, Published: "2020-01-01"}
		full := &doc.Document{ID: doc.ID(id), SHA256: id}
		for p := range paragraphs {
			from := b.Len()
			fmt.Fprintf(&b, "Paragraph %d of report %d tells that %d people were seen in the street and that nobody knew why they had come there so early.", p, d, p)
			full.Blocks = append(full.Blocks, doc.Block{Kind: doc.Paragraph, Span: text.Span{Start: from, End: b.Len()}, Section: -1})
			b.WriteString("\n\n")
		}
		full.Text = text.New(b.String())
		out.Length = full.Text.RuneLen()
		l.docs[id] = full
		l.out.Documents = append(l.out.Documents, out)
		r.Documents = append(r.Documents, id)
	}
	slots := []string{"killed", "injured", "target", "weapon", "perpetrator", "victim", "site", "damage"}
	for i := range values {
		d := fmt.Sprintf("d%d", i%documents+1)
		quote := []rune(l.docs[d].Text.String())
		at := 40 * (i % (len(quote)/40 - 1))
		r.Values = append(r.Values, schema.Value{
			ID: fmt.Sprintf("f%d", i+1), Slot: slots[i%len(slots)], Of: "all", Value: fmt.Sprintf("value number %d", i), Text: "value", Preferred: i%3 == 0, Status: "single", Confidence: 0.8,
			Citations: []schema.Citation{{Document: d, Start: at, End: at + 18, Quote: string(quote[at : at+18])}, {Document: "d1", Start: at, End: at + 9, Quote: string(quote[at : at+9])}},
		})
	}
	l.out.Records = []schema.Record{r}
	server := httptest.NewUnstartedServer(nil)
	k, err := desk.New(l, desk.Options{Queries: queryBook(), Now: app.now, Hosts: hostsOf(server.Listener.Addr()), Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = k.Handler()
	server.Start()
	t.Cleanup(server.Close)
	return server.URL
}

// A record of 500 values and 20 documents: what is out of sight is not laid out,
// documents are fetched when they are first shown, and a value leads to its words in
// each.
func TestDeskLargeRecord(t *testing.T) {
	w := browse(t, 1440, 900)
	w.open(openLarge(t, 500, 20, 60) + "/incidents/large")
	w.wait(`.groups .v`)
	if n := js[int](w, `document.querySelectorAll('[data-later]').length`); n != 19 {
		t.Errorf("%d of 20 documents wait until they are shown", n)
	}
	js[any](w, `document.querySelector('.groups [data-v=f20]').click()`)
	w.wait(`#doc-d20 .m.lit`)
	if got := js[string](w, `getComputedStyle(document.querySelector('.sheet:not([hidden]) > p:last-child')).contentVisibility`); got != "auto" {
		t.Errorf("paragraphs out of sight are %q", got)
	}
	w.shot("large")
}

// scrolled scrolls both panes from end to end, one step each frame, and gives how long
// each frame took, and how long the page itself was at work in it (scrolling and layout).
const scrolled = `(async () => {
	const frame = () => new Promise(r => requestAnimationFrame(r));
	const gaps = [], work = [], rising = (a, b) => a - b;
	await frame();
	for (const [box, by] of [[document.scrollingElement, 90], [document.querySelector('.sheets'), 90]]) {
		let last = await frame();
		for (let at = -1; at !== box.scrollTop; ) { at = box.scrollTop; const from = performance.now(); box.scrollBy({ top: by, behavior: 'instant' }); void document.body.offsetHeight; work.push(performance.now() - from); const now = await frame(); gaps.push(now - last); last = now; }
	}
	return [gaps.sort(rising), work.sort(rising)];
})()`

// BenchmarkDeskScroll tells how long frames take while a record of 500 values and 20
// documents is scrolled from end to end, in milliseconds: 16.7 is every frame.
func BenchmarkDeskScroll(b *testing.B) {
	w := browse(b, 1440, 900)
	w.open(openLarge(b, 500, 20, 60) + "/incidents/large")
	w.wait(`.groups .v`)
	var both [][]float64
	for b.Loop() {
		js[any](w, `(scrollTo(0, 0), document.querySelector('.sheets').scrollTop = 0, null)`)
		both = js[[][]float64](w, scrolled)
	}
	gaps, work := both[0], both[1]
	b.ReportMetric(work[len(work)*99/100], "ms-work-p99")
	b.ReportMetric(work[len(work)-1], "ms-work-longest")
	b.ReportMetric(gaps[len(gaps)/2], "ms-median")
	b.ReportMetric(gaps[len(gaps)*99/100], "ms-p99")
	b.ReportMetric(gaps[len(gaps)-1], "ms-longest")
	b.ReportMetric(float64(len(gaps)), "frames")
}

// BenchmarkDeskPaint tells when the first words of a page are painted, in milliseconds
// from the click.
func BenchmarkDeskPaint(b *testing.B) {
	w := browse(b, 1440, 900)
	url := openLarge(b, 40, 5, 60)
	for _, path := range []string{"/incidents/large", "/", "/review", "/help"} {
		b.Run(strings.Trim(path, "/"), func(b *testing.B) {
			var sum, n float64
			for b.Loop() {
				w.open(url + path)
				sum += js[float64](w, `new Promise(r => { const at = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime; const wait = () => at() ? r(at()) : setTimeout(wait, 10); wait(); })`)
				n++
			}
			b.ReportMetric(sum/n, "ms-first-paint")
		})
	}
}

// A report of 300,000 characters with 2,000 lit words opens, and keys go through its
// values.
func TestDeskC61ALongReport(t *testing.T) {
	w := browse(t, 1440, 900)
	w.open(openLarge(t, 2000, 1, 2400) + "/incidents/large")
	if n := js[int](w, `document.querySelector('.sheet').textContent.length`); n < 300_000 {
		t.Errorf("the report has %d characters", n)
	}
	if n := js[int](w, `document.querySelectorAll('.m[data-r]').length`); n < 2000 {
		t.Errorf("%d pieces are lit", n)
	}
	if got := js[string](w, `getComputedStyle(document.querySelector('.groups')).columnWidth`); got != "auto" {
		t.Errorf("columns of %s are balanced, which takes quadratic time", got)
	}
	w.key("j")
	w.wait(`.m.lit`)
}

// BenchmarkDeskLongReport tells how long a report of 300,000 characters with 2,000 lit
// words takes to open, and a key to go on to the next value with its words lit, in
// milliseconds.
func BenchmarkDeskLongReport(b *testing.B) {
	w := browse(b, 1440, 900)
	url := openLarge(b, 2000, 1, 2400) + "/incidents/large"
	w.open(url) // the browser begins
	var opened, next, n float64
	for b.Loop() {
		w.open(url)
		w.wait(`.groups .v`)
		opened += js[float64](w, `performance.getEntriesByType('navigation')[0].loadEventEnd`)
		w.key("j")
		w.wait(`.m.lit`)
		next += js[float64](w, `(async () => {
			const lit = () => document.querySelector('.groups .v.on')?.dataset.v, was = lit(), from = performance.now();
			document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
			while (lit() === was) await new Promise(r => setTimeout(r));
			await new Promise(r => requestAnimationFrame(() => setTimeout(r)));
			return performance.now() - from;
		})()`)
		n++
	}
	b.ReportMetric(opened/n, "ms-to-open")
	b.ReportMetric(next/n, "ms-key-to-next")
}
