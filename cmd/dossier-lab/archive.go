package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"sync"
	"syscall"
	"text/tabwriter"
	"time"

	"dossier/internal/archive"
	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/fault"
	"dossier/internal/lab/bulk"
	"dossier/internal/lab/ecb"
	"dossier/internal/lab/gvdb"
	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/internal/store"
	"dossier/internal/store/sqlite"
	"dossier/schema"
)

// bigArchive makes an archive of many reports, or measures one.
func bigArchive(w io.Writer, shared string, args []string) error {
	f := flag.NewFlagSet("archive", flag.ContinueOnError)
	records := f.Int("records", 100_000, "incidents that reports are made of")
	documents := f.Int("documents", 300_000, "reports at most")
	from := f.Int("from", 0, "the incident to begin with, to go on with an archive")
	seconds := f.Int("seconds", 0, "make no more after so many seconds; 0 for no end")
	out := f.String("out", "", "make an archive in this folder")
	measure := f.String("measure", "", "measure the archive in this folder")
	program := f.String("dossier", "", "the program, to time its start")
	profile := f.String("cpuprofile", "", "write where the time goes to this file")
	if err := f.Parse(args); err != nil {
		return err
	}
	if *profile != "" {
		p, err := os.Create(*profile)
		if err != nil {
			return err
		}
		defer p.Close()
		if err := pprof.StartCPUProfile(p); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	switch {
	case *measure != "":
		return measureArchive(w, *measure, *program)
	case *out != "":
		return makeArchive(w, shared, *out, *from, *records, *documents, time.Duration(*seconds)*time.Second)
	}
	return fault.New(fault.Invalid, "archive: say --out DIR or --measure DIR")
}

// together is how many incidents are made at a time; their reports come in no order.
const together = 200

// made are reports on their way, by their bytes and by document.
type made struct {
	mu     sync.Mutex
	byPath map[string]bulk.Report
	sets   map[doc.ID]*claim.Set
}

func (m *made) put(r bulk.Report) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.byPath[r.Path] = r
}

// read gives a report that was made, in the place of reading its bytes.
func (m *made) read(path string, _ []byte, _ *doc.Provenance) (*doc.Document, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.byPath[path]
	if !ok {
		return nil, fault.New(fault.NotFound, "%s was not made", path)
	}
	delete(m.byPath, path)
	m.sets[r.Doc.ID] = r.Set
	return r.Doc, nil
}

func (m *made) claims(d *doc.Document) *claim.Set {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.sets[d.ID]
	delete(m.sets, d.ID)
	return s
}

func makeArchive(w io.Writer, shared, dir string, first, records, documents int, limit time.Duration) error {
	m, err := loadStories(shared)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "made of %s\n", m.Size())
	ctx := context.Background()
	s, err := sqlite.Create(ctx, dir, sqlite.Options{Now: time.Now()})
	if err != nil {
		return err
	}
	defer s.Close()
	hold := &made{byPath: map[string]bulk.Report{}, sets: map[doc.ID]*claim.Set{}}
	a := &archive.Archive{Store: s, Read: hold.read, Claims: hold.claims, Version: "dossier-lab", Now: time.Now, Who: "dossier-lab"}
	n, told, start, last, spent, began := 0, 0, time.Now(), time.Now(), processor(), processor()
	var failed error
	err = a.AddAll(ctx, 2*runtime.GOMAXPROCS(0), func(yield func(archive.Input) bool) {
		produce(m, hold, first, records, documents, func(in archive.Input) bool {
			return (limit == 0 || time.Since(start) < limit) && yield(in)
		})
	}, func(got archive.Added) {
		if got.Err != nil && failed == nil {
			failed = fmt.Errorf("%s: %w", got.Path, got.Err)
		}
		if n++; n == 1_000 || n == 5_000 || n%10_000 == 0 {
			since := float64(n - told)
			fmt.Fprintf(w, "%7d documents, %4.0f a second, of the last %.0f %4.0f, and %.1f ms of processor time for each; %d MB at most\n",
				n, float64(n)/time.Since(start).Seconds(), since, since/time.Since(last).Seconds(), ms(processor()-spent)/since, peakMemory())
			told, last, spent = n, time.Now(), processor()
		}
	})
	if err == nil {
		err = failed
	}
	if err != nil {
		return err
	}
	took := time.Since(start)
	incidents, err := a.Count(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%d documents in %s, %.0f a second, %.1f ms of processor time for each: %d records; %d MB of memory at most, %d MB on disk\n",
		n, took.Round(time.Second), float64(n)/took.Seconds(), ms(processor()-began)/float64(max(1, n)), incidents, peakMemory(), size(dir)>>20)
	return nil
}

