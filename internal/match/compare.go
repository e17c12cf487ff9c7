package match

import (
	"fmt"
	"math"
	"strings"
)

// Link is how much speaks for two signs being of one incident, and what.
type Link struct {
	A, B Ref // A before B
	// Score is the sum of what speaks for and against; from [Threshold] on the two
	// belong together if nothing else is known of either.
	Score float64
	// Confidence is how likely it is that they are of one incident.
	Confidence float64
	// Reasons are what counted, in words for people, what speaks against last.
	Reasons []string
}

// LinkOf is a link of two signs, whichever comes first, with nothing but its score.
func LinkOf(a, b Ref, score float64) Link {
	if b.Less(a) {
		a, b = b, a
	}
	return Link{A: a, B: b, Score: score}
}

// Stronger orders links: by their scores, then by what they link.
func (l Link) Stronger(o Link) bool {
	switch {
	case l.Score != o.Score:
		return l.Score > o.Score
	case l.A != o.A:
		return l.A.Less(o.A)
	}
	return l.B.Less(o.B)
}

// Threshold is the score from which two signs are of one incident. It was set on
// what the weights were learnt from and on the folders of the development gold.
const Threshold = -0.4

// barred is the score of signs that may not stand in one record.
const barred = -1000.0

// Compare tells what two signs have in common, whichever comes first.
func Compare(a, b *Sign) Link {
	if b.Ref.Less(a.Ref) {
		a, b = b, a
	}
	f := shipped.Features(a, b)
	l := Link{A: a.Ref, B: b.Ref, Score: shipped.score(&f, a, b)}
	l.Confidence = confidence(l.Score)
	l.Reasons = reasons(&f, a, b)
	return l
}

// score is the score of [Compare] without the words for it.
func score(a, b *Sign) float64 {
	if b.Ref.Less(a.Ref) {
		a, b = b, a
	}
	return shipped.Score(a, b)
}

// people is what two signs tell of those who were harmed or took part.
type people int8

const (
	noPeople    people = iota // nothing
	samePeople                // they have somebody in common
	otherPeople               // both tell who was killed, and they are others
)

// weigh is the score of two signs, and what they tell of people.
func weigh(a, b *Sign) (float64, people) {
	if b.Ref.Less(a.Ref) {
		a, b = b, a
	}
	f := shipped.Features(a, b)
	who := noPeople
	switch {
	case f[SamePart]+f[NamedPart]+f[SamePeople] > 0:
		who = samePeople
	case f[OtherVictims]+f[OtherAges] > 0:
		who = otherPeople
	}
	return shipped.score(&f, a, b), who
}

// reasons are the words for what counted, in the order of the features: first what
// speaks for, then what speaks against.
func reasons(f *[FeatureCount]float64, a, b *Sign) []string {
	var pro, contra []string
	for k := range FeatureCount {
		if f[k] == 0 || described[k].words == "" {
			continue
		}
		s := described[k].words
		if of := about(k, f, a, b); len(of) > 0 {
			s += ": " + strings.Join(of, ", ")
		} else if k == Wording && f[k] < 2*alike {
			continue
		}
		if described[k].side < 0 {
			contra = append(contra, "against: "+s)
		} else {
			pro = append(pro, s)
		}
	}
	return append(pro, contra...)
}

// about is what a reason is about: the days, the places, the names.
func about(k Feature, f *[FeatureCount]float64, a, b *Sign) []string {
	switch k {
	case SameDay, NextDay, SameMonth, SameYear, SoonTold, MuchLater, OtherDays, OtherYear, WorkedOut:
		return different(a.Date.String(), b.Date.String())
	case SameCountry, OtherCountry, FarCountry:
		return different(a.Country, b.Country)
	case SameTown:
		both := inBoth(a.Sites, b.Places, inBoth(a.Places, b.Sites, inBoth(a.Places, b.Places, nil)))
		if len(both) == 0 {
			both = different(a.Places[0], b.Places[0])
		}
		return both
	case SameSite:
		return inBoth(a.Sites, b.Sites, nil)
	case KnownPlace, OtherPlaces:
		return different(firstPlace(a), firstPlace(b))
	case SameKind:
		return inBoth(a.Types, b.Types, nil)
	case SameTarget:
		return inBoth(a.Targets, b.Targets, nil)
	case SamePart, NamedPart, SamePeople, SameBodies, SamePlaces:
		return named(k, a, b)
	case Wording:
		if f[k] >= 2*alike {
			return []string{fmt.Sprintf("%d %%", int(math.Round(100*f[k])))}
		}
	}
	return nil
}

// different is two words, once where they are the same.
func different(a, b string) []string {
	if a == b {
		return []string{a}
	}
	return []string{a, b}
}

func firstPlace(s *Sign) string {
	if len(s.Places) > 0 {
		return s.Places[0]
	}
	return s.Sites[0]
}

// named are the names of one kind that two signs have in common, as the first
// writes them: a few, and how many more.
func named(k Feature, a, b *Sign) []string {
	var out []string
	seen := map[int]bool{}
	eachShared(a.Names, b.Names, func(x, y *Name) {
		if !seen[x.Entity] && kindOf(x, y) == k {
			seen[x.Entity] = true
			out = append(out, x.Text)
		}
	})
	const most = 4
	if len(out) > most {
		out = append(out[:most:most], fmt.Sprintf("%d more", len(out)-most))
	}
	return out
}

// far reports whether two figures are of another order.
func far(lo, hi int) bool { return lo-hi > 5 && lo > 3*hi }

// has reports whether a list holds s.
func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// inBoth appends what two lists have in common, once.
func inBoth(a, b, out []string) []string {
	for _, x := range a {
		if has(b, x) && !has(out, x) {
			out = append(out, x)
		}
	}
	return out
}
