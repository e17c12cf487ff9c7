package desk

import (
	"cmp"
	"math"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/wording"
)

// Sheets are the score sheets of the program as it is shipped, as its tests print
// them.
type Sheets struct {
	Scores      string // of the reading, on reports that careful readers made records of
	Calibration string // of the confidences
}

// Accuracy is how well the program reads, and what people decided in this archive.
type Accuracy struct {
	Overall     float64       `json:"overall"` // mean of the areas
	Reports     string        `json:"reports"` // what it was measured on
	Areas       []Area        `json:"areas"`
	Calibration []Calibration `json:"calibration"`
	Decided     Decided       `json:"decided"`
}

// Area is a part of what is read, with its figures.
type Area struct {
	Name    string   `json:"name"`
	Means   string   `json:"means"` // in words
	Score   float64  `json:"score"` // mean of its figures
	Figures []Figure `json:"figures"`
}

// Figure is one measured figure. Of F1 the numbers of right, wrong and missed are
// known, of accuracy how many of how many.
type Figure struct {
	Name      string  `json:"name"`
	Measure   string  `json:"measure"` // F1 or acc
	Value     float64 `json:"value"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	Right     int     `json:"right"`
	Wrong     int     `json:"wrong"`
	Missed    int     `json:"missed"`
	Of        int     `json:"of"` // how many there were to find, or to tell
	// Low and High are where the true share of right ones lies in nineteen of twenty
	// such samples (Wilson): of accuracy of all, of F1 of what was to find.
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Calibration is what the stated confidences are worth on some reports.
type Calibration struct {
	Name string `json:"name"`
	Bins []Bin  `json:"bins"`
}

// Bin is the values whose stated confidence lies in a tenth of the scale.
type Bin struct {
	From   float64 `json:"from"`
	To     float64 `json:"to"`
	Count  int     `json:"count"`
	Stated float64 `json:"stated"` // mean
	Right  float64 `json:"right"`  // share
}

// Decided is what people decided about values in this archive.
type Decided struct {
	Looked  int       `json:"looked"`  // incidents looked through so far
	Records int       `json:"records"` // of so many
	Slots   []SlotSum `json:"slots"`
	Bins    []Bin     `json:"bins"` // of the values decided on: accepted as they were, by stated confidence
}

// SlotSum is what was decided about the values of a slot.
type SlotSum struct {
	Slot     string `json:"slot"`
	Accepted int    `json:"accepted"`
	Edited   int    `json:"edited"`
	Rejected int    `json:"rejected"`
	Obsolete int    `json:"obsolete"`
}

// Sum is how many were decided on.
func (s SlotSum) Sum() int { return s.Accepted + s.Edited + s.Rejected + s.Obsolete }

// Name is the slot in words.
func (s SlotSum) Name() string { return slotName(s.Slot) }

// areas say what an area is.
var areas = map[string]string{
	"attributions": "who said what: the speaker and the words said",
	"conflicts":    "that a slot has values that cannot all hold",
	"detection":    "whether a report tells of an incident at all",
	"entities":     "the people and organisations that are named",
	"header":       "the facts: what, when, where, how many, with what",
	"merge":        "several reports of one incident become one record",
	"provenance":   "each value stands on exact words of a report",
	"reactions":    "who reacted officially, and how",
	"roles":        "who did it, who claimed it, who was harmed",
	"timeline":     "the steps that a chronology must show",
}

func (d *Desk) accuracy(book Book, w http.ResponseWriter, r *http.Request) error {
	a, err := d.measured(r, book)
	if err != nil {
		return err
	}
	return d.render(w, r, http.StatusOK, "accuracy", "Accuracy", a)
}

func (d *Desk) apiAccuracy(book Book, w http.ResponseWriter, r *http.Request) error {
	a, err := d.measured(r, book)
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, a)
	return nil
}

func (d *Desk) measured(r *http.Request, book Book) (Accuracy, error) {
	a := scoresOf(d.opts.Sheets.Scores)
	a.Calibration = full(calibrationOf(d.opts.Sheets.Calibration))
	s, err := d.surveyOf(r, book)
	if err == nil {
		a.Decided = decidedOf(s)
	}
	return a, err
}

var (
	figureLine = regexp.MustCompile(`^\s+([a-z_]+): (.+?)\s+(F1|acc) (\d\.\d+)\s+\((.*)\)$`)
	prfCounts  = regexp.MustCompile(`^P (\d\.\d+)\s+R (\d\.\d+); (\d+) right, (\d+) wrong, (\d+) missed$`)
	accCounts  = regexp.MustCompile(`^(\d+) of (\d+)$`)
	areaScore  = regexp.MustCompile(`([a-z_]+) (\d\.\d{3})`)
)

// scoresOf reads a score sheet.
func scoresOf(sheet string) Accuracy {
	a := Accuracy{Areas: []Area{}}
	for line := range strings.Lines(sheet) {
		line = strings.TrimRight(line, "\n")
		switch f := figureLine.FindStringSubmatch(line); {
		case f != nil:
			i := slices.IndexFunc(a.Areas, func(x Area) bool { return x.Name == f[1] })
			if i < 0 {
				i = len(a.Areas)
				a.Areas = append(a.Areas, Area{Name: f[1], Means: areas[f[1]]})
			}
			a.Areas[i].Figures = append(a.Areas[i].Figures, figureOf(f))
		case strings.Contains(line, " reports, "):
			a.Reports = line
		case strings.HasPrefix(line, "overall "):
			a.Overall = decimal(strings.Fields(line)[1])
		default:
			for _, m := range areaScore.FindAllStringSubmatch(line, -1) {
				if i := slices.IndexFunc(a.Areas, func(x Area) bool { return x.Name == m[1] }); i >= 0 && strings.HasPrefix(line, "  ") {
					a.Areas[i].Score = decimal(m[2])
				}
			}
		}
	}
	return a
}

func figureOf(f []string) Figure {
	out := Figure{Name: f[2], Measure: f[3], Value: decimal(f[4])}
	if m := prfCounts.FindStringSubmatch(f[5]); m != nil {
		out.Precision, out.Recall = decimal(m[1]), decimal(m[2])
		out.Right, out.Wrong, out.Missed = whole(m[3]), whole(m[4]), whole(m[5])
		out.Of = out.Right + out.Missed
	}
	if m := accCounts.FindStringSubmatch(f[5]); m != nil {
		out.Right, out.Of = whole(m[1]), whole(m[2])
		out.Missed = out.Of - out.Right
	}
	out.Low, out.High = wilson(out.Right, out.Of)
	return out
}

func decimal(s string) float64 { f, _ := strconv.ParseFloat(s, 64); return f }
func whole(s string) int       { n, _ := strconv.Atoi(s); return n }

// wilson is the interval in which a share lies with 95 in 100 (E. B. Wilson, 1927).
func wilson(right, of int) (low, high float64) {
	if of == 0 {
		return 0, 1
	}
	const z = 1.96
	n, p := float64(of), float64(right)/float64(of)
	mid, half := p+z*z/(2*n), z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	d := 1 + z*z/n
	round := func(f float64) float64 { return math.Round(math.Max(0, math.Min(1, f))*1000) / 1000 }
	return round((mid - half) / d), round((mid + half) / d)
}

var binLine = regexp.MustCompile(`^(\d\.\d) to (\d\.\d)\s+(\d+)\s+(\d\.\d+)\s+(\d\.\d+)$`)

// calibrationOf reads the tables of stated confidences of a sheet.
func calibrationOf(sheet string) []Calibration {
	var out []Calibration
	for line := range strings.Lines(sheet) {
		line = strings.TrimSpace(line)
		if strings.HasSuffix(line, " claims") && strings.Contains(line, ":") {
			out = append(out, Calibration{Name: line})
		}
		if m := binLine.FindStringSubmatch(line); m != nil && len(out) > 0 {
			last := &out[len(out)-1]
			last.Bins = append(last.Bins, Bin{decimal(m[1]), decimal(m[2]), whole(m[3]), decimal(m[4]), decimal(m[5])})
		}
	}
	return out
}

// decidedOf is what the survey of the archive says of decisions.
func decidedOf(s *survey) Decided {
	t := s.tally()
	out := Decided{Looked: t.Looked, Records: t.Records, Slots: []SlotSum{}, Bins: []Bin{}}
	slots := map[string]*SlotSum{}
	var bins [10]Bin
	for _, r := range s.rulings() {
		x := slots[r.slot]
		if x == nil {
			x = &SlotSum{Slot: r.slot}
			slots[r.slot] = x
		}
		x.count(r.state)
		if r.state == "obsolete" {
			continue
		}
		b := &bins[min(9, int(r.confidence*10))]
		b.Count++
		b.Stated += r.confidence
		if r.state == "accepted" {
			b.Right++
		}
	}
	for _, x := range slots {
		out.Slots = append(out.Slots, *x)
	}
	slices.SortFunc(out.Slots, func(a, b SlotSum) int {
		return cmp.Or(cmp.Compare(b.Sum(), a.Sum()), cmp.Compare(a.Slot, b.Slot))
	})
	for i, b := range bins {
		if n := float64(b.Count); n > 0 {
			out.Bins = append(out.Bins, Bin{float64(i) / 10, float64(i+1) / 10, b.Count, math.Round(b.Stated/n*1000) / 1000, math.Round(b.Right/n*1000) / 1000})
		}
	}
	return out
}

func (s *SlotSum) count(state string) {
	switch state {
	case "accepted":
		s.Accepted++
	case "edited":
		s.Edited++
	case "rejected":
		s.Rejected++
	default:
		s.Obsolete++
	}
}

// The drawing of a calibration: what is stated from left to right, what is right from
// below.
const plotSide = 200

// PlotX, PlotY and PlotR place a bin on the drawing; the more values the larger.
func (b Bin) PlotX() float64 { return round1(plotSide * b.Stated) }

// PlotY is described with PlotX.
func (b Bin) PlotY() float64 { return round1(plotSide * (1 - b.Right)) }

// PlotR is described with PlotX.
func (b Bin) PlotR() float64 { return round1(math.Min(14, 2+1.4*math.Log2(float64(b.Count)+1))) }

// Title is what a figure is called on the page.
func (f Figure) Title() string { return wording.Code(f.Name) }

// Small reports whether a figure stands on so few that it says little.
func (f Figure) Small() bool { return f.Of < 20 }
