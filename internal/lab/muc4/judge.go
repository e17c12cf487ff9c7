package muc4

import (
	"slices"
	"strings"
)

// judged are the tallies of the slots of templates that were laid beside each
// other, and of the templates themselves.
type judged struct {
	slots     [slotCount]Tally
	templates Tally
}

// judge lays the templates given beside those of the key, the pair that has most
// fillers in common first, and counts the fillers of each slot. What the key calls
// optional may be left out.
func (j *judged) judge(given, key []Template) {
	pairs := pairUp(given, key)
	done := make([]bool, len(given))
	for k := range key {
		g := pairs[k]
		if g < 0 {
			if key[k].Optional {
				continue
			}
			j.templates.Wanted++
			j.count(nil, &key[k])
			continue
		}
		done[g] = true
		j.templates.Add(Tally{1, 1, 1})
		j.count(&given[g], &key[k])
	}
	for g := range given {
		if !done[g] {
			j.templates.Given++
			j.count(&given[g], nil)
		}
	}
}

// pairUp is the template given that belongs to each of the key, -1 for none.
func pairUp(given, key []Template) []int {
	pairs := make([]int, len(key))
	for k := range pairs {
		pairs[k] = -1
	}
	for {
		bg, bk, best := -1, -1, 0
		for k := range key {
			if pairs[k] >= 0 {
				continue
			}
			for g := range given {
				if slices.Contains(pairs, g) {
					continue
				}
				if n := common(&given[g], &key[k]); n > best {
					bg, bk, best = g, k, n
				}
			}
		}
		if bg < 0 {
			return pairs
		}
		pairs[bk] = bg
	}
}

// common is how many fillers two templates share; none where neither the type nor
// a target is the same.
func common(g, k *Template) int {
	n, tied := 0, false
	for s := Date; s < slotCount; s++ {
		t := tally(s, g.Slots[s], k.Slots[s])
		n += t.Right
		if t.Right > 0 && (s == Type || s == PhysID || s == HumName || s == HumDescription) {
			tied = true
		}
	}
	if !tied {
		return 0
	}
	return n
}

func (j *judged) count(g, k *Template) {
	for s := Date; s < slotCount; s++ {
		var gf, kf []Fill
		if g != nil {
			gf = g.Slots[s]
		}
		if k != nil {
			kf = k.Slots[s]
		}
		j.slots[s].Add(tally(s, gf, kf))
	}
}

// tally counts the fillers of one slot. An optional filler is wanted only where it
// is given.
func tally(s Slot, given, key []Fill) Tally {
	t := Tally{Given: len(given)}
	used := make([]bool, len(given))
	for _, k := range key {
		hit := slices.IndexFunc(given, func(g Fill) bool { return fits(s, g, k) })
		for hit >= 0 && used[hit] {
			next := slices.IndexFunc(given[hit+1:], func(g Fill) bool { return fits(s, g, k) })
			if next < 0 {
				hit = -1
			} else {
				hit += 1 + next
			}
		}
		if hit >= 0 {
			used[hit] = true
			t.Right++
			t.Wanted++
		} else if !k.Optional {
			t.Wanted++
		}
	}
	return t
}

// fits reports whether a filler given is right.
func fits(s Slot, g, k Fill) bool {
	switch s {
	case Instrument, PerpInd, PerpOrg, PhysID, HumName:
		return sameWords(g.Any[0], k.Any)
	case HumDescription:
		return sameWords(g.Any[0], k.Any)
	case Location:
		return samePlace(g.Any[0], k.Any)
	case Date:
		return sameDate(g.Any[0], k.Any)
	}
	if !slices.Contains(k.Any, g.Any[0]) {
		return false
	}
	return len(k.Of) == 0 || len(g.Of) == 0 || g.Of[0] == "-" || sameWords(g.Of[0], k.Of)
}

// sameWords reports whether a phrase is one of several: it ends as that one does,
// and one has all words of the other.
func sameWords(s string, any []string) bool {
	a := strings.Fields(normal(s))
	for _, k := range any {
		b := strings.Fields(normal(k))
		if len(a) == 0 || len(b) == 0 {
			continue
		}
		if slices.Equal(a, b) || a[len(a)-1] == b[len(b)-1] && (within(a, b) || within(b, a)) {
			return true
		}
	}
	return false
}

// samePlace reports whether country and most exact place are right. Where the key
// names no more than a country, that is enough.
func samePlace(s string, any []string) bool {
	g := strings.Split(s, ": ")
	for _, k := range any {
		var names []string
		for _, p := range strings.FieldsFunc(k, func(r rune) bool { return r == ':' || r == '-' }) {
			p, _, _ = strings.Cut(p, "(")
			names = append(names, strings.TrimSpace(p))
		}
		if len(names) > 0 && names[0] == g[0] && (len(names) == 1 || slices.Contains(names[1:], g[len(g)-1])) {
			return true
		}
	}
	return false
}

// sameDate compares dates as the task writes them; brackets and leading noughts do
// not count.
func sameDate(s string, any []string) bool {
	plain := func(s string) string {
		f := strings.Fields(strings.NewReplacer("(", "", ")", "", "-", " - ").Replace(strings.ToUpper(s)))
		for i := range f {
			f[i] = strings.TrimLeft(f[i], "0")
		}
		return strings.Join(f, " ")
	}
	return slices.ContainsFunc(any, func(k string) bool { return plain(k) == plain(s) })
}
