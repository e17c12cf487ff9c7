package plain

import (
	"strings"
	"unicode"

	"dossier/internal/doc"
	"dossier/internal/source"
	"dossier/internal/text"
)

// role is what a line of an alert that begins with a key holds.
type role uint8

const (
	noRole  role = iota
	fact         // a short value that answers the key: where, when
	prose        // sentences or phrases that tell what happened
	message      // of the report itself: from, to, reference
	stamp        // when the report was written
	subject      // what it is about: its title
)

// alertKeys are the keys that alerts of operations centres, spot reports and
// security advisories begin their lines with, in lower case without marks.
var alertKeys = alertTable(map[role]string{
	fact: "location|place|where|position|pos|venue|locality|loc|incident location|location of incident|grid|mgrs|grid reference|coordinates|lat/long|" +
		"date|date of incident|incident date|date/time|date-time|date time|date and time|date & time|time and date|when|time|time of incident|incident time|local time|" +
		"time of attack|date of attack|date of event|time of event|date/time of incident|dtg of incident|killed|fatalities|deaths|injured|wounded|missing|abducted|arrested",
	prose: "what|who|why|how|details|detail|summary|narrative|description|event|incident|incident type|type of incident|type|attack type|category|activity|act|action|" +
		"action taken|actions taken|action to date|situation|sit|remarks|comment|comments|assessment|bda|cas|casualties|casualty|own cas|enemy cas|friendly cas|civcas|" +
		"damage|item|device|weapon|weapons|target|victim|victims|perpetrator|perpetrators|suspects|suspect|claim|responsibility|attribution|enemy|friendly|en|ff|" +
		"background|advice|recommendation|recommendations|actions to take|update|updates|update 1|update 2|update 3|status|incident status|size|equipment|equip|unit|materiel|" +
		"injuries|medevac|own forces|enemy forces|response|headline|key points|outcome|method|vessel|vessel type|ship type|ops|ins|hostages",
	message: "vessel name/type|vessel name|name/type|flag|analysis|cargo|from|to|info|cc|ref|refs|reference|reference no|report no|alert no|event no|incident no|serial|serial no|prepared by|reported by|source|sources|contact|assistance|precedence|" +
		"classification|distribution|reliability|severity|priority|threat level|risk level|originator|reporting unit|poc|phone|tel|email|alert level",
	stamp:   "reported|dtg|message dtg|date of report|report date|issued|issued at|date issued|sent|updated|last updated|as of|as at|report time|time of report",
	subject: "subj|subject|title|re",
})

func alertTable(lists map[role]string) map[string]role {
	m := map[string]role{}
	for r, keys := range lists {
		for _, k := range strings.Split(keys, "|") {
			m[k] = r
		}
	}
	return m
}

// salute are the letters that the lines of a SALUTE or SALT report begin with.
var salute = map[string]string{"s": "size", "a": "activity", "l": "location", "u": "unit", "t": "time", "e": "equipment"}

// keyed is a line of an alert: its key and value, ranges of the line.
type keyed struct {
	role       role
	key, value text.Span
}

// alertLine cuts a line of an alert: "LOCATION: Gao", "2. CASUALTIES: Nil", "- When:
// 14 May", "(WHAT) …", "DTG 231405Z NOV 21", "A. ENEMY. …", of a SALUTE report "L - Gao".
func (p *parser) alertLine(s string) (k keyed) {
	at := marker(s)
	if at == 0 {
		at = lettered(s)
	}
	rest := s[at:]
	if k, n, ok := bracketed(rest); ok {
		return keyed{alertKeys[k], text.Span{Start: at + 1, End: at + 1 + len(k)}, text.Span{Start: at + n, End: len(s)}}
	}
	end, next := delimiter(rest, at > 0)
	if end <= 0 {
		return k
	}
	name := plainKey(rest[:end])
	k.role = alertKeys[name]
	if full, ok := salute[name]; ok && p.salute && k.role == noRole {
		k.role = alertKeys[full]
	}
	value := strings.TrimLeftFunc(rest[next:], white)
	k.key, k.value = text.Span{Start: at, End: at + end}, text.Span{Start: len(s) - len(value), End: len(s)}
	if k.role == noRole {
		return keyed{}
	}
	return k
}

// lettered is the length of "A. " or "B) " at the start of a line.
func lettered(s string) int {
	if len(s) > 3 && s[0] >= 'A' && s[0] <= 'Z' && (s[1] == '.' || s[1] == ')') && s[2] == ' ' {
		return 3
	}
	return 0
}

// bracketed reads "(WHAT) …": the key in lower case and the length of it all.
func bracketed(s string) (key string, n int, ok bool) {
	if !strings.HasPrefix(s, "(") {
		return "", 0, false
	}
	end := strings.IndexByte(s[:min(len(s), 30)], ')')
	if end < 2 {
		return "", 0, false
	}
	key = plainKey(s[1:end])
	n = end + 1
	for n < len(s) && (s[n] == ' ' || s[n] == ':') {
		n++
	}
	return key, n, alertKeys[key] != noRole && len(key) == end-1
}

// longestKey is the most bytes of a key with what may stand in brackets behind it.
const longestKey = 48

