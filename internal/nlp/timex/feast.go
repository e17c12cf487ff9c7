package timex

import (
	"strings"
	"time"

	"dossier/internal/nlp"
	"dossier/internal/when"
)

// feast is a day that is known by a name. Its rule gives the day in a year.
type feast struct {
	rule   func(year int) when.Date
	days   int  // how long it lasts, for those of more than a day
	moon   bool // by the sight of the moon, so that the reckoned day is about right
	agenda bool // the day of one country, which only an agenda means without saying so
}

func on(month, day int) func(int) when.Date {
	return func(y int) when.Date { return when.OfDay(y, month, day) }
}

func nthOf(month int, w time.Weekday, n, plus int) func(int) when.Date {
	return func(y int) when.Date { return when.NthWeekday(y, month, w, n).AddDays(plus) }
}

func easter(plus int) func(int) when.Date {
	return func(y int) when.Date { return when.Easter(y).AddDays(plus) }
}

func orthodox(plus int) func(int) when.Date {
	return func(y int) when.Date { return when.OrthodoxEaster(y).AddDays(plus) }
}

func islamic(month, day int) func(int) when.Date {
	return func(y int) when.Date { return when.IslamicIn(y, month, day) }
}

func passover(plus int) func(int) when.Date {
	return func(y int) when.Date { return when.Passover(y).AddDays(plus) }
}

func newYear(plus int) func(int) when.Date {
	return func(y int) when.Date { return when.RoshHashanah(y).AddDays(plus) }
}

// feasts are the names of feasts, without apostrophes and the plural s of their
// words, separated by strokes.
var feasts = func() map[string]feast {
	m := map[string]feast{}
	add := func(f feast, names string) {
		for _, n := range strings.Split(names, "|") {
			m[plain(n)] = f
		}
	}
	addChristian(add)
	addCivil(add)
	addAmerican(add)
	add(feast{rule: islamic(9, 1), days: 30, moon: true}, "ramadan|ramadhan|ramazan")
	add(feast{rule: islamic(10, 1), moon: true}, "eid al-fitr|eid ul-fitr|eid-ul-fitr|id al-fitr|eid-al-fitr|eid el-fitr")
	add(feast{rule: islamic(12, 10), moon: true}, "eid al-adha|eid ul-adha|eid-ul-adha|id ul-adha|eid-al-adha|sacrifice feast|feast of the sacrifice|bakr id|eid el-adha|kurban bayram")
	add(feast{rule: islamic(1, 1), moon: true}, "islamic new year|hijri new year")
	add(feast{rule: islamic(1, 10), moon: true}, "ashura|day of ashura")
	add(feast{rule: islamic(2, 20), moon: true}, "arbaeen")
	add(feast{rule: islamic(3, 12), moon: true}, "mawlid|mawlid al-nabawi|mawlid al-nabi")
	add(feast{rule: islamic(7, 27), moon: true}, "isra and miraj|isra and mi'raj|laylat al-miraj")
	add(feast{rule: islamic(9, 27), moon: true}, "laylat al-qadr|night of measures|laylat al qadr|laylat al kadr|night of power")
	add(feast{rule: newYear(0), days: 2}, "rosh hashanah|rosh hashana|rosh hashanna|jewish new year")
	add(feast{rule: newYear(9)}, "yom kippur|day of atonement")
	add(feast{rule: newYear(14), days: 7}, "sukkot|succos|feast of the ingathering|feast of tabernacles")
	add(feast{rule: newYear(21)}, "shemini atzeret")
	add(feast{rule: newYear(22)}, "simchat torah")
	add(feast{rule: passover(0), days: 8}, "passover|pesach")
	add(feast{rule: passover(-30)}, "purim")
	add(feast{rule: passover(-29)}, "shushan purim")
	add(feast{rule: passover(33)}, "lag baomer|lag b'omer")
	add(feast{rule: passover(50), days: 2}, "shavuot")
	add(feast{rule: when.Hanukkah, days: 8}, "hanukkah|chanukah|hanukah|hannukkah")
	addAsian(add)
	return m
}()

// otherWords are names of feasts that are other words in small letters.
var otherWords = set("lent may black law labor labour great white clean father mother early late spring summer all good palm holy")

// feastHeads are the names of feasts cut off behind each word but the last.
var feastHeads = func() map[string]bool {
	m := map[string]bool{}
	for name := range feasts {
		for i := range name {
			if name[i] == ' ' {
				m[name[:i]] = true
			}
		}
	}
	return m
}()