// loadStories reads the bundled examples and, where they are, the reports of the
// development gold, of the topics of EventCorefBank+ and of the gun violence database.
func loadStories(shared string) (*bulk.Maker, error) {
	dirs, err := filepath.Glob(filepath.Join(shared, "gold", "dev", "*"))
	if err != nil {
		return nil, err
	}
	slices.Sort(dirs)
	list, err := bulk.Load(append([]string{filepath.Join("cmd", "dossier", "demo")}, dirs...)...)
	if err != nil {
		return nil, err
	}
	reports, err := ecb.Load(shared)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	at := map[string]int{}
	for _, r := range reports {
		i, ok := at[r.Event]
		if !ok {
			i, list = len(list), append(list, bulk.Story{Name: r.Event})
			at[r.Event] = i
		}
		list[i].Reports = append(list[i].Reports, bulk.Written{Path: r.Path + ".txt", Raw: []byte(r.Text)})
	}
	articles, err := gvdb.Load(shared)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, x := range articles {
		list = append(list, bulk.Story{Name: x.ID, Reports: []bulk.Written{{Path: x.ID + ".txt", Raw: []byte(x.Text)}}})
	}
	return bulk.New(list)
}

func produce(m *bulk.Maker, hold *made, first, records, documents int, yield func(archive.Input) bool) {
	n := 0
	for from := first; from < records && n < documents; from += together {
		var batch []bulk.Report
		for i := from; i < min(from+together, records); i++ {
			batch = append(batch, m.Incident(i)...)
		}
		r := rand.New(rand.NewPCG(uint64(from), 2))
		r.Shuffle(len(batch), func(i, j int) { batch[i], batch[j] = batch[j], batch[i] })
		for _, x := range batch[:min(len(batch), documents-n)] {
			hold.put(x)
			if !yield(archive.Input{Path: x.Path, Bytes: x.Raw}) {
				return
			}
		}
		n += len(batch)
	}
}

// processor is the processor time that the program has had, of all its threads.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peakMemory is the most memory that the program has had, in MB.
func peakMemory() int {
	f, err := os.Open("/proc/self/status")
	if err != nil {
		return 0
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		var kb int
		if n, _ := fmt.Sscanf(s.Text(), "VmHWM: %d kB", &kb); n == 1 {
			return kb >> 10
		}
	}
	return 0
}

func size(dir string) (n int64) {
	filepath.WalkDir(dir, func(_ string, d os.DirEntry, err error) error {
		if err == nil {
			if info, err := d.Info(); err == nil && !d.IsDir() {
				n += info.Size()
			}
		}
		return nil
	})
	return n
}

// timing is how long the questions of one kind took.
type timing struct {
	what        string
	took, spent []time.Duration // on the clock, and of the processor
	found       []int
}

// time takes the time of one question.
func (t *timing) time(f func() (int, error)) error {
	start, before := time.Now(), processor()
	found, err := f()
	t.took, t.spent, t.found = append(t.took, time.Since(start)), append(t.spent, processor()-before), append(t.found, found)
	return err
}

func (t *timing) join(o *timing) {
	t.took, t.spent, t.found = append(t.took, o.took...), append(t.spent, o.spent...), append(t.found, o.found...)
}

