package match

import (
	"slices"
	"strings"
	"unicode"

	"dossier/internal/name"
)

func whereFeatures(f *[FeatureCount]float64, a, b *Sign) {
	town, site := meet(a.Places, b.Places) || spelled(a.Places, b.Places), meet(a.Sites, b.Sites) || meet(a.Streets, b.Streets)
	cross := meet(a.Places, b.Sites) || meet(a.Sites, b.Places)
	if town || cross {
		f[SameTown] = 1
		if !cross && !narrow(a.Places) && !narrow(b.Places) {
			f[SameTown] = 0.4
		}
	}
	switch {
	case site:
		f[SameSite] = 1
	case len(a.Streets) > 0 && len(b.Streets) > 0:
		f[OtherStreets] = 1
	case len(a.Sites) > 0 && len(b.Sites) > 0 && !cross && !shareWord(a.Sites, b.Sites):
		f[OtherSites] = 1
	}
	if town || cross || site {
		return
	}
	switch {
	case len(a.Places)+len(a.Sites) == 0 || len(b.Places)+len(b.Sites) == 0:
		f[Unplaced] = 1
	case meet(a.Places, b.Known) || meet(a.Sites, b.Known):
		f[KnownPlace] = 1
		if meet(b.Places, a.Known) || meet(b.Sites, a.Known) {
			f[BothKnown] = 1
		}
	case meet(b.Places, a.Known) || meet(b.Sites, a.Known):
		f[KnownPlace] = 1
	default:
		f[OtherPlaces] = 1
	}
}

// meet reports whether two lists have something in common.
func meet(a, b []string) bool {
	for _, x := range a {
		if has(b, x) {
			return true
		}
	}
	return false
}

// spelled reports whether two lists have a place in common in two spellings.
func spelled(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if inCity(x, y) || inCity(y, x) || len(x) > 4 && len(y) > 4 && x[0] == y[0] && sameFrame(x, y) && name.Alike(x, y) {
				return true
			}
		}
	}
	return false
}

// sameFrame reports whether two names have the same letters but for vowels, doubled
// ones and those that are often silent: a quick look before the long one.
func sameFrame(x, y string) bool {
	i, j := 0, 0
	for {
		i, j = solid(x, i), solid(y, j)
		if i == len(x) || j == len(y) {
			return i == len(x) && j == len(y)
		}
		if x[i] != y[j] {
			return false
		}
		i, j = i+1, j+1
	}
}

// solid is the place of the next letter of a name, from i on, that no spelling leaves
// out.
func solid(s string, i int) int {
	for i < len(s) {
		switch c := s[i]; {
		case c == 'a', c == 'e', c == 'i', c == 'o', c == 'u', c == 'y', c == 'h', c == ' ', i > 0 && c == s[i-1], c == 'k' && i+1 < len(s) && s[i+1] == 'h':
			i++
		default:
			return i
		}
	}
	return i
}

// narrow reports whether some place is no sea and no part of a country, in which much
// happens.
func narrow(places []string) bool {
	return slices.ContainsFunc(places, func(p string) bool {
		for w := range strings.FieldsSeq(p) {
			if wideWords[w] {
				return false
			}
		}
		return true
	})
}

// wideWords are words in the names of seas and parts of countries.
var wideWords = set(`gulf sea ocean strait coast province region state county governorate oblast department territory desert valley
	mountains peninsula delta basin border`)

// inCity reports whether a town is called a city by one and not by the other: "davao",
// "davao city".
func inCity(x, y string) bool {
	return len(y) == len(x)+len(" city") && y[:len(x)] == x && y[len(x):] == " city"
}

// shareWord reports whether some sites have a word in common.
func shareWord(a, b []string) bool {
	for _, x := range a {
		for w := range strings.FieldsSeq(x) {
			if generalSite[w] {
				continue
			}
			for _, y := range b {
				for v := range strings.FieldsSeq(y) {
					if v == w {
						return true
					}
				}
			}
		}
	}
	return false
}

// generalSite are words of names of sites that tell no site from others.
var generalSite = set("the of in at on near and block city town old new north south east west northern southern eastern western")

// streetWords are what the last word of a street's name is.
var streetWords = set(`street avenue road boulevard drive lane highway parkway alley
	st ave rd blvd dr ln hwy pkwy`)

// streets are the streets among some sites, each by what tells it from others: "800
// block of east tulare street" and "tulare street" are one.
func streets(sites []string) []string {
	var out []string
	for _, s := range sites {
		ws := strings.Fields(s)
		last := slices.IndexFunc(ws, func(w string) bool { return streetWords[w] })
		if last < 1 {
			continue
		}
		var core []string
		for _, w := range ws[:last] {
			if !generalSite[w] && !numbered(w) {
				core = append(core, w)
			}
		}
		if len(core) == 0 { // "42nd street"
			core = ws[last-1 : last]
		}
		out = append(out, strings.Join(core, " "))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// numbered reports whether a word is a house number.
func numbered(w string) bool {
	return !strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsDigit(r) })
}
