package muc4

import (
	"encoding/gob"
	"fmt"
	"os"
	"sort"
	"testing"
	"time"

	"dossier/internal/extract/part"
	"dossier/internal/learn/forest"
)

type pick struct {
	doc, role      int
	score          float64
	text           string
	thing, mention int
}

func env(k string) bool { return os.Getenv(k) != "" }

func TestExp(t *testing.T) {
	t0 := time.Now()
	ls, err := lessons("/work/shared", "dev")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("read", time.Since(t0))
	var drows [][]forest.Feature
	var dat []int
	var dclass []bool
	var dw []float32
	for _, l := range ls {
		drows = append(drows, l.r.Document())
		dclass = append(dclass, len(l.report.Key) > 0)
		dat = append(dat, fold(l.report.ID))
		dw = append(dw, 1)
	}
	dcfg := forest.Config{Trees: 150, Depth: 4, Rate: 0.05, L2: 5, Weight: 5, Share: 0.3, Seed: 1}
	ds := outOfFold(forest.NewRows(drows, 20), dclass, dw, dat, dcfg)
	ok := 0
	for i := range ds {
		if (ds[i] > 0) == dclass[i] {
			ok++
		}
	}
	fmt.Println("doc acc", float64(ok)/float64(len(ds)), time.Since(t0))
	var rows [][]forest.Feature
	var at []int
	var where [][2]int
	var w []float32
	for li, l := range ls {
		for i := range l.r.Mentions {
			f := l.r.Features(i)
			f[forest.Key(200<<24)] = uint8(forest.Probability(ds[li])*20) + 1
			rows = append(rows, list(f))
			at = append(at, dat[li])
			where = append(where, [2]int{li, i})
			w = append(w, 1)
		}
	}
	fmt.Println("rows", len(rows), time.Since(t0))
	cfg := forest.Config{Trees: 100, Depth: 6, Rate: 0.1, L2: 5, Weight: 3, Share: 0.3, Seed: 1}
	var s1 [roleCount][]float64
	class := func(role Role) []bool {
		c := make([]bool, len(rows))
		for i := range c {
			c[i] = ls[where[i][0]].is[where[i][1]][role]
		}
		return c
	}
	if f, err := os.Open("/tmp/muc_s1.gob"); err == nil && !env("NEW") {
		gob.NewDecoder(f).Decode(&s1)
	} else {
		d := forest.NewRows(rows, 30)
		fmt.Println("loaded", time.Since(t0))
		for role := range roleCount {
			s1[role] = outOfFold(d, class(role), w, at, cfg)
			fmt.Println(role, time.Since(t0))
		}
		f, _ := os.Create("/tmp/muc_s1.gob")
		gob.NewEncoder(f).Encode(s1)
		f.Close()
	}
	if env("CFG") {
		d := forest.NewRows(rows, 30)
		forms := formModel(ls, dat)
		for ci, cfg := range []forest.Config{
			{Trees: 200, Depth: 4, Rate: 0.08, L2: 10, Weight: 6, Share: 0.15, Seed: 1},
			{Trees: 250, Depth: 3, Rate: 0.1, L2: 10, Weight: 6, Share: 0.15, Seed: 1},
			{Trees: 150, Depth: 6, Rate: 0.06, L2: 20, Weight: 6, Share: 0.15, Seed: 1},
		} {
			var all []pick
			for _, role := range []Role{RolePerpInd, RoleTarget} { all = append(all, picks(ls, where, outOfFold(d, class(role), w, at, cfg), int(role), forms)...) }
			fmt.Println("cfg", ci, time.Since(t0))
			report(ls, all)
		}
		return
	}
	forms := formModel(ls, dat)
	fmt.Println("forms", time.Since(t0))
	var all []pick
	for role := range roleCount {
		all = append(all, picks(ls, where, s1[role], int(role), forms)...)
	}
	report(ls, all)
	// stage 2
	first := make([][]part.Scores, len(ls))
	for li, l := range ls {
		first[li] = make([]part.Scores, len(l.r.Mentions))
	}
	for i, wh := range where {
		for role := range roleCount {
			first[wh[0]][wh[1]][role] = s1[role][i]
		}
	}
	for i, wh := range where {
		f := asRow(rows[i])
		ls[wh[0]].r.Again(f, wh[1], first[wh[0]], ds[wh[0]])
		rows[i] = list(f)
	}
	// only rows with some chance
	var keep []int
	for i := range rows {
		for role := range roleCount {
			if s1[role][i] > -5 {
				keep = append(keep, i)
				break
			}
		}
	}
	var rows2 [][]forest.Feature
	var at2 []int
	var w2 []float32
	var where2 [][2]int
	for _, i := range keep {
		rows2 = append(rows2, rows[i])
		at2 = append(at2, at[i])
		w2 = append(w2, 1)
		where2 = append(where2, where[i])
	}
	fmt.Println("rows2", len(rows2), time.Since(t0))
	d := forest.NewRows(rows2, 20)
	s1k := func(role Role) []float64 { o := make([]float64, len(keep)); for j, i := range keep { o[j] = s1[role][i] }; return o }
	for ci, cfg := range []forest.Config{
		{Trees: 60, Depth: 4, Rate: 0.07, L2: 10, Weight: 8, Share: 0.2, Seed: 3},
		{Trees: 120, Depth: 3, Rate: 0.07, L2: 10, Weight: 8, Share: 0.2, Seed: 3},
		{Trees: 120, Depth: 5, Rate: 0.04, L2: 20, Weight: 8, Share: 0.15, Seed: 3},
	} {
		all = nil
		var avg []pick
		for role := range roleCount {
			c := make([]bool, len(rows2)); for i := range c { c[i] = ls[where2[i][0]].is[where2[i][1]][role] }
			s := outOfFold(d, c, w2, at2, cfg)
			all = append(all, picks(ls, where2, s, int(role), forms)...)
			f := s1k(role)
			for i := range s { s[i] = (s[i] + f[i]) / 2 }
			avg = append(avg, picks(ls, where2, s, int(role), forms)...)
		}
		fmt.Println("stage2", ci, time.Since(t0))
		report(ls, all)
		report(ls, avg)
	}
	dump(ls, all)
}

