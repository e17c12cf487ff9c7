package muc4

import (
	"regexp"
	"strings"
)

// Slot numbers a slot of a template as the task does.
type Slot int

// The slots that are scored or read.
const (
	MessageID Slot = iota
	Number
	Date
	Location
	Type
	Stage
	Instrument
	InstrumentType
	Category
	PerpInd
	PerpOrg
	Confidence
	PhysID
	PhysType
	PhysNumber
	PhysNation
	PhysEffect
	PhysTotal
	HumName
	HumDescription
	HumType
	HumNumber
	HumNation
	HumEffect
	HumTotal
	slotCount
)

var slotNames = [slotCount]string{"message id", "template", "date", "location", "type", "stage", "instrument id", "instrument type",
	"perp category", "perp individual", "perp organisation", "perp confidence", "target id", "target type", "target number",
	"target nation", "target effect", "target total", "victim name", "victim description", "victim type", "victim number",
	"victim nation", "victim effect", "victim total"}

// String is a slot's name.
func (s Slot) String() string { return slotNames[s] }

// Fill is one filler of a slot: any of its alternatives is right. Of a slot that
// refers to another, Of holds the alternatives of what it is said of.
type Fill struct {
	Any      []string
	Of       []string
	Optional bool
}

// Template is one incident of an answer key or an answer.
type Template struct {
	Slots    [slotCount][]Fill
	Optional bool
}

var slotLine = regexp.MustCompile(`^\s*(\d+)\.\s+([A-Z][A-Z :]*?)\s{2,}(.*)$`)

// parseKey reads the templates of an answer key by report. A report without a
// relevant incident has none.
func parseKey(s string) map[string][]Template {
	out := map[string][]Template{}
	id, cur, slot := "", (*Template)(nil), Slot(0)
	flush := func() {
		if cur != nil && id != "" && len(cur.Slots[Type]) > 0 {
			out[id] = append(out[id], *cur)
		}
	}
	for _, line := range strings.Split(s, "\n") {
		line = strings.TrimRight(line, "\r ")
		if t := strings.TrimSpace(line); t == "" || strings.HasPrefix(t, ";") {
			continue
		}
		value := strings.TrimSpace(line)
		if m := slotLine.FindStringSubmatch(line); m != nil {
			slot, value = 0, m[3]
			for _, c := range m[1] {
				slot = slot*10 + Slot(c-'0')
			}
			if slot >= slotCount {
				continue
			}
			if slot == MessageID {
				flush()
				cur = &Template{}
				id, _, _ = strings.Cut(value, " ")
				continue
			}
		}
		if cur != nil {
			cur.add(slot, value)
		}
	}
	flush()
	return out
}

// add reads one line of a slot.
func (t *Template) add(slot Slot, value string) {
	if value == "*" || value == "-" || value == "" {
		return
	}
	if slot == Number {
		t.Optional = strings.Contains(value, "OPTIONAL")
		return
	}
	var f Fill
	if rest, ok := strings.CutPrefix(value, "?"); ok {
		f.Optional, value = true, strings.TrimSpace(rest)
	}
	head, of := value, ""
	if slot != Location {
		head, of = cutReference(value)
	}
	f.Any, f.Of = alternatives(head), alternatives(of)
	if len(f.Any) > 0 {
		t.Slots[slot] = append(t.Slots[slot], f)
	}
}

// cutReference parts a filler from what it is said of: at the first colon that
// stands outside quotation marks.
func cutReference(s string) (head, of string) {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			quoted = !quoted
		case ':':
			if !quoted {
				return s[:i], s[i+1:]
			}
		}
	}
	return s, ""
}

// alternatives are the fillers parted by strokes, without quotation marks.
func alternatives(s string) []string {
	var out []string
	quoted, from := false, 0
	put := func(p string) {
		if p = strings.TrimSpace(p); strings.HasPrefix(p, "(") && strings.HasSuffix(p, ")") {
			p = strings.TrimSpace(p[1 : len(p)-1])
		}
		if strings.HasPrefix(p, `"`) {
			p = strings.TrimSuffix(strings.TrimPrefix(p, `"`), `"`)
		}
		p = strings.TrimSpace(strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(p))
		if p != "" && p != "-" && p != "*" {
			out = append(out, p)
		}
	}
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == '/' && !quoted:
			put(s[from:i])
			from = i + 1
		}
	}
	put(s[from:])
	return out
}
