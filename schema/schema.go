// Package schema is the published record: the JSON that "dossier read --json"
// prints, as plain structs. It imports nothing but the standard library, so that
// other programs can copy it. Offsets count Unicode code points of the
// document's text.
package schema

// Version is the value of [Output.Schema].
const Version = "dossier/1"

// Output is everything read from a set of documents.
type Output struct {
	Schema    string     `json:"schema"`
	Rule      string     `json:"rule,omitempty"`  // the rule that chose the shown values, where one was asked for
	AsOf      *AsOf      `json:"as_of,omitempty"` // where records are shown as they stood
	Documents []Document `json:"documents"`
	Records   []Record   `json:"records"`
}

// AsOf says by which time records are shown as they stood, and by which clock.
type AsOf struct {
	Date string `json:"date"`
	By   string `json:"by"` // received, published
	// Grouping is "then" where the reports are those that were one record then, "now"
	// where they are those of then that are one record now.
	Grouping string `json:"grouping"`
	Note     string `json:"note,omitempty"` // what of the state then is not known
}

// Document is one preserved text.
type Document struct {
	ID        string `json:"id"`
	Path      string `json:"path"`
	URL       string `json:"url"`
	Title     string `json:"title"`
	Source    string `json:"source"`
	Published string `json:"published"`
	Retrieved string `json:"retrieved"`
	Format    string `json:"format"`
	Origin    string `json:"origin"`
	SHA256    string `json:"sha256"`
	Length    int    `json:"length"` // code points
	Language  string `json:"language"`
	// SourceKind, SourceCountry and the two parts of the Admiralty code are what
	// somebody said of the source; nothing is worked out of them.
	SourceKind    string `json:"source_kind,omitempty"`
	SourceCountry string `json:"source_country,omitempty"` // ISO 3166-1 alpha-2
	Reliability   string `json:"reliability,omitempty"`    // A to F
	Credibility   int    `json:"credibility,omitempty"`    // 1 to 6
	// Coverage is how much of the document the records stand on; nil when its
	// sentences are not known.
	Coverage *Coverage `json:"coverage,omitempty"`
}

// Coverage says which sentences of a document gave something: a value, event,
// attribution, reaction, account, item of evidence or relation of some record
// cites words of them. A name that is only mentioned gives nothing, nor does the
// place of the incident where it is named again. Header lines, titles and
// headings are no sentences.
type Coverage struct {
	Sentences    int   `json:"sentences"`
	Covered      int   `json:"covered"`
	Words        int   `json:"words"`
	WordsCovered int   `json:"words_covered"` // words of covered sentences
	Uncovered    []Gap `json:"uncovered"`
}

// Gap is a sentence that gave nothing: code points [Start, End) of the document's
// text, that slice, and the section it stands in.
type Gap struct {
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Section string `json:"section"`
	Quote   string `json:"quote"`
}

