package record_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dossier/internal/claim"
	"dossier/internal/count"
	"dossier/internal/entity"
	"dossier/schema"
)

// somebody is a person as one document tells of him.
type somebody struct {
	name    string
	age     int
	slot    claim.Slot
	country string
	plain   bool // a description
	kind    entity.Kind
}

// told makes a document that names some people.
func told(t *testing.T, id string, people ...somebody) *maker {
	var words []string
	for _, p := range people {
		words = append(words, p.name, fmt.Sprint(p.age))
	}
	m := document(t, id, "", strings.Join(words, " / "))
	for i, p := range people {
		e := claim.EntityID(fmt.Sprint("e", i))
		kind := p.kind
		if kind == "" {
			kind = entity.Person
		}
		m.entity(e, kind, p.name)
		x := &m.set.Entities[i]
		x.Country, x.Named = p.country, !p.plain
		if p.age > 0 {
			n := count.Exactly(p.age)
			x.Age = &claim.Trait{Count: &n, Citations: x.Mentions}
		}
		if p.slot != "" {
			m.say(claim.Claim{Value: &claim.Value{Slot: p.slot, Entity: e, Basis: "fact", Harm: "killed"}}, p.name)
		}
	}
	return m
}

// names are the entities of a record with their other names.
func names(r schema.Record) string {
	var out []string
	for _, e := range r.Entities {
		s := e.Name
		if len(e.Aliases) > 0 {
			s += " = " + strings.Join(e.Aliases, " = ")
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

func TestPeopleOfSeveralDocuments(t *testing.T) {
	victim := func(n string, age int) somebody { return somebody{name: n, age: age, slot: claim.Victim} }
	for _, c := range []struct {
		why  string
		docs [][]somebody
		want string
	}{
		{"another spelling", [][]somebody{{{name: "Yasin Hosseinzadeh"}}, {{name: "Yassin Hossein-Zadeh"}}}, "Yassin Hossein-Zadeh = Yasin Hosseinzadeh"},
		{"the surname alone", [][]somebody{{{name: "Asgarov"}}, {{name: "Orkhan Asgarov"}}}, "Orkhan Asgarov = Asgarov"},
		{"the surname in another spelling", [][]somebody{{{name: "Orkhan Asgarov"}}, {{name: "Askarov"}}}, "Orkhan Asgarov = Askarov"},
		{"an initial", [][]somebody{{{name: "P. Marsh"}}, {{name: "Peter Marsh"}}}, "Peter Marsh = P. Marsh"},
		{"father and son", [][]somebody{{victim("Peter Marsh", 41), victim("John Marsh", 9)}, {victim("Peter Marsh", 41), victim("John Marsh", 9)}}, "John Marsh, Peter Marsh"},
		{"father and son, and a surname alone", [][]somebody{{victim("Peter Marsh", 41), victim("John Marsh", 9)}, {{name: "Marsh"}}}, "John Marsh, Marsh, Peter Marsh"},
		{"father and son of one name", [][]somebody{{victim("Peter Marsh", 41)}, {victim("Peter Marsh", 9)}}, "Peter Marsh, Peter Marsh"},
		{"an age that papers give differently", [][]somebody{{victim("Peter Marsh", 41)}, {victim("Peter Marsh", 42)}}, "Peter Marsh"},
		{"the victim and an attacker of one surname", [][]somebody{{victim("Peter Marsh", 0)}, {{name: "Marsh", slot: claim.Perpetrator}}}, "Marsh, Peter Marsh"},
		{"citizens of two states", [][]somebody{{{name: "Ali Karimi", country: "IR"}}, {{name: "Aly Karimi", country: "PK"}}}, "Ali Karimi, Aly Karimi"},
		{"two whom one document tells apart", [][]somebody{{{name: "Ali Karimi"}}, {{name: "Aly Karimi"}, {name: "Ali Karimy"}}}, "Ali Karimi = Aly Karimi, Ali Karimy"},
		{"a group in another spelling", [][]somebody{{{name: "Al-Shabaab", kind: entity.Group}}, {{name: "al Shabab", kind: entity.Group}}}, "Al-Shabaab = al Shabab"},
		{"the initials of a group", [][]somebody{{{name: "FLA", kind: entity.Group}}, {{name: "Front for the Liberation of Arlen", kind: entity.Group}}}, "Front for the Liberation of Arlen = FLA"},
		{"the gunman of two documents", [][]somebody{{{name: "the gunman", slot: claim.Perpetrator, plain: true}}, {{name: "a lone attacker", slot: claim.Perpetrator, plain: true}}}, "the gunman = a lone attacker"},
		{"a man who was hurt is no attacker", [][]somebody{{{name: "the gunman", slot: claim.Perpetrator, plain: true}}, {{name: "a man", slot: claim.Victim, plain: true}}}, "a man, the gunman"},
	} {
		var ms []*maker
		for i, d := range c.docs {
			m := told(t, fmt.Sprint("d", i), d...)
			// what nobody uses is not shown: let the document tell of everybody
			for k := range d {
				e := claim.EntityID(fmt.Sprint("e", k))
				m.say(claim.Claim{Attribution: &claim.Attribution{Claimant: e, Content: m.cite(d[k].name)}}, d[k].name)
			}
			ms = append(ms, m)
		}
		r := fold(ms...)
		if got := names(r); got != c.want {
			t.Errorf("%s: %s, want %s", c.why, got, c.want)
		}
		lost := 0
		for _, d := range c.docs {
			lost += len(d)
		}
		for _, e := range r.Entities {
			lost -= len(e.Mentions)
		}
		if lost != 0 {
			t.Errorf("%s: %d mentions were lost", c.why, lost)
		}
	}
}

// Two attackers who are told of keep descriptions apart.
func TestSeveralAttackersStayApart(t *testing.T) {
	gunman := somebody{name: "the gunman", slot: claim.Perpetrator, plain: true}
	attacker := somebody{name: "a masked attacker", slot: claim.Perpetrator, plain: true}
	a, b := told(t, "a", gunman), told(t, "b", attacker)
	two := count.Exactly(2)
	b.say(claim.Claim{Value: &claim.Value{Slot: claim.PerpetratorCount, Count: &two}}, "a masked attacker")
	if got := names(fold(a, b)); got != "a masked attacker, the gunman" {
		t.Error(got)
	}
}
