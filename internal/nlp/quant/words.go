package quant

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
	dozen          // dozen, score
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

// lookup is the class of the lower-case word w with its value; plural is set for
// the forms that count several ("dozens", "thirds").
func lookup(w string) (c class, v float64, plural bool) {
	if c, v := singular(w); c != other {
		return c, v, false
	}
	switch w {
	case "halves":
		return half, 0.5, true
	case "dozs", "dzs":
		return dozen, 12, true
	}
	if n := len(w) - 1; n >= 3 && w[n] == 's' {
		switch c, v := singular(w[:n]); c {
		case hundred, scale, dozen, ordinal, ordTens, ordScale, quarter, tens:
			return c, v, true
		case teen:
			return c, v, w == "tens"
		}
	}
	return other, 0, false
}

func singular(w string) (class, float64) {
	if len(w) < 1 || len(w) > 12 {
		return other, 0
	}
	switch w {
	case "a", "an":
		return article, 1
	case "and":
		return and, 0
	case "point":
		return point, 0
	case "minus", "negative":
		return minus, 0
	case "half":
		return half, 0.5
	case "quarter":
		return quarter, 0.25
	case "hundred":
		return hundred, 100
	case "dozen", "doz", "dz":
		return dozen, 12
	}
	if c, v := small(w); c != other {
		return c, v
	}
	if c, v := large(w); c != other {
		return c, v
	}
	return ordinalWord(w)
}

func small(w string) (class, float64) {
	switch w {
	case "zero", "nought", "naught":
		return unit, 0
	case "one":
		return unit, 1
	case "two":
		return unit, 2
	case "three":
		return unit, 3
	case "four":
		return unit, 4
	case "five":
		return unit, 5
	case "six":
		return unit, 6
	case "seven":
		return unit, 7
	case "eight":
		return unit, 8
	case "nine":
		return unit, 9
	case "ten":
		return teen, 10
	case "eleven":
		return teen, 11
	case "twelve":
		return teen, 12
	case "thirteen":
		return teen, 13
	case "fourteen":
		return teen, 14
	case "fifteen":
		return teen, 15
	case "sixteen":
		return teen, 16
	case "seventeen":
		return teen, 17
	case "eighteen":
		return teen, 18
	case "nineteen":
		return teen, 19
	}
	return tensWord(w)
}

func tensWord(w string) (class, float64) {
	switch w {
	case "twenty":
		return tens, 20
	case "thirty":
		return tens, 30
	case "forty", "fourty":
		return tens, 40
	case "fifty":
		return tens, 50
	case "sixty":
		return tens, 60
	case "seventy":
		return tens, 70
	case "eighty":
		return tens, 80
	case "ninety":
		return tens, 90
	}
	return other, 0
}

func large(w string) (class, float64) {
	switch w {
	case "thousand":
		return scale, 1e3
	case "lakh", "lac":
		return scale, 1e5
	case "million", "mln", "mil":
		return scale, 1e6
	case "crore":
		return scale, 1e7
	case "billion", "bln", "bn":
		return scale, 1e9
	case "trillion", "tln", "trn":
		return scale, 1e12
	}
	return other, 0
}

func ordinalWord(w string) (class, float64) {
	switch w {
	case "first":
		return ordinal, 1
	case "second":
		return ordinal, 2
	case "third":
		return ordinal, 3
	case "fourth":
		return ordinal, 4
	case "fifth":
		return ordinal, 5
	case "sixth":
		return ordinal, 6
	case "seventh":
		return ordinal, 7
	case "eighth":
		return ordinal, 8
	case "ninth", "nineth":
		return ordinal, 9
	case "twelfth":
		return ordinal, 12
	case "hundredth":
		return ordScale, 100
	case "thousandth", "millionth", "billionth", "trillionth":
		_, v := large(w[:len(w)-2])
		return ordScale, v
	}
	if n := len(w); n > 4 && w[n-2:] == "th" {
		if c, v := small(w[:n-2]); c == teen { // tenth, thirteenth
			return ordinal, v
		}
		if n > 5 && w[n-4:] == "ieth" { // twentieth
			switch w[:n-4] {
			case "twent":
				return ordTens, 20
			case "thirt":
				return ordTens, 30
			case "fort":
				return ordTens, 40
			case "fift":
				return ordTens, 50
			case "sixt":
				return ordTens, 60
			case "sevent":
				return ordTens, 70
			case "eight":
				return ordTens, 80
			case "ninet":
				return ordTens, 90
			}
		}
	}
	return other, 0
}

// suffix is the factor of a letter written behind a figure: "10k", "2.5 bn".
// Small m, b and t stand for metres, bits and tons outside of money.
func suffix(w string, money bool) float64 {
	switch w {
	case "k", "K":
		return 1e3
	case "M", "MM", "mm", "mil", "mn", "mln":
		if w == "mm" && !money {
			return 0
		}
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
