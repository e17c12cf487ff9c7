package where_test

import (
	"math"
	"testing"

	"dossier/internal/where"
)

func TestParseCoordinates(t *testing.T) {
	for in, want := range map[string]where.Coordinates{
		"35.7, 51.4":               {Lat: 35.7, Lon: 51.4},
		"35°47′N 51°25′E":          {Lat: 35.7833, Lon: 51.4167},
		"35°47'24\"N, 51°25'12\"E": {Lat: 35.79, Lon: 51.42},
		"-33.9 18.4":               {Lat: -33.9, Lon: 18.4},
		"33.9° S, 18.4° E":         {Lat: -33.9, Lon: 18.4},
		"40.7128° N, 74.0060° W":   {Lat: 40.7128, Lon: -74.006},
	} {
		c, err := where.ParseCoordinates(in)
		if err != nil || math.Abs(c.Lat-want.Lat) > 0.001 || math.Abs(c.Lon-want.Lon) > 0.001 {
			t.Errorf("%s: %v, %v", in, c, err)
		}
	}
	for _, in := range []string{"", "Tehran", "91, 10", "10, 181", "35.7", "a, b", "35°99′N 51°25′E"} {
		if c, err := where.ParseCoordinates(in); err == nil {
			t.Errorf("%q was read as %v", in, c)
		}
	}
}

func TestDistance(t *testing.T) {
	tehran, baku := where.Coordinates{Lat: 35.694, Lon: 51.422}, where.Coordinates{Lat: 40.377, Lon: 49.892}
	if d := where.Distance(tehran, baku); math.Abs(d-537) > 10 {
		t.Errorf("%f km", d)
	}
	if d := where.Distance(baku, baku); d != 0 {
		t.Errorf("%f km to itself", d)
	}
}

func FuzzCoordinates(f *testing.F) {
	f.Add("35°47′N 51°25′E")
	f.Add("-33.9, 18.4")
	f.Fuzz(func(t *testing.T, s string) {
		c, err := where.ParseCoordinates(s)
		if err != nil {
			return
		}
		if !c.Valid() {
			t.Fatalf("%q gives %v", s, c)
		}
		again, err := where.ParseCoordinates(c.String())
		if err != nil || math.Abs(again.Lat-c.Lat) > 0.001 || math.Abs(again.Lon-c.Lon) > 0.001 {
			t.Fatalf("%q → %v → %q → %v, %v", s, c, c.String(), again, err)
		}
	})
}
