// Package bulk makes many reports of a few: an archive of any size to measure with,
// whose records differ as real ones do. A report is read once by the program itself; a
// variant of it has another year, month and day, another town and country, other
// people, other figures and other rare words, in its text and in its claims alike, so
// that every citation still stands on the words that it quotes.
package bulk

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/fault"
	"dossier/internal/lexicon"
	"dossier/internal/source"
	"dossier/internal/text"
	"dossier/internal/where"
	"dossier/internal/wire"
)

// Report is one variant of a report, as it would have been read.
type Report struct {
	Path string
	Raw  []byte
	Doc  *doc.Document
	Set  *claim.Set
}

// Maker makes variants.
type Maker struct {
	stories  []story
	turns    []int // the story of each incident in turn
	towns    []where.Place
	surnames []string
	shorts   []string       // "FBI": names in capitals, each as often as stories have it
	words    []string       // those that few stories have, the rarest first
	rank     map[string]int // the places of words in that order
}

// story is the reports that tell of one incident.
type story struct {
	name    string
	reports []original
	year    int
}

// original is a report as it stands, with the places in its text that vary.
type original struct {
	doc     *doc.Document
	set     *claim.Set
	sites   []site
	place   string
	country string
	figured map[int]bool    // claims whose figure stands in a site
	small   map[string]bool // words that stand somewhere in small letters: no names
}

// what a site holds.
type what int

const (
	aName     what = iota // of a place, a country, its people, or a word of a person's name
	aYear                 // 1900 to 2099
	aMonth                // by name
	aDay                  // beside a month
	aFigure               // of those harmed
	aWord                 // that few stories have
	aNumber               // of a house or road
	anAddress             // in a header
	anOutlet              // in a header
)

type site struct {
	text.Span
	kind what
	n    int // of a year, month, day or figure
}

// Story is the reports that tell of one incident, as they are written.
type Story struct {
	Name    string
	Reports []Written
}

// Written is the bytes of one report.
type Written struct {
	Path string
	Raw  []byte
}

// Load reads the stories below folders: each folder with reports in plain text is one.
func Load(dirs ...string) ([]Story, error) {
	var out []Story
	for _, dir := range dirs {
		paths, err := filepath.Glob(filepath.Join(dir, "*.txt"))
		if err != nil {
			return nil, err
		}
		sort.Strings(paths)
		s := Story{Name: filepath.Base(dir)}
		for _, p := range paths {
			raw, err := os.ReadFile(p)
			if err != nil {
				return nil, err
			}
			s.Reports = append(s.Reports, Written{p, raw})
		}
		out = append(out, s)
	}
	return out, nil
}

// New reads stories with the program. Reports that tell of no incident or not when and
// where it was, and those whose text is not their bytes, are left out.
func New(stories []Story) (*Maker, error) {
	m := &Maker{towns: lexicon.Towns(50_000), surnames: lexicon.Surnames()}
	line := wire.Pipeline()
	for _, w := range stories {
		s := story{name: w.Name}
		for _, x := range w.Reports {
			r := line.One(x.Path, x.Raw)
			if r.Err != nil || !r.Set.Found || r.Doc.Text.String() != string(x.Raw) || !tells(r.Set) {
				continue
			}
			s.reports = append(s.reports, look(r.Doc, r.Set))
		}
		if s.settle(); len(s.reports) == 0 {
			continue
		}
		m.turns = append(m.turns, len(m.stories))
		m.stories = append(m.stories, s)
	}
	if len(m.stories) == 0 || len(m.towns) == 0 {
		return nil, fault.New(fault.NotFound, "no reports of incidents in plain text")
	}
	m.common()
	m.rare()
	return m, nil
}

// tells reports whether a set says on which day and in which town it happened: a
// variant of a report that says neither would be a copy of it.
func tells(s *claim.Set) bool {
	return len(firstText(s, claim.Date)) >= len("2006-01-02") && firstText(s, claim.Place) != ""
}

// common collects the short names in capitals of all stories, each as often as
// stories have it, and puts towns and turns into an order of their own.
func (m *Maker) common() {
	for _, s := range m.stories {
		seen := map[string]bool{}
		for _, o := range s.reports {
			for _, e := range o.set.Entities {
				for _, n := range append([]string{e.Name}, e.Aliases...) {
					if isShort(n) && !seen[n] {
						seen[n] = true
						m.shorts = append(m.shorts, n)
					}
				}
			}
		}
	}
	slices.Sort(m.shorts)
	r := rand.New(rand.NewPCG(1, 0x746f776e))
	r.Shuffle(len(m.towns), func(i, j int) { m.towns[i], m.towns[j] = m.towns[j], m.towns[i] })
	r.Shuffle(len(m.turns), func(i, j int) { m.turns[i], m.turns[j] = m.turns[j], m.turns[i] })
}

