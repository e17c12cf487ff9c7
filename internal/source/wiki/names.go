package wiki

import "strings"

// action is what is done with a template.
type action uint8

const (
	none        action = iota // nothing is known of it
	drop                      // nothing of it is part of what the page says
	first                     // its first argument is shown
	second                    // its second
	lastArg                   // its last
	list                      // its arguments are entries of a list
	columns                   // its argument is a part of the page
	quotation                 // quoted words and their speaker
	date                      // a date in parts
	age                       // the years between two dates
	coordinates               // {{coord}}
	quantity                  // {{convert}}
	character                 // stands for a character
	prefixed                  // its name or a sign and its first argument are shown
	joined                    // its first two arguments are shown
)

// characters are the templates that stand for a character or two.
var characters = map[string]string{
	"ndash": "–", "en dash": "–", "–": "–", "mdash": "—", "em dash": "—", "—": "—",
	"spaced ndash": " – ", "spaced en dash": " – ", "snd": " – ", "spnd": " – ", "dash": " – ",
	"spaced mdash": " — ", "spaced em dash": " — ", "'": "'", "'s": "'s", "`": "'", "'\"": "'\"", "\"'": "\"'",
	"!": "|", "=": "=", "nbsp": " ", "space": " ", "spaces": " ", "thinsp": " ", "thin space": " ", "zwsp": "",
	"·": " · ", "•": " • ", "dot": " · ", "middot": " · ", "bullet": " • ", "*": " • ", "break": "\n", "br": "\n",
	"times": "×", "minus": "−", "degree": "°", "deg": "°", "number": "№", "hyphen": "-", "-'": "'",
}

// prefixes are the signs that templates put before their argument.
var prefixes = map[string]string{
	"us$": "US$", "usd": "US$", "gbp": "£", "£": "£", "eur": "€", "euro": "€", "€": "€", "inr": "₹", "₹": "₹", "a$": "A$",
	"aud": "A$", "c$": "C$", "cad": "C$", "jpy": "¥", "circa": "c. ", "c.": "c. ", "ca": "c. ", "floruit": "fl. ",
	"uss": "", "hms": "", "usns": "", "mv": "", "ss": "", "rms": "", "hmas": "", "ins": "", "hmcs": "",
}

