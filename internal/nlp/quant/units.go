package quant

import (
	"strings"

	"dossier/internal/nlp"
)

// unitAt reads the unit that starts at atom i.
func (p *parser) unitAt(i int) measure {
	a := p.at(i)
	if a.w == "" || a.class != other && a.w != "second" && a.w != "seconds" {
		return measure{}
	}
	w := a.w
	hyphen := 0
	if w == "-" && !p.at(i+1).glued {
		return measure{}
	}
	if w == "-" { // "12 -inch"
		hyphen, i = 1, i+1
		w = p.at(i).w
	}
	switch w {
	case "%":
		return measure{nlp.Percent, "%", 1}
	case "percent", "percents", "percentage", "pct":
		return measure{nlp.Percent, "%", 1 + hyphen}
	case "per":
		if c := p.at(i + 1).w; c == "cent" || c == "cents" {
			return measure{nlp.Percent, "%", 2}
		}
		return measure{}
	}
	if m := p.moneyAt(i, w); m.kind != "" {
		m.atoms += hyphen
		return m
	}
	if u := timeUnit(w); u != "" {
		return measure{nlp.Measure, u, 1 + hyphen}
	}
	m := p.physical(i, w)
	if m.kind != "" {
		m.atoms += hyphen
	}
	return m
}

// timeUnit is the unit of time w is a form of, "" when none.
func timeUnit(w string) string {
	switch w {
	case "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "decade", "decades":
		return strings.TrimSuffix(w, "s")
	case "yo":
		return "year"
	}
	return ""
}

// physical reads a unit of length, area, volume, weight, speed, power or
// temperature, with what stands before and behind it ("square metres", "miles
// per hour").
func (p *parser) physical(i int, w string) measure {
	n := 0
	switch w {
	case "square", "cubic", "metric", "nautical", "short", "long":
		n = 1
	case "sq", "sq.", "cu", "cu.":
		n = 1
	}
	u := p.at(i + n).w
	if !physicalUnit(strings.ToLower(u)) || n == 0 && p.doubtful(i, u) {
		return measure{}
	}
	end := i + n + 1
	if u == "degrees" || u == "degree" || u == "deg" || u == "deg." || u == "°" {
		switch p.at(end).w {
		case "celsius", "fahrenheit", "c", "f", "centigrade", "celcius", "farenheit":
			end++
		}
	}
	switch s := p.at(end).w; {
	case s == "per" || s == "an" || s == "a" || s == "/":
		if v := p.at(end + 1).w; timeUnit(v) != "" && (s != "a" && s != "an" || v == "hour" || v == "second" || v == "minute") || s == "/" && (v == "h" || v == "s" || v == "hr") {
			end += 2
		}
	}
	return measure{nlp.Measure, p.slice(p.at(i).sp.Start, p.at(end-1).sp.End), end - i}
}

// doubtful reports whether the short unit u at atom i is rather a word or a
// suffix: "in", a lone letter apart from its figure.
func (p *parser) doubtful(i int, u string) bool {
	a := p.at(i)
	switch u {
	case "in", "oz", "t", "g", "l", "c", "f", "b":
		return !a.glued
	case "\"", "'", "″":
		return true
	}
	return len(u) == 1 && !a.glued && i+1 < len(p.atoms) && p.at(i+1).glued && p.at(i+1).class == digits
}

func physicalUnit(w string) bool {
	switch w {
	case "mm", "cm", "dm", "m", "km", "in", "ft", "yd", "mi", "nm", "millimeter", "millimeters", "millimetre", "millimetres",
		"centimeter", "centimeters", "centimetre", "centimetres", "meter", "meters", "metre", "metres", "decimeter", "decimeters",
		"kilometer", "kilometers", "kilometre", "kilometres", "inch", "inches", "foot", "feet", "yard", "yards", "mile", "miles":
		return true
	case "m2", "m²", "km2", "km²", "ft2", "ft²", "acre", "acres", "hectare", "hectares", "ha", "m3", "m³":
		return true
	case "mg", "g", "kg", "kgs", "lb", "lbs", "lb.", "lbs.", "oz", "t", "gram", "grams", "gramme", "grammes", "kilogram", "kilograms", "kilogramme",
		"kilogrammes", "kilo", "kilos", "ounce", "ounces", "pound", "pounds", "ton", "tons", "tonne", "tonnes", "stone", "kiloton", "kilotons",
		"milligram", "milligrams", "microgram", "micrograms", "microgramme", "microgrammes", "μg", "mcg":
		return true
	case "ml", "cl", "l", "litre", "litres", "liter", "liters", "millilitre", "millilitres", "milliliter", "milliliters", "gallon", "gallons",
		"barrel", "barrels", "pint", "pints", "quart", "quarts", "cup", "cups", "tablespoon", "tablespoons", "teaspoon", "teaspoons":
		return true
	case "mph", "kph", "kmh", "kmph", "km/h", "km/hr", "knot", "knots":
		return true
	case "w", "kw", "mw", "gw", "watt", "watts", "kilowatt", "kilowatts", "megawatt", "megawatts", "volt", "volts", "bit", "bits", "byte", "bytes",
		"kb", "mb", "gb", "tb", "mhz", "ghz", "khz", "hz", "horsepower", "hp":
		return true
	case "degree", "degrees", "deg", "deg.", "°", "celsius", "fahrenheit", "centigrade", "celcius", "centigrate", "farenheit":
		return true
	case "calibre", "caliber":
		return true
	}
	return false
}

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
	if code := currencyOf(w, p.at(i+1).w); code != "" {
		return measure{nlp.Money, code, 2}
	}
	if (w == "u.s." || w == "us" || w == "american") && strings.HasPrefix(p.at(i+1).w, "dollar") {
		return measure{nlp.Money, "USD", 2}
	}
	return measure{}
}

