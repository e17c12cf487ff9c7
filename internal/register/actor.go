package register

import "dossier/schema"

// Actor is one person or body over all records, in a few words.
type Actor struct {
	ID        string    `json:"id"`
	Kind      string    `json:"kind"`
	Name      string    `json:"name"`
	Names     []Counted `json:"names"` // with how many records call it so
	Positions []Counted `json:"positions"`
	Countries []Counted `json:"countries"`
	Roles     []Counted `json:"roles"`
	Records   int       `json:"records"`
	First     string    `json:"first,omitempty"` // date of the first incident, EDTF
	Last      string    `json:"last,omitempty"`
	Cut       bool      `json:"cut,omitempty"` // there are more records than were compared
	// Namesakes is how many others have the name, in a list.
	Namesakes int `json:"namesakes,omitempty"`
}

// Counted is a word with how many records have it.
type Counted struct {
	Text    string `json:"text"`
	Records int    `json:"records"`
}

// Appearance is an actor in one record.
type Appearance struct {
	Record    string            `json:"record"`
	Title     string            `json:"title"`
	Date      string            `json:"date,omitempty"`
	Place     string            `json:"place,omitempty"`
	Country   string            `json:"country,omitempty"`
	Entity    string            `json:"entity"` // its id in the record
	Name      string            `json:"name"`
	Aliases   []string          `json:"aliases"`
	Positions []schema.Position `json:"positions"`
	Roles     []string          `json:"roles"`
	Said      []Statement       `json:"said"`
	Mentions  []schema.Citation `json:"mentions"`
	Joined    []schema.Joined   `json:"joined,omitempty"`
	// Why it stands as one with those of the records before it.
	Why []string `json:"why,omitempty"`
}

// Candidate is who may be the same.
type Candidate struct {
	ID      string   `json:"id"`
	Kind    string   `json:"kind"`
	Name    string   `json:"name"`
	Records int      `json:"records"`
	Reasons []string `json:"reasons"`
	Ask     Ask      `json:"ask"`
}

// Ask names the two that an answer is about, as a decision takes them.
type Ask struct {
	Record string `json:"record"`
	Entity string `json:"entity"`
	In     string `json:"in"`
	Other  string `json:"other"`
}

// Answer is what a person said of an actor and another.
type Answer struct {
	Decision int64  `json:"decision"`
	At       string `json:"at"`
	Who      string `json:"who"`
	Kind     string `json:"kind"`
	Why      string `json:"why,omitempty"`
	ID       string `json:"id"` // of the other
	Name     string `json:"name"`
}

// Whole is an actor with all that is said of and by it.
type Whole struct {
	Actor
	Appearances []Appearance      `json:"appearances"` // the latest incident first
	Perhaps     []Candidate       `json:"perhaps"`
	Answers     []Answer          `json:"answers"`
	Documents   []schema.Document `json:"documents"` // that are cited
}

// Source is an outlet or office over all records.
type Source struct {
	ID string `json:"id"` // its key as it stands in an address
	Tally
	// Kind, Country and Reliability are what a person said, else what its latest
	// document says, else what is known of agencies.
	Kind        string `json:"kind,omitempty"`
	Country     string `json:"country,omitempty"`
	Reliability string `json:"reliability,omitempty"`
	// SetBy is the person who said so, Decision the number of the decision.
	SetBy    string `json:"set_by,omitempty"`
	SetAt    string `json:"set_at,omitempty"`
	Decision int64  `json:"decision,omitempty"`
}

// WholeSource is a source with what it says.
type WholeSource struct {
	Source
	Documents []Held    `json:"list"` // its documents, the latest first
	Told      []Telling `json:"told"` // records that it tells of, the latest number first
}

// Held is a document with the records that it tells of.
type Held struct {
	Document schema.Document `json:"document"`
	Records  []RecordName    `json:"records"`
}

// RecordName is a record by its id and title.
type RecordName struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Telling is a record as one source tells it.
type Telling struct {
	Record string `json:"record"`
	Title  string `json:"title"`
	Date   string `json:"date,omitempty"`
	Tally
	Only    bool      `json:"only,omitempty"` // no other source tells of it
	Alone   []Word    `json:"only_here"`      // what nobody else says, and nobody contests
	Differs []Against `json:"differs"`
}

// Word is a value in a few words, with those it stands on.
type Word struct {
	ID        string            `json:"id"`
	Slot      string            `json:"slot"`
	Of        string            `json:"of,omitempty"`
	Text      string            `json:"text"`
	Shown     bool              `json:"shown"`
	State     string            `json:"state,omitempty"`
	Citations []schema.Citation `json:"citations"`
}

// Against is what a source says where others say otherwise.
type Against struct {
	Word
	Others []Word `json:"others"`
}
