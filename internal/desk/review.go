package desk

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"

	"dossier/internal/query"
	"dossier/internal/search"
	"dossier/internal/wording"
	"dossier/schema"
)

// The reach of the queue: how many of the latest records it looks through, and how
// many values it lists.
const (
	queueRecords = 200
	queueLength  = 60
)

// queue is the page of what is most worth a look.
type queue struct {
	Items          []pending
	Looked         int // records
	Decided, Value int // values decided, of all
}

// pending is a value that nobody has decided on.
type pending struct {
	cell
	Record, Title, Slot, Quote string
	Why                        string
	worth                      float64
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
	q, err := queueOf(r.Context(), book)
	if err != nil {
		return err
	}
	return d.render(w, r, http.StatusOK, "review", "Review", q)
}

// queueOf gathers what is most worth a look.
func queueOf(ctx context.Context, book Book) (*queue, error) {
	found, err := book.Search(ctx, search.Request{Query: query.Query{}, Limit: queueRecords})
	if err != nil {
		return nil, err
	}
	q := &queue{Looked: len(found.Hits)}
	for _, h := range found.Hits {
		out, err := book.Record(ctx, h.ID, false)
		if err != nil {
			return nil, err
		}
		v := newView(&out.Records[0], out.Documents)
		for i := range v.Values {
			q.consider(v, &v.Values[i])
		}
	}
	slices.SortStableFunc(q.Items, func(a, b pending) int { return cmp.Compare(b.worth, a.worth) })
	q.Items = q.Items[:min(len(q.Items), queueLength)]
	return q, nil
}

func (q *queue) consider(v *recordView, x *schema.Value) {
	q.Value++
	if x.State != "" {
		q.Decided++
		return
	}
	p := pending{cell: v.cell(x), Record: v.ID, Title: v.Title, Slot: slotName(x.Slot), Quote: x.Text, worth: worth(x)}
	switch {
	case x.Status == "contested":
		p.Why = "in dispute"
	case x.Confidence < 0.6:
		p.Why = "unsure, " + strconv.FormatFloat(x.Confidence, 'f', 2, 64)
	default:
		p.Why = "confidence " + strconv.FormatFloat(x.Confidence, 'f', 2, 64)
	}
	q.Items = append(q.Items, p)
}

// Act is an entry of the log.
type Act struct {
	Seq                     int64
	At, Who, Act, What, Why string
	Record                  string // of a decision, the id of the record
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

// judged is a decision on the page of its record.
type judged struct {
	schema.Decision
	Label string
}

// decisions are those of a record, the latest first.
func (v *recordView) decisions() []judged {
	var out []judged
	for _, d := range v.Record.Decisions {
		j := judged{Decision: d, Label: d.Kind}
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
