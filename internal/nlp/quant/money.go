package quant

import (
	"math"
	"strings"

	"dossier/internal/nlp"
)

// moneyAt reads a currency behind a number: "dollars", "Swiss francs", "USD".
func (p *parser) moneyAt(i int, w string) measure {
	if code := currencyCode(w); code != "" {
		return measure{nlp.Money, code, 1}
	}
	if next := p.at(i + 1); w == "$" && next.class == digits && next.glued {
		return measure{}
	}
	if code := currencyNoun(w); code != "" && (w != "pounds" && w != "pound" || p.money || p.at(i-1).class == scale) {
		return measure{nlp.Money, code, 1}
	}
	for n := 1; n < 3 && i+n < len(p.atoms); n++ {
		if code := nationalCurrency(p.slice(p.at(i).sp.Start, p.at(i+n-1).sp.End), p.at(i+n).w); code != "" {
			return measure{nlp.Money, code, n + 1}
		}
	}
	return measure{}
}

// nationalCurrency is the code of a currency named with its country: "Swiss
// francs", "Hong Kong dollars".
func nationalCurrency(country, noun string) string {
	if len(country) > 16 {
		return ""
	}
	if noun == "sterling" && (country == "pounds" || country == "pound") {
		return "GBP"
	}
	one := strings.TrimSuffix(noun, "s")
	switch one {
	case "kroner", "kronor":
		one = one[:4] + "e"
	case "krona":
		one = "krone"
	}
	if !nationalNouns[one] {
		return ""
	}
	return nationalCurrencies[strings.ToLower(country)+" "+one]
}

// nationalNouns are the nouns of the currencies that are named with a country.
var nationalNouns = lastWords(nationalCurrencies)

func lastWords(names map[string]string) map[string]bool {
	last := map[string]bool{}
	for n := range names {
		last[n[strings.LastIndexByte(n, ' ')+1:]] = true
	}
	return last
}

// currencyNoun is the code of a currency named by its noun or sign alone; the
// most used one where several countries share the name, XXX where none is.
func currencyNoun(w string) string { return currencyNouns[w] }

// currencyCode is the ISO 4217 code that w spells, "" when none.
func currencyCode(w string) string {
	if w == "us$" {
		return "USD"
	}
	if len(w) != 3 || strings.Index(currencyCodes, w)%4 != 0 {
		return ""
	}
	return strings.ToUpper(w)
}

// thousandfold reads a code with the letter of a power of ten before it: "MUSD".
func thousandfold(w string) (code string, factor float64) {
	if len(w) != 4 {
		return "", 0
	}
	switch w[0] {
	case 'k', 't':
		factor = 1e3
	case 'm':
		factor = 1e6
	case 'b':
		factor = 1e9
	default:
		return "", 0
	}
	return currencyCode(w[1:]), factor
}

// signBefore is the currency of the sign or code that stands before atom i and
// belongs to no number before it.
func (p *parser) signBefore(i int) string {
	a := p.at(i - 1)
	if i == 0 {
		return ""
	}
	if k := len(p.a.Numbers); k > 0 && p.a.Numbers[k-1].Span.End >= a.sp.End {
		return ""
	}
	switch a.w {
	case "$":
		switch p.at(i - 2).w {
		case "c", "cad":
			return "CAD"
		case "a", "aud":
			return "AUD"
		case "hk":
			return "HKD"
		case "nz", "nzd":
			return "NZD"
		case "s":
			return "SGD"
		case "mex", "mx":
			return "MXN"
		case "nt":
			return "TWD"
		}
		return "USD"
	case "rs", "rs.":
		return "INR"
	}
	if r := a.w; r != "" && r[0] >= 0x80 {
		return currencyNoun(r)
	}
	return currencyCode(a.w)
}

// signStart is the token where the sign before atom i begins.
func (p *parser) signStart(i int) int {
	if p.at(i-1).w == "$" {
		switch p.at(i - 2).w {
		case "us", "u.s", "u.s.", "c", "a", "hk", "nz", "nt", "s", "mex", "mx", "cad", "aud", "nzd", "usd", "mxn":
			if p.at(i-2).class == other || p.at(i-2).w == "a" && p.a.Tokens[p.at(i-2).tok].Shape == nlp.Upper && p.at(i-1).glued {
				return p.at(i - 2).tok
			}
		}
	}
	return p.at(i - 1).tok
}

