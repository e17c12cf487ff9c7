package muc4

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"sync"

	"dossier/internal/extract"
	"dossier/internal/extract/part"
	"dossier/internal/learn"
	"dossier/internal/learn/forest"
	"dossier/internal/learn/net"
)

// The settings of the trees, chosen by cross-validation on the development
// reports. Shallow trees in large numbers did better than deep ones.
var (
	documentTrees = forest.Config{Trees: 150, Depth: 4, Rate: 0.05, L2: 5, Weight: 5, Share: 0.3, Seed: 1}
	mentionTrees  = forest.Config{Trees: 350, Depth: 4, Rate: 0.06, L2: 10, Weight: 6, Share: 0.12, Seed: 1}
	thingTrees    = forest.Config{Trees: 350, Depth: 4, Rate: 0.06, L2: 10, Weight: 6, Share: 0.12, Seed: 5}
	formTrees     = forest.Config{Trees: 80, Depth: 5, Rate: 0.1, L2: 3, Weight: 3, Share: 0.4, Seed: 2}
)

// nets are the settings of the two nets.
var nets = net.Config{Hidden: 32, Rounds: 15, Rate: 0.02, L2: 1e-4, Drop: 0.3, Least: 20, Skip: 5, Seed: 1}

// table is rows with the fold of each and a class for each role.
type table struct {
	rows  [][]forest.Feature
	fold  []int
	class [extract.RoleCount][]bool
	of    [][2]int // by row: the report and the mention, thing or way to cite
}

func (t *table) add(row forest.Row, fold, report, item int) {
	t.rows = append(t.rows, list(row))
	t.fold = append(t.fold, fold)
	t.of = append(t.of, [2]int{report, item})
	for role := range t.class {
		t.class[role] = append(t.class[role], false)
	}
}

// list is the features of a row. Their order does not matter to the trees.
func list(r forest.Row) []forest.Feature {
	out := make([]forest.Feature, 0, len(r))
	for k, v := range r {
		out = append(out, forest.Feature{Key: k, Value: v})
	}
	return out
}

// outOfFold scores every row by trees learnt from the other folds, and gives the
// trees of each fold.
func outOfFold(d *forest.Rows, class []bool, fold []int, cfg forest.Config) ([]float64, [folds]*forest.Forest) {
	out := make([]float64, len(class))
	var fs [folds]*forest.Forest
	for k := range folds {
		odds := []float64(nil)
		fs[k], odds = forest.Train(d, class, weights(fold, k), cfg)
		for i := range odds {
			if fold[i] == k {
				out[i] = odds[i]
			}
		}
	}
	return out, fs
}

// both is the log odds of every row out of fold, and the forest of all rows.
func both(d *forest.Rows, class []bool, fold []int, cfg forest.Config) ([]float64, *forest.Forest) {
	odds, _ := outOfFold(d, class, fold, cfg)
	f, _ := forest.Train(d, class, weights(fold, -1), cfg)
	return odds, f
}

// weights counts all rows but those of one fold.
func weights(fold []int, without int) []float32 {
	w := make([]float32, len(fold))
	for i := range w {
		if fold[i] != without {
			w[i] = 1
		}
	}
	return w
}

// Train learns the trees that weigh who plays which part from the development
// reports, sets the odds from which a part is taken by cross-validation, and
// writes the model file.
func Train(w io.Writer, shared, path string) error {
	ls, err := lessons(shared, "dev")
	if err != nil {
		return err
	}
	relevant, document := documents(ls)
	mentions, things := tables(ls, relevant)
	forms, formFolds, form := ways(ls)
	mn, tn, trained := networks(ls, mentions, things)
	var mf, tf [extract.RoleCount]*forest.Forest
	scores := make([][]part.Scores, len(ls))
	for i, l := range ls {
		scores[i] = make([]part.Scores, len(l.r.Mentions))
	}
	dm, dt := forest.NewRows(mentions.rows, 30), forest.NewRows(things.rows, 25)
	each(func(role extract.PartRole) {
		var ms, ts []float64
		ms, mf[role] = both(dm, mentions.class[role], mentions.fold, mentionTrees)
		ts, tf[role] = both(dt, things.class[role], things.fold, thingTrees)
		at := map[[2]int]float64{}
		for i, of := range things.of {
			at[of] = part.Mix(ts[i], tn[i][role])
		}
		for i, of := range mentions.of {
			thing := ls[of[0]].r.Mentions[of[1]].Thing
			scores[of[0]][of[1]][role] = part.Mix(part.Mix(ms[i], mn[i][role]), at[[2]int{of[0], thing}])
		}
	})
	cuts, sheet := crossValidate(ls, scores, formFolds)
	sheet = fmt.Sprintf("%d reports, %d mentions, %d things, %d ways to cite\n%s", len(ls), len(mentions.rows), len(things.rows), forms, sheet)
	fmt.Fprint(w, sheet)
	return os.WriteFile(path, encode(document, mf, tf, form, trained, cuts, sheet), 0o644)
}