// formModel gives the out-of-fold score of each variant
func formModel(ls []*lesson, dat []int) func(li, mi, role, vi int) float64 {
	var rows [][]forest.Feature
	var class []bool
	var at []int
	var w []float32
	type key struct{ li, mi, role, vi int }
	idx := map[key]int{}
	for li, l := range ls {
		for mi := range l.r.Mentions {
			m := &l.r.Mentions[mi]
			for role := range roleCount {
				if !l.is[mi][role] {
					continue
				}
				want := map[string]bool{}
				for _, e := range l.gold[role] {
					for _, s := range e {
						want[normal(s)] = true
					}
				}
				for vi, v := range l.r.Variants(m) {
					rows = append(rows, list(l.r.FormFeatures(m, v, part.Role(role))))
					class = append(class, want[normal(l.r.Text(v))])
					at = append(at, dat[li])
					w = append(w, 1)
					idx[key{li, mi, int(role), vi}] = len(rows) - 1
				}
			}
		}
	}
	cfg := forest.Config{Trees: 80, Depth: 5, Rate: 0.1, L2: 3, Weight: 3, Share: 0.4, Seed: 2}
	d := forest.NewRows(rows, 15)
	fs := make([]*forest.Forest, folds)
	good, n := 0, 0
	for k := range folds {
		ww := make([]float32, len(w))
		for i := range ww {
			if at[i] != k {
				ww[i] = 1
			}
		}
		fs[k], _ = forest.Train(d, class, ww, cfg)
	}
	sc := func(li, mi, role, vi int) float64 {
		l := ls[li]
		m := &l.r.Mentions[mi]
		return fs[dat[li]].Score(l.r.FormFeatures(m, l.r.Variants(m)[vi], part.Role(role)))
	}
	for li, l := range ls {
		for mi := range l.r.Mentions {
			for role := range roleCount {
				if l.is[mi][role] {
					n++
					b, bs := 0, -99.0
					for vi := range l.r.Variants(&l.r.Mentions[mi]) {
						if s := sc(li, mi, int(role), vi); s > bs {
							b, bs = vi, s
						}
					}
					if class[idx[key{li, mi, int(role), b}]] {
						good++
					}
				}
			}
		}
	}
	fmt.Printf("forms right %.3f of %d\n", float64(good)/float64(n), n)
	return sc
}