// hundredth is the unit of a hundredth of currency code.
func hundredth(code string) string {
	if code == "GBP" {
		return "penny"
	}
	return "cent"
}

// changed joins to the amount m an amount n of its smaller unit: "5 feet 2
// inches", "3 dollars and 50 cents".
func (p *parser) changed(m, n *nlp.Number) bool {
	if m.Kind != nlp.Money && m.Kind != nlp.Measure || m.Last != n.First && (n.First != m.Last+1 || p.lower(m.Last) != "and") || !single(m) || !single(n) {
		return false
	}
	if n.Span.Start != n.Head.Start || m.Value != math.Trunc(m.Value) {
		return false
	}
	part := smaller(strings.ToLower(m.Unit), strings.ToLower(n.Unit))
	if n.Unit == "" && n.Kind == nlp.Cardinal && n.Value >= 10 && n.Last == n.First+len(strings.Fields(p.a.Text(n.Span))) && p.ended(n.Last) { // 15 dollars 50
		part = smaller(strings.ToLower(m.Unit), hundredth(m.Unit))
	}
	if part == 0 || n.Value*part >= 1 {
		return false
	}
	m.Value += n.Value * part
	p.join(m, n, exactly(m.Value))
	m.Count = whole(m.Value)
	return true
}

// smaller is how much of the unit big a unit is that is told behind it, 0 when it
// is none.
func smaller(big, unit string) float64 {
	switch unit {
	case "inch", "inches", "in":
		if big == "foot" || big == "feet" || big == "ft" {
			return 1.0 / 12
		}
	case "ounce", "ounces", "oz":
		if big == "pound" || big == "pounds" || big == "lb" || big == "lbs" {
			return 1.0 / 16
		}
	case "cent":
		if big == "usd" || big == "eur" || big == "cad" || big == "aud" || big == "xxx" {
			return 0.01
		}
	case "penny":
		if big == "gbp" {
			return 0.01
		}
	}
	return 0
}

// currencyCodes are the codes of ISO 4217 with a space behind each, in lower
// case; those that are English words or names ("all", "bob", "pen", "try") are left out.
const currencyCodes = "aed afn amd aoa ars aud awg azn bbd bdt bgn bhd bif bmd bnd brl bsd btn bwp byn bzd cad cdf chf clp cny crc cve czk " +
	"djf dkk dop dzd egp etb eur fjd fkp gbp ghs gip gmd gnf gtq gyd hkd hnl hrk htg huf idr ils inr iqd irr isk jmd jod jpy kes kgs khr kmf kpw " +
	"krw kwd kyd kzt lak lbp lkr lrd lsl lyd mdl mga mkd mmk mnt mru mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pgk php pkr pln pyg " +
	"qar rsd rub rwf sar sbd scr sdg sek sgd shp sle srd ssp stn svc syp szl thb tjs tmt tnd ttd twd tzs uah ugx usd uyu uzs ves vnd vuv wst " +
	"xaf xcd xof xpf yer zar zmw zwl btc dem frf esp itl rmb "

// currencyNouns are the nouns and signs of money.
var currencyNouns = listed(map[string]string{
	"USD": "$ dollar dollars buck bucks", "EUR": "€ euro euros", "GBP": "£ pound pounds sterling quid", "JPY": "¥ yen", "CNY": "yuan renminbi rmb 元 kuai",
	"cent": "cent cents ¢", "penny": "pence penny pennies", "INR": "₹ rupee rupees", "RUB": "₽ ruble rubles rouble roubles", "ESP": "peseta pesetas",
	"ILS": "₪ shekel shekels", "THB": "฿ baht", "NGN": "₦ naira", "ZAR": "rand", "MYR": "ringgit", "AZN": "₼ manat manats", "BTC": "₿ bitcoin bitcoins",
	"satoshi": "satoshi satoshis", "CRC": "₡", "GEL": "₾ lari", "LAK": "₭", "PHP": "₱", "KRW": "₩", "VND": "₫ dong", "UAH": "₴ hryvnia hryvnias", "TRY": "₺",
	"KZT": "₸ tenge", "PYG": "₲ guarani guaranis", "GHS": "₵ cedi cedis", "BDT": "৳ taka", "PLN": "zloty zlotys zł", "HUF": "forint forints",
	"DEM": "deutschmark deutschmarks deutschemark deutschemarks", "FIM": "markka", "IDR": "rupiah", "AFN": "afghanis", "BRL": "reais", "NLG": "guilder guilders",
	"IRT": "toman tomans", "CZK": "koruna korunas koruny",
	"XXX": "franc francs peso pesos lira liras lire rial rials riyal riyals dinar dinars dirham dirhams krone kroner krona kronor shilling shillings",
})

