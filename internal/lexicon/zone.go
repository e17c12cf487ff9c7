package lexicon

import (
	"archive/zip"
	_ "embed"
	"fmt"
	"io"
	"math"
	"strings"
	"sync"
	"time"

	"dossier/internal/where"
)

// zoneinfo is the time zone database that comes with Go (lib/time of the
// release; public domain). It is used in place of the machine's own, so that
// the same report gives the same offset everywhere.
//
//go:embed zoneinfo.zip
var zoneinfo string

var zoneFiles = sync.OnceValue(func() *zip.Reader {
	r, err := zip.NewReader(strings.NewReader(zoneinfo), int64(len(zoneinfo)))
	if err != nil {
		return &zip.Reader{}
	}
	return r
})

// location loads an IANA zone.
func location(name string) (*time.Location, bool) {
	for _, f := range zoneFiles().File {
		if f.Name != name || strings.HasSuffix(name, "/") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, false
		}
		defer r.Close()
		data, err := io.ReadAll(r)
		if err != nil {
			return nil, false
		}
		loc, err := time.LoadLocationFromTZData(name, data)
		return loc, err == nil
	}
	return nil, false
}

// IsZone reports whether name is a zone of the IANA database, written exactly so.
func IsZone(name string) bool {
	for _, f := range zoneFiles().File {
		if f.Name == name && !strings.HasSuffix(name, "/") {
			return true
		}
	}
	return false
}

// Zone is the IANA time zone of a point in a country (an ISO code). A country
// where nearly everyone lives in one zone gives that one, whatever the point;
// elsewhere it is the zone of the nearest town of the country. The point 0, 0
// stands for none known: then only the first kind of country has an answer.
func Zone(country string, lat, lon float64) (iana string, ok bool) {
	g := gazetteer()
	if _, only := g.zoneLine(country); only != "" {
		return only, true
	}
	at := where.Coordinates{Lat: lat, Lon: lon}
	if at.IsZero() || !at.Valid() {
		return "", false
	}
	zone := g.nearestZone(country, at)
	return zone, zone != ""
}

// nearestZone is the zone of the town nearest to at in a country. The distance
// is measured on a map stretched at the latitude of at, which orders near
// towns rightly.
func (g *gaz) nearestZone(country string, at where.Coordinates) string {
	stretch := math.Cos(at.Lat * math.Pi / 180)
	best, zone := math.Inf(1), -1
	for i := range g.places() {
		r := g.record(i)
		if !strings.HasPrefix(g.admins[u16(r, 3)], country) || g.features[r[5]][0] != 'P' {
			continue
		}
		lat, lon := position(r)
		dy, dx := lat-at.Lat, math.Abs(lon-at.Lon)
		dx = min(dx, 360-dx) * stretch
		if d := dx*dx + dy*dy; d < best {
			best, zone = d, u16(r, 6)
		}
	}
	if zone < 0 {
		return ""
	}
	return g.zones[zone]
}

// Offset is the offset from UTC that a zone kept on a date, as "+03:30". The
// date is EDTF; of an interval the start counts, and of a year or month alone
// the offset only where it did not change within.
func Offset(zone, edtfDate string) (string, bool) {
	first, last, ok := bounds(edtfDate)
	if !ok {
		return "", false
	}
	loc, ok := location(zone)
	if !ok {
		return "", false
	}
	a := offsetAt(loc, first)
	for t := first; t.Before(last); t = t.AddDate(0, 0, 14) {
		if offsetAt(loc, t) != a {
			return "", false
		}
	}
	if offsetAt(loc, last) != a {
		return "", false
	}
	return formatOffset(a), true
}

// offsetAt is the offset in seconds that holds at noon of a day.
func offsetAt(loc *time.Location, day time.Time) int {
	_, off := time.Date(day.Year(), day.Month(), day.Day(), 12, 0, 0, 0, loc).Zone()
	return off
}

func formatOffset(sec int) string {
	sign := '+'
	if sec < 0 {
		sign, sec = '-', -sec
	}
	return fmt.Sprintf("%c%02d:%02d", sign, sec/3600, sec/60%60)
}

// bounds are the first and last day of an EDTF date: a day, month or year, with
// its marks of doubt, or the start of an interval.
func bounds(date string) (first, last time.Time, ok bool) {
	date, _, _ = strings.Cut(date, "/")
	date, _, _ = strings.Cut(date, "T")
	date = strings.TrimRight(date, "~?%")
	for _, next := range layouts {
		if t, err := time.Parse(next.layout, date); err == nil {
			return t, t.AddDate(next.years, next.months, next.days).AddDate(0, 0, -1), true
		}
	}
	return time.Time{}, time.Time{}, false
}

var layouts = []struct {
	layout              string
	years, months, days int
}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}}
