package lexicon

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// classes.txt is made out of WordNet 3.0 by "dossier-lab classes".
//
//go:embed classes.txt
var classesText string

// NounClasses says what a noun names. Bit i of a mask is class i of the list in
// lab/classes: person, group, weapon, …
type NounClasses struct {
	First uint64 // by its commonest sense
	More  uint64 // by its next two
}

var classLists = sync.OnceValue(func() (l struct {
	nouns  map[string]NounClasses
	verbs  map[string]uint8
	groups map[string]bool
	heads  map[string]bool // first words of the groups
}) {
	l.nouns, l.verbs, l.groups = map[string]NounClasses{}, map[string]uint8{}, map[string]bool{}
	for line := range strings.Lines(classesText) {
		f := strings.Fields(line)
		switch {
		case len(f) == 4 && f[0] == "n":
			first, _ := strconv.ParseUint(f[2], 16, 64)
			more, _ := strconv.ParseUint(f[3], 16, 64)
			l.nouns[f[1]] = NounClasses{first, more}
		case len(f) > 1 && f[0] == "g":
			l.groups[strings.TrimSpace(line[2:])] = true
		case len(f) == 3 && f[0] == "v":
			n, _ := strconv.ParseUint(f[2], 10, 8)
			l.verbs[f[1]] = uint8(n)
		}
	}
	l.heads = map[string]bool{}
	for _, set := range []map[string]bool{l.groups, moreGroups} {
		for g := range set {
			first, _, _ := strings.Cut(g, " ")
			l.heads[first] = true
		}
	}
	return l
})

// NounClass is what a noun names, by its lemma in small letters; nothing for one
// unknown.
func NounClass(lemma string) NounClasses { return classLists().nouns[lemma] }

// VerbClass is WordNet's kind of doing of a verb (its lexicographer file: 29
// body, 30 change, … 43 weather), by its lemma; 0 for one unknown.
func VerbClass(lemma string) uint8 { return classLists().verbs[lemma] }

// moreGroups are armed groups and criminal bands that the dictionaries leave out,
// or know by another name.
var moreGroups = map[string]bool{
	"medellin cartel": true, "cali cartel": true, "extraditables": true, "the extraditables": true, "death squads": true, "eln": true, "epl": true,
	"m-19": true, "mrta": true, "fmln": true, "urng": true, "fpmr": true, "eta": true, "ira": true, "plo": true, "isis": true, "isil": true, "pkk": true,
	"al-qaeda": true, "al qaeda": true, "taliban": true, "hezbollah": true, "hizballah": true, "boko haram": true, "al-shabaab": true, "al-shabab": true,
	"islamic state": true, "islamic state group": true, "islamic jihad": true, "sendero luminoso": true, "contras": true, "unita": true, "renamo": true,
	"khmer rouge": true, "tamil tigers": true, "ltte": true, "black september": true, "red brigades": true, "red army faction": true, "november 17": true,
	"cosa nostra": true, "mafia": true, "los zetas": true, "sinaloa cartel": true, "houthis": true, "lord's resistance army": true, "new people's army": true,
	"abu sayyaf": true, "jemaah islamiyah": true, "lashkar-e-taiba": true, "jaish-e-mohammed": true, "naxalites": true, "maoists": true,
	"national liberation army": true, "army of national liberation": true, "popular liberation army": true, "people's liberation army": true,
	"tupamaros": true, "montoneros": true, "sandinistas": true, "khmer rouges": true, "real ira": true, "continuity ira": true, "uvf": true, "uda": true,
	"khawarij": true, "khawaarij": true, "jnim": true, "jama'at nasr al-islam wal muslimin": true, "isgs": true, "iskp": true, "isis-k": true, "is-k": true, "iswap": true, "mujao": true, "aqim": true, "aqap": true, "aqi": true,
	"ttp": true, "tehrik-i-taliban pakistan": true, "pakistani taliban": true, "bla": true, "balochistan liberation army": true, "pira": true, "provisional ira": true, "inla": true,
	"lvf": true, "lra": true, "adf": true, "allied democratic forces": true, "codeco": true, "m23": true, "fdlr": true, "ansaru": true, "ansar dine": true, "ansar al-sharia": true,
	"ansar al-islam": true, "al-nusra front": true, "jabhat al-nusra": true, "hayat tahrir al-sham": true, "kurdistan workers' party": true, "dhkp-c": true, "milf": true, "biff": true,
	"haqqani network": true, "ex-seleka": true, "seleka": true, "anti-balaka": true, "400 mawozo": true, "ms-13": true, "barrio 18": true, "tren de aragua": true,
	"jalisco new generation cartel": true, "gulf cartel": true, "comando vermelho": true, "primeiro comando da capital": true, "segunda marquetalia": true, "clan del golfo": true,
	"shining path": true, "lashkar-e-jhangvi": true, "jundallah": true, "jaish al-adl": true, "ansar allah": true, "hamas": true, "palestinian islamic jihad": true, "pflp": true,
	"al-qassam brigades": true, "ulfa": true, "hizbul mujahideen": true, "grapo": true, "revolutionary struggle": true, "action directe": true, "al shabaab": true, "al-qaida": true,
	"islamic state khorasan province": true, "islamic state west africa province": true, "islamic state in the greater sahara": true, "islamic state khorasan": true,
	"islamic state central africa province": true, "mend": true, "niger delta avengers": true, "polisario": true, "frolinat": true, "zanla": true, "swapo": true, "irgun": true, "eoka": true,
	"ku klux klan": true, "proud boys": true, "aum shinrikyo": true, "grey wolves": true, "janjaweed": true, "mujahidin": true, "mujahideen": true,
}

// IsArmedGroup reports whether a name in small letters is that of an armed group
// or a band of criminals.
func IsArmedGroup(name string) bool { return classLists().groups[name] || moreGroups[name] }

// IsKnownArmedGroup is IsArmedGroup by the list of our own, which holds groups
// alone: the dictionaries' has persons too.
func IsKnownArmedGroup(name string) bool { return moreGroups[name] }

// KnownArmedGroupAt is how many of the first words, in small letters, are the name
// of an armed group of that list: the longest there is, 0 for none.
func KnownArmedGroupAt(words []string) int {
	for n := min(len(words), knownHeads()[words[0]]); n > 0; n-- {
		if moreGroups[strings.Join(words[:n], " ")] {
			return n
		}
	}
	return 0
}

// knownHeads is, for the first word of each group of the list, how many words the
// longest of them has.
var knownHeads = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for g := range moreGroups {
		w := strings.Fields(g)
		m[w[0]] = max(m[w[0]], len(w))
	}
	return m
})

// StartsArmedGroup reports whether a word in small letters can be the first of an
// armed group's name.
func StartsArmedGroup(word string) bool { return classLists().heads[word] }
