package gazetteer

import (
	"bufio"
	"compress/gzip"
	"os"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/fault"
)

// town is a row of GeoNames.
type town struct {
	id                       int
	name, ascii              string
	alt                      []string
	lat, lon                 float64
	feature, country, admin1 string
	population               int
	zone                     string
}

// renamed are zones that the tz database has renamed since the dump was made.
var renamed = map[string]string{"Europe/Kiev": "Europe/Kyiv", "America/Godthab": "America/Nuuk", "Asia/Rangoon": "Asia/Yangon"}

// readTowns reads a GeoNames "cities" dump in order of the identifiers. Places
// that are gone (abandoned, destroyed, historical) are left out.
func readTowns(path string) ([]town, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fault.New(fault.Unreadable, "%s: %v", path, err)
	}
	var towns []town
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		t, err := parseTown(sc.Text())
		if err != nil {
			return nil, fault.New(fault.Invalid, "%s:%d: %v", path, n, err)
		}
		switch t.feature {
		case "P.PPLQ", "P.PPLH", "P.PPLCH", "P.PPLW":
			continue
		}
		towns = append(towns, t)
	}
	slices.SortFunc(towns, func(a, b town) int { return a.id - b.id })
	return towns, sc.Err()
}

func parseTown(line string) (town, error) {
	f := strings.Split(line, "\t")
	if len(f) < 18 {
		return town{}, fault.New(fault.Invalid, "%d columns", len(f))
	}
	t := town{name: f[1], ascii: f[2], feature: f[6] + "." + f[7], country: f[8], admin1: f[10], zone: f[17]}
	if f[3] != "" {
		t.alt = strings.Split(f[3], ",")
	}
	if z := renamed[t.zone]; z != "" {
		t.zone = z
	}
	var errs [4]error
	t.id, errs[0] = strconv.Atoi(f[0])
	t.lat, errs[1] = strconv.ParseFloat(f[4], 64)
	t.lon, errs[2] = strconv.ParseFloat(f[5], 64)
	if f[14] != "" {
		t.population, errs[3] = strconv.Atoi(f[14])
	}
	for _, err := range errs {
		if err != nil {
			return town{}, err
		}
	}
	return t, nil
}

// readDivisions reads "IR.26<tab>Tehran" lines.
func readDivisions(path string) (map[string]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	divs := map[string]string{}
	for line := range strings.Lines(string(data)) {
		if code, name, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			divs[code] = name
		}
	}
	return divs, nil
}
