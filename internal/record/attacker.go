package record

import (
	"slices"
	"strings"

	"dossier/internal/claim"
	"dossier/internal/doc"
	"dossier/internal/entity"
)

// attackerNouns are the words for whoever did it that say nothing more.
var attackerNouns = strings.Fields("gunman attacker assailant perpetrator shooter bomber man assassin knifeman")

// attackerQualities may stand before them without making another person of him.
var attackerQualities = strings.Fields("lone armed masked unidentified unknown suspected alleged arriving single")

// joinAttackers makes one value of the descriptions of a single attacker: "a
// gunman" of one sentence and "the lone gunman" of the next are the same man, and
// he is the one who is named where one is. It lets them stand where several
// attackers are told of.
func (f *folder) joinAttackers() {
	for _, slot := range []claim.Slot{claim.Perpetrator, claim.Suspect} {
		var named, described []*mergedValue
		for _, v := range f.values {
			switch {
			case v.slot != slot:
			case f.isDescribed(v):
				described = append(described, v)
			default:
				named = append(named, v)
			}
		}
		named = f.fullest(named)
		if len(described) == 0 || len(named) > 1 || f.severalAttackers() {
			continue
		}
		all := append(named, described...)
		if len(named) == 1 && !f.isOnePerson(named[0]) {
			all = described
		}
		f.joinAll(all)
	}
}

// joinAll makes the first of some values stand for all but those of whom a person
// said that they are somebody else.
func (f *folder) joinAll(all []*mergedValue) {
	for i, v := range all {
		if i == 0 || f.judgedApart(all[0], v) {
			continue
		}
		all[0].join(v)
		f.values = slices.DeleteFunc(f.values, func(x *mergedValue) bool { return x == v })
	}
}

// fullest makes one value of persons that are called by parts of one name, and
// gives what is left.
func (f *folder) fullest(named []*mergedValue) []*mergedValue {
	slices.SortStableFunc(named, func(a, b *mergedValue) int { return len(f.nameOfValue(b)) - len(f.nameOfValue(a)) })
	for _, v := range named {
		if !f.isOnePerson(v) || f.judgedApart(named[0], v) || !alike(f.nameOfValue(named[0]), f.nameOfValue(v)) {
			return named
		}
	}
	if len(named) > 1 {
		f.joinAll(named)
		named = named[:1]
	}
	return named
}

// nameOfValue is the folded name of the entity that a value is about.
func (f *folder) nameOfValue(v *mergedValue) string {
	if e := f.entityOf(v); e != nil {
		return FoldName(e.out.Name)
	}
	return ""
}

// severalAttackers reports whether a record tells of more than one.
func (f *folder) severalAttackers() bool {
	return slices.ContainsFunc(f.values, func(v *mergedValue) bool {
		return v.slot == claim.PerpetratorCount && v.count != nil && (v.count.Min > 1 || v.count.Max > 1)
	})
}

// entityOf is the entity that a value is about, nil when it is about none.
func (f *folder) entityOf(v *mergedValue) *mergedEntity {
	id, _ := v.out.Value.(string)
	return f.entityByID(id)
}

// isDescribed reports whether a value is one attacker by a word that says nothing
// more of him.
func (f *folder) isDescribed(v *mergedValue) bool {
	e := f.entityOf(v)
	if e == nil {
		return false
	}
	return describesAttacker(e.out.Name)
}

// isOnePerson reports whether a value is a person by name.
func (f *folder) isOnePerson(v *mergedValue) bool {
	e := f.entityOf(v)
	return e != nil && e.named && e.out.Kind == string(entity.Person)
}

// join adds what stands behind o to m.
func (m *mergedValue) join(o *mergedValue) {
	m.miss *= o.miss
	m.later, m.lone, m.stated = m.later || o.later, m.lone || o.lone, m.stated || o.stated
	m.out.Citations = appendCitations(m.out.Citations, o.out.Citations)
	m.claims = append(m.claims, o.claims...)
	for _, id := range o.out.Claimants {
		m.out.Claimants = appendNew(m.out.Claimants, id)
	}
	for _, x := range o.out.Makers {
		if !slices.Contains(m.out.Makers, x) {
			m.out.Makers = append(m.out.Makers, x)
		}
	}
	for _, d := range o.docs {
		if !slices.Contains(m.docs, d) {
			m.docs = append(m.docs, d)
			if m.via == nil {
				m.via = map[doc.ID]string{}
			}
			m.via[d] = o.via[d]
		} else if m.via[d] != o.via[d] {
			m.via[d] = ""
		}
	}
}
