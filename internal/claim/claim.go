// Package claim is the wall between reading and the record: left of it the
// program understands words, right of it nothing does. A [Claim] says that
// somebody (or the document's own voice) holds something about an incident, and
// on which words it stands. The record cannot tell whether a claim came from a
// rule, a model or a person.
package claim

import (
	"dossier/internal/count"
	"dossier/internal/doc"
	"dossier/internal/entity"
	"dossier/internal/text"
)

// ID identifies a claim within its archive.
type ID string

// EntityID identifies an entity within its document: "e4".
type EntityID string

// Maker is who made a claim: an extractor with its version, or a person.
type Maker struct {
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
}

// Incident says which of a document's incidents a claim is about: 0 is the main
// one, 1, 2, … those told in its background.
type Incident int

// Ref names one incident of one document: what records are made of.
type Ref struct {
	Document doc.ID   `json:"document"`
	Incident Incident `json:"incident"`
}

// Set is everything read out of one document.
type Set struct {
	Document doc.ID
	// Found is false when the document tells of no incident.
	Found    bool
	Why      string // the reason for Found, for people
	Entities []Entity
	Claims   []Claim
	// Sentences are the sentences of the document that tell something: all but
	// those of its header, titles and headings. They are what coverage is
	// measured by.
	Sentences []text.Span
}

// Claim is one thing said about one incident. Exactly one of the bodies is set.
type Claim struct {
	ID         ID             `json:"id"`
	Incident   Incident       `json:"incident,omitempty"`
	Citations  []doc.Citation `json:"citations"`
	Claimants  []EntityID     `json:"claimants,omitempty"` // none: the document's own voice
	Maker      Maker          `json:"maker"`
	Confidence float64        `json:"confidence"`
	Derived    string         `json:"derived,omitempty"` // how a derived value was worked out

	Value       *Value       `json:"value,omitempty"`
	Event       *Event       `json:"event,omitempty"`
	Attribution *Attribution `json:"attribution,omitempty"`
	Reaction    *Reaction    `json:"reaction,omitempty"`
	Account     *Account     `json:"account,omitempty"`
	Item        *Item        `json:"item,omitempty"`
	Relation    *Relation    `json:"relation,omitempty"`
	Dispute     *Dispute     `json:"dispute,omitempty"`
}

// Entity is one person, organisation, state or place of one document.
type Entity struct {
	ID        EntityID       `json:"id"`
	Kind      entity.Kind    `json:"kind"`
	Name      string         `json:"name"`
	Named     bool           `json:"named"` // false: a description such as "two guards"
	Aliases   []string       `json:"aliases,omitempty"`
	Positions []Position     `json:"positions,omitempty"`
	Country   string         `json:"country,omitempty"`
	Age       *Trait         `json:"age,omitempty"`
	Sex       *Trait         `json:"sex,omitempty"`
	Ethnicity *Trait         `json:"ethnicity,omitempty"`
	Parts     []Part         `json:"parts,omitempty"`
	Mentions  []doc.Citation `json:"mentions"`
}

// Trait is what the document says a person is: an age in Count, a sex or an
// ethnic group in Text, with its words.
type Trait struct {
	Text      string         `json:"text,omitempty"`
	Count     *count.Count   `json:"count,omitempty"`
	Citations []doc.Citation `json:"citations"`
}

// Part is what somebody is in the incident beside those who did it and those
// harmed: "responder", "official", "witness", "investigator", with the words that
// tell it.
type Part struct {
	Kind      string         `json:"kind"`
	Citations []doc.Citation `json:"citations"`
}

// Position is an office held, with its words.
type Position struct {
	Text      string         `json:"text"`
	Citations []doc.Citation `json:"citations"`
}

// Slot is a field of the record that values compete for.
type Slot string

// The slots of RECORD.md.
const (
	Type             Slot = "type"
	Date             Slot = "date"
	Time             Slot = "time"
	TimeOfDay        Slot = "time_of_day"
	Timezone         Slot = "timezone"
	Country          Slot = "country"
	Place            Slot = "place"
	Site             Slot = "site"
	Coordinates      Slot = "coordinates"
	Target           Slot = "target"
	Weapon           Slot = "weapon"
	Shots            Slot = "shots"
	Killed           Slot = "killed"
	Injured          Slot = "injured"
	Missing          Slot = "missing"
	Abducted         Slot = "abducted"
	Arrested         Slot = "arrested"
	Evacuated        Slot = "evacuated"
	Perpetrator      Slot = "perpetrator"
	Suspect          Slot = "suspect"
	PerpetratorCount Slot = "perpetrator_count"
	Victim           Slot = "victim"
	ClaimedBy        Slot = "claimed_by"
	Motive           Slot = "motive"
	Damage           Slot = "damage"
	Outcome          Slot = "outcome"
	FurtherAct       Slot = "further_act"
)

