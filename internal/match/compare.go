package match

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"dossier/internal/name"
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
// the folders of the development gold and the odd topics of EventCorefBank+.
const Threshold = 1.25

// against is the score of two signs that cannot be of one incident.
const against = -2.0

// untied is the most that documents score which share neither day nor place nor
// more than a name or two: kind and country alone make no incident.
const untied = 1.0

// Compare tells what two signs have in common, whichever comes first.
func Compare(a, b *Sign) Link {
	if b.Ref.Less(a.Ref) {
		a, b = b, a
	}
	c := comparison{telling: true}
	l := Link{A: a.Ref, B: b.Ref, Score: c.compare(a, b)}
	l.Confidence = confidence(l.Score)
	l.Reasons = append(c.pro, c.contra...)
	return l
}

// score is the score of [Compare] without the words for it.
func score(a, b *Sign) float64 {
	if b.Ref.Less(a.Ref) {
		a, b = b, a
	}
	var c comparison
	return c.compare(a, b)
}

// confidence is the share of pairs of a score that are of one incident.
func confidence(score float64) float64 {
	return math.Round(100/(1+math.Exp(-slope*(score-Threshold)))) / 100
}

// slope is how fast confidence rises with the score.
const slope = 1.5

// comparison sums up what speaks for and against.
type comparison struct {
	telling     bool
	sum         float64
	tied        bool // by more than kind and country
	dated       bool // by a day or month
	placed      bool // by a day or month and a place
	pro, contra []string
}

func (c *comparison) add(w float64, why string, of ...string) {
	c.sum += w
	if !c.telling {
		return
	}
	if len(of) > 0 {
		why += ": " + strings.Join(of, ", ")
	}
	if w < 0 {
		c.contra = append(c.contra, "against: "+why)
	} else if w > 0 {
		c.pro = append(c.pro, why)
	}
}

func (c *comparison) compare(a, b *Sign) float64 {
	if c.when(a, b) == against || c.country(a, b) == against {
		c.pro = nil
		return against
	}
	c.where(a, b)
	if (a.Incident != 0 || b.Incident != 0) && !c.placed {
		return min(c.sum, untied)
	}
	c.what(a, b)
	c.toll(a, b)
	c.who(a, b)
	c.wording(a, b)
	if !c.tied {
		return min(c.sum, untied)
	}
	return c.sum
}

// when is what two dates tell. A document's own date stands for a day not long
// before; one worked out from others may be some weeks off; two that are stated
// must meet.
func (c *comparison) when(a, b *Sign) float64 {
	x, y := a.Date, b.Date
	if !x.Known || !y.Known {
		return 0
	}
	apart, long := x.apart(y), max(x.length(), y.length())
	own, relative := x.Own || y.Own, x.Relative || y.Relative
	switch {
	case apart <= 1 && long <= 10:
		c.tied, c.dated = true, true
		c.add(2, "the same day", c.dates(x, y)...)
	case apart <= 1 && long <= 31:
		c.tied, c.dated = true, true
		c.add(1.5, "the same month", c.dates(x, y)...)
	case apart <= 1:
		c.add(0.5, "the same year", c.dates(x, y)...)
	case own && apart <= 14:
		c.tied = true
		c.add(1, "told within two weeks", c.dates(x, y)...)
	case relative && apart <= 31:
	case own && apart <= 500:
		c.add(-0.75, "told of much later", c.dates(x, y)...)
	default:
		c.add(against, "other days", c.dates(x, y)...)
		return against
	}
	return 0
}

// dates are the words for two dates, once where they are the same.
func (c *comparison) dates(x, y Days) []string {
	if !c.telling {
		return nil
	}
	if a, b := x.String(), y.String(); a != b {
		return []string{a, b}
	}
	return []string{x.String()}
}

