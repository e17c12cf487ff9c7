package where

import "strings"

// Place is an entry of the gazetteer. The zero Place is no place.
type Place struct {
	ID         int     // GeoNames identifier; negative for a region, which has none here
	Name       string  // as GeoNames writes it
	Country    string  // ISO 3166-1 alpha-2; XK for Kosovo
	Admin1     string  // name of the first-order division it lies in
	Feature    string  // GeoNames class and code: P.PPLC is a capital, A.ADM1 a region
	Lat, Lon   float64 // degrees
	Population int     // 0 when unknown
}

// IsZero reports whether p is no place.
func (p Place) IsZero() bool { return p.ID == 0 }

// Coordinates is where the place lies.
func (p Place) Coordinates() Coordinates { return Coordinates{p.Lat, p.Lon} }

// IsRegion reports whether p is an administrative region and not a settlement.
func (p Place) IsRegion() bool { return strings.HasPrefix(p.Feature, "A.") }

// IsCapital reports whether p is the capital of its country.
func (p Place) IsCapital() bool { return p.Feature == "P.PPLC" }

// Precision is what the coordinates of p stand for.
func (p Place) Precision() Precision {
	if p.IsRegion() {
		return Region
	}
	return Town
}
