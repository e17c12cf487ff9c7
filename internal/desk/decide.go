package desk

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"dossier/internal/fault"
)

// Judgement is a decision about a record, as a page sends it.
type Judgement struct {
	Kind string `json:"kind"` // accept, reject, unsure_value, choose, edit, add, note, merge, split, same, different, unsure
	// Slot names the slot, with a colon and whom it counts where that is not "all";
	// Value is the id of the value in the record as the page shows it.
	Slot  string `json:"slot"`
	Value string `json:"value"`
	// Shown is the value as the page shows it: where the id stands for another value
	// by now, the judgement is refused.
	Shown string `json:"shown"`
	New   string `json:"new"` // the value of an edit or addition
	Why   string `json:"why"`
	// Words are exact words of Document that an addition stands on.
	Words    string `json:"words"`
	Document string `json:"document"`
	Other    string `json:"other"` // the other record of a merge or an answer
	// Entity and Other are the two of a judgement about entities, by their ids or names
	// in the record; In is the record of the other, where it is another one.
	Entity    string   `json:"entity"`
	In        string   `json:"in"`
	Documents []string `json:"documents"` // those that a split takes out
	// Seen is the number of the last decision about the record that the page knows. A
	// later one about the same slot is a conflict, and nothing is kept.
	Seen int64 `json:"seen"`
}

// Judged is a decision that is kept.
type Judged struct {
	Decision int64  `json:"decision"` // its number
	At       string `json:"at"`
	Who      string `json:"who"`
	Record   string `json:"record"` // the id of the record as it is called now
	// Waits says that it takes force when somebody else confirms it.
	Waits bool `json:"waits,omitempty"`
}

// decide keeps a decision about a record.
func (d *Desk) decide(book Book, w http.ResponseWriter, r *http.Request) error {
	var j Judgement
	if err := read(r, &j); err != nil {
		return err
	}
	got, err := book.Decide(r.Context(), r.PathValue("id"), j)
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, got)
	return nil
}

// undo cancels a decision.
func (d *Desk) undo(book Book, w http.ResponseWriter, r *http.Request) error {
	seq, err := strconv.ParseInt(r.PathValue("decision"), 10, 64)
	if err != nil {
		return fault.New(fault.Invalid, "%q is no number of a decision", r.PathValue("decision"))
	}
	var in Reason
	if err := read(r, &in); err != nil {
		return err
	}
	got, err := book.Undo(r.Context(), seq, in.Why)
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, got)
	return nil
}

// read reads the JSON of a request, strictly: a key that is not known or a value of
// another type is an error.
func read(r *http.Request, v any) error {
	if kind := r.Header.Get("Content-Type"); kind != "application/json" {
		return fault.New(fault.Invalid, "send application/json, not %q", kind)
	}
	dec := json.NewDecoder(r.Body)
	dec.DisallowUnknownFields()
	err := dec.Decode(v)
	if err == nil && dec.More() {
		err = errors.New("more than one value")
	}
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return fault.New(fault.TooLarge, "more than %d bytes", large.Limit)
	}
	if err != nil {
		return fault.New(fault.Invalid, "the request cannot be read: %v", err)
	}
	return nil
}
