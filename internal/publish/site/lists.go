package site

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/wording"
)

// pageOf is how many incidents stand on a page of a list.
const pageOf = 100

// listPage is a page of incidents.
type listPage struct {
	Heading     string
	Filters     bool // of the whole collection, which a script can narrow down
	Rows        []Row
	Total       int
	First, Last int // of the total, from 1
	Pages       []entry
	Ways        []way // other lists
}

// way is a list of lists.
type way struct {
	Name    string
	Entries []counted
}

// counted is a link with how many incidents it leads to.
type counted struct {
	Name, Path string
	Count      int
	Width      float64 // of its bar, in hundredths
}

// lister makes the pages of one list.
func (s *Site) lister(at, name, here, description string, rows []Row, ways []way, filters bool, yield func(Page) error) error {
	pages := (len(rows) + pageOf - 1) / pageOf
	for i := range max(1, pages) {
		l := listPage{Heading: name, Filters: filters && i == 0, Total: len(rows), First: i*pageOf + 1, Last: min(len(rows), (i+1)*pageOf)}
		l.Rows = rows[i*pageOf : l.Last]
		if i == 0 {
			l.Ways = ways
		}
		title := name
		if i > 0 {
			title += fmt.Sprintf(", page %d", i+1)
		}
		if pages > 1 {
			for k := range pages {
				l.Pages = append(l.Pages, entry{strconv.Itoa(k + 1), numberedPath(at, k), k == i})
			}
		}
		p, err := s.page("list", title, numberedPath(at, i), here, description, nil, l)
		if err == nil {
			err = yield(p)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// numberedPath is the path of a page of a list, the first without a number.
func numberedPath(at string, i int) string {
	if i == 0 {
		return at
	}
	return strings.TrimSuffix(at, ".html") + "-" + strconv.Itoa(i+1) + ".html"
}

// Lists makes the lists of incidents: all, those of each year and country, and
// those that the map does not show. rows are in order.
func (s *Site) Lists(rows []Row, yield func(Page) error) error {
	years, countries, unlocated := split(rows)
	ways := []way{{"By year", yearEntries(years)}, {"By country", countryEntries(countries)}}
	if err := s.lister("incidents.html", "Incidents", "incidents.html", fmt.Sprintf("All %d incidents of the collection.", len(rows)), rows, ways, true, yield); err != nil {
		return err
	}
	for _, y := range years {
		name := "Incidents of " + y.key
		if y.key == undated {
			name = "Incidents without a date"
		}
		if err := s.lister("years/"+y.key+".html", name, "timeline.html", name+".", y.rows, nil, false, yield); err != nil {
			return err
		}
	}
	for _, c := range countries {
		name := "Incidents in " + c.name
		if c.key == nowhere {
			name = "Incidents without a country"
		}
		if err := s.lister("countries/"+c.key+".html", name, "incidents.html", name+".", c.rows, nil, false, yield); err != nil {
			return err
		}
	}
	if len(unlocated) == 0 {
		return nil
	}
	return s.lister("unlocated.html", "Incidents that the map does not show", "map.html", "Incidents whose place is not known well enough for the map.", unlocated, nil, false, yield)
}

// What stands in a path for a year or country that is not known.
const (
	undated = "undated"
	nowhere = "none"
)

// bundle is the rows of one year or country.
type bundle struct {
	key, name string
	rows      []Row
}

// split puts rows together by year, the latest first, and by country, by name.
func split(rows []Row) (years, countries []*bundle, unlocated []Row) {
	at := map[string]*bundle{}
	put := func(list *[]*bundle, kind, key, name string, x Row) {
		b := at[kind+key]
		if b == nil {
			b = &bundle{key: key, name: name}
			at[kind+key] = b
			*list = append(*list, b)
		}
		b.rows = append(b.rows, x)
	}
	for _, x := range rows {
		put(&years, "year ", yearKey(&x), "", x)
		put(&countries, "country ", countryKey(&x), x.Country, x)
		if !x.Located {
			unlocated = append(unlocated, x)
		}
	}
	slices.SortStableFunc(years, func(a, b *bundle) int {
		if (a.key == undated) != (b.key == undated) {
			return map[bool]int{true: 1, false: -1}[a.key == undated]
		}
		return strings.Compare(b.key, a.key)
	})
	slices.SortStableFunc(countries, func(a, b *bundle) int {
		if (a.key == nowhere) != (b.key == nowhere) {
			return map[bool]int{true: 1, false: -1}[a.key == nowhere]
		}
		return strings.Compare(a.name, b.name)
	})
	return years, countries, unlocated
}

func yearKey(x *Row) string {
	if x.Year == 0 {
		return undated
	}
	return fmt.Sprintf("%04d", x.Year)
}

// countryKey is the code of a country as part of a path.
func countryKey(x *Row) string {
	key := strings.ToLower(x.Code)
	if len(key) != 2 || strings.Trim(key, "abcdefghijklmnopqrstuvwxyz") != "" {
		return nowhere
	}
	return key
}

func yearEntries(list []*bundle) []counted {
	var out []counted
	for _, b := range list {
		out = append(out, counted{Name: wording.Capital(b.key), Path: "years/" + b.key + ".html", Count: len(b.rows)})
	}
	return out
}

func countryEntries(list []*bundle) []counted {
	var out []counted
	for _, b := range list {
		name := b.name
		if b.key == nowhere {
			name = "Not known"
		}
		out = append(out, counted{Name: name, Path: "countries/" + b.key + ".html", Count: len(b.rows)})
	}
	return out
}