// each runs f for every role, as many at once as there are processors.
func each(f func(extract.PartRole)) {
	var wg sync.WaitGroup
	free := make(chan bool, runtime.GOMAXPROCS(0))
	for role := range extract.RoleCount {
		wg.Go(func() {
			free <- true
			f(role)
			<-free
		})
	}
	wg.Wait()
}

// networks gives the out-of-fold log odds of the nets for the rows of mentions and of
// things, and the nets of all.
func networks(ls []*lesson, mentions, things table) (mn, tn []part.Scores, all part.Nets) {
	wordy := wording(ls, mentions, things)
	var wg sync.WaitGroup
	wg.Go(func() { mn, all.Mention = netOutOfFold(wordy[0], mentions) })
	wg.Go(func() { tn, all.Thing = netOutOfFold(wordy[1], things) })
	wg.Wait()
	return mn, tn, all
}

// wording is the rows of mentions and of things with their words.
func wording(ls []*lesson, mentions, things table) (out [2][][]forest.Feature) {
	of := map[[2]int]forest.Row{}
	for i, at := range mentions.of {
		row := forest.Row{}
		ls[at[0]].r.Words(at[1], row)
		out[0] = append(out[0], append(list(row), mentions.rows[i]...))
		thing := [2]int{at[0], ls[at[0]].r.Mentions[at[1]].Thing}
		to := of[thing]
		part.Merge(&to, row)
		of[thing] = to
	}
	for i, at := range things.of {
		out[1] = append(out[1], append(list(of[at]), things.rows[i]...))
	}
	for _, rows := range out {
		for _, r := range rows {
			slices.SortFunc(r, func(a, b forest.Feature) int { return cmp.Compare(a.Key, b.Key) })
		}
	}
	return out
}

// netOutOfFold scores every row by a net learnt from the other folds, and gives the
// net of all rows.
func netOutOfFold(rows [][]forest.Feature, t table) ([]part.Scores, *net.Net) {
	out := make([]part.Scores, len(rows))
	for k := range folds {
		n := net.Train(rows, t.class[:], func(i int) bool { return t.fold[i] != k }, nets)
		var s net.Scratch
		for i, r := range rows {
			if t.fold[i] == k {
				n.Score(&s, laid(r), out[i][:])
			}
		}
	}
	return out, net.Train(rows, t.class[:], func(int) bool { return true }, nets)
}

// laid is a row by feature.
func laid(fs []forest.Feature) forest.Row {
	row := make(forest.Row, len(fs))
	for _, f := range fs {
		row[f.Key] = f.Value
	}
	return row
}

// documents gives the out-of-fold log odds that each report has a template, and
// the trees of all.
func documents(ls []*lesson) ([]float64, *forest.Forest) {
	var t table
	var class []bool
	for i, l := range ls {
		row := forest.Row{}
		for _, f := range l.r.Document() {
			row[f.Key] = f.Value
		}
		t.add(row, l.fold, i, 0)
		class = append(class, len(l.report.Key) > 0)
	}
	d := forest.NewRows(t.rows, 20)
	odds, _ := outOfFold(d, class, t.fold, documentTrees)
	f, _ := forest.Train(d, class, weights(t.fold, -1), documentTrees)
	return odds, f
}

// tables makes the rows of mentions and of things.
func tables(ls []*lesson, relevant []float64) (mentions, things table) {
	for i, l := range ls {
		of := make([]forest.Row, l.r.Things)
		is := make([][extract.RoleCount]bool, l.r.Things)
		for k := range l.r.Mentions {
			row, thing := l.r.Features(k, relevant[i]), l.r.Mentions[k].Thing
			mentions.add(row, l.fold, i, k)
			part.Merge(&of[thing], row)
			for role := range mentions.class {
				mentions.class[role][len(mentions.rows)-1] = l.is[k][role]
				is[thing][role] = is[thing][role] || l.is[k][role]
			}
		}
		for k := range of {
			things.add(of[k], l.fold, i, k)
			for role := range things.class {
				things.class[role][len(things.rows)-1] = is[k][role]
			}
		}
	}
	return mentions, things
}