// Citation is the exact words a value stands on: code points [Start, End) of
// the document's text, and that slice.
type Citation struct {
	Document string `json:"document"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Quote    string `json:"quote"`
}

// Maker is the extractor or person that made a value, and its version.
type Maker struct {
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
}

// Record is one incident.
type Record struct {
	ID           string        `json:"id"`
	Role         string        `json:"role"` // main, background
	Title        string        `json:"title"`
	Summary      string        `json:"summary"`
	Documents    []string      `json:"documents"`
	Values       []Value       `json:"values"`
	Entities     []Entity      `json:"entities"`
	Events       []Event       `json:"events"`
	Attributions []Attribution `json:"attributions"`
	Reactions    []Reaction    `json:"reactions"`
	Accounts     []Account     `json:"accounts"`
	Evidence     []Item        `json:"evidence"`
	Related      []Relation    `json:"related"`
	Conflicts    []Conflict    `json:"conflicts"`
	// Matched says why each document is in the record, beside the first; Origins put
	// the documents together that count as one. Both are left out where there is one
	// document only.
	Matched []Match  `json:"matched,omitempty"`
	Origins []Origin `json:"origins,omitempty"`
	// Decisions are what people decided about the record and its values.
	Decisions []Decision `json:"decisions,omitempty"`
}

// Range is a number with bounds; a nil bound is open.
type Range struct {
	Min *int `json:"min"`
	Max *int `json:"max"`
}

// Value is one candidate for one slot, with everyone who says so. The dynamic
// type of Value is string, int, Range or [2]float64, as the slot demands.
type Value struct {
	ID         string     `json:"id"`
	Slot       string     `json:"slot"`
	Value      any        `json:"value"`
	Text       string     `json:"text"`
	Of         string     `json:"of,omitempty"`
	Includes   string     `json:"includes,omitempty"` // whom a count of all is told to count too: perpetrators
	Kind       string     `json:"kind,omitempty"`
	Basis      string     `json:"basis,omitempty"`
	Harm       string     `json:"harm,omitempty"`
	Degree     string     `json:"degree,omitempty"`
	Stage      string     `json:"stage,omitempty"`
	Offset     string     `json:"offset,omitempty"`
	Precision  string     `json:"precision,omitempty"`
	Preferred  bool       `json:"preferred"`
	Reason     string     `json:"reason,omitempty"` // why it is preferred, where another value contests it
	Status     string     `json:"status"`           // single, agreed, contested
	Confidence float64    `json:"confidence"`
	Claimants  []string   `json:"claimants"`
	Origins    int        `json:"origins,omitempty"`   // independent ones behind it, in a record of several documents
	OwnVoice   bool       `json:"own_voice,omitempty"` // a document says so in its own voice, beside the claimants
	Derived    string     `json:"derived,omitempty"`
	Replaces   bool       `json:"replaces,omitempty"` // the words say that it took the place of another figure
	Makers     []Maker    `json:"makers"`
	Citations  []Citation `json:"citations"`

	// State is what a person decided: accepted, edited, rejected, or obsolete where
	// the value decided on is no longer found; "" (new) where nobody has decided.
	State     string  `json:"state,omitempty"`
	StateWhy  string  `json:"state_reason,omitempty"`
	Decisions []int64 `json:"decisions,omitempty"` // the numbers of those in force
	ChosenBy  string  `json:"chosen_by,omitempty"` // who chose that it is shown
	// WordsLost is set when the newest versions of all documents it stands on no
	// longer have its words.
	WordsLost bool `json:"words_lost,omitempty"`
	// FirstSaid and LastSaid are the days that the first and the last document that
	// says so were published; Received is when the first of them came.
	FirstSaid string `json:"first_said,omitempty"`
	LastSaid  string `json:"last_said,omitempty"`
	Received  string `json:"received,omitempty"`
}

// Decision is one decision of a person, as it stands to the record.
type Decision struct {
	ID     int64  `json:"id"`
	At     string `json:"at"`
	Who    string `json:"who"`
	Kind   string `json:"kind"`
	Why    string `json:"why,omitempty"`
	Slot   string `json:"slot,omitempty"`
	Of     string `json:"of,omitempty"`
	Value  string `json:"value,omitempty"` // that it is about, as people read it
	New    string `json:"new,omitempty"`   // that an edit puts in its place, or that was added
	Status string `json:"status"`          // applied, changed, obsolete
	// ConfirmedBy is the second person, and Confirmation the number of the decision
	// with which they confirmed it, where one was needed.
	ConfirmedBy  string `json:"confirmed_by,omitempty"`
	Confirmation int64  `json:"confirmation,omitempty"`
	// Names are the two entities of a judgement about entities, as people read them;
	// Entities are the ids of those that are in the record, one where both are one.
	Names    []string `json:"names,omitempty"`
	Entities []string `json:"entities,omitempty"`
	// Now is the id of the value that the words stand for now, where they are there
	// and the value is another.
	Now string `json:"now,omitempty"`
	// Citations are the words it was made on.
	Citations []Citation `json:"citations,omitempty"`
}

// Position is an office held, with its words.
type Position struct {
	Text      string     `json:"text"`
	Citations []Citation `json:"citations"`
}

// Entity is a person, organisation, group, state, place or facility.
type Entity struct {
	ID        string     `json:"id"`
	Kind      string     `json:"kind"`
	Name      string     `json:"name"`
	Named     bool       `json:"named"`
	Aliases   []string   `json:"aliases"`
	Positions []Position `json:"positions"`
	Country   string     `json:"country,omitempty"`
	Age       *Trait     `json:"age,omitempty"`
	Sex       *Trait     `json:"sex,omitempty"`
	Ethnicity *Trait     `json:"ethnicity,omitempty"`
	Parts     []Part     `json:"parts,omitempty"`
	Mentions  []Citation `json:"mentions"`
	// Joined says why what documents call otherwise than by the same name is this
	// entity; Decisions are the numbers of those in force about it.
	Joined    []Joined `json:"joined,omitempty"`
	Decisions []int64  `json:"decisions,omitempty"`
}

// Joined is why what one document calls somebody is an entity of the record that
// other documents name otherwise.
type Joined struct {
	Document string `json:"document"`
	Name     string `json:"name"` // what the document calls it
	With     string `json:"with"` // what the documents before it call it
	// Kind is spelling, initials, part_of_name, body, description, lone_attacker or
	// judged.
	Kind       string   `json:"kind"`
	Reasons    []string `json:"reasons"`
	Confidence float64  `json:"confidence"`
	Who        string   `json:"who,omitempty"` // the person who said so
}

// Part is what somebody is in the incident beside those who did it and those
// harmed: "responder", "official", "witness" or "investigator".
type Part struct {
	Kind      string     `json:"kind"`
	Citations []Citation `json:"citations"`
}

// Trait is what the documents say a person is: an age (an int or a [Range]), a
// sex ("female", "male") or an ethnic group as written.
type Trait struct {
	Value     any        `json:"value"`
	Text      string     `json:"text"`
	Citations []Citation `json:"citations"`
}

// Argument is a participant of an event.
type Argument struct {
	Entity string `json:"entity"`
	Role   string `json:"role"`
}

// Event is one step of the chronology.
type Event struct {
	ID         string     `json:"id"`
	When       string     `json:"when"`
	Time       string     `json:"time"`
	WhenText   string     `json:"when_text"`
	Order      int        `json:"order"`
	Phase      string     `json:"phase"`
	What       string     `json:"what"`
	Trigger    Citation   `json:"trigger"`
	Arguments  []Argument `json:"arguments"`
	Claimants  []string   `json:"claimants"`
	Negated    bool       `json:"negated"`
	Modality   string     `json:"modality"`
	Minor      bool       `json:"minor,omitempty"` // a detail that a short chronology leaves out
	Confidence float64    `json:"confidence"`
	Makers     []Maker    `json:"makers"`
	Citations  []Citation `json:"citations"`
}

// Attribution is somebody saying something.
type Attribution struct {
	ID         string     `json:"id"`
	Claimant   string     `json:"claimant"`
	OnBehalfOf string     `json:"on_behalf_of,omitempty"`
	Cue        string     `json:"cue"`
	Kind       string     `json:"kind"`
	Content    Citation   `json:"content"`
	Quotation  string     `json:"quotation"`
	When       string     `json:"when"`
	Channel    string     `json:"channel"`
	Addressee  string     `json:"addressee,omitempty"`
	Via        []string   `json:"via"`
	About      []string   `json:"about"`
	Confidence float64    `json:"confidence"`
	Makers     []Maker    `json:"makers"`
	Citations  []Citation `json:"citations"`
}

// Reaction is an official or institutional response to the incident.
type Reaction struct {
	ID         string     `json:"id"`
	Actor      string     `json:"actor"`
	For        string     `json:"for,omitempty"`
	Country    string     `json:"country,omitempty"`
	Kinds      []string   `json:"kinds"`
	Channel    string     `json:"channel"`
	Addressee  string     `json:"addressee,omitempty"`
	When       string     `json:"when"`
	Confidence float64    `json:"confidence"`
	Makers     []Maker    `json:"makers"`
	Citations  []Citation `json:"citations"`
}

// Account is one answer to an open question, and who holds it.
type Account struct {
	ID           string     `json:"id"`
	Question     string     `json:"question"`
	Position     string     `json:"position"`
	HeldBy       []string   `json:"held_by"`
	RejectedBy   []string   `json:"rejected_by"`
	DoubtedBy    []string   `json:"doubted_by,omitempty"`
	Origins      int        `json:"origins,omitempty"` // independent ones among who holds it
	Attributions []string   `json:"attributions"`
	Support      []string   `json:"support"`
	Against      []string   `json:"against"`
	Citations    []Citation `json:"citations"`
}

// Item is a piece of evidence in the world.
type Item struct {
	ID        string     `json:"id"`
	Kind      string     `json:"kind"`
	What      string     `json:"what"`
	HeldBy    string     `json:"held_by,omitempty"`
	Shows     *Citation  `json:"shows,omitempty"`        // what it shows
	ReliedBy  []string   `json:"relied_on_by,omitempty"` // who cites it
	Citations []Citation `json:"citations"`
}

// Relation links the record to another incident.
type Relation struct {
	Kind      string     `json:"kind"`
	Title     string     `json:"title"`
	Record    string     `json:"record"`
	Citations []Citation `json:"citations"`
}

// Conflict is a slot whose values cannot all hold.
type Conflict struct {
	Slot        string   `json:"slot"`
	Of          string   `json:"of,omitempty"`
	Values      []string `json:"values"`
	Kind        string   `json:"kind"`
	Explanation string   `json:"explanation"`
	// Inclusion says whom one figure may count and the other leave out, where the
	// numbers differ by just as many: "perpetrators".
	Inclusion string `json:"inclusion,omitempty"`
	// Citations are words that say themselves that accounts differ.
	Citations []Citation `json:"citations,omitempty"`
}

// Match is why a document is in its record: its strongest tie to those before it.
type Match struct {
	Document   string   `json:"document"`
	With       string   `json:"with"`
	Confidence float64  `json:"confidence"`
	Reasons    []string `json:"reasons"`
	Judged     bool     `json:"judged,omitempty"` // a person said that they belong together
	// Decision is the number of the decision that says so, among those of the record.
	Decision int64 `json:"decision,omitempty"`
}

// Origin is documents that count as one, since one repeats the other or both come
// from one agency or outlet.
type Origin struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"` // the agency, else the outlet, "" when neither is known
	Documents []string `json:"documents"`
	Ties      []Tie    `json:"ties"`
}

// Tie is why a document counts as one origin with another.
type Tie struct {
	Document    string     `json:"document"`
	With        string     `json:"with"`
	Kind        string     `json:"kind"`
	Share       float64    `json:"share,omitempty"` // of the shorter text that stands in the other
	Explanation string     `json:"explanation"`
	Citations   []Citation `json:"citations,omitempty"`
}
