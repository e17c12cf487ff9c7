package desk

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/wording"
	"dossier/schema"
)

// queueLength is how many values the queue lists.
const queueLength = 60

// queue is the page of what is most worth a look.
type queue struct {
	State     string // "" what nobody has decided on; else a state, or "changed"
	Tabs      []choice
	Items     []pending
	Reversals []reversal
	tally
}

// Open says that what is listed can be decided on.
func (q *queue) Open() bool { return q.State == "" || q.State == doubted }

// pending is a value of the queue.
type pending struct {
	cell
	Record, Title, Slot, Quote string
	Why                        string
	Done, Of                   int   // values of its record that are decided, and all
	Last                       int64 // the last decision about the record
}

// reversal is a decision whose words stand for another value by now.
type reversal struct {
	Record, Title   string
	Decision        int64
	Who, Kind, Slot string
	Was, Now, NowID string
	Quote           string
}

// weights are how much hangs on a slot, for the order of the queue.
var weights = map[string]float64{
	"killed": 1, "injured": 0.9, "perpetrator": 0.9, "claimed_by": 0.9, "date": 0.9, "type": 0.8, "suspect": 0.8, "place": 0.8,
	"country": 0.8, "target": 0.7, "weapon": 0.7, "victim": 0.7, "motive": 0.6, "site": 0.6, "time": 0.6,
}

// worth is how much a look at a value is expected to change: what hangs on the slot,
// times how likely the value is wrong, and more where it is in dispute.
func worth(x *schema.Value) float64 {
	w := cmp.Or(weights[x.Slot], 0.4) * (1 - x.Confidence + 0.05)
	if x.Status == "contested" {
		w += 0.5 * cmp.Or(weights[x.Slot], 0.4)
	}
	if !x.Preferred {
		w /= 3
	}
	return w
}

func (d *Desk) review(book Book, w http.ResponseWriter, r *http.Request) error {
	q, err := d.queueOf(r, book, r.URL.Query().Get("state"))
	if err != nil {
		return err
	}
	return d.render(w, r, http.StatusOK, "review", "Review", q)
}

// states are those of a suggestion, in the order of the page.
var states = [][2]string{{"", "to decide"}, {"changed", "changed since"}, {doubted, "unsure"}, {"accepted", "accepted"}, {"edited", "edited"}, {"rejected", "rejected"}, {"obsolete", "obsolete"}}

// queueOf gathers what is most worth a look, or what is in a state, of the whole
// archive.
func (d *Desk) queueOf(r *http.Request, book Book, state string) (*queue, error) {
	ctx := r.Context()
	s, err := d.surveyOf(r, book)
	if err != nil {
		return nil, err
	}
	q := &queue{State: state, tally: s.tally()}
	for _, x := range states {
		c := choice{Text: x[1], Href: "/review?state=" + x[0], Count: q.count(x[0]), On: x[0] == state}
		if x[0] == "" {
			c.Href = "/review"
		}
		q.Tabs = append(q.Tabs, c)
	}
	var list []reference
	switch state {
	case "changed":
		return q, q.reversals(ctx, book, s.withChanged(queueLength))
	case "":
		list = s.worthiest(queueLength)
	default:
		list = s.inState(state, queueLength)
	}
	return q, q.fill(ctx, book, s, list)
}

// count is how many values are in a state of the page.
func (q *queue) count(state string) int {
	switch state {
	case "":
		return q.Values - q.Decided - q.tally.States[doubted]
	case "changed":
		return q.tally.Changed
	}
	return q.tally.States[state]
}

// fill reads the records that the values are of, each once.
func (q *queue) fill(ctx context.Context, book Book, s *survey, list []reference) error {
	views := map[string]*recordView{}
	for _, ref := range list {
		v := views[ref.record]
		if v == nil {
			out, err := book.Record(ctx, ref.record, false)
			if err != nil {
				if statusOf(err) == http.StatusNotFound {
					continue
				}
				return err
			}
			v = newView(&out.Records[0], out.Documents)
			views[ref.record] = v
		}
		x := v.value[ref.value]
		if x == nil || v.ID != ref.record || q.State == "" && (x.State != "" || v.doubted[x.ID]) {
			continue
		}
		p := pending{cell: v.cell(x), Record: v.ID, Title: v.Title, Slot: slotName(x.Slot), Quote: x.Text, Why: why(x), Last: v.Last}
		p.Done, p.Of = s.progress(v.ID)
		q.Items = append(q.Items, p)
	}
	return nil
}

