package site

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/export/view"
	"dossier/internal/publish/find"
	"dossier/schema"
)

// Names gathers who is named in the records. Equal names of one kind are put
// together; whether they are one person nobody has said.
type Names struct {
	of map[string]*named
}

// named is a name with the records that it stands in.
type named struct {
	text, kind string
	rows       []int // numbers of records, ascending
}

// namedKinds are the kinds that the index of names has, as it calls them.
var namedKinds = map[string]string{"person": "person", "group": "group", "organisation": "organisation"}

// Add takes the names of the record of a number. Those that were withheld are none.
func (n *Names) Add(r *view.Record, number int) {
	if n.of == nil {
		n.of = map[string]*named{}
	}
	for i := range r.Entities {
		e := &r.Entities[i]
		if !e.Named || namedKinds[e.Kind] == "" || withheld(e) {
			continue
		}
		text := view.Plain(e.Name)
		key := e.Kind + " " + strings.Join(find.Words(text), " ")
		x := n.of[key]
		if x == nil {
			x = &named{text: text, kind: e.Kind}
			n.of[key] = x
		}
		if k := len(x.rows); k == 0 || x.rows[k-1] != number {
			x.rows = append(x.rows, number)
		}
	}
}

func withheld(e *schema.Entity) bool { return strings.ContainsAny(e.Name, "█[") }

// namePage is the names of one letter.
type namePage struct {
	Letter  string
	Letters []entry
	Pages   []entry // of the letter, each by its first name
	Names   []nameLine
	Total   int
}

// nameLine is a name with the incidents it is named in.
type nameLine struct {
	Name, Kind string
	Rows       []Row
	More       int
}

// fewNames is how many names stand on one page.
const fewNames = 300

// mostRows is how many incidents stand behind a name.
const mostRows = 20

// Names makes the index of names: a page for each first letter.
func (s *Site) Names(n *Names, rows []Row, yield func(Page) error) error {
	var all []*named
	for _, x := range n.of {
		all = append(all, x)
	}
	slices.SortFunc(all, func(a, b *named) int {
		if c := strings.Compare(letter(a.text), letter(b.text)); c != 0 {
			return c
		}
		if c := strings.Compare(find.Fold(a.text), find.Fold(b.text)); c != 0 {
			return c
		}
		return strings.Compare(a.text+a.kind, b.text+b.kind)
	})
	var letters []entry
	for _, x := range all {
		if l := letter(x.text); len(letters) == 0 || letters[len(letters)-1].Name != l {
			letters = append(letters, entry{Name: l, Path: lettersPath(l, len(letters) == 0)})
		}
	}
	if len(all) <= fewNames {
		p := namePage{Total: len(all)}
		for _, x := range all {
			p.Names = append(p.Names, line(x, rows))
		}
		return s.yieldNames(p, "names.html", yield)
	}
	for i := range letters {
		p := namePage{Letter: letters[i].Name, Letters: slices.Clone(letters), Total: len(all)}
		p.Letters[i].Here = true
		var names []*named
		for _, x := range all {
			if letter(x.text) == letters[i].Name {
				names = append(names, x)
			}
		}
		if err := s.ofLetter(p, letters[i].Path, names, rows, yield); err != nil {
			return err
		}
	}
	return nil
}

// ofLetter makes the pages of a letter.
func (s *Site) ofLetter(p namePage, at string, names []*named, rows []Row, yield func(Page) error) error {
	pages := (len(names) + fewNames - 1) / fewNames
	for k := range pages {
		p.Names, p.Pages = nil, nil
		for _, x := range names[k*fewNames : min(len(names), (k+1)*fewNames)] {
			p.Names = append(p.Names, line(x, rows))
		}
		for i := 0; pages > 1 && i < pages; i++ {
			p.Pages = append(p.Pages, entry{names[i*fewNames].text, numberedPath(at, i), i == k})
		}
		if err := s.yieldNames(p, numberedPath(at, k), yield); err != nil {
			return err
		}
	}
	return nil
}

func (s *Site) yieldNames(n namePage, at string, yield func(Page) error) error {
	title := "Names"
	if n.Letter != "" {
		title += ": " + n.Letter
	}
	p, err := s.page("names", title, at, "names.html", "People, groups and organisations named in the records.", nil, n)
	if err == nil {
		err = yield(p)
	}
	return err
}

// lettersPath is the page of a letter; the first is where the menu leads.
func lettersPath(l string, first bool) string {
	if first {
		return "names.html"
	}
	return "names/" + strings.ToLower(l) + ".html"
}

// letter is what a name is found under: its first letter without marks, "0" for
// those that begin with none of the Latin alphabet.
func letter(s string) string {
	w := find.Words(s)
	if len(w) == 0 {
		return "0"
	}
	r, _ := utf8.DecodeRuneInString(w[0])
	if r < 'a' || r > 'z' {
		return "0"
	}
	return string(unicode.ToUpper(r))
}

func line(x *named, rows []Row) nameLine {
	out := nameLine{Name: x.text, Kind: namedKinds[x.kind]}
	for i, k := range x.rows {
		if i == mostRows {
			out.More = len(x.rows) - mostRows
			break
		}
		out.Rows = append(out.Rows, rows[k])
	}
	return out
}
