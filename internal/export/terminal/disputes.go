package terminal

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/wording"
	"dossier/schema"
)

// disagreements prints what the documents and those who speak in them do not
// agree on: each value with who holds it and in which words.
func (v *view) disagreements() {
	questions := v.openQuestions()
	n := len(v.rec.Conflicts) + len(questions)
	if n == 0 {
		return
	}
	v.section("Disagreements", alarm)
	for i := range v.rec.Conflicts {
		v.conflict(&v.rec.Conflicts[i])
	}
	for _, q := range questions {
		v.line(2, 4, span{wording.Question(q), bold})
		v.positions(q)
	}
}

func (v *view) conflict(c *schema.Conflict) {
	head := []span{{slotLabel(c.Slot), bold}}
	if c.Of != "" && c.Of != "all" {
		head = append(head, span{" (" + phrase(c.Of) + ")", bold})
	}
	if c.Inclusion != "" {
		head = append(head, span{" (perhaps with or without the " + phrase(c.Inclusion) + ")", plain})
	}
	v.line(2, 4, append(head, span{" — " + wording.Conflict(c.Kind), dim})...)
	width := labelWidth
	for _, id := range c.Values {
		if x := v.values[id]; x != nil {
			width = max(width, columns(v.value(x)))
		}
	}
	width = min(width, max(labelWidth, v.width*2/5))
	q := questionOf(c.Slot)
	if v.disputed(q) {
		v.positions(q)
		return
	}
	shown := false
	for _, id := range c.Values {
		if x := v.values[id]; x != nil {
			v.side(width, x)
			shown = true
		}
	}
	for _, x := range c.Citations {
		v.line(4, 6, span{"accounts are said to differ: ", dim}, span{wording.Quoted(brief(clean(x.Quote))), plain}, span{v.suffix([]schema.Citation{x}), dim})
		shown = true
	}
	if !shown && c.Explanation != "" {
		v.line(4, 6, span{clean(c.Explanation), plain})
	}
}

// questionOf is the open question that a slot answers.
func questionOf(slot string) string {
	if slot == "perpetrator" {
		return "responsibility"
	}
	return slot
}

// maxWords is how many citations of a value stand beside it in a disagreement.
const maxWords = 4

// side prints one value of a conflict: the value, who holds it, the words, and
// why it is the one that is shown.
func (v *view) side(width int, x *schema.Value) {
	value := v.value(x)
	who := strings.Join(v.names(x.Claimants), ", ")
	if who == "" && onlyInfobox(x) {
		who = "infobox"
	}
	spans := []span{{who, plain}}
	cs := wordsOf(x.Citations)
	for i, c := range cs[:min(len(cs), maxWords)] {
		if i > 0 && !v.cites {
			spans = append(spans, span{";", plain})
		}
		if v.ref != nil {
			spans = append(spans, span{" " + v.mark(c.Document), dim})
		}
		if q := clean(c.Quote); !v.cites && (!strings.EqualFold(q, value) || len(x.Claimants) == 0) {
			spans = append(spans, span{" " + wording.Quoted(q), plain})
		}
	}
	if x.Reason != "" {
		spans = append(spans, span{" — shown first: " + clean(x.Reason), dim})
	}
	v.row(4, width, span{value, bold}, spans...)
	v.citations(v.textAt(4, width), x.Citations)
}

// wordsOf is the citations with different words, of each document.
func wordsOf(cs []schema.Citation) []schema.Citation {
	var out []schema.Citation
	for _, c := range cs {
		if !slices.ContainsFunc(out, func(o schema.Citation) bool {
			return o.Document == c.Document && strings.EqualFold(o.Quote, c.Quote)
		}) {
			out = append(out, c)
		}
	}
	return out
}

// onlyInfobox reports whether a value was read in infoboxes and nowhere else.
func onlyInfobox(x *schema.Value) bool {
	for _, m := range x.Makers {
		if m.Name != "infobox" {
			return false
		}
	}
	return len(x.Makers) > 0
}

// firstOfEach is the first citation of each document.
func firstOfEach(cs []schema.Citation) []schema.Citation {
	var out []schema.Citation
	for _, c := range cs {
		if !slices.ContainsFunc(out, func(o schema.Citation) bool { return o.Document == c.Document }) {
			out = append(out, c)
		}
	}
	return out
}

// openQuestions are the questions that are answered in more than one way and
// are no conflict of a slot.
func (v *view) openQuestions() []string {
	var out []string
	for i := range v.rec.Accounts {
		q := v.rec.Accounts[i].Question
		if slices.Contains(out, q) || !v.disputed(q) {
			continue
		}
		if !slices.ContainsFunc(v.rec.Conflicts, func(c schema.Conflict) bool { return questionOf(c.Slot) == q }) {
			out = append(out, q)
		}
	}
	return out
}