// SlotName is the slot as a decision names it.
func (p pending) SlotName() string { return p.cell.Slot }

// why says why a value is worth a look, or what was decided.
func why(x *schema.Value) string {
	switch {
	case x.State != "":
		return strings.TrimSpace(x.State + " " + x.StateWhy)
	case x.Status == "contested":
		return "in dispute"
	case x.Confidence < 0.6:
		return "unsure, " + strconv.FormatFloat(x.Confidence, 'f', 2, 64)
	}
	return "confidence " + strconv.FormatFloat(x.Confidence, 'f', 2, 64)
}

// reversals are the decisions whose words stand for another value by now.
func (q *queue) reversals(ctx context.Context, book Book, ids []string) error {
	for _, id := range ids {
		out, err := book.Record(ctx, id, false)
		if statusOf(err) == http.StatusNotFound && err != nil {
			continue
		}
		if err != nil {
			return err
		}
		q.Reversals = append(q.Reversals, newView(&out.Records[0], out.Documents).Reversed...)
	}
	return nil
}

// reversed are those of a record.
func (v *recordView) reversed() []reversal {
	var out []reversal
	for _, d := range v.Record.Decisions {
		if d.Status != "changed" {
			continue
		}
		r := reversal{Record: v.ID, Title: v.Title, Decision: d.ID, Who: d.Who, Kind: d.Kind, Slot: slotName(d.Slot), Was: d.Value, NowID: d.Now}
		if x := v.value[d.Now]; x != nil {
			r.Now = v.text(x)
		}
		if len(d.Citations) > 0 {
			r.Quote = d.Citations[0].Quote
		}
		out = append(out, r)
	}
	return out
}

// Act is an entry of the log.
type Act struct {
	Seq                     int64
	At, Who, Act, What, Why string
	Record                  string // what is about an incident, its id
	Document                string // what is about a report, its number
	Hash                    string
}

// trail is the page of the log.
type trail struct {
	ID    string
	Acts  []Act
	Older int64 // leads to the acts before these, 0 when there are none
}

// actsOf is how many acts stand on a page.
const actsOf = 200

func (d *Desk) log(book Book, w http.ResponseWriter, r *http.Request) error {
	before, _ := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64)
	t := trail{ID: r.URL.Query().Get("id")}
	var err error
	if t.Acts, err = book.Log(r.Context(), t.ID, before, actsOf+1); err != nil {
		return err
	}
	if len(t.Acts) > actsOf {
		t.Acts = t.Acts[:actsOf]
		t.Older = t.Acts[actsOf-1].Seq
	}
	return d.render(w, r, http.StatusOK, "log", "Log", t)
}

// verdict is what was decided about a value, for its row.
func verdict(x *schema.Value) string {
	switch x.State {
	case "accepted":
		return "✓"
	case "edited":
		return "✎"
	case "rejected":
		return "✗"
	case "obsolete":
		return "†"
	}
	return ""
}

// doubted is how a value stands on the desk that somebody has looked at without being
// able to tell, and nobody has decided on. To the record it is undecided.
const doubted = "doubted"

// doubtedOf are the values of a record that are.
func doubtedOf(r *schema.Record) map[string]bool {
	doubts := map[int64]bool{}
	for _, d := range r.Decisions {
		if d.Kind == "unsure_value" {
			doubts[d.ID] = true
		}
	}
	out := map[string]bool{}
	for i := range r.Values {
		x := &r.Values[i]
		if x.State == "" && slices.ContainsFunc(x.Decisions, func(n int64) bool { return doubts[n] }) {
			out[x.ID] = true
		}
	}
	return out
}

// judged is a decision on the page of its record.
type judged struct {
	schema.Decision
	Label string
}

// decisions are those of a record, the latest first.
func (v *recordView) decisions() []judged {
	var out []judged
	for _, d := range v.Record.Decisions {
		j := judged{Decision: d, Label: strings.ReplaceAll(d.Kind, "unsure_value", "cannot tell")}
		if len(d.Names) == 2 {
			j.Label = d.Names[0] + map[string]string{"same_entity": " is ", "different_entity": " is not ", "unsure_entity": " may or may not be "}[d.Kind] + d.Names[1]
		}
		if d.Slot != "" {
			j.Label += " " + wording.Slot(d.Slot)
		}
		if d.Value != "" {
			j.Label += " “" + d.Value + "”"
		}
		if d.New != "" {
			j.Label += " → “" + d.New + "”"
		}
		out = append(out, j)
	}
	slices.Reverse(out)
	return out
}