func (c *comparison) country(a, b *Sign) float64 {
	switch {
	case a.Country == "" || b.Country == "":
	case a.Country == b.Country:
		c.add(0.5, "the same country", a.Country)
	case has(a.States, b.Country) || has(b.States, a.Country):
		c.add(-0.5, "other countries, one of them named by both", a.Country, b.Country)
	default:
		c.add(against, "other countries", a.Country, b.Country)
		return against
	}
	return 0
}

func (c *comparison) where(a, b *Sign) {
	both := inBoth(a.Places, b.Places, inBoth(a.Sites, b.Sites, nil))
	both = inBoth(a.Places, b.Sites, inBoth(a.Sites, b.Places, both))
	switch n := float64(len(both)); {
	case n > 0:
		c.tied = true
		c.placed = c.dated
		c.add(1+0.5*min(n-1, 2), "the same place", both...)
	case len(a.Places)+len(a.Sites) > 0 && len(b.Places)+len(b.Sites) > 0:
		c.add(-0.5, "other places")
	}
}

func (c *comparison) what(a, b *Sign) {
	if both := inBoth(a.Types, b.Types, nil); len(both) > 0 {
		c.add(0.75, "the same kind", both...)
	} else if len(a.Types) > 0 && len(b.Types) > 0 {
		c.add(-0.5, "other kinds")
	}
	if both := inBoth(a.Targets, b.Targets, nil); len(both) > 0 {
		c.add(0.5, "the same kind of target", both...)
	}
}

// toll is what the figures tell. A count that grows is the rule after an attack,
// so figures that differ tell nothing unless they are of another order.
func (c *comparison) toll(a, b *Sign) {
	for _, x := range []struct {
		what string
		a, b Range
	}{{"killed", a.Killed, b.Killed}, {"injured", a.Injured, b.Injured}} {
		if !x.a.Known || !x.b.Known {
			continue
		}
		lo, hi := max(x.a.Lo, x.b.Lo), min(x.a.Hi, x.b.Hi)
		switch {
		case lo <= hi && hi > 2:
			c.add(min(0.1*math.Log2(float64(hi)), 0.5), "the same number "+x.what, strconv.Itoa(hi))
		case lo > hi && far(lo, hi):
			c.add(-0.25, "other numbers "+x.what, strconv.Itoa(hi), strconv.Itoa(lo))
		}
	}
}

// far reports whether two figures are of another order.
func far(lo, hi int) bool { return lo-hi > 5 && lo > 3*hi }

// who adds the names that both have, each entity once.
func (c *comparison) who(a, b *Sign) {
	var seen [64]bool
	sum := 0.0
	var names []string
	count := func(n *Name) {
		if k := n.Entity % len(seen); !seen[k] {
			seen[k] = true
			sum += n.Weight
			if c.telling {
				names = append(names, n.Text)
			}
		}
	}
	i, j := 0, 0
	for i < len(a.Names) && j < len(b.Names) {
		switch k := strings.Compare(a.Names[i].Key, b.Names[j].Key); {
		case k == 0:
			count(&a.Names[i])
			i++
			j++
		case k < 0:
			i++
		default:
			j++
		}
	}
	for i := range a.Names {
		x := &a.Names[i]
		if x.Spell == "" || seen[x.Entity%len(seen)] {
			continue
		}
		for j := range b.Names {
			if y := &b.Names[j]; x.Spell == y.Spell && name.Person(x.Text, y.Text) >= name.Spelling {
				count(x)
				break
			}
		}
	}
	if sum > 0 {
		c.tied = c.tied || sum >= 1
		c.add(min(sum, 2), "names in common", few(names)...)
	}
}

// few is the first names of a list, and how many more there are.
func few(names []string) []string {
	const most = 4
	if len(names) <= most {
		return names
	}
	return append(names[:most:most], fmt.Sprintf("%d more", len(names)-most))
}

// wording is what the words of two documents tell.
func (c *comparison) wording(a, b *Sign) {
}

// has reports whether a sorted list holds s.
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
