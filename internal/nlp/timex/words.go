package timex

import "strings"

// yearLeads are words after which four figures are a year.
var yearLeads = set("in since of until till by from during year early late mid before after throughout through and to circa around about ( [ / – — - , ; spring summer autumn fall winter ca. c. between back ca c m. d. b. div. fl. born died est. r.")

// afterYear are words that can follow a year.
var afterYear = set("and to the in on at by was were when after before that with as for but or from while which who is it he she they of until has had through onwards onward he's where a an census saw will would about if because she's without under among between against between together are a.d. ce bc")

// lifeMarks are short forms before the year of a birth, death, marriage or reign.
var lifeMarks = set("b d m r div fl est c ca")

// nounLeads are words before a year that dates the noun behind it.
var nounLeads = set("the a an his her its their our this that of for")

// figureNames are words before figures that count or number instead of dating.
var figureNames = set("no no. number room flight highway route section article page pages building box street avenue road unit chapter figure table about model")

// quantities are words in small letters before figures that are an amount.
var quantities = set("about nearly over than only almost some least most approximately roughly up another these those no number page p. pp. room flight route highway section article x exactly just")

// zones are abbreviations of time zones; a place with "time" behind it is read
// beside them.
var zones = set("gmt utc bst cet cest eet eest msk irst irdt est edt cst cdt mst mdt pst pdt et ct mt pt z zulu ist pkt jst kst aest aedt wat cat eat sast trt azt aft hkt sgt pht wib")

// regions are the parts of North America whose zones go by their name.
var regions = set("eastern central mountain pacific atlantic")

func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}
