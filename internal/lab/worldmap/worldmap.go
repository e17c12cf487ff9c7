// Package worldmap makes the shapes of the offline map from a TopoJSON file of
// Natural Earth's countries.
package worldmap

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"dossier/internal/worldmap"
)

// tolerance is the area, in square units of the drawing, below which a corner of
// an outline is left out; smallest is that of an island.
const (
	tolerance = 2.2
	smallest  = 3.0
)

type point struct{ x, y float64 }

// Build writes a line for every country: its code, its name and the path of its
// outline. shared is the folder of corpora.
func Build(w io.Writer, shared string) error {
	codes, err := countryCodes(filepath.Join(shared, "corpora", "lexicons", "country-codes", "data", "country-codes.csv"))
	if err != nil {
		return err
	}
	b, err := os.ReadFile(filepath.Join(shared, "corpora", "geonames", "world-atlas", "countries-50m.json"))
	if err != nil {
		return err
	}
	var t topology
	if err := json.Unmarshal(b, &t); err != nil {
		return err
	}
	arcs := t.simplified()
	var lines []string
	for _, g := range t.Objects.Countries.Geometries {
		if path := g.path(arcs); path != "" && g.ID != "010" { // without Antarctica
			lines = append(lines, code(codes, g)+"\t"+g.Properties.Name+"\t"+path)
		}
	}
	sort.Strings(lines)
	_, err = io.WriteString(w, strings.Join(lines, "\n")+"\n")
	return err
}

// code is the ISO code of a country; Kosovo, which has no number, has the code in
// common use.
func code(codes map[string]string, g geometry) string {
	if g.Properties.Name == "Kosovo" {
		return "XK"
	}
	return codes[g.ID]
}

// countryCodes maps numeric codes of ISO 3166-1 to those of two letters.
func countryCodes(path string) (map[string]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	two, number := -1, -1
	for i, name := range rows[0] {
		switch name {
		case "ISO3166-1-Alpha-2":
			two = i
		case "ISO3166-1-numeric":
			number = i
		}
	}
	if two < 0 || number < 0 {
		return nil, fmt.Errorf("%s: columns of codes are missing", path)
	}
	out := map[string]string{}
	for _, r := range rows[1:] { // a country without a number is none of the atlas
		out[fmt.Sprintf("%03s", r[number])] = r[two]
	}
	return out, nil
}

// topology is what is used of a TopoJSON file.
type topology struct {
	Transform struct {
		Scale, Translate [2]float64
	}
	Arcs    [][][2]float64
	Objects struct {
		Countries struct {
			Geometries []geometry
		}
	}
}

type geometry struct {
	ID         string
	Type       string
	Arcs       json.RawMessage
	Properties struct{ Name string }
}

// simplified gives the arcs with few corners. Arcs are shared by neighbours, so
// that borders stay closed.
func (t *topology) simplified() [][]geo {
	out := make([][]geo, len(t.Arcs))
	for i, arc := range t.Arcs {
		var x, y float64
		var ps []geo
		for _, d := range arc {
			x, y = x+d[0], y+d[1]
			g := geo{x*t.Transform.Scale[0] + t.Transform.Translate[0], y*t.Transform.Scale[1] + t.Transform.Translate[1]}
			if len(ps) > 0 {
				g.lon = near(g.lon, ps[len(ps)-1].lon)
			}
			ps = append(ps, g)
		}
		out[i] = simplify(ps)
	}
	return out
}

// geo is a place in degrees. Outlines that cross the 180th meridian go on beyond
// it.
type geo struct{ lon, lat float64 }

// near is a longitude counted so that it lies nearest to another.
func near(lon, to float64) float64 { return lon - 360*math.Round((lon-to)/360) }

// project is the point of the drawing, on beyond its edges.
func project(g geo) point {
	x, y := worldmap.Project(g.lat, 180)
	return point{worldmap.Width/2 + (x-worldmap.Width/2)*g.lon/180, y}
}

// simplify leaves out the corners that span the smallest triangles, the smallest
// first (Visvalingam and Whyatt 1993); the ends stay.
func simplify(ps []geo) []geo {
	ps = slices.Clone(ps)
	least := 2
	if ps[0] == ps[len(ps)-1] {
		least = 5 // an island stays one
	}
	for len(ps) > least {
		best, at := math.Inf(1), -1
		for i := 1; i+1 < len(ps); i++ {
			if a := triangle(project(ps[i-1]), project(ps[i]), project(ps[i+1])); a < best {
				best, at = a, i
			}
		}
		if best >= tolerance {
			break
		}
		ps = append(ps[:at], ps[at+1:]...)
	}
	return ps
}