// currencyOf is the code of a currency named with its country.
func currencyOf(country, noun string) string {
	noun = strings.TrimSuffix(noun, "s")
	switch country + " " + noun {
	case "swiss franc":
		return "CHF"
	case "french franc":
		return "FRF"
	case "belgian franc":
		return "BEF"
	case "australian dollar":
		return "AUD"
	case "canadian dollar":
		return "CAD"
	case "singapore dollar":
		return "SGD"
	case "hong dollar":
		return "HKD"
	case "turkish lira":
		return "TRY"
	case "sterling pound", "pound sterling", "british pound", "pounds sterling":
		return "GBP"
	case "egyptian pound":
		return "EGP"
	case "lebanese pound":
		return "LBP"
	case "syrian pound":
		return "SYP"
	case "saudi riyal":
		return "SAR"
	case "iranian rial", "iranian toman":
		return "IRR"
	case "pakistani rupee":
		return "PKR"
	case "indian rupee":
		return "INR"
	case "dutch guilder":
		return "NLG"
	case "finnish markka":
		return "FIM"
	case "danish krone", "danish kroner":
		return "DKK"
	case "norwegian krone", "norwegian kroner":
		return "NOK"
	case "swedish krona", "swedish kronor":
		return "SEK"
	case "israeli shekel", "new shekel":
		return "ILS"
	case "philippine peso":
		return "PHP"
	case "mexican peso":
		return "MXN"
	}
	return ""
}

// currencyNoun is the code of a currency named by its noun alone; the most used
// one where several countries share the name.
func currencyNoun(w string) string {
	switch w {
	case "$", "dollar", "dollars", "bucks", "cent", "cents":
		return "USD"
	case "€", "euro", "euros":
		return "EUR"
	case "£", "pound", "pounds", "pence", "penny", "sterling":
		return "GBP"
	case "¥", "yen":
		return "JPY"
	case "yuan", "renminbi", "rmb":
		return "CNY"
	case "₹", "rupee", "rupees":
		return "INR"
	case "franc", "francs":
		return "XXX"
	case "ruble", "rubles", "rouble", "roubles":
		return "RUB"
	case "peso", "pesos":
		return "XXX"
	case "peseta", "pesetas":
		return "ESP"
	case "lira", "liras", "lire":
		return "XXX"
	case "shekel", "shekels":
		return "ILS"
	case "rial", "rials", "riyal", "riyals", "dinar", "dinars", "dirham", "dirhams", "krone", "kroner", "krona", "kronor":
		return "XXX"
	case "baht":
		return "THB"
	case "naira":
		return "NGN"
	case "rand":
		return "ZAR"
	case "ringgit":
		return "MYR"
	case "won":
		return ""
	case "manat", "manats":
		return "AZN"
	case "bitcoin", "bitcoins", "₿":
		return "BTC"
	}
	return ""
}

// currencyCode is the ISO 4217 code that w spells, "" when none.
func currencyCode(w string) string {
	switch w {
	case "usd", "eur", "gbp", "jpy", "cny", "inr", "chf", "aud", "cad", "nzd", "hkd", "sgd", "sek", "nok", "dkk", "rub", "try", "ils", "sar", "aed",
		"irr", "iqd", "pkr", "php", "thb", "myr", "idr", "krw", "brl", "mxn", "zar", "ngn", "kes", "egp", "pln", "czk", "huf", "uah", "azn", "btc":
		if w == "try" {
			return ""
		}
		return strings.ToUpper(w)
	case "us$":
		return "USD"
	}
	return ""
}

// signBefore is the currency of the sign or code that stands before atom i.
func (p *parser) signBefore(i int) string {
	a := p.at(i - 1)
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
		}
		return "USD"
	case "€", "£", "¥", "₹", "₿":
		return currencyNoun(a.w)
	case "rs", "rs.":
		return "INR"
	}
	return currencyCode(a.w)
}

// signStart is the token where the sign before atom i begins.
func (p *parser) signStart(i int) int {
	if p.at(i-1).w == "$" {
		switch p.at(i - 2).w {
		case "us", "u.s", "u.s.", "c", "a", "hk", "nz", "s", "cad", "aud", "nzd", "usd", "mxn":
			if p.at(i-2).class == other || p.at(i-2).w == "a" && p.a.Tokens[p.at(i-2).tok].Shape == nlp.Upper && p.at(i-1).glued {
				return p.at(i - 2).tok
			}
		}
	}
	return p.at(i - 1).tok
}