// delimiter finds the end of a key and the beginning of its value: at a colon, at a
// dash with spaces around it, behind "DTG", and in the numbered and lettered
// paragraphs of military messages at a full stop.
func delimiter(s string, listed bool) (end, next int) {
	head := s[:min(len(s), longestKey)]
	if i := strings.IndexByte(head, ':'); i > 0 {
		return i, i + 1
	}
	for _, dash := range []string{" - ", " – ", " — "} {
		if i := strings.Index(head, dash); i > 0 {
			return i, i + len(dash)
		}
	}
	if f := strings.Fields(head); len(f) > 1 && strings.EqualFold(f[0], "dtg") {
		return len(f[0]), len(f[0])
	}
	if i := strings.Index(head, ". "); listed && i > 0 && capitals(head[:i]) {
		return i, i + 1
	}
	return 0, 0
}

// plainKey is a key in lower case, without what stands in brackets behind it.
func plainKey(s string) string {
	if i := strings.IndexByte(s, '('); i > 0 {
		s = s[:i]
	}
	return strings.Join(strings.Fields(strings.ToLower(strings.ReplaceAll(s, ".", ""))), " ")
}

// fewestKeys is how many lines with keys make a text an alert, of which two
// different ones are known and tell where, when or what.
const fewestKeys = 3

// keyWords is the most words of a key.
const keyWords = 5

// surveyed is the most lines that are looked at to see whether a text is an alert.
const surveyed = 200

// isAlert reports whether the lines of the text begin with the keys of an alert,
// and whether they are those of a SALUTE report.
func (p *parser) isAlert() (alert bool) {
	letters := map[string]bool{}
	shaped := 0 // lines of the form "Key: value"
	keys := map[string]role{}
	at := p.pos
	for range surveyed {
		l, end, ok := nextLine(p.s, at)
		if !ok {
			break
		}
		at = end
		s := p.s[l.Start:l.End]
		if key, _, ok := fieldLine(s); ok && !unicode.IsLower(first(key)) && strings.Count(key, " ") < keyWords {
			shaped++
		}
		if len(s) > 4 && strings.HasPrefix(s[1:], " - ") || len(s) > 3 && s[1] == ':' {
			letters[strings.ToLower(s[:1])] = true
		}
		if k := p.alertLine(s); k.role != noRole && k.role != message {
			keys[plainKey(s[k.key.Start:k.key.End])] = k.role
		}
	}
	p.salute = letters["s"] && letters["a"] && letters["l"] && letters["t"]
	return p.salute || shaped >= fewestKeys && len(keys) >= 2 || keys["dtg"] == stamp
}

// alert reads a line of an alert that begins with a key.
func (p *parser) alert(l line, words string) bool {
	k := p.alertLine(words)
	if k.role == noRole || p.lower(words, k) {
		return false
	}
	key := text.Span{Start: l.Start + k.key.Start, End: l.Start + k.key.End}
	value := text.Span{Start: l.Start + k.value.Start, End: l.Start + k.value.End}
	switch {
	case k.value.IsZero() || value.Start >= value.End:
		if k.role == prose { // the value stands below
			return false
		}
		p.add(doc.Block{Kind: doc.Header, Span: l.Span, Key: key})
	case k.role == prose && (brief[plainKey(words[k.key.Start:k.key.End])] && strings.Count(p.s[value.Start:value.End], " ") < briefWords || none[strings.ToLower(strings.Trim(p.s[value.Start:value.End], " ."))]):
		p.add(doc.Block{Kind: doc.FieldLine, Span: l.Span, Key: key, Value: value})
	case k.role == subject && !p.hasTitle():
		p.startSection(1, value, l)
	case k.role == prose, k.role == subject:
		p.begin(doc.Paragraph, value, line{value})
	case k.role == fact:
		p.add(doc.Block{Kind: doc.FieldLine, Span: l.Span, Key: key, Value: value})
		p.dated(p.s[value.Start:value.End])
	default:
		p.add(doc.Block{Kind: doc.Header, Span: l.Span, Key: key, Value: value})
		if k.role == stamp {
			p.dated(p.s[value.Start:value.End])
		}
	}
	return true
}

// brief are the keys whose value is a name where it is short, of at most as many
// words.
var brief = map[string]bool{"assessment": true, "unit": true, "u": true, "attribution": true, "suspects": true, "suspect": true, "perpetrator": true, "perpetrators": true}

const briefWords = 5

// none are the values that say that there is none.
var none = map[string]bool{"nil": true, "none": true, "no": true, "0": true, "zero": true, "none reported": true, "nil reported": true, "none known": true}

// lower reports whether the key of a line begins with a small letter: it is words
// of a sentence.
func (p *parser) lower(words string, k keyed) bool {
	return unicode.IsLower(first(words[k.key.Start:]))
}

// dated takes the day that v names for the document's, which has none yet.
func (p *parser) dated(v string) {
	if p.d.Published != "" || !strings.ContainsAny(v, "0123456789") {
		return
	}
	if d := source.Date(v, p.date); len(d) >= len("2006-01-02") {
		p.d.Published = d
	}
}
