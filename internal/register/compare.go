package register

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/name"
)

// Seen is a member of the record of a number.
type Seen struct {
	Key  int64
	Cast *Cast
	At   int // of the member in the cast
}

// Member is who is seen.
func (s *Seen) Member() *Member { return &s.Cast.Members[s.At] }

// ID is the id of who is seen.
func (s *Seen) ID() string { return s.Cast.ID(s.At) }

// Likeness is what speaks for two members of different records being one, and what
// against.
type Likeness struct {
	Name name.Likeness
	// For are reasons beside the name; Against are what is told of the two that cannot
	// both hold of one, or seldom does.
	For, Against []string
}

// Reasons are all in words: the name first, then what speaks for it, then what
// against.
func (l *Likeness) Reasons() []string {
	out := []string{map[name.Likeness]string{
		name.Same: "the same name", name.Spelling: "one name in two spellings", name.Initials: "one may be the initials of the other", name.Part: "one name is a part of the other",
	}[l.Name]}
	out = append(out, l.For...)
	for _, a := range l.Against {
		out = append(out, "against: "+a)
	}
	return out
}

// One reports whether two members stand as one though nobody said so: they are called
// the same, something beside the name speaks for it, and nothing against.
func (l *Likeness) One() bool {
	return l.Name >= name.Spelling && len(l.For) > 0 && len(l.Against) == 0
}

// Perhaps reports whether a person may know that two members are one: they are called
// the same, or may be and something beside the name speaks for it.
func (l *Likeness) Perhaps() bool {
	return l.Name >= name.Initials || l.Name == name.Part && len(l.For) > 0
}

// Weight is the order of candidates: how they are called, and what speaks for and
// against it.
func (l *Likeness) Weight() int {
	return 2*int(l.Name) + 3*len(l.For) - 4*len(l.Against)
}

// Compare compares two members of different records.
func Compare(a, b *Seen) Likeness { return new(Comparer).Compare(a, b) }

// Comparer compares members of records, and remembers how their names stand to each
// other: of many that are compared with each other most are called the same few
// names. The zero value remembers nothing.
type Comparer struct {
	likes  map[namePair]name.Likeness
	folds  map[string]string
	common map[string]bool
}

type namePair struct {
	person bool
	a, b   string
}

// NewComparer makes one that remembers.
func NewComparer() *Comparer {
	return &Comparer{likes: map[namePair]name.Likeness{}, folds: map[string]string{}, common: map[string]bool{}}
}

// Compare compares two members of different records.
func (c *Comparer) Compare(a, b *Seen) Likeness {
	x, y := a.Member(), b.Member()
	if x.Kind == "person" != (y.Kind == "person") {
		return Likeness{}
	}
	l := Likeness{Name: c.namesOf(x, y)}
	if l.Name == name.Different {
		return l
	}
	if x.Kind == "person" {
		l.people(a, b)
	} else {
		l.bodies(a, b, c.many(x.Name) || c.many(y.Name))
	}
	return l
}

// namesOf is how the names of two members stand to each other at best. A name of one
// word is compared with the main name alone: many share it.
func (c *Comparer) namesOf(x, y *Member) name.Likeness {
	person := x.Kind == "person"
	best := name.Different
	for i, n := range x.Names() {
		for k, m := range y.Names() {
			l := c.like(namePair{person, n, m})
			if person && l > name.Part && (c.short(n) || c.short(m)) {
				l = name.Part // a surname in common is no name in common
			}
			if (i > 0 && c.short(n) || k > 0 && c.short(m)) && l < name.Spelling {
				continue
			}
			best = max(best, l)
		}
	}
	return best
}

func (c *Comparer) like(p namePair) name.Likeness {
	return remembered(c.likes, p, func(p namePair) name.Likeness {
		if p.person {
			return name.Person(p.a, p.b)
		}
		return name.Body(p.a, p.b)
	})
}

func (c *Comparer) short(s string) bool {
	return !strings.Contains(remembered(c.folds, s, name.Fold), " ")
}

// many reports whether a name of a body is one that many have.
func (c *Comparer) many(s string) bool { return remembered(c.common, s, isCommon) }

// remembered is what a function gives for something, from memory where there is one.
func remembered[K comparable, V any](memory map[K]V, k K, f func(K) V) V {
	v, ok := memory[k]
	if !ok {
		if v = f(k); memory != nil {
			memory[k] = v
		}
	}
	return v
}

func (l *Likeness) say(yes bool, list *[]string, format string, args ...any) {
	if yes {
		*list = append(*list, fmt.Sprintf(format, args...))
	}
}

