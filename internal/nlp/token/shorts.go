package token

import "strings"

// longestRunTogether is the length of the longest of runsTogether.
const longestRunTogether = 8

// runTogether is where w may be two words written as one: 3 of "cannot", 2 of
// "dont"; 0 when it is not.
func runTogether(w string) int {
	if len(w) > longestRunTogether || !runsTogetherHave[hashLower(w)%runsTogetherBits] {
		return 0
	}
	var f folded
	return runsTogether[string(f.lower(w))]
}

// folded is room for a short word in lower case.
type folded [longestRunTogether]byte

// lower is w, which is no longer than the room, with its ASCII in lower case.
func (f *folded) lower(w string) []byte {
	for i := 0; i < len(w); i++ {
		c := w[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		f[i] = c
	}
	return f[:len(w)]
}

// runsTogether are words that are, or may be, a word and a clitic without its
// apostrophe, or a verb that has swallowed "to" or "not". Which of them are is
// learned.
var runsTogether = cuts("can|not gon|na wan|na got|ta ought|a have|ta has|ta had|ta out|ta lem|me gim|me du|nno" +
	" do|nt did|nt does|nt is|nt are|nt was|nt were|nt have|nt has|nt had|nt ca|nt could|nt wo|nt would|nt should|nt" +
	" must|nt need|nt ai|nt i|m i|ve you|re you|ve you|ll you|r we|ve they|re they|ve they|ll that|s what|s" +
	" it|s he|s she|s there|s here|s let|s who|s how|s where|s when|s i|d i|ll u|r kind|a sort|a lot|ta")

// runsTogetherHave tells in one look that most words are none of runsTogether.
var runsTogetherHave = func() (t [runsTogetherBits]bool) {
	for w := range runsTogether {
		t[hashLower(w)%runsTogetherBits] = true
	}
	return t
}()

const runsTogetherBits = 1024

func cuts(list string) map[string]int {
	m := map[string]int{}
	for _, w := range strings.Fields(list) {
		l, r, _ := strings.Cut(w, "|")
		m[l+r] = len(l)
	}
	return m
}

// Abbreviation reports whether w, written without its period, is usually
// followed by one that does not end the sentence. Short forms that are also
// words ("sat", "mar", "rev") count only when they are capitalised.
func Abbreviation(w string) bool {
	if len(w) > longestAbbreviation {
		return false
	}
	var f folded
	l := f.lower(w)
	return abbreviations[string(l)] || capitalAbbreviations[string(l)] && string(l) != w
}

// abbreviated reports whether w is a short form that is no word as well.
func abbreviated(w string) bool {
	var f folded
	return len(w) <= longestAbbreviation && abbreviations[string(f.lower(w))]
}

// capitalAbbreviation reports whether w is a short form that is a word as well.
func capitalAbbreviation(w string) bool {
	var f folded
	return len(w) <= longestAbbreviation && capitalAbbreviations[string(f.lower(w))]
}

// longestAbbreviation is the length of the longest of the lists below.
const longestAbbreviation = 6

var abbreviations = set(
	"mr mrs ms dr prof sr jr st mt ft lt maj capt sgt cpl pvt cmdr brig supt insp adm messrs mme" +
		" sen gov hon msgr dep asst vs etc inc ltd corp approx dept univ nos vol pp eds viz cf al" +
		" jan feb apr aug sept oct nov dec tue tues thu thur thurs fri blvd ave")

var capitalAbbreviations = set(
	"gen col det rep pres rev fr amb co ca ed fig art sec jun jul sep mar mon wed sat sun rd no comm")

// forms are the abbreviations, ranks among them, that stand before a name, so
// that no sentence ends between them and a capital.
var forms = set("mr mrs ms dr prof lt maj capt sgt cpl pvt cmdr brig supt insp adm messrs mme sen gov hon msgr" +
	" gen col det rep pres rev fr amb asst dep st drs comdr ens")

// closing are abbreviations that stand at the end of what they belong to, so
// that a sentence can end with them.
var closing = set("inc ltd corp co etc jr sr st ave blvd")

// leading are abbreviations after which something always follows.
var leading = set("e.g i.e a.k.a c.f eg ie cf viz")

func isLeading(w string) bool {
	var f folded
	return len(w) <= longestAbbreviation && leading[string(f.lower(w))]
}

func isClosing(w string) bool {
	var f folded
	return len(w) <= longestAbbreviation && closing[string(f.lower(w))]
}

// isForm reports whether w, without its period, is a short form of address or
// rank.
func isForm(w string) bool {
	var f folded
	return len(w) <= longestAbbreviation && forms[string(f.lower(w))]
}

// cliticEnds are the hashes of what follows the apostrophe of a clitic, of more
// than one letter.
var cliticEnds = hashes("re ve ll em all clock til cause nt")

// opener are words that often open a sentence and seldom follow an abbreviation.
var opener = set(openerList)

const openerList = "the he she they it we i in on at a an this that these those there his her their its but and after before" +
	" according police officials meanwhile however no one two as when while since for by all another some several"

// endings are the hashes of what stands after the period of a host's or a
// file's name.
var endings = hashes("com net org gov edu mil int info biz uk us ru ir az de fr tv io eu pdf doc docx xls ppt txt htm html jpg png gif zip exe")

// openers are the hashes of opener.
var openers = hashes(openerList)

func hashes(words string) map[uint32]bool {
	m := map[uint32]bool{}
	for _, w := range strings.Fields(words) {
		m[hashWord(w)] = true
	}
	return m
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