// actions lists the templates by what is done with them.
var actions = actionTable([]named{
	{first, `nowrap|nobr|nobreak|no wrap|nwr|small|smaller|big|larger|center|centre|nobold|noitalic|noitalics|nocaps|em|strong|bold|b|
		italic|i|italics|underline|u|s|strike|abbr|abbrv|tooltip|abbrlink|ill|interlanguage link|interlanguage link multi|link-interwiki|
		flag|flagcountry|flagu|flagg|flaglist|noflag|flagathlete|country|flagmain|sup|sub|smallcaps|sc|smcaps|vanchor|visible anchor|
		visanc|sic|not a typo|typo|as written|proper name|linktext|nts|val|nihongo|text|plain text|nopluralize|no italic|no bold|
		code|kbd|mono|tt|samp|var|script|rtl|bidi|nastaliq|naskh|script/arabic|script/nastaliq|script/hebrew|unicode|raise|lower|
		sentence case|title case|lcfirst|ucfirst|lc|uc|delink|trim|normal|highlight|avoid wrap|nowraplinks|nowrap link|
		langnf|translation|literal translation|lit|gloss|nee|né|née|hidden text|military unit|army|navy|air force|marines|
		allow wrap|keep wrap|wrap|fs|font size|date table sorting|age nts|number table|q|'|marriage|married|okina|party name with color|
		flagteam|fb|fbw|cr|ru|rut|nft|bk|nft`},
	{second, `lang|langx|transliteration|transl|translit|tlit|color|fontcolor|colour|background color|bgcolor|hover title|url|
		official url|font color|wikt-lang|resize|interp|audio|sort|w|party shortname link`},
	{lastArg, `midsize|party color cell|fontsize|hs|sort name`},
	{list, `plainlist|plain list|flatlist|ubl|ubil|ublist|unbulleted list|unbulletedlist|unbullet|ulist|hlist|bulleted list|blist|
		bulletedlist|collapsible list|cslist|comma separated entries|br separated entries|ordered list|numbered list|olist|
		unordered list|enum|indented plainlist|startplainlist|hlist-comma|comma-separated list|pipe list|semicolon list|
		unindented list|horizontal list|list collapsed|mlist`},
	{columns, `columns-list|col-list|columns list|colist|column list|columns|multicol|gray box|refbox|box`},
	{quotation, `quote|blockquote|block quote|cquote|quotation|rquote|bquote|quote box|quotebox|quote frame|pull quote|pullquote|
		centered pull quote|centred pull quote|centered quote|quote without source|bq|blockquotation|"|talk quote|long quote|
		quotation1|large quote|epigraph|poemquote|poem quote|verse translation`},
	{date, `start date|start-date|startdate|start date and age|start date and years ago|sda|start and end dates|birth date|birth-date|
		birth date and age|birth-date and age|bda|dob|birth year and age|birthdate|birth date and age2|death date|death-date|
		death date and age|death-date and age|dda|deathdateandage|death year and age|end date|end-date|enddate|film date|
		launch date|release date|date|dts|dtsh|datetime|date and age|event date|opening date|ushowdate|as of|asof|ymd|isodate|
		show date|dmy|mdy|format date|start time`},
	{age, `age|age in years|aged|age at death`},
	{coordinates, `coord|coords|coordinates|coor|coor d|coor dm|coor dms|wikidatacoord`},
	{quantity, `convert|cvt|conv|conversion`},
	{joined, `sortname|ship|full name|sname|personname|frac|fraction|sfrac`},
	{drop, `main|main article|main articles|see also|further|further information|about|for|for multi|hatnote|redirect|redirect2|
		redirect-distinguish|distinguish|other uses|other people|other places|otheruses|self-reference|details|see|seealso|broader|
		short description|shortdesc|good article|featured article|featured list|protected|sprotected|semi-protected|pp|
		ref|refn|efn|efn-ua|efn-lr|efn-la|notetag|note|sfn|sfnp|sfnm|harv|harvnb|harvp|harvtxt|r|rp|ran|citation|cite|cn|fact|
		who|by whom|whom|when|where|which|why|clarify|clarification|vague|dubious|disputed|verify source|verify credibility|
		failed verification|unreliable source|unreliable source?|self-published source|primary source inline|dead link|webarchive|
		better source|importance inline|weasel inline|peacock inline|pov|npov|pov statement|update after|update inline|relevance inline|
		reflist|ref list|references|notelist|notelist-ua|notes|refbegin|refend|reflist-talk|authority control|ac|defaultsort|
		portal|portal bar|portal inline|portals|commons|commons category|commonscat|commons category-inline|commons-inline|
		sister project links|sisterlinks|wikinews|wikisource|wikiquote|wiktionary|wikivoyage|subject bar|spoken wikipedia|
		navbox|sidebar|campaignbox|succession box|s-start|s-end|s-bef|s-ttl|s-aft|coord missing|coordinates missing|flagicon|flag icon|flagdeco|flagicon image|flag+link icon|
		multiple issues|more citations needed|refimprove|unreferenced|orphan|cleanup|copy edit|tone|lead too short|lead too long|
		update|current|current event|recent death|recentism|expand section|empty section|expand language|under construction|
		in use|merge|merge to|merge from|split|notability|one source|no footnotes|more footnotes|rough translation|
		toc|tocleft|toclimit|toc limit|tocright|clear|clr|-|clearleft|clearright|stack|stack begin|stack end|div col|div col end|
		div col start|col-begin|col-end|col-break|col-2|col-3|endplainlist|endflatlist|end plainlist|end|
		ipa|respell|pronunciation|audio link|listen|anchor|visible|shortcut|circular reference|full citation needed|attached kml|
		osm location map|location map|location map+|location map~|maplink|image map|imageframe|multiple image|double image|
		css image crop|annotated image|external media|external video|external image|youtube|imdb title|imdb name|official website|official|
		twitter|x|facebook|instagram|isbn|issn|oclc|doi|url status|increase|decrease|steady|profit|loss|up|down|gain|nochange|
		kia|pow|wia|surrendered|dagger|double dagger|†|‡|ref label|note label|inflation|inflation-fn|age in months|
		source|haveyoursay|archive|archived|archive header|publish|peer reviewed|byline|developing|tasks|original|
		wikidata|wikidata-inline|linktitle|hidden begin|hidden end|hidden|collapse top|collapse bottom|tl|tlx|reply to|ping|unsigned`},
})

// named is an action and the names of its templates.
type named struct {
	action action
	names  string
}

// actionTable turns the lists into one table from name to action.
func actionTable(lists []named) map[string]action {
	m := map[string]action{}
	for _, l := range lists {
		for name := range strings.SplitSeq(l.names, "|") {
			m[strings.TrimSpace(name)] = l.action
		}
	}
	for name := range prefixes {
		m[name] = prefixed
	}
	for name := range characters {
		m[name] = character
	}
	return m
}

// droppedPrefixes and droppedSuffixes are how the names of whole families of
// templates begin and end: citations, maintenance notes, stubs.
var (
	droppedPrefixes = []string{"cite ", "citation", "harv", "use ", "pp-", "campaignbox", "navbox", "sidebar", "wikiproject",
		"ipa-", "ipac-", "ipa ", "infobox", "country data", "geobox", "timeline ", "uw-", "cite-", "source-", "rfd"}
	droppedSuffixes = []string{" needed", "-stub", " stub", " inline", "-inline", " sidebar", " navbox", " citation", " topics", " disambiguation"}
)

// actionOf is what is done with the template of the name.
func actionOf(name string) action {
	if a, ok := actions[name]; ok {
		return a
	}
	for _, x := range droppedPrefixes {
		if strings.HasPrefix(name, x) {
			return drop
		}
	}
	for _, x := range droppedSuffixes {
		if strings.HasSuffix(name, x) {
			return drop
		}
	}
	if strings.HasPrefix(name, "lang-") || strings.HasPrefix(name, "flagicon") {
		if name[0] == 'l' {
			return first
		}
		return drop
	}
	return none
}

// isInfobox reports whether a template is the box of facts beside an article.
func isInfobox(name string) bool {
	return strings.HasPrefix(name, "infobox") || strings.HasSuffix(name, " infobox")
}