func addChristian(add func(feast, string)) {
	add(feast{rule: on(12, 25)}, "christmas|christmas day|xmas|xmas day|x-mas|nativity of the lord")
	add(feast{rule: on(12, 24)}, "christmas eve|xmas eve")
	add(feast{rule: on(12, 26)}, "boxing day|st stephen day")
	add(feast{rule: on(1, 6)}, "epiphany|three kings day")
	add(feast{rule: on(11, 1)}, "all saints day|all hallows day|all hallow day")
	add(feast{rule: on(11, 2)}, "all souls day")
	add(feast{rule: on(2, 14)}, "valentine's day|valentine day|st valentine's day")
	add(feast{rule: on(3, 17)}, "st patrick's day|st patrick day|st paddy's day")
	add(feast{rule: easter(0)}, "easter|easter sunday")
	add(feast{rule: easter(1)}, "easter monday|easter mon")
	add(feast{rule: easter(-1)}, "holy saturday")
	add(feast{rule: easter(-2)}, "good friday")
	add(feast{rule: easter(-3)}, "maundy thursday|holy thursday|covenant thursday|covenant thu|thursday of mysteries|thu of mysteries")
	add(feast{rule: easter(-7)}, "palm sunday|branch sunday")
	add(feast{rule: easter(-46)}, "ash wednesday")
	add(feast{rule: easter(-46), days: 46}, "lent")
	add(feast{rule: easter(-47)}, "shrove tuesday|pancake day|pancake tuesday|mardi gras|fat tuesday")
	add(feast{rule: easter(39)}, "ascension day|ascension thursday")
	add(feast{rule: easter(49)}, "pentecost|whit sunday|whitsunday|white sunday")
	add(feast{rule: easter(50)}, "whit monday|pentecost monday|monday of the holy spirit")
	add(feast{rule: easter(56)}, "trinity sunday")
	add(feast{rule: easter(60)}, "corpus christi")
	add(feast{rule: easter(-21)}, "mothering sunday")
	add(feast{rule: orthodox(0)}, "orthodox easter|orthodox easter sunday")
	add(feast{rule: orthodox(-2)}, "orthodox good friday|orthodox great friday")
	add(feast{rule: orthodox(-8)}, "lazarus saturday")
	add(feast{rule: orthodox(-48)}, "clean monday|orthodox shrove monday")
	add(feast{rule: orthodox(-48), days: 48}, "great lent|great fast")
}

func addCivil(add func(feast, string)) {
	add(feast{rule: on(1, 1)}, "new year's day|new year day")
	add(feast{rule: on(12, 31)}, "new year's eve|new year eve")
	add(feast{rule: on(5, 1)}, "may day|international workers day|int'l workers day|workers' day")
	add(feast{rule: on(3, 8)}, "international women's day")
	add(feast{rule: on(4, 22)}, "earth day")
	add(feast{rule: on(4, 25)}, "anzac day")
	add(feast{rule: on(7, 14)}, "bastille day")
	add(feast{rule: on(7, 1)}, "canada day")
	add(feast{rule: on(1, 26)}, "australia day")
	add(feast{rule: on(10, 31)}, "halloween|hallowe'en|all hallows eve")
	add(feast{rule: on(11, 5)}, "guy fawkes day|guy fawkes night|bonfire night")
	add(feast{rule: on(11, 11)}, "armistice day|remembrance day")
	add(feast{rule: on(4, 1)}, "april fools' day|april fool's day|all fools' day")
	add(feast{rule: on(11, 1)}, "world vegan day")
	add(feast{rule: kingsDay}, "king's day|koningsdag")
	add(feast{rule: nthOf(5, time.Monday, 1, 0)}, "early may bank holiday")
	add(feast{rule: nthOf(5, time.Monday, -1, 0)}, "spring bank holiday")
	add(feast{rule: nthOf(8, time.Monday, -1, 0)}, "august bank holiday|summer bank holiday|late summer bank holiday")
	add(feast{rule: earthHour}, "earth hour")
}

