package bulk

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/lexicon"
	"dossier/internal/text"
	"dossier/internal/where"
)

// variant is one incident made of a story: what stands in the place of what.
type variant struct {
	n             int
	years         int
	months, days  int
	more          int // what figures grow by
	town          where.Place
	names         map[string]string
	maker         *Maker
	r             *rand.Rand
	outlet        int
	report, again int
}

func (m *Maker) variant(r *rand.Rand, s *story, n int) *variant {
	v := &variant{n: n, maker: m, r: r, names: map[string]string{}, months: r.IntN(12), days: r.IntN(28), more: r.IntN(9), outlet: r.IntN(200)}
	v.years = 1975 + r.IntN(50) - s.year
	v.town = m.towns[often(r, len(m.towns))]
	for i := range s.reports {
		o := &s.reports[i]
		if o.place != "" {
			v.names[o.place] = v.town.Name
		}
		v.country(o.country)
	}
	return v
}

// country puts the country of the new town in the place of another.
func (v *variant) country(code string) {
	from, ok := lexicon.CountryByCode(code)
	to, known := lexicon.CountryByCode(v.town.Country)
	if !ok || !known {
		return
	}
	v.names[from.Name] = to.Name
	for i, d := range from.Demonyms {
		v.names[d] = to.Name
		if len(to.Demonyms) > 0 {
			v.names[d] = to.Demonyms[i%len(to.Demonyms)]
		}
	}
}

// often is a number below n, the small ones more often: of nine thousand towns one
// has a hundredth of all incidents, a hundred have a tenth.
func often(r *rand.Rand, n int) int {
	x := r.Float64()
	return int(x * x * float64(n))
}

// name is what stands in the place of a name; the words of people's names get one when
// they are met.
func (v *variant) name(s string) string {
	to, ok := v.names[s]
	switch {
	case ok:
		return to
	case isShort(s) && len(v.maker.shorts) > 0:
		to = v.maker.shorts[v.r.IntN(len(v.maker.shorts))]
	default:
		w := v.maker.surnames[v.r.IntN(len(v.maker.surnames))]
		to = strings.ToUpper(w[:1]) + w[1:]
	}
	v.names[s] = to
	return to
}

// number is what stands in the place of the number of a house or road: one of as many
// figures.
func (v *variant) number(s string) string {
	to, ok := v.names[s]
	if !ok {
		b := []byte(s)
		for i := range b {
			b[i] = byte('1' + v.r.IntN(9))
		}
		to = string(b)
		v.names[s] = to
	}
	return to
}

// near is how far a word may lie from the one in whose place it stands, in the order
// of how rare they are: so words stay as rare as they are.
const near = 200

// word is what stands in the place of a rare word.
func (v *variant) word(s string) string {
	to, ok := v.names[s]
	if !ok {
		at := v.maker.rank[s] - near + v.r.IntN(2*near+1)
		to = v.maker.words[min(max(at, 0), len(v.maker.words)-1)]
		v.names[s] = to
	}
	return to
}

// entity is the name of somebody in the variant, also where the program gave one that
// the text does not have: the head of a government by his office, a body by its short
// name.
func (v *variant) entity(kind entity.Kind, s string) string {
	return token.ReplaceAllStringFunc(s, func(w string) string {
		if to, ok := v.names[w]; ok {
			return to
		}
		if kind == entity.Person && isWord(w) && !lexicon.IsTitle(w) || kind != entity.State && isShort(w) {
			return v.name(w)
		}
		return w
	})
}

func (v *variant) year(n int) int  { return n + v.years }
func (v *variant) month(n int) int { return (n-1+v.months)%12 + 1 }
func (v *variant) day(n int) int   { return (n-1+v.days)%28 + 1 }
func (v *variant) figure(n int) int {
	return n + v.more%(n+1)
}

