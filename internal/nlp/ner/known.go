package ner

import (
	"strings"

	"dossier/internal/entity"
)

// known lists organisations and groups whose names do not show what they are:
// armed and political groups, media outlets, international bodies, companies
// often met in reports. Names are in lower case, words apart by one space. The
// list is general knowledge, compiled for this package.
var known = buildKnown([]knownList{
	{entity.Group, []string{
		"taliban", "tehrik-i-taliban pakistan", "tehreek-e-taliban pakistan", "pakistani taliban", "afghan taliban", "ttp",
		"al-qaeda", "al qaeda", "al-qaida", "al qaida", "al-shabaab", "al shabaab", "al-shabab", "al shabab", "isil", "isis",
		"islamic state", "islamic state of iraq and the levant", "islamic state of iraq and syria", "daesh", "isis-k", "is-k",
		"islamic state khorasan", "islamic state in iraq and the levant", "al-nusra front", "al-nusra", "jabhat al-nusra",
		"hayat tahrir al-sham", "boko haram", "ansar al-sharia", "ansar dine", "hezbollah", "hizbullah", "hizballah",
		"hizbollah", "hamas", "fatah", "islamic jihad", "palestinian islamic jihad", "black september", "plo", "pflp",
		"al-aqsa martyrs brigades", "houthi", "houthis", "ansar allah", "farc", "eln", "auc", "shining path",
		"sendero luminoso", "mrta", "tupac amaru", "fmln", "m-19", "epl", "the extraditables", "eta", "grapo", "ira",
		"provisional ira", "real ira", "continuity ira", "inla", "uvf", "uda", "red brigades", "red army faction",
		"baader-meinhof", "november 17", "17 november", "17n", "pkk", "ypg", "dhkp-c", "asala", "kach",
		"ltte", "tamil tigers", "liberation tigers of tamil eelam", "naxalites", "lashkar-e-taiba", "lashkar-e-tayyiba",
		"jaish-e-mohammed", "jaish-e-mohammad", "lashkar-e-jhangvi", "harkat-ul-mujahideen", "hizb-ul-mujahideen",
		"sipah-e-sahaba", "jamaat-ud-dawa", "jamaat-ul-ahrar", "haqqani network", "hezb-e islami", "jundallah",
		"jaish al-adl", "mujahedin-e khalq", "mek", "mko", "jemaah islamiyah", "abu sayyaf", "abu sayyaf group", "milf",
		"mnlf", "npa", "new people's army", "aum shinrikyo", "ku klux klan", "proud boys", "oath keepers", "weathermen",
		"weather underground", "al-mourabitoun", "aqim", "jnim", "gia", "gspc", "lord's resistance army", "lra", "m23",
		"adf", "janjaweed", "seleka", "anti-balaka", "mau mau", "renamo", "unita", "al-badr", "caucasus emirate",
		"muslim brotherhood", "gulf cartel", "sinaloa cartel", "los zetas", "ms-13", "wagner group", "azov",
		"kata'ib hezbollah", "mahdi army", "quds force", "contras", "sandinistas", "zapatistas", "ezln",
	}},
	{entity.Organisation, []string{
		"united nations", "un", "u.n.", "nato", "european union", "eu", "e.u.", "african union", "arab league", "osce", "oic", "asean",
		"ecowas", "interpol", "europol", "unesco", "unicef", "unhcr", "unrwa", "unama", "unifil", "who", "iaea", "imf",
		"world bank", "red cross", "red crescent", "icrc", "amnesty international", "human rights watch",
		"doctors without borders", "médecins sans frontières", "greenpeace", "reporters without borders", "fifa", "opec",
		"reuters", "ap", "associated press", "afp", "agence france-presse", "agence france presse", "upi", "tass", "itar-tass",
		"interfax", "ria novosti", "xinhua", "irna", "isna", "fars", "tasnim", "mehr", "anadolu", "anadolu agency", "apa",
		"azertac", "dpa", "efe", "ansa", "pti", "ani", "ians", "kyodo", "yonhap", "antara", "bernama", "wam",
		"sana", "mena", "maan", "amaq", "saba", "ptv", "notimex", "prensa latina", "bbc", "bbc news", "cnn", "cbs", "nbc", "abc", "pbs", "npr", "fox news",
		"msnbc", "sky news", "channel 4", "al jazeera", "al-jazeera", "al arabiya", "al-arabiya", "al-manar", "voa",
		"voice of america", "rfe/rl", "radio free europe", "deutsche welle", "dw", "rt", "russia today", "sputnik", "france 24", "euronews",
		"geo news", "tolonews", "tolo news", "ndtv", "rtl", "zdf", "ard", "rai", "tve", "orf", "nrk", "cbc", "rthk", "nhk", "cctv news",
		"new york times", "washington post", "wall street journal", "los angeles times", "usa today", "guardian",
		"the guardian", "the independent", "the times", "daily mail", "daily telegraph", "financial times", "le monde", "le figaro", "el país",
		"el pais", "el mundo", "la repubblica", "der spiegel", "die zeit", "bild", "haaretz", "jerusalem post", "the hindu",
		"times of india", "the star", "straits times", "the economist", "newsweek", "twitter", "facebook", "telegram",
		"youtube", "instagram", "whatsapp", "google", "wikileaks", "wikipedia", "wikinews", "8chan", "4chan", "bellingcat", "fbi", "cia", "nsa", "dhs",
		"atf", "dea", "nypd", "lapd", "mi5", "mi6", "gchq", "kgb", "fsb", "gru", "mossad", "shin bet", "idf", "isi", "raw",
		"irgc", "savak", "stasi", "scotland yard", "pentagon", "white house", "kremlin", "downing street", "state department",
		"peace corps", "foreign service", "capitol police", "homeland security", "labour party", "civic platform",
		"democratic party", "republican party", "walmart", "boeing", "airbus", "lufthansa", "air france", "british airways",
		"pan am", "el al", "delta air lines", "american airlines", "united airlines", "swissair", "egyptair", "aeroflot", "uber", "blackwater",
		"hyundai", "toyota", "mercedes", "bundeswehr", "bundestag", "knesset", "duma", "majlis", "loya jirga", "carabinieri",
		"guardia civil", "gign", "spetsnaz", "security council", "general assembly", "european commission",
		"european council", "european parliament", "european court of human rights", "international criminal court", "afd",
		"pasok", "likud", "ba'ath party", "oecd", "csto", "brics",
	}},
	{entity.Facility, []string{"capitol", "capitol hill", "vatican city", "world trade center", "eiffel tower", "ground zero"}},
})

type knownList struct {
	kind  entity.Kind
	names []string
}

func buildKnown(lists []knownList) map[string]entity.Kind {
	m := make(map[string]entity.Kind, 512)
	for _, l := range lists {
		for _, n := range l.names {
			m[n] = l.kind
		}
	}
	return m
}

// knownWords is, by first word, the most words a known name has.
var knownWords = countKnown()

func countKnown() map[string]int {
	m := make(map[string]int, len(known))
	for name := range known {
		first, rest, _ := strings.Cut(name, " ")
		n := 1
		if rest != "" {
			n += strings.Count(rest, " ") + 1
		}
		m[first] = max(m[first], n)
	}
	return m
}