func addAmerican(add func(feast, string)) {
	add(feast{rule: nthOf(11, time.Thursday, 4, 0)}, "thanksgiving|thanksgiving day|thanks giving|thanks giving day")
	add(feast{rule: nthOf(11, time.Thursday, 4, 1)}, "black friday")
	add(feast{rule: nthOf(11, time.Thursday, 4, 4)}, "cyber monday")
	add(feast{rule: nthOf(1, time.Monday, 3, 0)}, "martin luther king day|martin luther king's day|martin luther king jr. day|martin luther king jr day|mlk day|mlk jr. day|mlk jr day|martin luther king|civil rights day|idaho human rights day")
	add(feast{rule: nthOf(2, time.Monday, 3, 0)}, "presidents' day|president day|washington's birthday|george washington day|daisy gatson bates day")
	add(feast{rule: nthOf(5, time.Monday, -1, 0)}, "memorial day|decoration day")
	add(feast{rule: nthOf(9, time.Monday, 1, 0)}, "labor day|labour day")
	add(feast{rule: nthOf(10, time.Monday, 2, 0)}, "columbus day")
	add(feast{rule: nthOf(11, time.Monday, 1, 1)}, "election day")
	add(feast{rule: on(7, 4), agenda: true}, "independence day")
	add(feast{rule: on(6, 19)}, "juneteenth")
	add(feast{rule: on(11, 11)}, "veterans day|veteran day")
	add(feast{rule: on(2, 2)}, "groundhog day|groundhogs day")
	add(feast{rule: on(2, 12)}, "lincoln's birthday|lincoln birthday|abraham lincoln's birthday")
	add(feast{rule: on(5, 1)}, "loyalty day|law day|lei day")
	add(feast{rule: on(4, 10)}, "siblings day|national sibling day|sibling day")
	add(feast{rule: nthOf(5, time.Sunday, 2, 0), agenda: true}, "mother's day")
	add(feast{rule: nthOf(6, time.Sunday, 3, 0)}, "father's day")
	add(feast{rule: nthOf(3, time.Sunday, 2, 0)}, "daylight saving start|daylight saving start day|daylight savings start|daylight savings start day")
	add(feast{rule: nthOf(11, time.Sunday, 1, 0)}, "daylight saving end|daylight saving end day|daylight savings end|daylight savings end day")
	add(feast{rule: emancipation}, "emancipation day")
	add(feast{rule: taxDay}, "tax day")
	add(feast{rule: func(y int) when.Date { return workday(when.OfDay(y, 10, 16)) }, agenda: true}, "boss's day|boss day")
	add(feast{rule: nthOf(4, time.Saturday, -1, -3)}, "administrative professionals' day|administrative professional day|administrative professional's day|secretaries' day|admins day")
	add(feast{rule: nthOf(9, time.Monday, 1, 6)}, "national grandparents day|grandparents day")
	add(feast{rule: nthOf(5, time.Sunday, 2, -2)}, "military spouse day")
}

// newMoon and fullMoon are so many days from the first mean moon not before a day
// of the year.
func newMoon(month, day, plus int) func(int) when.Date {
	return func(y int) when.Date { return when.NewMoon(when.OfDay(y, month, day)).AddDays(plus) }
}

func fullMoon(month, day, plus int) func(int) when.Date {
	return func(y int) when.Date { return when.FullMoon(when.OfDay(y, month, day)).AddDays(plus) }
}

// addAsian adds the feasts of India and East Asia. They go by the moon and the
// sun's place among the stars, which are reckoned here by the mean moon and by
// the days that the sun stands there in our age.
func addAsian(add func(feast, string)) {
	moon := func(rule func(int) when.Date, names string) { add(feast{rule: rule, moon: true}, names) }
	moon(newMoon(1, 21, 0), "chinese new year|chinese new year day|chinese lunar new year|chinese lunar new year day|lunar new year|tet|seollal")
	moon(newMoon(10, 14, 0), "diwali|deepavali|lakshmi puja|divali")
	moon(newMoon(10, 14, -2), "dhanteras|dhanatrayodashi")
	moon(newMoon(10, 14, -1), "naraka chaturdashi|kali chaudas|choti diwali")
	moon(newMoon(10, 14, 2), "bhai dooj")
	moon(newMoon(10, 14, 6), "chhath|dala puja|surya shashthi")
	moon(newMoon(10, 14, -11), "karva chauth")
	moon(newMoon(10, 14, -14), "valmiki jayanti|maharishi valmiki jayanti|pargat diwas")
	add(feast{rule: newMoon(9, 16, 1), days: 10, moon: true}, "navaratri|durga puja")
	moon(newMoon(9, 16, 6), "maha saptami")
	moon(newMoon(9, 16, 10), "dussehra|vijayadashami")
	moon(fullMoon(2, 25, 0), "holi|dhulandi|phagwah")
	moon(fullMoon(2, 25, -1), "holika dahan|chhoti holi|kamudu pyre")
	moon(fullMoon(2, 25, 16), "ugadi|yugadi|samvatsaradi|chaitra sukladi|chaitra sukhladi")
	moon(fullMoon(2, 25, 24), "rama navami")
	moon(fullMoon(2, 25, 27), "mahavir jayanti|mahaveer janma kalyanak")
	moon(fullMoon(2, 25, -18), "maha shivaratri")
	moon(newMoon(1, 20, 5), "vasant panchami|basant panchami")
	moon(fullMoon(1, 24, 0), "guru ravidass jayanti|guru ravidas jayanti|guru ravidass birthday|guru ravidas birthday")
	moon(fullMoon(4, 27, 0), "vesak|vaisakha|buddha day|buddha purnima")
	moon(newMoon(6, 20, 1), "ratha-yatra|ratha yatra")
	moon(fullMoon(8, 3, 0), "raksha bandhan|rakhi")
	moon(fullMoon(8, 3, 8), "krishna janmashtami|gokulashtami|janmashtami")
	moon(fullMoon(8, 3, 18), "ganesh chaturthi")
	moon(on(1, 13), "boghi|bogi pandigai")
	moon(on(1, 14), "thai pongal|pongal|makara sankranthi|makar sankranti|maghi")
	moon(on(1, 15), "mattu pongal|maattu pongal")
	moon(on(1, 16), "kaanum pongal|kanni pongal")
	moon(on(4, 14), "vaisakhi|baisakhi|vasakhi|vaishakhi")
	moon(on(5, 9), "rabindra jayanti|rabindranath jayanti")
	moon(on(8, 16), "parsi new year|jamshedi navroz")
	moon(on(3, 20), "nowruz|norouz|newroz")
}