// rarely is one in how many stories a word may stand to vary, and fewStories in how
// many in any case.
const (
	rarely     = 10
	fewStories = 3
)

// rare finds the words that few stories have: what a story is about, and what would
// make every variant of it look like every other. One that a value stands on stays.
func (m *Maker) rare() {
	in := map[string]int{}
	for _, s := range m.stories {
		seen := map[string]bool{}
		for _, o := range s.reports {
			for _, w := range token.FindAllString(o.doc.Text.String(), -1) {
				if !seen[w] && len(w) > 4 && strings.ToLower(w) == w && w[0] >= 'a' {
					seen[w] = true
					in[w]++
				}
			}
		}
	}
	if len(m.stories) <= fewStories {
		return
	}
	m.rank = map[string]int{}
	for w, n := range in {
		if n <= max(fewStories, len(m.stories)/rarely) {
			m.words = append(m.words, w)
		}
	}
	slices.SortFunc(m.words, func(a, b string) int { return cmp.Or(in[a]-in[b], strings.Compare(a, b)) })
	for i, w := range m.words {
		m.rank[w] = i
	}
	for i := range m.stories {
		for k := range m.stories[i].reports {
			m.stories[i].reports[k].vary(func(w string) bool { _, ok := m.rank[w]; return ok })
		}
	}
}

// vary adds the places of rare words to those that vary.
func (o *original) vary(rare func(string) bool) {
	s := o.doc.Text.String()
	taken := make([]bool, len(s)+1)
	mark := func(sp text.Span) {
		for i := sp.Start; i < sp.End; i++ {
			taken[i] = true
		}
	}
	for _, x := range o.sites {
		mark(x.Span)
	}
	for _, c := range o.set.Claims {
		if c.Value != nil {
			for _, ct := range c.Citations {
				mark(ct.Span)
			}
		}
	}
	h, _ := source.ParseHeader(s)
	for _, at := range token.FindAllStringIndex(s, -1) {
		if at[0] >= h.End && rare(s[at[0]:at[1]]) && !taken[at[0]] && !taken[at[1]-1] {
			o.sites = append(o.sites, site{Span: text.Span{Start: at[0], End: at[1]}, kind: aWord})
		}
	}
	slices.SortFunc(o.sites, func(a, b site) int { return a.Start - b.Start })
}

// settle finds the year of the incident, which all its reports share.
func (s *story) settle() {
	for _, o := range s.reports {
		if y, err := strconv.Atoi(firstText(o.set, claim.Date)[:min(4, len(firstText(o.set, claim.Date)))]); err == nil && s.year == 0 {
			s.year = y
		}
	}
	if s.year == 0 {
		s.year = 2010
	}
}

func firstText(s *claim.Set, slot claim.Slot) string {
	for _, c := range s.Claims {
		if c.Value != nil && c.Value.Slot == slot && c.Incident == 0 {
			return c.Value.Text
		}
	}
	return ""
}

var (
	months  = strings.Fields("January February March April May June July August September October November December")
	figures = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty")
	token   = regexp.MustCompile(`\pL+|\pN+`)
)

// look finds what varies in a report.
func look(d *doc.Document, set *claim.Set) original {
	o := original{doc: d, set: set, place: firstText(set, claim.Place), country: firstText(set, claim.Country), figured: map[int]bool{}, small: map[string]bool{}}
	s := d.Text.String()
	for _, w := range token.FindAllString(s, -1) {
		if strings.ToLower(w) == w {
			o.small[w] = true
		}
	}
	var sites []site
	if re := o.names(); re != nil {
		for _, at := range re.FindAllStringIndex(s, -1) {
			if whole(s, at[0], at[1]) {
				sites = append(sites, site{Span: text.Span{Start: at[0], End: at[1]}})
			}
		}
	}
	sites = append(sites, dates(s)...)
	sites = append(sites, o.harmed(s)...)
	sites = append(sites, o.numbered(s)...)
	sites = append(sites, header(s)...)
	// of those that overlap, the ones of the header come first, then by place
	slices.SortStableFunc(sites, func(a, b site) int {
		if h := ofHeader(b.kind) - ofHeader(a.kind); h != 0 {
			return h
		}
		return a.Start - b.Start
	})
	var kept []site
	for _, x := range sites {
		if !slices.ContainsFunc(kept, func(k site) bool { return k.Overlaps(x.Span) || k.Span == x.Span }) {
			kept = append(kept, x)
		}
	}
	slices.SortFunc(kept, func(a, b site) int { return a.Start - b.Start })
	o.sites = kept
	return o
}