func picks(ls []*lesson, where [][2]int, s []float64, role int, forms func(li, mi, role, vi int) float64) []pick {
	best := map[[2]int]pick{}
	bs := map[[2]int]float64{}
	for i, w := range where {
		if s[i] < -3.2 {
			continue
		}
		m := &ls[w[0]].r.Mentions[w[1]]
		k := [2]int{w[0], m.Thing}
		vs := ls[w[0]].r.Variants(m)
		vb, vsc := 0, -99.0
		for vi := range vs {
			if x := forms(w[0], w[1], role, vi); x > vsc {
				vb, vsc = vi, x
			}
		}
		p := forest.Probability(s[i]) * forest.Probability(vsc)
		b, ok := best[k]
		sc := s[i]
		if ok && b.score > sc {
			sc = b.score
		}
		if !ok || p > bs[k] {
			bs[k] = p
			best[k] = pick{w[0], role, sc, ls[w[0]].r.Text(vs[vb]), m.Thing, w[1]}
		} else {
			b.score = sc
			best[k] = b
		}
	}
	var out []pick
	for _, p := range best {
		out = append(out, p)
	}
	return out
}

func report(ls []*lesson, all []pick) {
	by := [roleCount][]pick{}
	for _, p := range all {
		by[p.role] = append(by[p.role], p)
	}
	var sum, up Tally
	for role := range by {
		sort.Slice(by[role], func(i, j int) bool {
			a, b := by[role][i], by[role][j]
			if a.score != b.score {
				return a.score > b.score
			}
			return a.doc*10000+a.mention < b.doc*10000+b.mention
		})
		var best Tally
		bt := 0.0
		bf := -1.0
		for th := -3.0; th < 1.5; th += 0.1 {
			ty, _ := eval(ls, by[role], role, th)
			if ty.F() > bf {
				bf = ty.F()
				best = ty
				bt = th
			}
		}
		ths[role] = bt
		_, u := eval(ls, by[role], role, bt)
		fmt.Printf("%-8s th %.1f P %.1f R %.1f F %.2f   (NP right: F %.2f)\n", Role(role), bt, best.P(), best.R(), best.F(), u.F())
		sum.Add(best)
		up.Add(u)
	}
	fmt.Printf("ALL P %.1f R %.1f F %.2f (NP right %.2f)\n", sum.P(), sum.R(), sum.F(), up.F())
}

var ths [roleCount]float64

func dump(ls []*lesson, all []pick) {
	f, _ := os.Create("/tmp/muc_err.txt")
	defer f.Close()
	for li, l := range ls {
		fmt.Fprintln(f, l.report.ID, len(l.report.Key))
		for role := range roleCount {
			for _, e := range l.gold[role] {
				fmt.Fprintln(f, "   gold", role, e)
			}
			for _, p := range all {
				if p.doc == li && p.role == int(role) && p.score > ths[role]-1 {
					ok := ceaf([][]string{{p.text}}, l.gold[role]).Right
					mark := "-"
					if p.score >= ths[role] {
						mark = "+"
					}
					s := l.r.A.Sentences[l.r.Mentions[p.mention].Sentence]
					fmt.Fprintf(f, "   %s%d %s %.1f %s   || %s\n", mark, ok, role, p.score, p.text, short(l.r.A.Text(s.Span)))
				}
			}
		}
	}
}
func short(s string) string {
	if len(s) > 220 {
		return s[:220]
	}
	return s
}

// eval gives the tally and the one with the best variant
func eval(ls []*lesson, ps []pick, role int, th float64) (Tally, Tally) {
	given := make([][][]string, len(ls))
	opt := make([][][]string, len(ls))
	for _, p := range ps {
		if p.score < th {
			break
		}
		dup := false
		for _, g := range given[p.doc] {
			if normal(g[0]) == normal(p.text) {
				dup = true
			}
		}
		if dup {
			continue
		}
		given[p.doc] = append(given[p.doc], []string{p.text})
		l := ls[p.doc]
		b := p.text
		for _, v := range l.r.Variants(&l.r.Mentions[p.mention]) {
			for _, e := range l.gold[role] {
				for _, s := range e {
					if normal(s) == normal(l.r.Text(v)) {
						b = l.r.Text(v)
					}
				}
			}
		}
		opt[p.doc] = append(opt[p.doc], []string{b})
	}
	var a, b Tally
	for i, l := range ls {
		a.Add(ceaf(given[i], l.gold[role]))
		b.Add(ceaf(opt[i], l.gold[role]))
	}
	return a, b
}