func triangle(a, b, c point) float64 {
	return math.Abs((b.x-a.x)*(c.y-a.y)-(c.x-a.x)*(b.y-a.y)) / 2
}

// path is the outline of a country in relative whole units.
func (g *geometry) path(arcs [][]geo) string {
	var polygons [][][]int
	switch g.Type {
	case "Polygon":
		var one [][]int
		if json.Unmarshal(g.Arcs, &one) != nil {
			return ""
		}
		polygons = [][][]int{one}
	case "MultiPolygon":
		if json.Unmarshal(g.Arcs, &polygons) != nil {
			return ""
		}
	}
	var rings [][]point
	for _, p := range polygons {
		for _, r := range p {
			rings = append(rings, cut(ring(r, arcs))...)
		}
	}
	return outline(rings)
}

// ring joins arcs; one counted from below (^i) runs backwards.
func ring(ids []int, arcs [][]geo) []geo {
	var out []geo
	for _, id := range ids {
		var arc []geo
		if id >= 0 {
			arc = arcs[id]
		} else {
			arc = slices.Clone(arcs[^id])
			slices.Reverse(arc)
		}
		shift := 0.0
		if len(out) > 0 {
			shift = near(arc[0].lon, out[len(out)-1].lon) - arc[0].lon
			arc = arc[1:]
		}
		for _, g := range arc {
			out = append(out, geo{g.lon + shift, g.lat})
		}
	}
	return out
}

// cut gives the parts of a ring that lie in the drawing: what goes beyond the
// 180th meridian comes in again at the other edge.
func cut(r []geo) [][]point {
	var out [][]point
	for _, shift := range []float64{-360, 0, 360} {
		part := make([]geo, len(r))
		for i, g := range r {
			part[i] = geo{g.lon + shift, g.lat}
		}
		part = clip(clip(part, -180, 1), 180, -1)
		if len(part) < 3 {
			continue
		}
		ps := make([]point, len(part))
		for i, g := range part {
			ps[i] = project(g)
		}
		out = append(out, ps)
	}
	return out
}

// clip keeps what lies east (side 1) or west (side -1) of a meridian (Sutherland
// and Hodgman 1974).
func clip(r []geo, lon, side float64) []geo {
	var out []geo
	for i, b := range r {
		a := r[(i+len(r)-1)%len(r)]
		inA, inB := (a.lon-lon)*side >= 0, (b.lon-lon)*side >= 0
		if inA != inB {
			out = append(out, geo{lon, a.lat + (b.lat-a.lat)*(lon-a.lon)/(b.lon-a.lon)})
		}
		if inB {
			out = append(out, b)
		}
	}
	return out
}

// outline writes the rings that are large enough, and the largest in any case, so
// that no country vanishes.
func outline(rings [][]point) string {
	largest := 0
	for i := range rings {
		if area(rings[i]) > area(rings[largest]) {
			largest = i
		}
	}
	var b strings.Builder
	px, py := 0, 0
	for i, r := range rings {
		if i != largest && area(r) < smallest {
			continue
		}
		px, py = write(&b, r, px, py)
	}
	return b.String()
}

func area(r []point) float64 {
	var s float64
	for i := range r {
		j := (i + 1) % len(r)
		s += r[i].x*r[j].y - r[j].x*r[i].y
	}
	return math.Abs(s) / 2
}

// write adds a ring, moving from the point px, py, and gives where the pen stands
// after the ring is closed.
func write(b *strings.Builder, r []point, px, py int) (int, int) {
	sx, sy := 0, 0
	for i, p := range r {
		x, y := int(math.Round(p.x)), int(math.Round(p.y))
		dx, dy := x-px, y-py
		switch {
		case i == 0:
			fmt.Fprintf(b, "m%d%s", dx, signed(dy))
			sx, sy = x, y
		case dx == 0 && dy == 0:
			continue
		case i == 1:
			fmt.Fprintf(b, "l%d%s", dx, signed(dy))
		default:
			b.WriteString(signed(dx) + signed(dy))
		}
		px, py = x, y
	}
	b.WriteString("z")
	return sx, sy
}

// signed writes a number that follows another one: the minus sign parts them too.
func signed(n int) string {
	if n < 0 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf(" %d", n)
}
