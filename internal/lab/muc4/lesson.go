package muc4

import (
	"slices"
	"strconv"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/extract"
	"dossier/internal/extract/part"
	"dossier/internal/nlp"
	"dossier/internal/nlp/english"
	"dossier/internal/nlp/timex"
	"dossier/internal/source"
	"dossier/internal/source/plain"
)

// lesson is a report as it is learnt from.
type lesson struct {
	report *Report
	r      *part.Reading
	gold   [extract.RoleCount][][]string
	is     [][extract.RoleCount]bool // by mention: the roles that the key gives it
	fold   int
}

// analysed is a report's analysis, as the program makes it of a text file.
func analysed(r *Report, analyse func(*doc.Document) *nlp.Analysis) (*nlp.Analysis, error) {
	d, err := plain.Reader{Date: timex.ParseDate}.Read(source.Text{String: r.Text + "\n"})
	if err != nil {
		return nil, err
	}
	return analyse(d), nil
}

// folds is into how many parts the development reports are cut. Reports with
// neighbouring numbers tell of the same days, so that a part is made of runs of
// neighbours.
const (
	folds = 5
	run   = 52
)

// fold is the part that a report is in.
func fold(id string) int {
	n, _ := strconv.Atoi(id[strings.LastIndexByte(id, '-')+1:])
	return (n - 1) / run % folds
}

// lessons reads and analyses a part of the corpus.
func lessons(shared, name string) ([]*lesson, error) {
	rs, err := Read(shared, name)
	if err != nil {
		return nil, err
	}
	an := english.New()
	out := make([]*lesson, len(rs))
	for i := range rs {
		a, err := analysed(&rs[i], an.Analyse)
		if err != nil {
			return nil, err
		}
		l := &lesson{report: &rs[i], r: part.Read(a), fold: fold(rs[i].ID)}
		g := gold(&rs[i])
		copy(l.gold[:], g[:])
		l.gold[extract.VictimDescribed] = merged(&rs[i], HumDescription)
		l.label()
		out[i] = l
	}
	return out, nil
}

// label notes which mentions fill which roles: those one of whose ways to be cited
// is a string of the key.
func (l *lesson) label() {
	var want [extract.RoleCount]map[string]bool
	for role := range want {
		want[role] = l.wanted(extract.PartRole(role))
	}
	for i := range l.r.Mentions {
		var is [extract.RoleCount]bool
		for _, v := range l.r.Variants(&l.r.Mentions[i]) {
			s := normal(l.r.Text(v))
			for role := range want {
				is[role] = is[role] || want[role][s]
			}
		}
		l.is = append(l.is, is)
	}
}

// wanted are the strings of the key for a role.
func (l *lesson) wanted(role extract.PartRole) map[string]bool {
	out := map[string]bool{}
	for _, s := range slices.Concat(l.gold[role]...) {
		out[normal(s)] = true
	}
	return out
}