// people adds what is told of two people.
func (l *Likeness) people(a, b *Seen) {
	x, y := a.Member(), b.Member()
	office, both := shared(x.Positions, y.Positions)
	l.say(office != "", &l.For, "the same office: %s", office)
	l.say(both && office == "", &l.Against, "other offices: %s; %s", join(x.Positions), join(y.Positions))
	l.say(x.Country != "" && x.Country == y.Country, &l.For, "of the same state: %s", x.Country)
	l.say(x.Country != "" && y.Country != "" && x.Country != y.Country, &l.Against, "of other states: %s and %s", x.Country, y.Country)
	l.say(x.Sex != "" && y.Sex != "" && x.Sex != y.Sex, &l.Against, "other sexes")
	l.say(related(a, b), &l.For, "the incidents are told together")
	l.ages(a, b)
	l.death(a, b)
	l.death(b, a)
	l.say(x.Country == "" && y.Country == "" && a.Cast.Country != "" && b.Cast.Country != "" && a.Cast.Country != b.Cast.Country, &l.Against,
		"other countries: %s and %s", a.Cast.Country, b.Cast.Country)
}

// bodies adds what is told of two bodies; common says that many are called so.
func (l *Likeness) bodies(a, b *Seen, common bool) {
	x, y := a.Member(), b.Member()
	l.say(x.Country != "" && x.Country == y.Country, &l.For, "of the same state: %s", x.Country)
	l.say(x.Country != "" && y.Country != "" && x.Country != y.Country, &l.Against, "of other states: %s and %s", x.Country, y.Country)
	if x.Country != "" && y.Country != "" {
		return
	}
	l.say(!common && l.Name >= name.Spelling, &l.For, "a name that one body has")
	here, there := firstOf(x.Country, a.Cast.Country), firstOf(y.Country, b.Cast.Country)
	l.say(common && here != "" && here == there, &l.For, "told of in the same country: %s", here)
	l.say(common && here != "" && there != "" && here != there, &l.Against, "told of in other countries: %s and %s", here, there)
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// common are words that the names of bodies are made of everywhere: a name of nothing
// else is that of many.
var common = strings.Fields("the of for and a in on police ministry minister foreign interior affairs defence defense justice health security internal army navy air force forces " +
	"armed military government council city state national federal central district general public people parliament senate congress court supreme high fire " +
	"department office bureau agency service services command authority authorities committee commission party president presidency embassy consulate hospital " +
	"university school bank union news press state television radio intelligence prosecutor prosecutors attorney guard guards border coast civil red cross crescent")

// isCommon reports whether a name of a body is one that many have.
func isCommon(s string) bool {
	for _, w := range strings.Fields(name.Fold(s)) {
		if !slices.Contains(common, w) {
			return false
		}
	}
	return true
}

// shared is an office that both hold, as the first has it; both reports whether
// offices are told of both.
func shared(x, y []string) (office string, both bool) {
	for _, a := range x {
		for _, b := range y {
			if p, q := strings.Fields(name.Fold(a)), strings.Fields(name.Fold(b)); within(p, q) || within(q, p) {
				return a, true
			}
		}
	}
	return "", len(x) > 0 && len(y) > 0
}

// within reports whether all of some words are among others: "minister" is "foreign
// minister" told short.
func within(some, all []string) bool {
	for _, w := range some {
		if !slices.Contains(all, w) {
			return false
		}
	}
	return len(some) > 0
}

func join(list []string) string { return strings.Join(list[:min(len(list), 2)], ", ") }

func related(a, b *Seen) bool {
	return slices.Contains(a.Cast.Related, b.Cast.Record) || slices.Contains(b.Cast.Related, a.Cast.Record)
}

// year is the year that a record's date begins with, 0 where none is told.
func (c *Cast) year() int {
	n, err := strconv.Atoi(c.Date[:min(4, len(c.Date))])
	if err != nil {
		return 0
	}
	return n
}

// Papers tell ages a year or two apart; what they tell of one person seldom lies
// further.
const (
	sameBirth  = 1
	otherBirth = 5
)

// ages compares when two people were born, by their ages in the years of the
// incidents.
func (l *Likeness) ages(a, b *Seen) {
	x, y := a.Member(), b.Member()
	p, q := a.Cast.year(), b.Cast.year()
	if x.Age == 0 || y.Age == 0 || p == 0 || q == 0 {
		return
	}
	apart := max((p-x.Age)-(q-y.Age), (q-y.Age)-(p-x.Age))
	l.say(apart <= sameBirth, &l.For, "of one age: %d in %d, %d in %d", x.Age, p, y.Age, q)
	l.say(apart > otherBirth, &l.Against, "of other ages: %d in %d, %d in %d", x.Age, p, y.Age, q)
}

// death speaks against two being one where the first was killed before the second
// did something.
func (l *Likeness) death(a, b *Seen) {
	if !slices.Contains(a.Member().Roles, "victim:killed") || a.Cast.Date == "" || b.Cast.Date == "" || day(b.Cast.Date) <= day(a.Cast.Date) {
		return
	}
	acts := slices.ContainsFunc(b.Member().Roles, func(r string) bool {
		return r == "speaks" || r == "reacted" || strings.HasPrefix(r, "perpetrator") || strings.HasPrefix(r, "victim")
	})
	l.say(acts, &l.Against, "killed on %s, and told of as living on %s", a.Cast.Date, b.Cast.Date)
}

// day is the first day of a date, for comparing dates of one length.
func day(edtf string) string {
	s, _, _ := strings.Cut(edtf, "/")
	return s[:min(len(s), 10)]
}
