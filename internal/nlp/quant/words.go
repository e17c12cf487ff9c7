package quant

import "strings"

// class is what a word can be within a number.
type class uint8

const (
	other    class = iota
	digits         // 3,000  1.5
	glyph          // ½
	unit           // zero … nine
	teen           // ten … nineteen
	tens           // twenty … ninety
	hundred        // hundred
	scale          // thousand, million, …
	dozen          // dozen
	score          // score
	ordinal        // first … nineteenth
	ordTens        // twentieth … ninetieth
	ordScale       // hundredth, thousandth, …
	half           // half
	quarter        // quarter
	article        // a, an
	and            // and
	point          // point
	minus          // minus, negative
)

// ordered reports whether c is a kind of ordinal.
func (c class) ordered() bool { return c == ordinal || c == ordTens || c == ordScale }

// word is what a word can be within a number: its class, its value, and whether
// it is a form that counts several ("dozens", "thirds").
type word struct {
	class  class
	value  float64
	plural bool
	starts bool // counts without being a numeral: "none", "both", "several"
}

// begins reports whether a number can begin with the lower-case word w.
func begins(w string) bool {
	n := len(w)
	if n == 0 || n > longestWord || w[0] < 'a' || w[0] > 'z' || lengths[w[0]-'a']&(1<<n) == 0 {
		return strings.IndexByte(w, '-') > 0
	}
	e := words[w]
	return e.starts || e.class != other && e.class != article && e.class != and || strings.IndexByte(w, '-') > 0
}

// lookup finds a lower-case word among those that numbers are made of: one look
// into the table, which words of another length or first letter are spared.
func lookup(w string) word {
	if n := len(w); n == 0 || n > longestWord || w[0] < 'a' || w[0] > 'z' || lengths[w[0]-'a']&(1<<n) == 0 {
		return word{}
	}
	return words[w]
}

// longestWord is the length of the longest word of the table.
const longestWord = 20

var (
	words   = table()
	lengths = wordLengths(words)
)

// wordLengths has, for each first letter, a bit for each length of a word.
func wordLengths(words map[string]word) (l [26]uint32) {
	for w := range words {
		l[w[0]-'a'] |= 1 << len(w)
	}
	return l
}

// table is the words that numbers are made of.
func table() map[string]word {
	t := map[string]word{
		"a": {class: article, value: 1}, "an": {class: article, value: 1}, "and": {class: and}, "point": {class: point},
		"minus": {class: minus}, "negative": {class: minus},
		"half": {class: half, value: 0.5}, "halves": {class: half, value: 0.5, plural: true},
		"quarter": {class: quarter, value: 0.25}, "quarters": {class: quarter, value: 0.25, plural: true},
		"hundred": {class: hundred, value: 100}, "hundreds": {class: hundred, value: 100, plural: true},
		"dozs": {class: dozen, value: 12, plural: true}, "dzs": {class: dozen, value: 12, plural: true}, "doz": {class: dozen, value: 12}, "dz": {class: dozen, value: 12},
		"dozen": {class: dozen, value: 12}, "dozens": {class: dozen, value: 12, plural: true},
		"score": {class: score, value: 20}, "scores": {class: score, value: 20, plural: true},
		"nought": {class: unit}, "naught": {class: unit}, "fourty": {class: tens, value: 40}, "nineth": {class: ordinal, value: 9},
		"hundredth": {class: ordScale, value: 100}, "hundredths": {class: ordScale, value: 100, plural: true},
	}
	below := []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
		"thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"}
	places := []string{"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
		"thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"}
	for v, w := range below {
		c := unit
		if v >= 10 {
			c = teen
		}
		t[w] = word{class: c, value: float64(v)}
		if v > 0 {
			t[places[v]] = word{class: ordinal, value: float64(v)}
			t[places[v]+"s"] = word{class: ordinal, value: float64(v), plural: true}
		}
	}
	t["tens"] = word{class: teen, value: 10, plural: true}
	for k, stem := range []string{"twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"} {
		v := float64(10 * (k + 2))
		t[stem+"y"] = word{class: tens, value: v}
		t[stem+"ies"] = word{class: tens, value: v, plural: true}
		t[stem+"ieth"] = word{class: ordTens, value: v}
		t[stem+"ieths"] = word{class: ordTens, value: v, plural: true}
		for u := 1; u < 10; u++ { // "twentyfive", "twentyfifth", run together
			t[stem+"y"+below[u]] = word{class: teen, value: v + float64(u)}
			t[stem+"y"+places[u]] = word{class: ordinal, value: v + float64(u)}
		}
	}
	powers(t)
	for _, w := range strings.Fields("none nobody no neither both pair duo trio several few many couple") {
		t[w] = word{starts: true}
	}
	for w, e := range t {
		if e.class == score {
			e.starts = true
			t[w] = e
		}
	}
	return t
}

// powers adds the words for powers of ten, their plurals and their ordinals.
func powers(t map[string]word) {
	for _, s := range []struct {
		forms string
		value float64
	}{
		{"thousand", 1e3}, {"lakh lac lkh", 1e5}, {"million mln mil", 1e6}, {"crore krore koti cr", 1e7},
		{"billion bln bn", 1e9}, {"trillion tln trn", 1e12},
	} {
		for i, w := range strings.Fields(s.forms) {
			t[w], t[w+"s"] = word{class: scale, value: s.value}, word{class: scale, value: s.value, plural: true}
			if i == 0 && s.value != 1e5 && s.value != 1e7 {
				t[w+"th"], t[w+"ths"] = word{class: ordScale, value: s.value}, word{class: ordScale, value: s.value, plural: true}
			}
		}
	}
}

// suffix is the factor of a letter written behind a figure: "10k", "2.5 bn".
// Small m, b and t stand for metres, bits and tons outside of money.
func suffix(w string, money bool) float64 {
	switch w {
	case "k", "K":
		return 1e3
	case "MM", "mm":
		if money {
			return 1e6
		}
	case "M", "mil", "mn", "mln":
		return 1e6
	case "m":
		if money {
			return 1e6
		}
	case "bn", "B", "b", "G", "bln":
		return 1e9
	case "tn", "T", "tln", "trn":
		return 1e12
	}
	return 0
}

// glyphValue is the value of a fraction sign, 0 when r is none.
func glyphValue(r rune) float64 {
	switch r {
	case '½':
		return 1.0 / 2
	case '⅓':
		return 1.0 / 3
	case '⅔':
		return 2.0 / 3
	case '¼':
		return 1.0 / 4
	case '¾':
		return 3.0 / 4
	case '⅕':
		return 1.0 / 5
	case '⅖':
		return 2.0 / 5
	case '⅗':
		return 3.0 / 5
	case '⅘':
		return 4.0 / 5
	case '⅙':
		return 1.0 / 6
	case '⅚':
		return 5.0 / 6
	case '⅛':
		return 1.0 / 8
	case '⅜':
		return 3.0 / 8
	case '⅝':
		return 5.0 / 8
	case '⅞':
		return 7.0 / 8
	}
	return 0
}