// disputed reports whether parties answer a question in more than one way, or
// reject an answer.
func (v *view) disputed(question string) bool {
	n := 0
	for i := range v.rec.Accounts {
		if a := &v.rec.Accounts[i]; a.Question == question {
			n++
			if len(a.RejectedBy)+len(a.DoubtedBy) > 0 {
				n++
			}
		}
	}
	return n > 1
}

// positions prints the answers to a question in short: who holds which, in which
// words.
func (v *view) positions(question string) {
	width := labelWidth
	for i := range v.rec.Accounts {
		if a := &v.rec.Accounts[i]; a.Question == question {
			width = max(width, columns(clean(a.Position)))
		}
	}
	width = min(width, max(labelWidth, v.width*2/5))
	for i := range v.rec.Accounts {
		if a := &v.rec.Accounts[i]; a.Question == question {
			v.row(4, width, span{clean(a.Position), bold}, v.holders(a)...)
			v.citations(v.textAt(4, width), a.Citations)
		}
	}
}

// holders is who holds and who rejects an account, and the first words of it.
func (v *view) holders(a *schema.Account) []span {
	var out []span
	if len(a.HeldBy) > 0 {
		out = append(out, span{strings.Join(v.names(a.HeldBy), ", "), plain}, span{independent(a), dim})
	}
	if len(a.RejectedBy) > 0 {
		if len(out) > 0 {
			out = append(out, span{"; ", plain})
		}
		out = append(out, span{"rejected by ", caution}, span{strings.Join(v.names(a.RejectedBy), ", "), plain})
	}
	if len(a.DoubtedBy) > 0 {
		if len(out) > 0 {
			out = append(out, span{"; ", plain})
		}
		out = append(out, span{"doubted by ", caution}, span{strings.Join(v.names(a.DoubtedBy), ", "), plain})
	}
	if refs := v.refs(a.Citations); refs != "" {
		out = append(out, span{" " + refs, dim})
	}
	if len(a.Citations) > 0 && !v.cites && !strings.EqualFold(a.Citations[0].Quote, a.Position) {
		out = append(out, span{" " + wording.Quoted(brief(clean(a.Citations[0].Quote))), plain})
	}
	return out
}

// briefly is how many columns of a quotation stand where it is only a hint.
const briefly = 100

// brief is the beginning of a long quotation, cut between words.
func brief(s string) string {
	if columns(s) <= briefly {
		return s
	}
	head, _ := split(s, briefly)
	if i := strings.LastIndexByte(head, ' '); i > 0 {
		head = head[:i]
	}
	return head + " …"
}

// independent says how many origins several holders are.
func independent(a *schema.Account) string {
	if len(a.HeldBy) < 2 || a.Origins == 0 || a.Origins == len(a.HeldBy) {
		return ""
	}
	if a.Origins == 1 {
		return " (one origin)"
	}
	return fmt.Sprintf(" (%d origins)", a.Origins)
}

// accounts prints every question with the positions taken on it and what speaks
// for and against them.
func (v *view) accounts() {
	var done []string
	for i := range v.rec.Accounts {
		q := v.rec.Accounts[i].Question
		if slices.Contains(done, q) {
			continue
		}
		v.open(len(done) > 0, "Accounts")
		done = append(done, q)
		v.line(2, 4, span{wording.Question(q), bold})
		for j := range v.rec.Accounts {
			if a := &v.rec.Accounts[j]; a.Question == q {
				v.account(a)
			}
		}
	}
}

func (v *view) account(a *schema.Account) {
	v.line(4, 6, span{wording.Quoted(clean(a.Position)), plain}, span{v.suffix(a.Citations), dim})
	if n := independent(a); n != "" {
		v.row(6, labelWidth, span{"held by", plain}, span{strings.Join(v.names(a.HeldBy), ", "), plain}, span{n, dim})
	} else {
		v.party("held by", plain, v.names(a.HeldBy))
	}
	v.party("rejected by", caution, v.names(a.RejectedBy))
	v.party("doubted by", caution, v.names(a.DoubtedBy))
	v.party("for it", plain, v.things(a.Support))
	v.party("against it", plain, v.things(a.Against))
	v.citations(6, a.Citations)
}

func (v *view) party(label string, st style, who []string) {
	if len(who) > 0 {
		v.row(6, labelWidth, span{label, st}, span{strings.Join(who, ", "), plain})
	}
}

// suffix is the document marks of cs with a blank before them.
func (v *view) suffix(cs []schema.Citation) string {
	if refs := v.refs(cs); refs != "" {
		return " " + refs
	}
	return ""
}

// things names the events and items of evidence with the ids.
func (v *view) things(ids []string) []string {
	var out []string
	for _, id := range ids {
		switch {
		case v.items[id] != nil:
			out = append(out, clean(v.items[id].What))
		case v.events[id] != nil:
			out = append(out, clean(v.events[id].What))
		default:
			out = append(out, clean(id))
		}
	}
	return out
}
