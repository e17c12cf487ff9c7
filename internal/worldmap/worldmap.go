// Package worldmap is an offline map of the world: the shapes of countries and
// the projection that they and any point are drawn in. The shapes are Natural
// Earth's (public domain), through the world-atlas package.
package worldmap

import (
	_ "embed"
	"math"
	"strings"
	"sync"
)

// Width and Height are the size of the drawing in its own units; the shapes are
// drawn in whole units. Latitudes south of -58 and north of 84 lie outside.
const (
	Width  = 4000
	Height = 1750
)

// Shape is a country as the data of an SVG path.
type Shape struct {
	Code string // ISO 3166-1 alpha-2; empty where there is none
	Name string
	Path string
}

// Countries gives every shape, in the order of their codes and names. The slice
// is shared: it must not be changed.
var Countries = sync.OnceValue(func() []Shape {
	var out []Shape
	for line := range strings.Lines(world) {
		f := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", 3)
		if len(f) == 3 {
			out = append(out, Shape{Code: f[0], Name: f[1], Path: f[2]})
		}
	}
	return out
})

//go:embed world.txt
var world string

// The coefficients of the Equal Earth projection: Šavrič, Patterson and Jenny,
// "The Equal Earth map projection", International Journal of Geographical
// Information Science 33 (2019).
const (
	a1 = 1.340264
	a2 = -0.081106
	a3 = 0.000893
	a4 = 0.003796
)

var (
	halfWidth = equalEarthX(0, math.Pi)
	top       = equalEarthY(84)
	scale     = Width / (2 * halfWidth)
)

// Project gives the point of the drawing for degrees north and east, x from 0 at
// the left to Width, y from 0 at the top to Height, in the Equal Earth projection
// centred on Greenwich.
func Project(lat, lon float64) (x, y float64) {
	lat, lon = math.Max(-90, math.Min(90, lat)), math.Max(-180, math.Min(180, lon))
	return Width/2 + equalEarthX(lat, lon*math.Pi/180)*scale, (top - equalEarthY(lat)) * scale
}

// Kilometre is how many units of the drawing a kilometre is, near a latitude, from
// north to south.
func Kilometre(lat float64) float64 {
	_, y1 := Project(lat-0.5, 0)
	_, y2 := Project(lat+0.5, 0)
	return math.Abs(y2-y1) / 111.2
}

// Radius is how far off a place may lie, in kilometres, by how exactly its
// coordinates are known; 0 for what is not known.
func Radius(precision string) float64 {
	switch precision {
	case "site":
		return 1
	case "street":
		return 3
	case "place":
		return 15
	case "district":
		return 30
	case "region":
		return 120
	case "country":
		return 500
	}
	return 0
}

func parameter(lat float64) float64 {
	return math.Asin(math.Sqrt(3) / 2 * math.Sin(lat*math.Pi/180))
}

func equalEarthX(lat, lambda float64) float64 {
	t := parameter(lat)
	t2 := t * t
	t6 := t2 * t2 * t2
	return 2 * math.Sqrt(3) * lambda * math.Cos(t) / (3 * (9*a4*t6*t2 + 7*a3*t6 + 3*a2*t2 + a1))
}

func equalEarthY(lat float64) float64 {
	t := parameter(lat)
	t2 := t * t
	t6 := t2 * t2 * t2
	return t * (a4*t6*t2 + a3*t6 + a2*t2 + a1)
}
