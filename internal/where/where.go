// Package where holds coordinates and places: reading and writing positions on
// the globe, the distance between them, and the identity of a place.
package where

import "math"

// Coordinates are a position in degrees on WGS 84: latitude north of the equator,
// longitude east of Greenwich, negative to the south and west.
type Coordinates struct {
	Lat, Lon float64
}

// Valid reports whether c lies on the globe: latitude within 90 degrees,
// longitude within 180.
func (c Coordinates) Valid() bool {
	return c.Lat >= -90 && c.Lat <= 90 && c.Lon >= -180 && c.Lon <= 180
}

// IsZero reports whether c is the zero value, which stands for no position.
func (c Coordinates) IsZero() bool { return c == Coordinates{} }

// earthRadius is the mean radius of the Earth in kilometres (IUGG).
const earthRadius = 6371.0088

// Distance is the great-circle distance between a and b in kilometres, on a
// sphere of the Earth's mean radius (haversine formula; within 0.6 % of the
// distance on the ellipsoid).
func Distance(a, b Coordinates) float64 {
	la, lb := radians(a.Lat), radians(b.Lat)
	h := hav(lb-la) + math.Cos(la)*math.Cos(lb)*hav(radians(b.Lon-a.Lon))
	return 2 * earthRadius * math.Asin(math.Sqrt(min(1, h)))
}

func radians(deg float64) float64 { return deg * math.Pi / 180 }

func hav(x float64) float64 { s := math.Sin(x / 2); return s * s }

// Precision tells what a position stands for, as RECORD.md lists it.
type Precision string

// The precisions, finest first.
const (
	Site    Precision = "site"    // the building, street or landmark itself
	Town    Precision = "place"   // the middle of a city, town or district
	Region  Precision = "region"  // some point of a province or state
	Country Precision = "country" // some point of a country
)

// Rank orders precisions: 0 is the finest. An unknown one ranks last.
func (p Precision) Rank() int {
	for i, q := range []Precision{Site, Town, Region, Country} {
		if p == q {
			return i
		}
	}
	return 4
}

// Radius is how far, in kilometres, the true position may reasonably lie from
// one of this precision. It is a rule of thumb of this project, for comparing
// positions of two documents; 0 when the precision is unknown.
func (p Precision) Radius() float64 {
	switch p {
	case Site:
		return 1
	case Town:
		return 25
	case Region:
		return 250
	case Country:
		return 1500
	}
	return 0
}
