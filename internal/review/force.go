package review

import "slices"

// State is how a decision stands.
type State string

// The states of a decision.
const (
	InForce State = "in force"
	Waiting State = "waiting" // for somebody else to confirm it
	Undone  State = "undone"  // by an undo that is in force
)

// standing is what is known of a decision when all later ones are.
type standing struct {
	state     State
	confirmed *Confirmation
}

// stand tells how each of some decisions stands, by number. An undo or a confirmation
// counts while it is in force itself; nobody confirms what they decided.
func stand(ds []Decision) map[int64]standing {
	out := map[int64]standing{}
	cancelled := map[int64]bool{}
	confirmed := map[int64][]Confirmation{}
	for i := len(ds) - 1; i >= 0; i-- {
		d := &ds[i]
		s := standing{state: InForce}
		if cancelled[d.Seq] {
			s.state = Undone
		} else if d.Waits {
			s.state = Waiting
			for _, c := range confirmed[d.Seq] { // the earliest comes last
				if c.Who != d.Who {
					s = standing{InForce, &c}
				}
			}
		}
		out[d.Seq] = s
		switch {
		case s.state != InForce:
		case d.Kind == Undo:
			cancelled[d.Cancels] = true
		case d.Kind == Confirm:
			confirmed[d.Cancels] = append(confirmed[d.Cancels], Confirmation{d.Seq, d.At, d.Who})
		}
	}
	return out
}

// StateOf tells how a decision stands among all that refer to it.
func StateOf(ds []Decision, seq int64) State { return stand(ds)[seq].state }

// Active gives the decisions that are in force, in the order in which they took it:
// none that an undo in force cancels, none that waits for a second person, and no
// undo or confirmation. An undo can be undone, and so can a confirmation.
func Active(ds []Decision) []Decision {
	how := stand(ds)
	var out []Decision
	for _, d := range ds {
		s := how[d.Seq]
		if d.Kind == Undo || d.Kind == Confirm || s.state != InForce {
			continue
		}
		d.Confirmed = s.confirmed
		out = append(out, d)
	}
	slices.SortStableFunc(out, func(a, b Decision) int { return int(a.Since() - b.Since()) })
	return out
}

// Since is the number of the decision with which this one took force: its own, or
// that of its confirmation.
func (d *Decision) Since() int64 {
	if d.Confirmed != nil {
		return d.Confirmed.Seq
	}
	return d.Seq
}

// Open gives the decisions that wait for a second person, in order.
func Open(ds []Decision) []Decision {
	how := stand(ds)
	var out []Decision
	for _, d := range ds {
		if how[d.Seq].state == Waiting {
			out = append(out, d)
		}
	}
	return out
}
