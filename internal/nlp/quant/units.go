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
	if n := p.bracketed(i, w); n > 0 {
		m := p.unitAt(i + 1)
		if m.kind == "" || m.atoms+2 != n {
			return measure{}
		}
		m.atoms = n
		return m
	}
	switch w {
	case "%":
		if b := p.at(i + 1); b.glued && (b.class != other || b.w[0] >= 'a' && b.w[0] <= 'z' || b.w == "%") { // a page's address
			return measure{}
		}
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

// bracketed is the number of atoms of a word in brackets at atom i: "20 (kg)".
func (p *parser) bracketed(i int, w string) int {
	switch w {
	case "(", "[", "{", "<":
	default:
		return 0
	}
	for k := 2; k < 4; k++ {
		switch p.at(i + k).w {
		case ")", "]", "}", ">":
			return k + 1
		}
	}
	return 0
}

// timeUnit is the unit of time w is a form of, "" when none.
func timeUnit(w string) string {
	switch w {
	case "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "decade", "decades":
		return strings.TrimSuffix(w, "s")
	case "millisecond", "milliseconds":
		return "millisecond"
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
	u := strings.TrimSuffix(p.at(i+n).w, ".")
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
		if v := p.at(end + 1).w; timeUnit(v) != "" && (s != "a" && s != "an" || v == "hour" || v == "second" || v == "minute") || s == "/" && (v == "h" || v == "s" || v == "hr" || v == "sec" || v == "ms" || v == "min") {
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
	case "in":
		return !a.glued && !p.feet(i)
	case "oz", "t", "g", "l", "c", "f", "b":
		return !a.glued
	case "\"", "'", "″":
		return true
	}
	return len(u) == 1 && !a.glued && i+1 < len(p.atoms) && p.at(i+1).glued && p.at(i+1).class == digits
}

// feet reports whether the figure before atom i stands behind an amount of feet:
// "5 ft 2 in".
func (p *parser) feet(i int) bool {
	k := len(p.a.Numbers) - 1
	if k < 0 || p.a.Numbers[k].Kind != nlp.Measure || p.a.Numbers[k].Last != p.at(i-1).tok {
		return false
	}
	switch strings.ToLower(p.a.Numbers[k].Unit) {
	case "ft", "foot", "feet":
		return true
	}
	return false
}

func physicalUnit(w string) bool {
	switch w {
	case "mm", "cm", "dm", "m", "km", "in", "ft", "yd", "mi", "nm", "millimeter", "millimeters", "millimetre", "millimetres",
		"centimeter", "centimeters", "centimetre", "centimetres", "meter", "meters", "metre", "metres", "decimeter", "decimeters",
		"kilometer", "kilometers", "kilometre", "kilometres", "inch", "inches", "foot", "feet", "yard", "yards", "mile", "miles":
		return true
	case "sqft", "sqm", "m2", "m²", "km2", "km²", "ft2", "ft²", "acre", "acres", "hectare", "hectares", "ha", "m3", "m³":
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
	case "magnitude":
		return true
	case "degree", "degrees", "deg", "deg.", "°", "celsius", "fahrenheit", "centigrade", "celcius", "centigrate", "farenheit":
		return true
	case "calibre", "caliber", "rad", "radian", "radians", "micrometer", "micrometers", "micron", "microns", "nanometer", "nanometers", "nanometre",
		"nanometres", "picometer", "picometers", "psi", "bar", "kpa", "mpa", "kilobyte", "kilobytes", "megabyte", "megabytes", "gigabyte", "gigabytes",
		"terabyte", "terabytes", "joule", "joules", "kwh", "mwh", "megaton", "megatons", "furlong", "furlongs", "fathom", "fathoms", "league", "leagues":
		return true
	}
	return false
}
