package mcp

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"dossier/internal/fault"
	"dossier/schema"
)

type recordIn struct {
	ID      string `json:"id" jsonschema:"the id of the incident, as a search gives it"`
	Section string `json:"section,omitempty" jsonschema:"a section of the record: values, events, attributions, reactions, accounts, evidence, entities, conflicts, relations, decisions, documents; the overview names those that this record has"`
	Slot    string `json:"slot,omitempty" jsonschema:"of the section values, only those of a slot: killed, injured, date, place, type, perpetrator …"`
	Offset  int    `json:"offset,omitempty" jsonschema:"entries to leave out at the beginning"`
	Limit   int    `json:"limit,omitempty" jsonschema:"how many entries, 1 to 200; 50 if not given"`
}

// overview is a record in short: its plain keys, the values that are shown, and how
// much each section holds.
type overview struct {
	ID       string                     `json:"id"`
	Plain    map[string]json.RawMessage `json:"record"`
	Shown    []schema.Value             `json:"shown_values"`
	Sections map[string]int             `json:"sections"`
	Note     string                     `json:"note"`
}

// part is a page of a section.
type part struct {
	ID      string            `json:"id"`
	Section string            `json:"section"`
	Total   int               `json:"total"`
	Offset  int               `json:"offset"`
	Entries []json.RawMessage `json:"entries"`
	Next    int               `json:"next_offset,omitempty"`
}

func (s *server) record(ctx context.Context, _ *sdk.CallToolRequest, in recordIn) (*sdk.CallToolResult, any, error) {
	if in.ID == "" {
		return nil, nil, fault.New(fault.Invalid, "give the id of an incident, like 2023-01-27-tehran; search_incidents finds them")
	}
	out, err := s.Archive.Record(ctx, in.ID)
	if err != nil {
		return nil, nil, err
	}
	parts, plain, err := sections(out)
	if err != nil {
		return nil, nil, err
	}
	rec := &out.Records[0]
	if in.Section == "" {
		return told(newOverview(rec, parts, plain))
	}
	list, ok := parts[in.Section]
	if !ok {
		return nil, nil, fault.New(fault.NotFound, "this record has no section %q; it has %s", in.Section, strings.Join(names(parts), ", "))
	}
	if in.Slot != "" {
		if list, err = ofSlot(rec, list, in); err != nil {
			return nil, nil, err
		}
	}
	p, err := page(in, rec.ID, list)
	if err != nil {
		return nil, nil, err
	}
	return told(p)
}

// sections are the lists of a record, and what else it holds.
func sections(out schema.Output) (lists map[string][]json.RawMessage, plain map[string]json.RawMessage, err error) {
	b, err := json.Marshal(out.Records[0])
	if err != nil {
		return nil, nil, err
	}
	if err := json.Unmarshal(b, &plain); err != nil {
		return nil, nil, err
	}
	lists = map[string][]json.RawMessage{}
	for key, v := range plain {
		var list []json.RawMessage
		if json.Unmarshal(v, &list) != nil || key == "documents" {
			continue
		}
		if list != nil {
			lists[key] = list
		}
		delete(plain, key)
	}
	var docs []json.RawMessage
	for _, d := range out.Documents {
		if !slices.Contains(out.Records[0].Documents, d.ID) {
			continue
		}
		d.Coverage = nil
		b, err := json.Marshal(d)
		if err != nil {
			return nil, nil, err
		}
		docs = append(docs, b)
	}
	lists["documents"] = docs
	return lists, plain, nil
}

func names(parts map[string][]json.RawMessage) []string {
	var out []string
	for k := range parts {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func newOverview(r *schema.Record, parts map[string][]json.RawMessage, plain map[string]json.RawMessage) overview {
	o := overview{ID: r.ID, Plain: plain, Shown: []schema.Value{}, Sections: map[string]int{}, Note: "Shown values are those that the record puts first; the section values has the others too, and conflicts says where sources disagree. Every citation names a document with start and end for get_document."}
	for k, list := range parts {
		o.Sections[k] = len(list)
	}
	for _, v := range r.Values {
		if !v.Preferred || len(o.Shown) == 60 {
			continue
		}
		v.Citations = v.Citations[:min(len(v.Citations), 2)]
		o.Shown = append(o.Shown, v)
	}
	return o
}

// ofSlot keeps the values of a slot.
func ofSlot(r *schema.Record, list []json.RawMessage, in recordIn) ([]json.RawMessage, error) {
	if in.Section != "values" {
		return nil, fault.New(fault.Invalid, "slot narrows the section values, not %s", in.Section)
	}
	var out []json.RawMessage
	var have []string
	for i, v := range r.Values {
		if v.Slot == in.Slot {
			out = append(out, list[i])
		}
		if !slices.Contains(have, v.Slot) {
			have = append(have, v.Slot)
		}
	}
	if out == nil {
		return nil, fault.New(fault.NotFound, "this record has no value of %q; it has values of %s", in.Slot, strings.Join(have, ", "))
	}
	return out, nil
}

// page is a part of a section, as many entries as an answer has room for.
func page(in recordIn, id string, list []json.RawMessage) (part, error) {
	if in.Limit == 0 {
		in.Limit = 50
	}
	if in.Offset < 0 || in.Limit < 1 || in.Limit > 200 || in.Offset > len(list) {
		return part{}, fault.New(fault.Invalid, "the section has %d entries: offset is 0 to %d, limit 1 to 200", len(list), len(list))
	}
	p := part{ID: id, Section: in.Section, Total: len(list), Offset: in.Offset, Entries: []json.RawMessage{}}
	size := 0
	for _, e := range list[in.Offset:] {
		if len(p.Entries) == in.Limit || size+len(e) > mostBytes && size > 0 {
			p.Next = in.Offset + len(p.Entries)
			break
		}
		size += len(e)
		p.Entries = append(p.Entries, e)
	}
	return p, nil
}