// written is what stands in a site.
func (v *variant) written(x site, was string) string {
	digits := was[0] >= '0' && was[0] <= '9'
	switch x.kind {
	case aYear:
		return fmt.Sprintf("%04d", v.year(x.n))
	case aMonth:
		if digits {
			return fmt.Sprintf("%02d", v.month(x.n))
		}
		return months[v.month(x.n)-1]
	case aDay:
		if len(was) == 2 && was[0] == '0' || len(was) == 2 && x.n < 10 {
			return fmt.Sprintf("%02d", v.day(x.n))
		}
		return strconv.Itoa(v.day(x.n))
	case aFigure:
		n := v.figure(x.n)
		if digits || n >= len(figures) {
			return strconv.Itoa(n)
		}
		if w := figures[n]; was[0] >= 'a' {
			return w
		} else {
			return strings.ToUpper(w[:1]) + w[1:]
		}
	case aWord:
		return v.word(was)
	case aNumber:
		return v.number(was)
	case anAddress:
		return fmt.Sprintf("https://outlet-%d.example/%d/%d", (v.outlet+v.report)%200, v.n, v.report)
	case anOutlet:
		return fmt.Sprintf("Outlet %d", (v.outlet+v.report)%200)
	}
	return v.name(was)
}

// moved leads from offsets of an original to those of its variant.
type moved struct{ from, to []text.Span }

// span is where a span lies now; an end within a site widens to all of it.
func (m *moved) span(s text.Span) text.Span {
	return text.Span{Start: m.offset(s.Start, false), End: m.offset(s.End, true)}
}

func (m *moved) offset(n int, end bool) int {
	i := sort.Search(len(m.from), func(i int) bool { return m.from[i].End > n })
	if i < len(m.from) && m.from[i].Start < n { // within the site
		if end {
			return m.to[i].End
		}
		return m.to[i].Start
	}
	if i == 0 {
		return n
	}
	return n - m.from[i-1].End + m.to[i-1].End
}

// of makes the variant of one report.
func (v *variant) of(o *original) Report {
	was := o.doc.Text.String()
	var b strings.Builder
	mv := &moved{}
	at := 0
	for _, x := range o.sites {
		b.WriteString(was[at:x.Start])
		from := b.Len()
		b.WriteString(v.written(x, was[x.Start:x.End]))
		mv.from, mv.to = append(mv.from, x.Span), append(mv.to, text.Span{Start: from, End: b.Len()})
		at = x.End
	}
	b.WriteString(was[at:])
	if v.again > 0 {
		fmt.Fprintf(&b, "\n\nReporting for Outlet %d, edition %d.\n", (v.outlet+v.report)%200, v.again)
	}
	raw := []byte(b.String())
	c := &copier{v: v, mv: mv, id: identify(raw), country: o.country}
	d := *o.doc
	d.ID, d.SHA256, d.Text, d.Map = c.id, string(c.id), text.New(string(raw)), nil
	d.Path = fmt.Sprintf("%d/%d.txt", v.n, v.report)
	d.Title, d.Published = v.sentence(d.Title), v.edtf(d.Published)
	for _, x := range o.sites {
		switch x.kind {
		case anAddress:
			d.URL = v.written(x, was[x.Start:x.End])
		case anOutlet:
			d.Outlet = v.written(x, was[x.Start:x.End])
		}
	}
	d.Blocks = copyOf(c, d.Blocks)
	d.Sections = copyOf(c, d.Sections)
	return Report{Path: d.Path, Raw: raw, Doc: &d, Set: c.set(o)}
}

// sentence puts the new names into a text that stands in a claim.
func (v *variant) sentence(s string) string {
	return token.ReplaceAllStringFunc(s, func(w string) string {
		if to, ok := v.names[w]; ok {
			return to
		}
		return w
	})
}

var edtfDate = regexp.MustCompile(`\b(\d{4})(-(\d\d))?(-(\d\d))?\b`)