// ofHeader is 1 for what stands in a header.
func ofHeader(k what) int {
	if k == anAddress || k == anOutlet {
		return 1
	}
	return 0
}

// whole reports whether no letter or digit touches a slice.
func whole(s string, from, to int) bool {
	touches := func(s string) bool { return s != "" && token.MatchString(s) }
	return !touches(s[max(0, from-1):from]) && !touches(s[to:min(len(s), to+1)])
}

// names is the pattern of all names that vary: the town, the country, its people, and
// the words of the names of people, bodies and places that are names themselves.
func (o *original) names() *regexp.Regexp {
	var list []string
	if o.place != "" {
		list = append(list, o.place)
	}
	if c, ok := lexicon.CountryByCode(o.country); ok {
		list = append(append(list, c.Name), c.Demonyms...)
	}
	var told []string // names of bodies, places and things
	for _, e := range o.set.Entities {
		switch {
		case e.Kind == entity.State:
		case e.Kind == entity.Person && e.Named:
			list = o.parts(list, append([]string{e.Name}, e.Aliases...))
		case e.Kind == entity.Group && e.Named:
			for _, n := range append([]string{e.Name}, e.Aliases...) {
				for _, w := range token.FindAllString(n, -1) {
					if isShort(w) || len(w) > 4 && !o.small[strings.ToLower(w)] {
						list = append(list, w)
					}
				}
			}
		default:
			told = append(append(told, e.Name), e.Aliases...)
		}
	}
	for _, c := range o.set.Claims {
		if v := c.Value; v != nil && (v.Slot == claim.Site || v.Slot == claim.Target || v.Slot == claim.Place) {
			told = append(told, v.Text)
		}
	}
	for _, s := range told {
		for _, w := range token.FindAllString(s, -1) {
			if o.own(w) || isShort(w) {
				list = append(list, w)
			}
		}
	}
	if len(list) == 0 {
		return nil
	}
	slices.SortFunc(list, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	list = slices.Compact(list)
	for i, s := range list {
		list[i] = regexp.QuoteMeta(s)
	}
	return regexp.MustCompile(strings.Join(list, "|"))
}

// parts adds the words of names of a person: short ones too, where they stand nowhere
// in small letters.
func (o *original) parts(list, names []string) []string {
	for _, n := range names {
		for _, w := range token.FindAllString(n, -1) {
			if isWord(w) || len(w) > 1 && strings.ToLower(w) != w && !o.small[strings.ToLower(w)] && !lexicon.IsTitle(w) && !slices.Contains(months, w) {
				list = append(list, w)
			}
		}
	}
	return list
}

// isShort reports whether a word is a name in capitals: "FBI".
func isShort(w string) bool {
	return len(w) >= 2 && len(w) <= 6 && !strings.ContainsFunc(w, func(r rune) bool { return r < 'A' || r > 'Z' })
}

// isWord reports whether a word of a name is written like one.
func isWord(w string) bool {
	return len(w) > 3 && token.FindString(w) == w && strings.ToUpper(w[:1]) == w[:1] && !slices.Contains(months, w)
}

// own reports whether a word in the name of a body or place is a name itself, and not
// what kind of thing it is: "Westminster", not "Bridge". Those stand in small letters too,
// or head such names.
func (o *original) own(w string) bool {
	return isWord(w) && !o.small[strings.ToLower(w)] && !lexicon.IsOrgHead(w) && !lexicon.IsFacilityHead(w) && !lexicon.IsTitle(w) && !lexicon.IsOffice(w)
}

// dates finds years, and months and days that stand beside each other.
func dates(s string) []site {
	at := token.FindAllStringIndex(s, -1)
	number := func(i int) int {
		if i < 0 || i >= len(at) {
			return 0
		}
		n, _ := strconv.Atoi(s[at[i][0]:at[i][1]])
		return n
	}
	var out []site
	for i, a := range at {
		w := s[a[0]:a[1]]
		span := text.Span{Start: a[0], End: a[1]}
		if n := number(i); len(w) == 4 && n >= 1900 && n < 2100 {
			out = append(out, site{span, aYear, n})
			if i+2 < len(at) && s[a[1]:a[1]+1] == "-" && len(s[at[i+1][0]:at[i+1][1]]) == 2 && number(i+1) >= 1 && number(i+1) <= 12 && s[at[i+1][1]:at[i+1][1]+1] == "-" {
				out = append(out, site{text.Span{Start: at[i+1][0], End: at[i+1][1]}, aMonth, number(i + 1)}, site{text.Span{Start: at[i+2][0], End: at[i+2][1]}, aDay, number(i + 2)})
			}
		}
		m := slices.Index(months, w)
		before, after := number(i-1), number(i+1)
		if m < 0 || before == 0 && after == 0 {
			continue
		}
		out = append(out, site{span, aMonth, m + 1})
		if before >= 1 && before <= 31 && s[at[i-1][1]:a[0]] == " " {
			out = append(out, site{text.Span{Start: at[i-1][0], End: at[i-1][1]}, aDay, before})
		} else if after >= 1 && after <= 31 && s[a[1]:at[i+1][0]] == " " {
			out = append(out, site{text.Span{Start: at[i+1][0], End: at[i+1][1]}, aDay, after})
		}
	}
	return out
}

// harmed finds the figures of those harmed in the words of their claims.
func (o *original) harmed(s string) []site {
	var out []site
	for i, c := range o.set.Claims {
		if c.Value == nil || c.Value.Count == nil || !c.Value.Count.IsExact() || c.Value.Count.Min < 2 {
			continue
		}
		switch c.Value.Slot {
		case claim.Killed, claim.Injured, claim.Missing, claim.Abducted, claim.Arrested, claim.Evacuated:
		default:
			continue
		}
		n := c.Value.Count.Min
		for _, ct := range c.Citations {
			for _, at := range token.FindAllStringIndex(s[ct.Span.Start:ct.Span.End], -1) {
				sp := text.Span{Start: ct.Span.Start + at[0], End: ct.Span.Start + at[1]}
				w := s[sp.Start:sp.End]
				if w == strconv.Itoa(n) || n < len(figures) && strings.EqualFold(w, figures[n]) {
					out = append(out, site{sp, aFigure, n})
					o.figured[i] = true
				}
			}
		}
	}
	return out
}

// numbered finds the numbers in the words for where it happened.
func (o *original) numbered(s string) []site {
	var out []site
	for _, c := range o.set.Claims {
		if c.Value == nil || c.Value.Slot != claim.Site {
			continue
		}
		for _, ct := range c.Citations {
			for _, at := range token.FindAllStringIndex(s[ct.Span.Start:ct.Span.End], -1) {
				sp := text.Span{Start: ct.Span.Start + at[0], End: ct.Span.Start + at[1]}
				if w := s[sp.Start:sp.End]; w[0] >= '0' && w[0] <= '9' && len(w) > 1 {
					out = append(out, site{sp, aNumber, 0})
				}
			}
		}
	}
	return out
}

// header finds the address and the outlet in a header block.
func header(s string) []site {
	h, ok := source.ParseHeader(s)
	if !ok {
		return nil
	}
	var out []site
	for _, f := range h.Fields {
		if f.Value.IsZero() {
			continue
		}
		switch strings.ToLower(s[f.Key.Start:f.Key.End]) {
		case "url":
			out = append(out, site{Span: f.Value, kind: anAddress})
		case "source", "outlet":
			out = append(out, site{Span: f.Value, kind: anOutlet})
		}
	}
	return out
}

// Incident makes the reports of the n-th incident: one to five of them. The same
// number gives the same reports.
func (m *Maker) Incident(n int) []Report {
	r := rand.New(rand.NewPCG(uint64(n), 0x646f7373))
	s := &m.stories[m.turns[n%len(m.turns)]]
	v := m.variant(r, s, n)
	out := make([]Report, 0, 5)
	for k := range 1 + r.IntN(5) {
		o := &s.reports[k%len(s.reports)]
		v.report, v.again = k, k/len(s.reports)
		out = append(out, v.of(o))
	}
	return out
}

func identify(raw []byte) doc.ID {
	sum := sha256.Sum256(raw)
	return doc.ID(hex.EncodeToString(sum[:]))
}

// Size says what the maker varies.
func (m *Maker) Size() string {
	n, size := 0, 0
	for _, s := range m.stories {
		n += len(s.reports)
		for _, o := range s.reports {
			size += len(o.doc.Text.String())
		}
	}
	return fmt.Sprintf("%d reports of %d incidents, %d bytes each on the mean, %d towns, %d family names, %d rare words, %d names in capitals",
		n, len(m.stories), size/n, len(m.towns), len(m.surnames), len(m.words), len(m.shorts))
}
