package lexicon

import (
	"slices"
	"strings"
)

// abbrevs lists abbreviations and names of zones, in lower case, with the zone
// by country; the first stands when the country is none of them. The choice
// follows the tz database's own abbreviations and the habit of news reports.
var abbrevs = []struct {
	name  string
	zones []countryZone
}{
	{"utc", []countryZone{{"", "Etc/UTC"}}},
	{"z", []countryZone{{"", "Etc/UTC"}}},
	{"zulu", []countryZone{{"", "Etc/UTC"}}},
	{"coordinated universal time", []countryZone{{"", "Etc/UTC"}}},
	{"gmt", []countryZone{{"", "Etc/GMT"}, {"GB", "Europe/London"}, {"IE", "Europe/Dublin"}, {"GH", "Africa/Accra"}, {"CI", "Africa/Abidjan"},
		{"ML", "Africa/Bamako"}, {"BF", "Africa/Ouagadougou"}, {"SN", "Africa/Dakar"}, {"IS", "Atlantic/Reykjavik"}, {"LR", "Africa/Monrovia"},
		{"SL", "Africa/Freetown"}, {"GN", "Africa/Conakry"}, {"GM", "Africa/Banjul"}, {"TG", "Africa/Lome"}, {"GW", "Africa/Bissau"},
		{"MR", "Africa/Nouakchott"}}},
	{"greenwich mean time", []countryZone{{"", "Etc/GMT"}, {"GB", "Europe/London"}, {"IE", "Europe/Dublin"}}},
	{"bst", []countryZone{{"GB", "Europe/London"}, {"BD", "Asia/Dhaka"}}},
	{"british summer", []countryZone{{"GB", "Europe/London"}}},
	{"irst", []countryZone{{"IR", "Asia/Tehran"}}},
	{"irdt", []countryZone{{"IR", "Asia/Tehran"}}},
	{"ist", []countryZone{{"IN", "Asia/Kolkata"}, {"IL", "Asia/Jerusalem"}, {"IE", "Europe/Dublin"}, {"LK", "Asia/Colombo"}}},
	{"idt", []countryZone{{"IL", "Asia/Jerusalem"}}},
	{"pkt", []countryZone{{"PK", "Asia/Karachi"}}},
	{"aft", []countryZone{{"AF", "Asia/Kabul"}}},
	{"npt", []countryZone{{"NP", "Asia/Kathmandu"}}},
	{"slst", []countryZone{{"LK", "Asia/Colombo"}}},
	{"mmt", []countryZone{{"MM", "Asia/Yangon"}}},
	{"ict", []countryZone{{"TH", "Asia/Bangkok"}, {"VN", "Asia/Ho_Chi_Minh"}, {"KH", "Asia/Phnom_Penh"}, {"LA", "Asia/Vientiane"}}},
	{"indochina", []countryZone{{"TH", "Asia/Bangkok"}, {"VN", "Asia/Ho_Chi_Minh"}, {"KH", "Asia/Phnom_Penh"}, {"LA", "Asia/Vientiane"}}},
	{"wib", []countryZone{{"ID", "Asia/Jakarta"}}},
	{"wita", []countryZone{{"ID", "Asia/Makassar"}}},
	{"wit", []countryZone{{"ID", "Asia/Jayapura"}}},
	{"western indonesia", []countryZone{{"ID", "Asia/Jakarta"}}},
	{"western indonesian", []countryZone{{"ID", "Asia/Jakarta"}}},
	{"central indonesia", []countryZone{{"ID", "Asia/Makassar"}}},
	{"eastern indonesia", []countryZone{{"ID", "Asia/Jayapura"}}},
	{"pht", []countryZone{{"PH", "Asia/Manila"}}},
	{"phst", []countryZone{{"PH", "Asia/Manila"}}},
	{"pst", []countryZone{{"US", "America/Los_Angeles"}, {"CA", "America/Vancouver"}, {"MX", "America/Tijuana"}, {"PH", "Asia/Manila"}, {"PK", "Asia/Karachi"}}},
	{"pdt", []countryZone{{"US", "America/Los_Angeles"}, {"CA", "America/Vancouver"}, {"MX", "America/Tijuana"}}},
	{"pt", []countryZone{{"US", "America/Los_Angeles"}, {"CA", "America/Vancouver"}}},
	{"pacific", []countryZone{{"US", "America/Los_Angeles"}, {"CA", "America/Vancouver"}, {"MX", "America/Tijuana"}}},
	{"mst", []countryZone{{"US", "America/Denver"}, {"CA", "America/Edmonton"}, {"MX", "America/Chihuahua"}, {"MY", "Asia/Kuala_Lumpur"}, {"RU", "Europe/Moscow"}}},
	{"mdt", []countryZone{{"US", "America/Denver"}, {"CA", "America/Edmonton"}, {"MX", "America/Chihuahua"}}},
	{"mt", []countryZone{{"US", "America/Denver"}, {"CA", "America/Edmonton"}}},
	{"mountain", []countryZone{{"US", "America/Denver"}, {"CA", "America/Edmonton"}}},
	{"cst", []countryZone{{"US", "America/Chicago"}, {"CN", "Asia/Shanghai"}, {"CA", "America/Winnipeg"}, {"MX", "America/Mexico_City"},
		{"CU", "America/Havana"}, {"TW", "Asia/Taipei"}, {"CR", "America/Costa_Rica"}, {"SV", "America/El_Salvador"}, {"GT", "America/Guatemala"},
		{"HN", "America/Tegucigalpa"}, {"NI", "America/Managua"}, {"BZ", "America/Belize"}}},
	{"cdt", []countryZone{{"US", "America/Chicago"}, {"CA", "America/Winnipeg"}, {"MX", "America/Mexico_City"}, {"CU", "America/Havana"}}},
	{"ct", []countryZone{{"US", "America/Chicago"}, {"CA", "America/Winnipeg"}, {"MX", "America/Mexico_City"}}},
	{"central", []countryZone{{"US", "America/Chicago"}, {"CA", "America/Winnipeg"}, {"MX", "America/Mexico_City"}}},
	{"est", []countryZone{{"US", "America/New_York"}, {"CA", "America/Toronto"}, {"JM", "America/Jamaica"}, {"PA", "America/Panama"},
		{"HT", "America/Port-au-Prince"}, {"AU", "Australia/Sydney"}, {"BS", "America/Nassau"}, {"MX", "America/Cancun"}}},
	{"edt", []countryZone{{"US", "America/New_York"}, {"CA", "America/Toronto"}, {"HT", "America/Port-au-Prince"}, {"BS", "America/Nassau"}}},
	{"et", []countryZone{{"US", "America/New_York"}, {"CA", "America/Toronto"}}},
	{"eastern", []countryZone{{"US", "America/New_York"}, {"CA", "America/Toronto"}, {"AU", "Australia/Sydney"}}},
	{"ast", []countryZone{{"CA", "America/Halifax"}, {"PR", "America/Puerto_Rico"}, {"DO", "America/Santo_Domingo"}, {"TT", "America/Port_of_Spain"},
		{"SA", "Asia/Riyadh"}, {"IQ", "Asia/Baghdad"}, {"YE", "Asia/Aden"}, {"KW", "Asia/Kuwait"}, {"BH", "Asia/Bahrain"}, {"QA", "Asia/Qatar"}}},
	{"adt", []countryZone{{"CA", "America/Halifax"}}},
	{"atlantic", []countryZone{{"CA", "America/Halifax"}}},
	{"arabia", []countryZone{{"SA", "Asia/Riyadh"}, {"IQ", "Asia/Baghdad"}, {"YE", "Asia/Aden"}, {"KW", "Asia/Kuwait"}, {"BH", "Asia/Bahrain"}, {"QA", "Asia/Qatar"}}},
	{"nst", []countryZone{{"CA", "America/St_Johns"}, {"NP", "Asia/Kathmandu"}}},
	{"ndt", []countryZone{{"CA", "America/St_Johns"}}},
	{"newfoundland", []countryZone{{"CA", "America/St_Johns"}}},
	{"akst", []countryZone{{"US", "America/Anchorage"}}},
	{"akdt", []countryZone{{"US", "America/Anchorage"}}},
	{"hst", []countryZone{{"US", "Pacific/Honolulu"}}},
	{"msk", []countryZone{{"RU", "Europe/Moscow"}}},
	{"msd", []countryZone{{"RU", "Europe/Moscow"}}},
	{"trt", []countryZone{{"TR", "Europe/Istanbul"}}},
	{"gst", []countryZone{{"AE", "Asia/Dubai"}, {"OM", "Asia/Muscat"}, {"GE", "Asia/Tbilisi"}}},
	{"gulf", []countryZone{{"AE", "Asia/Dubai"}, {"OM", "Asia/Muscat"}}},
	{"azt", []countryZone{{"AZ", "Asia/Baku"}}},
	{"amt", []countryZone{{"AM", "Asia/Yerevan"}, {"BR", "America/Manaus"}}},
	{"get", []countryZone{{"GE", "Asia/Tbilisi"}}},
	{"uzt", []countryZone{{"UZ", "Asia/Tashkent"}}},
	{"tjt", []countryZone{{"TJ", "Asia/Dushanbe"}}},
	{"kgt", []countryZone{{"KG", "Asia/Bishkek"}}},
	{"almt", []countryZone{{"KZ", "Asia/Almaty"}}},
	{"hkt", []countryZone{{"HK", "Asia/Hong_Kong"}}},
	{"sgt", []countryZone{{"SG", "Asia/Singapore"}}},
	{"sst", []countryZone{{"SG", "Asia/Singapore"}, {"AS", "Pacific/Pago_Pago"}}},
	{"myt", []countryZone{{"MY", "Asia/Kuala_Lumpur"}}},
	{"jst", []countryZone{{"JP", "Asia/Tokyo"}}},
	{"kst", []countryZone{{"KR", "Asia/Seoul"}, {"KP", "Asia/Pyongyang"}}},
	{"aest", []countryZone{{"AU", "Australia/Sydney"}}},
	{"aedt", []countryZone{{"AU", "Australia/Sydney"}}},
	{"acst", []countryZone{{"AU", "Australia/Adelaide"}}},
	{"acdt", []countryZone{{"AU", "Australia/Adelaide"}}},
	{"awst", []countryZone{{"AU", "Australia/Perth"}}},
	{"nzst", []countryZone{{"NZ", "Pacific/Auckland"}}},
	{"nzdt", []countryZone{{"NZ", "Pacific/Auckland"}}},
	{"brt", []countryZone{{"BR", "America/Sao_Paulo"}}},
	{"art", []countryZone{{"AR", "America/Argentina/Buenos_Aires"}}},
	{"clt", []countryZone{{"CL", "America/Santiago"}}},
	{"clst", []countryZone{{"CL", "America/Santiago"}}},
	{"cot", []countryZone{{"CO", "America/Bogota"}}},
	{"pet", []countryZone{{"PE", "America/Lima"}}},
	{"ect", []countryZone{{"EC", "America/Guayaquil"}}},
	{"vet", []countryZone{{"VE", "America/Caracas"}}},
	{"bot", []countryZone{{"BO", "America/La_Paz"}}},
	{"sast", []countryZone{{"ZA", "Africa/Johannesburg"}}},
}