// edtf changes the dates of an EDTF text as those of the text were.
func (v *variant) edtf(s string) string {
	return edtfDate.ReplaceAllStringFunc(s, func(d string) string {
		f := strings.Split(d, "-")
		n := make([]int, len(f))
		for i := range f {
			n[i], _ = strconv.Atoi(f[i])
		}
		if n[0] < 1900 || n[0] >= 2100 {
			return d
		}
		out := fmt.Sprintf("%04d", v.year(n[0]))
		if len(n) > 1 && n[1] >= 1 && n[1] <= 12 {
			out += fmt.Sprintf("-%02d", v.month(n[1]))
		}
		if len(n) > 2 && len(out) > 4 {
			out += fmt.Sprintf("-%02d", v.day(n[2]))
		}
		return out
	})
}

// copier copies what was read out of an original for its variant: spans where they lie
// now, the new document, the new names.
type copier struct {
	v       *variant
	mv      *moved
	id      doc.ID
	country string
}

func copyOf[T any](c *copier, x T) T {
	var out T
	c.copy(reflect.ValueOf(&out).Elem(), reflect.ValueOf(x))
	return out
}

var (
	spanType = reflect.TypeFor[text.Span]()
	docType  = reflect.TypeFor[doc.ID]()
)

func (c *copier) copy(to, from reflect.Value) {
	switch {
	case from.Type() == spanType:
		to.Set(reflect.ValueOf(c.mv.span(from.Interface().(text.Span))))
		return
	case from.Type() == docType:
		to.Set(reflect.ValueOf(c.id))
		return
	}
	switch from.Kind() {
	case reflect.Pointer:
		if !from.IsNil() {
			to.Set(reflect.New(from.Type().Elem()))
			c.copy(to.Elem(), from.Elem())
		}
	case reflect.Slice:
		if !from.IsNil() {
			to.Set(reflect.MakeSlice(from.Type(), from.Len(), from.Len()))
			for i := range from.Len() {
				c.copy(to.Index(i), from.Index(i))
			}
		}
	case reflect.Struct:
		for i := range from.NumField() {
			c.copy(to.Field(i), from.Field(i))
		}
	default:
		to.Set(from)
	}
}

// set is what is read out of the variant.
func (c *copier) set(o *original) *claim.Set {
	out := copyOf(c, *o.set)
	v := c.v
	for i := range out.Entities {
		e := &out.Entities[i]
		e.Name = v.entity(e.Kind, e.Name)
		for k := range e.Aliases {
			e.Aliases[k] = v.entity(e.Kind, e.Aliases[k])
		}
		if e.Country == c.country && c.country != "" {
			e.Country = v.town.Country
		}
	}
	for i := range out.Claims {
		x := &out.Claims[i]
		if x.Value != nil {
			c.value(x.Value, o.figured[i])
		}
		if x.Event != nil {
			x.Event.When, x.Event.WhenText, x.Event.What = v.edtf(x.Event.When), v.sentence(x.Event.WhenText), v.sentence(x.Event.What)
		}
		if x.Attribution != nil {
			x.Attribution.When = v.edtf(x.Attribution.When)
		}
		if x.Reaction != nil {
			x.Reaction.When = v.edtf(x.Reaction.When)
			if x.Reaction.Country == c.country {
				x.Reaction.Country = v.town.Country
			}
		}
		if x.Relation != nil {
			x.Relation.Title = v.sentence(x.Relation.Title)
		}
	}
	return &out
}

func (c *copier) value(x *claim.Value, figured bool) {
	v := c.v
	switch x.Slot {
	case claim.Date:
		x.Text = v.edtf(x.Text)
	case claim.Country:
		if x.Text == c.country {
			x.Text = v.town.Country
		}
	case claim.Place:
		if to, ok := v.names[x.Text]; ok {
			x.Text = to
		}
	case claim.Coordinates:
		x.Lat, x.Lon = v.town.Lat, v.town.Lon
	case claim.Timezone:
		if zone, ok := lexicon.Zone(v.town.Country, v.town.Lat, v.town.Lon); ok {
			x.Text, x.Offset = zone, ""
		}
	case claim.Site, claim.Target, claim.Weapon, claim.Damage, claim.Motive:
		x.Text = v.sentence(x.Text)
	}
	if figured {
		n := count.Exactly(v.figure(x.Count.Min))
		x.Count = &n
	}
}