// Value is a candidate for one slot. Which of the fields holds it depends on the
// slot: Text for codes, dates (EDTF), times ("HH:MM"), zones (IANA), countries
// (ISO 3166-1 alpha-2), names and phrases; Count for numbers; Entity for people
// and groups; Lat and Lon for coordinates.
type Value struct {
	Slot      Slot         `json:"slot"`
	Text      string       `json:"text,omitempty"`
	Count     *count.Count `json:"count,omitempty"`
	Entity    EntityID     `json:"entity,omitempty"`
	Lat       float64      `json:"lat,omitempty"`
	Lon       float64      `json:"lon,omitempty"`
	Of        string       `json:"of,omitempty"`        // for counts: all, victims, perpetrators, …
	Includes  string       `json:"includes,omitempty"`  // for counts of all: "perpetrators" where they are told to be among them
	Kind      string       `json:"kind,omitempty"`      // for target, weapon
	Basis     string       `json:"basis,omitempty"`     // for perpetrator, suspect
	Harm      string       `json:"harm,omitempty"`      // for victim
	Degree    string       `json:"degree,omitempty"`    // for damage
	Stage     string       `json:"stage,omitempty"`     // for further acts: accomplished, attempted
	Offset    string       `json:"offset,omitempty"`    // for timezone: "+03:30"
	Precision string       `json:"precision,omitempty"` // for coordinates
	// Later is set for a figure the text says replaced an earlier one.
	Later bool `json:"later,omitempty"`
}

// Event is one step of the chronology.
type Event struct {
	When      string       `json:"when,omitempty"` // EDTF
	Time      string       `json:"time,omitempty"` // "HH:MM"
	WhenText  string       `json:"when_text,omitempty"`
	Phase     string       `json:"phase"` // background, incident, aftermath
	What      string       `json:"what"`
	Trigger   doc.Citation `json:"trigger"`
	Arguments []Argument   `json:"arguments,omitempty"`
	Negated   bool         `json:"negated,omitempty"`
	Modality  string       `json:"modality"` // actual, alleged, planned, attempted, hypothetical
	// Order sorts events that no date tells apart: the position in the telling.
	Order int `json:"order"`
}

// Argument is a participant of an event.
type Argument struct {
	Entity EntityID `json:"entity"`
	Role   string   `json:"role"` // agent, patient, place, instrument, recipient
}

// Attribution is somebody saying something.
type Attribution struct {
	Claimant   EntityID     `json:"claimant"`
	OnBehalfOf EntityID     `json:"on_behalf_of,omitempty"`
	Cue        string       `json:"cue"`
	Kind       string       `json:"kind"`
	Content    doc.Citation `json:"content"`
	Quotation  string       `json:"quotation"` // direct, indirect, mixed
	When       string       `json:"when,omitempty"`
	Channel    string       `json:"channel,omitempty"`
	Addressee  EntityID     `json:"addressee,omitempty"`
	Via        []EntityID   `json:"via,omitempty"`
}

// Reaction is an official or institutional response to the incident.
type Reaction struct {
	Actor     EntityID `json:"actor"`
	For       EntityID `json:"for,omitempty"`
	Country   string   `json:"country,omitempty"`
	Kinds     []string `json:"kinds"`
	Channel   string   `json:"channel,omitempty"`
	Addressee EntityID `json:"addressee,omitempty"`
	When      string   `json:"when,omitempty"`
}

// Account is a position on an open question, held or rejected by somebody.
type Account struct {
	Question string   `json:"question"` // motive, responsibility, alone, …
	Position string   `json:"position"`
	Holder   EntityID `json:"holder,omitempty"`
	Rejects  bool     `json:"rejects,omitempty"` // the holder rejects the position
	Doubts   bool     `json:"doubts,omitempty"`  // the holder doubts it
	// Support and Against are the words of evidence, or the triggers of events,
	// that bear on the position.
	Support []doc.Citation `json:"support,omitempty"`
	Against []doc.Citation `json:"against,omitempty"`
}

// Item is a piece of evidence in the world.
type Item struct {
	Kind   string   `json:"kind"` // footage, photograph, document, testimony, physical, other
	What   string   `json:"what"`
	HeldBy EntityID `json:"held_by,omitempty"`
	// Shows is what it shows, in the document's words.
	Shows *doc.Citation `json:"shows,omitempty"`
	// ReliedOnBy are those who cite it for what they say.
	ReliedOnBy []EntityID `json:"relied_on_by,omitempty"`
}

// Relation links the incident to another one.
type Relation struct {
	Kind  string `json:"kind"` // precedent, follow_up, part_of, same_perpetrator, see_also, retaliation_for
	Title string `json:"title"`
	// Other is the document's own number of the other incident, 0 when it has
	// none.
	Other Incident `json:"other,omitempty"`
}

// Dispute is that the words say themselves that accounts of a slot differ.
type Dispute struct {
	Slot Slot   `json:"slot"`
	Of   string `json:"of,omitempty"`
}