type countryZone struct{ country, zone string }

// shared are abbreviations that many countries of a continent use: the zone is
// the country's own, and there is no telling it without the country.
var shared = []string{"cet", "cest", "central european", "eet", "eest", "eastern european", "wet", "west", "western european", "wat",
	"west africa", "cat", "central africa", "eat", "east africa", "local", "the local"}

// ZoneOf is the IANA zone that an abbreviation or name of a zone means in a
// country (an ISO code, or "" when not known): "IRST", "EST", "Moscow time",
// "Central European Summer Time", "local time", "Asia/Tehran".
func ZoneOf(abbrev, country string) (iana string, ok bool) {
	abbrev = strings.TrimSpace(abbrev)
	if strings.Contains(abbrev, "/") {
		return abbrev, IsZone(abbrev)
	}
	name := zoneName(abbrev)
	if name == "" || len(name) > maxKey {
		return "", false
	}
	for _, a := range abbrevs {
		if a.name == name {
			return pick(a.zones, country), true
		}
	}
	if slices.Contains(shared, name) {
		zone, _ := gazetteer().zoneLine(country)
		if own, ok := Zone(country, 0, 0); ok {
			zone = own
		}
		return zone, zone != ""
	}
	return zoneOfPlace(abbrev, country)
}

// zoneName is an abbreviation or name in lower case, without the words "time",
// "standard", "summer" and the like.
func zoneName(s string) string {
	s = strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(s, ".", "")), " "))
	for _, end := range []string{" time", " standard", " summer", " daylight", " saving", " savings"} {
		s = strings.TrimSuffix(s, end)
	}
	if s == "british" {
		return "bst"
	}
	return strings.TrimSuffix(strings.TrimSuffix(s, " daylight"), " summer")
}

func pick(zones []countryZone, country string) string {
	for _, z := range zones {
		if z.country == country {
			return z.zone
		}
	}
	return zones[0].zone
}

// zoneOfPlace reads "Moscow time", "Iran Standard Time", "Turkish time".
func zoneOfPlace(s, country string) (string, bool) {
	words := strings.Fields(s)
	n := len(words)
	if n < 2 || !strings.EqualFold(words[n-1], "time") {
		return "", false
	}
	h := Longest(words)
	if h.Words == 0 || h.Words < n-2 {
		return "", false
	}
	if (h.Kind == Town || h.Kind == Region) && len(h.Places) > 0 {
		p := Resolve(h.Places, []string{country})
		return Zone(p.Country, p.Lat, p.Lon)
	}
	if zone, ok := Zone(h.Country, 0, 0); ok {
		return zone, true
	}
	zone := gazetteer().capitalZone(h.Country)
	return zone, zone != ""
}