// workday moves a day off the end of the week: from Saturday to Friday, from
// Sunday to Monday.
func workday(d when.Date) when.Date {
	switch d.Weekday() {
	case time.Saturday:
		return d.AddDays(-1)
	case time.Sunday:
		return d.AddDays(1)
	}
	return d
}

// emancipation is the feast of the District of Columbia.
func emancipation(y int) when.Date { return workday(when.OfDay(y, 4, 16)) }

// taxDay is the first day from 15 April on that is no feast and no weekend.
func taxDay(y int) when.Date {
	d := when.OfDay(y, 4, 15)
	for d != workday(d) || d == emancipation(y) {
		d = d.AddDays(1)
	}
	return d
}

// kingsDay is the Dutch feast of 27 April, kept a day before a Sunday.
func kingsDay(y int) when.Date {
	if d := when.OfDay(y, 4, 27); d.Weekday() != time.Sunday {
		return d
	}
	return when.OfDay(y, 4, 26)
}

// earthHour is the last Saturday of March, or the one before Easter's eve.
func earthHour(y int) when.Date {
	d := when.NthWeekday(y, 3, time.Saturday, -1)
	if d == when.Easter(y).AddDays(-1) {
		return d.AddDays(-7)
	}
	return d
}

// plain brings a name to the form of the table: lower case, words apart by one
// space, without apostrophes, full stops and plural or genitive s.
func plain(name string) string {
	var out []string
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		if w = plainWord(w); w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

func plainWord(w string) string {
	w = strings.TrimRight(w, ".")
	if strings.ContainsAny(w, "'’") {
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		w = strings.ReplaceAll(strings.ReplaceAll(w, "'", ""), "’", "")
	}
	switch w {
	case "saint":
		return "st"
	case "s":
		return ""
	}
	if len(w) > 3 && w[len(w)-1] == 's' {
		return w[:len(w)-1]
	}
	return w
}

// maxFeastWords bounds the words of a feast's name.
const maxFeastWords = 6

// feastName finds the longest name of a feast at atom i.
func (r *reader) feastName(i int) (f feast, end int) {
	if !r.is(i, isFeast) {
		return f, 0
	}
	r.name = r.name[:0]
	for k, n := i, 0; k < r.end && n < maxFeastWords; k++ {
		w := r.word(k)
		if w == "-" || w == "." || r.is(k, isApostrophe) && r.glued(k) || (w == "'s" || w == "’s" || w == "s") && r.glued(k) {
			if end == k && w != "-" && w != "." {
				end = k + 1
			}
			continue
		}
		if w = plainWord(w); w == "" {
			break
		}
		if n++; n > 1 {
			r.name = append(r.name, ' ')
		}
		r.name = append(r.name, w...)
		if g, ok := feasts[string(r.name)]; ok {
			f, end = g, k+1
		}
		if !feastHeads[string(r.name)] {
			break
		}
	}
	return f, end
}

// feast reads a feast with its year: "Christmas 2014", "last Easter",
// "thanksgiving of next year", "Memorial Day weekend".
func (r *reader) feast(i int) (point, int) {
	k := i
	dir, dirSet := 0, false
	if a := r.at(k); a.is&isDir != 0 && a.w != "that" && a.w != "same" {
		dir, dirSet = a.n, true
		k++
	}
	f, j := r.feastName(k)
	if j == 0 || f.agenda && !r.agenda || !r.agenda && !r.capital(k) && !r.lowerCase() && (f.moon || otherWords[r.word(k)]) {
		return point{}, 0
	}
	if !r.agenda && !r.noCapitals && !r.allCapitals && (r.shape(j) == nlp.Title && j < r.end && !r.glued(j) || k > r.first+1 && k == i && r.shape(k-1) == nlp.Title) {
		return point{}, 0 // of a name: "the Christmas Cottage"
	}
	weekendToo := false
	if w := r.word(j); w == "weekend" || w == "week-end" || w == "week" && r.word(j+1) == "-" && r.word(j+2) == "end" {
		weekendToo = true
		if j++; w == "week" {
			j += 2
		}
	}
	p, told := r.feastDay(f, dir, dirSet, i, j), false
	p.noun = p.noun || feastThing(r.word(j))
	if y, e := r.yearAfter(j); e > 0 && !dirSet {
		p, j, told = y.on(f.rule(y.year)), e, true
	} else if q, e := r.feastNear(f, j); e > 0 && !dirSet {
		p, j = q, e
	}
	if p.from.IsZero() {
		return point{rel: true}, j
	}
	if f.moon {
		p.approx = "~"
		if !r.agenda && !told { // the text does not settle the day
			return point{rel: true}, j
		}
	}
	if f.days > 1 {
		p.to = p.from.AddDays(f.days - 1)
	}
	if weekendToo {
		p.to = p.from
		p.from = p.from.OnOrBefore(time.Saturday)
	}
	return p, j
}

// feastThing reports whether what stands behind a feast is a thing or an event called
// after it, which may be on another day: "the Christmas market", "the Easter bombings".
func feastThing(w string) bool {
	switch w {
	case "market", "markets", "fair", "fairs", "tree", "trees", "party", "parties", "dinner", "lunch", "card", "cards", "carol", "carols", "concert", "concerts",
		"lights", "shopping", "shopper", "shoppers", "present", "presents", "gift", "gifts", "parade", "procession", "celebrations", "celebration", "festivities",
		"decorations", "attack", "attacks", "bombing", "bombings", "massacre", "shooting", "shootings", "riots", "truce", "ceasefire", "rising", "uprising",
		"crackdown", "rush", "sales", "song", "songs", "story", "stall", "stalls", "festival", "gathering", "pageant":
		return true
	}
	return false
}

// feastNear reads the distance that tells which feast is meant: "thanksgiving in 9
// months", "tax day 3 months ago".
func (r *reader) feastNear(f feast, j int) (point, int) {
	if !r.agenda || r.depth > 0 {
		return point{}, 0
	}
	r.depth++
	p, e := r.counted(j)
	r.depth--
	if e == 0 || p.from.IsZero() {
		return point{}, 0
	}
	best, far := when.Date{}, 1<<30
	for y := p.from.Year - 1; y <= p.from.Year+1; y++ {
		d := f.rule(y)
		if gap := abs(d.Number() - p.from.Number()); !d.IsZero() && gap < far {
			best, far = d, gap
		}
	}
	return counted(best, p.anchor), e
}

func abs(n int) int { return max(n, -n) }

// feastDay finds the year of a feast told without one, as for a day and month.
func (r *reader) feastDay(f feast, dir int, dirSet bool, i, j int) point {
	anchor := r.now()
	if r.published.Precision < when.Month {
		anchor = r.last
		if anchor.IsZero() {
			anchor = r.main
		}
		if anchor.IsZero() && r.mainYear > 0 {
			anchor = when.OfYear(r.mainYear)
		}
	}
	if anchor.IsZero() {
		return point{rel: true}
	}
	if anchor.Precision < when.Month {
		return counted(f.rule(anchor.Year), anchor)
	}
	ahead := dirSet && dir == forward || !dirSet && r.future(i, j)
	best, far := when.Date{}, 1<<30
	for y := anchor.Year - 1; y <= anchor.Year+1; y++ {
		d := f.rule(y)
		gap := d.Number() - anchor.Number()
		switch {
		case d.IsZero(), dirSet && dir == back && gap >= 0, dirSet && dir == forward && gap <= 0:
			continue
		case dirSet && dir == here:
			if y != anchor.Year {
				continue
			}
		case !dirSet && r.published.Precision >= when.Month && (ahead && gap < 0 || !ahead && gap > 0):
			continue
		}
		if gap = abs(gap); gap < far {
			best, far = d, gap
		}
	}
	return counted(best, anchor)
}
