package match

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"dossier/internal/name"
)

// Keys are what a sign is found under: two signs that are of one incident have
// some key in common. The more telling ones come first, and there are at most
// [MaxKeys].
//
// Each key joins two things (a day and a place, a name and a month), so that few
// signs lie under it even where the archive is large.
func (g *Sign) Keys() []string {
	k := keys{seen: map[string]bool{}}
	var places []string
	for _, p := range append(g.Places[:len(g.Places):len(g.Places)], g.Sites...) {
		places = append(places, placeKey(p))
	}
	k.days(g, places)
	k.names(g, places)
	k.words(g)
	k.vague(g, places)
	k.season(g, places)
	return k.list
}

// placeKey is what the spellings of a place have in common, where it is long enough
// for its consonants to tell it.
func placeKey(p string) string {
	p = strings.TrimSuffix(p, " city")
	if k := name.Key(p); len(k) > 3 {
		return k
	}
	return p
}

// MaxKeys bounds the keys of one sign.
const MaxKeys = 64

// bounds on what keys are made of.
const (
	keyDays   = 4
	keyPlaces = 6
	keyNames  = 16
)

type keys struct {
	list []string
	seen map[string]bool
}

func (k *keys) add(parts ...string) {
	s := ""
	for i, p := range parts {
		if p == "" {
			return
		}
		if i > 0 {
			s += "|"
		}
		s += p
	}
	if !k.seen[s] && len(k.list) < MaxKeys {
		k.seen[s] = true
		k.list = append(k.list, s)
	}
}

// days are the keys of a day with a place and with a country and kind. A day may
// be off by one; a document's own date is somewhat later than what it tells of, so
// that it is found by the week.
func (k *keys) days(g *Sign, places []string) {
	if !g.Date.Known {
		return
	}
	if g.Date.length() <= 10 && !g.Date.Own {
		for d := g.Date.Lo; d <= min(g.Date.Hi, g.Date.Lo+keyDays-1); d++ {
			for _, x := range []int{d, d + 1} { // neighbours share one of them
				day := "d" + strconv.Itoa(x)
				for _, p := range places[:min(len(places), keyPlaces)] {
					k.add(day, p)
				}
				k.add(day, g.Country)
			}
		}
	}
	for _, w := range g.weeks() {
		for _, p := range places[:min(len(places), keyPlaces)] {
			k.add("w"+strconv.Itoa(w), p)
		}
		k.add("w"+strconv.Itoa(w), g.Country)
	}
}

// weeks are the fortnights that a date of some days lies in or beside.
func (g *Sign) weeks() []int {
	if g.Date.length() > 31 {
		return nil
	}
	var out []int
	for w := (g.Date.Lo - 7) / 14; w <= (g.Date.Hi+7)/14 && len(out) < keyDays; w++ {
		out = append(out, w)
	}
	return out
}

// season are the keys of a place and the time of the year, by which a day that is told
// without its year is found.
func (k *keys) season(g *Sign, places []string) {
	const days, most = 15, 8
	if !g.Date.Known || g.Date.length() > 10 {
		return
	}
	places = places[:min(len(places), 2)]
	if g.Date.Guessed {
		for _, p := range g.Known {
			places = append(places[:len(places):len(places)], placeKey(p))
		}
	}
	at := int(math.Mod(float64(g.Date.Lo)+200*year, year)) / days
	for _, p := range places[:min(len(places), most)] {
		k.add("s"+strconv.Itoa(at), p)
		if g.Date.Guessed { // told of within two weeks
			k.add("s"+strconv.Itoa((at+1)%(366/days+1)), p)
		}
	}
}

// months are the months and years a date lies in.
func (g *Sign) months() []string {
	if !g.Date.Known {
		return nil
	}
	lo, hi := Days{Known: true, Lo: g.Date.Lo, Hi: g.Date.Lo}.String(), Days{Known: true, Lo: g.Date.Hi, Hi: g.Date.Hi}.String()
	out := []string{lo[:4]}
	if hi[:4] != lo[:4] {
		out = append(out, hi[:4])
	}
	return out
}

// names are the keys of those who took part, and of pairs of a name and a place or
// year for the others.
func (k *keys) names(g *Sign, places []string) {
	n := 0
	for _, part := range []bool{true, false} {
		for i := range g.Names {
			x := &g.Names[i]
			if x.Part != part || n == keyNames || x.Weight < 0.4 {
				continue
			}
			n++
			key := x.Key
			if x.Spell != "" {
				key = x.Spell
			}
			k.add("n", key)
			for _, p := range places[:min(len(places), 2)] {
				k.add("n", key, p)
			}
			for _, y := range g.months() {
				k.add("n", key, y)
			}
		}
	}
}

// words are keys of the words of a document: those with the least hashes under
// some permutations, so that texts that share most of their words share a key.
func (k *keys) words(g *Sign) {
	if len(g.Words) < fewWords {
		return
	}
	for band := range uint32(4) {
		a, b := least(g.Words, 2*band+1), least(g.Words, 2*band+2)
		k.add(fmt.Sprintf("t%d.%08x.%08x", band, a, b))
	}
}

// least is the word whose hash is least after a permutation.
func least(words []uint32, seed uint32) uint32 {
	best, out := uint32(0xffffffff), words[0]
	for _, w := range words {
		x := (w ^ seed*0x9e3779b9) * 0x85ebca6b
		x ^= x >> 13
		x *= 0xc2b2ae35
		x ^= x >> 16
		if x < best {
			best, out = x, w
		}
	}
	return out
}

// vague are the keys of signs that tell no day: a place with the year or the kind.
func (k *keys) vague(g *Sign, places []string) {
	for _, p := range places[:min(len(places), keyPlaces)] {
		for _, y := range g.months() {
			k.add("y"+y, p)
		}
		for _, t := range g.Types {
			k.add("p", p, t)
		}
		k.add("p", p)
	}
	if g.Date.Known && g.Date.length() <= 10 {
		k.add("d", strconv.Itoa(g.Date.Lo))
		k.add("d", strconv.Itoa(g.Date.Lo+1))
	}
}