// ways learns which way to cite those that fill a role the keys take: their
// number, the trees without each fold, and the trees of all.
func ways(ls []*lesson) (int, [folds]*forest.Forest, *forest.Forest) {
	var t table
	var class []bool
	for i, l := range ls {
		for k := range l.r.Mentions {
			for role := range extract.RoleCount {
				if !l.is[k][role] {
					continue
				}
				want := l.wanted(role)
				for _, v := range l.r.Variants(&l.r.Mentions[k]) {
					t.add(l.r.FormFeatures(&l.r.Mentions[k], v, role), l.fold, i, k)
					class = append(class, want[normal(l.r.Text(v))])
				}
			}
		}
	}
	d := forest.NewRows(t.rows, 15)
	_, fs := outOfFold(d, class, t.fold, formTrees)
	f, _ := forest.Train(d, class, weights(t.fold, -1), formTrees)
	return len(class), fs, f
}

// crossValidate sets, for each role, the log odds that give the best F of
// CEAF-REE out of fold.
func crossValidate(ls []*lesson, scores [][]part.Scores, forms [folds]*forest.Forest) (cuts [extract.RoleCount]float64, sheet string) {
	var none [extract.RoleCount]*forest.Forest
	for i := range none {
		none[i] = &forest.Forest{}
	}
	var models [folds]*part.Model
	for k := range models {
		models[k] = part.NewModel(none[0], none, none, forms[k], part.Nets{})
	}
	var sum Tally
	for role := range extract.RoleCount {
		picks := make([][]part.Pick, len(ls))
		for i, l := range ls {
			picks[i] = models[l.fold].With(l.r, scores[i]).Picks(role, -3)
		}
		var best Tally
		cuts[role], best = cutOf(func(cut float64) (t Tally) {
			for i, l := range ls {
				t.Add(ceaf(cited(l.r, picks[i], cut), l.gold[role]))
			}
			return t
		})
		if role < extract.PartRole(roleCount) {
			sum.Add(best)
		}
		sheet += fmt.Sprintf("role %d  cut %5.1f  P %5.2f R %5.2f F %5.2f\n", role, cuts[role], best.P(), best.R(), best.F())
	}
	return cuts, sheet + fmt.Sprintf("all five     P %5.2f R %5.2f F %5.2f\n", sum.P(), sum.R(), sum.F())
}

// cutOf is the cut with the best F, that of the cuts beside it counted too, so that no
// single lucky one wins; and the tally it gives.
func cutOf(tally func(float64) Tally) (float64, Tally) {
	const least, step, beside = -3.0, 0.1, 3
	var ts []Tally
	for i := range 45 {
		ts = append(ts, tally(least+step*float64(i)))
	}
	at, top := 0, 0.0
	for i := beside; i < len(ts)-beside; i++ {
		sum := 0.0
		for _, t := range ts[i-beside : i+beside+1] {
			sum += t.F()
		}
		if sum > top {
			at, top = i, sum
		}
	}
	return least + step*float64(at), ts[at]
}

// cited are the entities of picks whose odds are high enough, one mention each.
func cited(r *part.Reading, picks []part.Pick, cut float64) [][]string {
	var out [][]string
	seen := map[string]bool{}
	for _, p := range picks {
		s := r.Text(part.Variant{Span: p.Span})
		if p.Odds >= cut && !seen[normal(s)] {
			seen[normal(s)] = true
			out = append(out, []string{s})
		}
	}
	return out
}

// encode makes the model file.
func encode(document *forest.Forest, mention, thing [extract.RoleCount]*forest.Forest, form *forest.Forest, nets part.Nets, cuts [extract.RoleCount]float64, sheet string) []byte {
	f := learn.NewWriter()
	f.Strings("card", []string{
		"who and what plays which part in violence: boosted trees over classes of words, and nets that also know the words of the program's own lists of acts and kinds; no other words",
		"trained by: dossier-lab train parts FILE",
		"data: the development part of MUC-4 (1,300 reports; no licence is stated: the weights hold no words of it)",
		"cross-validated on it: " + sheet,
	})
	document.Write(f, "document")
	form.Write(f, "form")
	var c []float32
	for role := range mention {
		mention[role].Write(f, fmt.Sprint("mention", role))
		thing[role].Write(f, fmt.Sprint("thing", role))
		c = append(c, float32(cuts[role]))
	}
	nets.Mention.Write(f, "mentions")
	nets.Thing.Write(f, "things")
	f.Float32("cuts", c)
	return f.Bytes()
}