// nationalCurrencies are the codes of currencies by their country and noun.
var nationalCurrencies = listed(map[string]string{
	"USD": "us_dollar u.s._dollar american_dollar", "CAD": "canadian_dollar", "AUD": "australian_dollar", "NZD": "zealand_dollar new_zealand_dollar",
	"SGD": "singapore_dollar singaporean_dollar", "HKD": "hong_kong_dollar hk_dollar", "TWD": "taiwan_dollar taiwanese_dollar new_taiwan_dollar",
	"JMD": "jamaican_dollar", "ZWL": "zimbabwean_dollar", "LRD": "liberian_dollar", "CHF": "swiss_franc", "FRF": "french_franc", "BEF": "belgian_franc",
	"XAF": "cfa_franc", "RWF": "rwandan_franc", "CDF": "congolese_franc", "BIF": "burundian_franc", "GBP": "british_pound sterling_pound", "EGP": "egyptian_pound",
	"LBP": "lebanese_pound", "SYP": "syrian_pound", "SDG": "sudanese_pound", "IEP": "irish_pound", "CYP": "cypriot_pound", "SAR": "saudi_riyal", "QAR": "qatari_riyal",
	"YER": "yemeni_rial yemeni_riyal", "OMR": "omani_rial", "IRR": "iranian_rial iranian_toman", "PKR": "pakistani_rupee pakistan_rupee", "INR": "indian_rupee",
	"LKR": "lankan_rupee sri_lankan_rupee", "NPR": "nepalese_rupee nepali_rupee", "NLG": "dutch_guilder", "FIM": "finnish_markka", "DKK": "danish_krone",
	"NOK": "norwegian_krone", "SEK": "swedish_krone", "ISK": "icelandic_krone", "ILS": "israeli_shekel new_shekel", "PHP": "philippine_peso", "MXN": "mexican_peso",
	"COP": "colombian_peso", "ARS": "argentine_peso argentinian_peso", "CLP": "chilean_peso", "CUP": "cuban_peso", "DOP": "dominican_peso", "UYU": "uruguayan_peso",
	"IQD": "iraqi_dinar", "KWD": "kuwaiti_dinar", "JOD": "jordanian_dinar", "LYD": "libyan_dinar", "TND": "tunisian_dinar", "DZD": "algerian_dinar", "RSD": "serbian_dinar",
	"BHD": "bahraini_dinar", "AED": "emirati_dirham uae_dirham", "MAD": "moroccan_dirham", "TRY": "turkish_lira", "ITL": "italian_lira", "MTL": "maltese_lira",
	"KES": "kenyan_shilling kenya_shilling", "UGX": "ugandan_shilling uganda_shilling", "TZS": "tanzanian_shilling", "SOS": "somali_shilling", "CNY": "chinese_yuan",
	"JPY": "japanese_yen", "KRW": "korean_won south_korean_won", "KPW": "north_korean_won", "RUB": "russian_ruble russian_rouble", "BYN": "belarusian_ruble belarusian_rouble",
	"DEM": "german_mark deutsche_mark", "PLN": "polish_zloty", "CZK": "czech_crown czech_koruna", "ZAR": "african_rand south_african_rand", "BRL": "brazilian_real",
	"AFN": "afghan_afghani", "ETB": "ethiopian_birr", "MMK": "burmese_kyat myanmar_kyat", "GHS": "ghanaian_cedi", "NGN": "nigerian_naira",
})

// listed turns a table of codes with their names around; names are told apart by
// spaces, the words of one by low lines.
func listed(codes map[string]string) map[string]string {
	names := map[string]string{}
	for code, list := range codes {
		for n := range strings.FieldsSeq(list) {
			names[strings.ReplaceAll(n, "_", " ")] = code
		}
	}
	return names
}