func (t *timing) print(w io.Writer) {
	slices.Sort(t.took)
	slices.Sort(t.spent)
	slices.Sort(t.found)
	at := func(list []time.Duration, p float64) float64 {
		return ms(list[min(len(list)-1, int(p*float64(len(list))))])
	}
	fmt.Fprintf(w, "%s\t%d\t%.1f ms\t%.1f ms\t%.1f ms\t%.1f ms\t%d\n",
		t.what, len(t.took), at(t.took, 0.5), at(t.took, 0.99), at(t.spent, 0.5), at(t.spent, 0.99), t.found[len(t.found)/2])
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// measureArchive times what people wait for.
func measureArchive(w io.Writer, dir, program string) error {
	ctx := context.Background()
	start := time.Now()
	s, err := sqlite.Open(ctx, dir, sqlite.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	a := &archive.Archive{Store: s, Version: "dossier-lab", Now: time.Now, Who: "dossier-lab"}
	if err := a.Ready(ctx); err != nil {
		return err
	}
	opened := time.Since(start)
	all, err := sample(ctx, s, 200)
	if err != nil {
		return err
	}
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(tw, "what\ttimes\tp50\tp99\tprocessor p50\tp99\tfound (median)\n")
	total := &timing{what: "search, all kinds"}
	for _, k := range kinds {
		t := &timing{what: "search: " + k.what}
		for i, r := range all {
			q, ok, err := k.ask(r, i)
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			if err := t.time(func() (int, error) {
				p, err := s.Search(ctx, search.Request{Query: q, Sort: k.sort})
				return p.Total, err
			}); err != nil {
				return err
			}
		}
		if len(t.took) > 0 {
			total.join(t)
			t.print(tw)
		}
	}
	total.print(tw)
	if err := measureFirst(ctx, tw, dir, all); err != nil {
		return err
	}
	if err := measureCounts(ctx, tw, s); err != nil {
		return err
	}
	show := &timing{what: "show, within the program"}
	for _, r := range all {
		if err := show.time(func() (int, error) {
			_, err := a.Show(ctx, r.ID, false)
			return 1, err
		}); err != nil {
			return err
		}
	}
	show.print(tw)
	if program != "" {
		if err := measureStarts(tw, program, dir, all); err != nil {
			return err
		}
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(w, "the archive was open after %.1f ms; %d MB of memory at most; %d MB on disk\n", ms(opened), peakMemory(), size(dir)>>20)
	return nil
}

// measureFirst times questions of every kind of which each is the first that a store
// answers: it has read nothing before, as after a change of the archive.
func measureFirst(ctx context.Context, w io.Writer, dir string, all []schema.Record) error {
	t := &timing{what: "search, all kinds, each the first"}
	for _, k := range kinds {
		for i := 0; i < len(all); i += 8 {
			q, ok, err := k.ask(all[i], i)
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			s, err := sqlite.Open(ctx, dir, sqlite.Options{ReadOnly: true})
			if err != nil {
				return err
			}
			err = t.time(func() (int, error) {
				p, err := s.Search(ctx, search.Request{Query: q, Sort: k.sort})
				return p.Total, err
			})
			if err := errors.Join(err, s.Close()); err != nil {
				return err
			}
		}
	}
	t.print(w)
	return nil
}

// sample is records from all over the archive.
func sample(ctx context.Context, s store.Store, n int) (out []schema.Record, err error) {
	err = s.View(ctx, func(v store.View) error {
		var keys []int64
		if err := v.Founders(func(f store.Founder) error { keys = append(keys, f.Key); return nil }); err != nil {
			return err
		}
		r := rand.New(rand.NewPCG(7, 7))
		for tries := 0; len(out) < n && tries < 20*n; tries++ {
			rec, err := v.Record(keys[r.IntN(len(keys))])
			if fault.Of(err) == fault.NotFound {
				continue
			}
			if err != nil {
				return err
			}
			out = append(out, rec.Record)
		}
		return nil
	})
	return out, err
}

// kind is one kind of question, put about a record.
type kind struct {
	what string
	ask  func(r schema.Record, i int) (query.Query, bool, error)
	sort search.Sort // "" for the usual one
}

func put(parts ...string) (query.Query, bool, error) {
	if slices.Contains(parts, "") || slices.Contains(parts, "date:") {
		return query.Query{}, false, nil
	}
	q, err := query.Book{}.Parse(strings.Join(parts, " "))
	return q, true, err
}

func value(r schema.Record, slot string) string {
	for _, v := range r.Values {
		if s, ok := v.Value.(string); ok && v.Slot == slot && v.Preferred && v.Of == "" {
			return s
		}
	}
	return ""
}

func field(f, s string) string {
	if s == "" {
		return ""
	}
	return fmt.Sprintf("%s:%q", f, s)
}

func someone(r schema.Record) string {
	for _, e := range r.Entities {
		if e.Kind == "person" && e.Named {
			return e.Name
		}
	}
	return ""
}

func yearOf(r schema.Record) string {
	if d := value(r, "date"); len(d) >= 4 {
		return d[:4]
	}
	return ""
}

var (
	frequent = strings.Fields("police killed attack people said bomb government security officials city")
	phrases  = []string{`"the police"`, `"were killed"`, `"car bomb"`, `"according to"`, `"claimed responsibility"`, `"at least"`, `"in the city"`}
)

var kinds = []kind{
	{what: "everything", ask: func(schema.Record, int) (query.Query, bool, error) { return query.Query{}, true, nil }},
	{what: "a frequent word", ask: func(_ schema.Record, i int) (query.Query, bool, error) { return put(frequent[i%len(frequent)]) }},
	{what: "three frequent words", ask: func(_ schema.Record, i int) (query.Query, bool, error) {
		return put(frequent[i%len(frequent)], frequent[(i+3)%len(frequent)], frequent[(i+7)%len(frequent)])
	}},
	{what: "a word or another", ask: func(_ schema.Record, i int) (query.Query, bool, error) {
		return put(frequent[i%len(frequent)], "OR", frequent[(i+1)%len(frequent)])
	}},
	{what: "a word but not another", ask: func(_ schema.Record, i int) (query.Query, bool, error) {
		return put(frequent[i%len(frequent)], "-"+frequent[(i+1)%len(frequent)])
	}},
	{what: "a town as a word", ask: func(r schema.Record, _ int) (query.Query, bool, error) {
		return put(field("", value(r, "place"))[min(1, len(value(r, "place"))):])
	}},
	{what: "a frequent phrase", ask: func(_ schema.Record, i int) (query.Query, bool, error) { return put(phrases[i%len(phrases)]) }},
	{what: "a beginning", ask: func(_ schema.Record, i int) (query.Query, bool, error) {
		return put(frequent[i%len(frequent)][:3] + "*")
	}},
	{what: "a country", ask: func(r schema.Record, _ int) (query.Query, bool, error) {
		return put(field("country", value(r, "country")))
	}},
	{what: "a kind and a year", ask: func(r schema.Record, _ int) (query.Query, bool, error) {
		return put(field("type", value(r, "type")), "date:"+yearOf(r))
	}},
	{what: "killed and a range of years", ask: func(_ schema.Record, i int) (query.Query, bool, error) {
		return put(fmt.Sprintf("killed>=%d date:%d..%d", i%20, 1980+i%20, 2000+i%20))
	}},
	{what: "a person", ask: func(r schema.Record, _ int) (query.Query, bool, error) { return put(field("person", someone(r))) }},
	{what: "a place by name", ask: func(r schema.Record, _ int) (query.Query, bool, error) { return put(field("place", value(r, "place"))) }},
	{what: "all together", ask: func(r schema.Record, i int) (query.Query, bool, error) {
		return put(field("country", value(r, "country")), field("type", value(r, "type")), "killed>=1 date:1975..2025", frequent[i%len(frequent)], "-hoax")
	}},
	{what: "three frequent words by relevance", sort: search.Relevance, ask: func(_ schema.Record, i int) (query.Query, bool, error) {
		return put(frequent[i%len(frequent)], frequent[(i+3)%len(frequent)], frequent[(i+7)%len(frequent)])
	}},
	{what: "what is in dispute", ask: func(schema.Record, int) (query.Query, bool, error) { return put("conflict:killed,injured") }},
}

func measureCounts(ctx context.Context, w io.Writer, s search.Searcher) error {
	for _, c := range []struct{ q, by string }{
		{"", "country"}, {"", "year"}, {"", "source"}, {"", "person"}, {"", "type,country,target,weapon,conflict,year"},
		{"police", "person"}, {"type:bombing killed>=1", "person"}, {"police", "type,country,target,weapon,conflict,year"},
	} {
		by := fields(c.by)
		if err := measureCount(w, fmt.Sprintf("count the first 50 by each of %s: %s", c.by, cmp.Or(c.q, "everything")), c.q, func(q query.Query) (int, error) {
			got, err := s.Top(ctx, q, by, 50)
			return got[0].Total, err
		}); err != nil {
			return err
		}
	}
	for _, c := range []struct{ q, by string }{
		{"", "country,year"}, {"", "type,target"}, {"", "country,year,type"}, {"police", "country,year"}, {"type:bombing killed>=1", "country,year"},
	} {
		if err := measureCount(w, fmt.Sprintf("count all by %s together: %s", c.by, cmp.Or(c.q, "everything")), c.q, func(q query.Query) (int, error) {
			got, err := s.Count(ctx, q, fields(c.by))
			return got.Total, err
		}); err != nil {
			return err
		}
	}
	for _, q := range []string{"", "police", "type:bombing killed>=1"} {
		if err := measureCount(w, "places: "+cmp.Or(q, "everything"), q, func(q query.Query) (int, error) {
			got, err := s.Places(ctx, q, 0)
			return got.Located, err
		}); err != nil {
			return err
		}
	}
	return nil
}

func fields(list string) (out []query.Field) {
	for _, f := range strings.Split(list, ",") {
		out = append(out, query.Field(f))
	}
	return out
}

func measureCount(w io.Writer, what, asked string, count func(query.Query) (int, error)) error {
	q, _, err := put(asked + " ")
	if err != nil {
		return err
	}
	t := &timing{what: what}
	for range 20 {
		if err := t.time(func() (int, error) { return count(q) }); err != nil {
			return err
		}
	}
	t.print(w)
	return nil
}

// measureStarts times the program from its start to its end.
func measureStarts(w io.Writer, program, dir string, all []schema.Record) error {
	for _, c := range []struct {
		what string
		args func(i int) []string
	}{
		{"start: dossier version", func(int) []string { return []string{"version"} }},
		{"start: dossier show ID", func(i int) []string { return []string{"show", all[i].ID, "--archive", dir} }},
		{"start: dossier search", func(i int) []string {
			return []string{"search", frequent[i%len(frequent)], "killed>=1", "--archive", dir}
		}},
		{"start: dossier count", func(int) []string { return []string{"count", "--by", "country,year", "--archive", dir} }},
		{"start: dossier count by person", func(int) []string { return []string{"count", "--by", "person", "--archive", dir} }},
	} {
		t := &timing{what: c.what}
		for i := range min(20, len(all)) {
			start := time.Now()
			cmd := exec.Command(program, c.args(i)...)
			if out, err := cmd.CombinedOutput(); err != nil {
				return fmt.Errorf("%s: %w: %s", c.what, err, out)
			}
			t.took, t.found = append(t.took, time.Since(start)), append(t.found, 1)
			t.spent = append(t.spent, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
		}
		t.print(w)
	}
	return nil
}
